# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


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

    def _set_creditor_account(self):
        """Fill the account of creditors of currencies that were there before."""
        codes = self._get_default_account_codes()["creditor_account_id"]
        for currency in self.filtered(lambda one: not one.creditor_account_id):
            company = currency.company_id
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
