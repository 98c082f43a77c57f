# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lcc_municipal.tools import convention_law as law

from .lcc_operation import MANDATE


class LccCurrency(models.Model):
    _inherit = "lcc.currency"

    creditor_account_id = fields.Many2one(
        "account.account",
        string="Creditors of public bodies",
        check_company=True,
        help="Euros that the association received for a creditor and owes until it "
        "hands the units over, 467 by default. To be confirmed by the association's "
        "accountant.",
    )

    @api.constrains("creditor_account_id", "coupon_account_id")
    def _check_creditor_account(self):
        for currency in self.sudo():  # a treasurer may have no accounting rights
            currency._check_not_coupon_account(currency.creditor_account_id)

    @api.model
    def _get_default_account_codes(self):
        return {
            **super()._get_default_account_codes(),
            "creditor_account_id": ["4672", "467"],
        }

    @api.model_create_multi
    def create(self, vals_list):
        currencies = super().create(vals_list)
        # conventions that were signed before there was a currency
        agreements = self.env["agreement"].sudo().with_context(active_test=False)
        waiting = agreements.search(
            [
                ("lcc_kind", "in", (law.CREDITOR, law.TILL)),
                ("lcc_local_currency_id", "=", False),
            ]
        )
        self.env.add_to_compute(agreements._fields["lcc_local_currency_id"], waiting)
        return currencies

    def write(self, vals):
        if "creditor_account_id" in vals:
            self._check_nothing_owed(vals["creditor_account_id"])
        return super().write(vals)

    def _check_nothing_owed(self, account_id):
        """The account stays while euros are owed on it: what faces them goes there."""
        changed = self.filtered(
            lambda one: one.creditor_account_id.id not in (False, account_id)
        )
        agreements = self.env["agreement"].sudo()  # whoever follows them
        operations = self.env["lcc.operation"].sudo()
        owed = agreements.with_context(active_test=False).search_count(
            [("lcc_local_currency_id", "in", changed.ids), ("lcc_kept", "!=", 0)],
            limit=1,
        )
        waiting = operations.search_count(
            [
                ("lcc_currency_id", "in", changed.ids),
                ("payment_mode", "=", MANDATE),
                ("books_state", "=", "waiting"),
            ],
            limit=1,
        )
        if owed or waiting:
            raise UserError(
                self.env._(
                    "Euros are owed to creditors of public bodies on their account: "
                    "hand the units over and close the books before it changes."
                )
            )

    def _set_creditor_account(self):
        """Fill the account of creditors of currencies that were there before."""
        codes = self._get_default_account_codes()["creditor_account_id"]
        for currency in self.filtered(lambda one: not one.creditor_account_id):
            company = currency.company_id
            # a default account: who sets a currency up may not read the chart
            accounts = self.env["account.account"].with_company(company).sudo()
            for code in codes:
                account = accounts.search(
                    [
                        ("company_ids", "parent_of", company.ids),
                        ("code", "=like", f"{code}%"),
                    ],
                    order="code",
                    limit=1,
                )
                if account:
                    currency.creditor_account_id = account
                    break
