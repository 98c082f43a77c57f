# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import SQL


class LccAssociation(models.Model):
    """How one company, an association, deals with its members and their dues."""

    _name = "lcc.association"
    _description = "Association: members and dues"
    _inherit = ["mail.thread"]
    _rec_name = "company_id"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    dues_journal_id = fields.Many2one(
        "account.journal",
        string="Journal of dues",
        check_company=True,
        domain=[("type", "=", "sale")],
        ondelete="restrict",
        tracking=True,
        help="Sales journal in which dues and gifts are entered. Leave it empty for "
        "the first sales journal.",
    )
    is_posting_at_call = fields.Boolean(
        string="Post dues when they are called",
        tracking=True,
        help="Dues are income when they are collected: a call is a draft, and is "
        "posted with its payment. Tick this only if your statutes make a call an "
        "enforceable claim: calls are then posted at once, are income of that day, "
        "and those that are never paid must be written off (regulation ANC 2018-06). "
        "To be confirmed by the association's accountant.",
    )
    gift_product_id = fields.Many2one(
        "product.product",
        string="Gift on top of dues",
        check_company=True,
        domain=[("membership", "=", False), ("type", "=", "service")],
        ondelete="restrict",
        help="Gifts are entered with this product, on its own account (7541), never "
        "with the dues.",
    )

    _company_uniq = models.Constraint(
        "UNIQUE(company_id)", "This company has these settings already: edit them."
    )

    @api.model
    def _get(self, company=None):
        """The settings of a company, made when they are asked for first."""
        company = company or self.env.company
        # read and made for whoever works with members; the treasurer alone edits them
        associations = self.sudo().with_company(company)
        association = associations.search([("company_id", "=", company.id)])
        return association or associations.create({"company_id": company.id})

    def _lock(self):
        """Lock these settings: those who make something with them come one by one.

        NOWAIT: who comes second is refused by the database, and Odoo runs the request
        again.
        """
        self.ensure_one()
        self.flush_recordset()
        self.env.execute_query(
            SQL(
                "SELECT id FROM lcc_association WHERE id = %s FOR NO KEY UPDATE NOWAIT",
                self.id,
            )
        )

    def _get_dues_journal(self):
        self.ensure_one()
        journals = self.env["account.journal"].with_company(self.company_id)
        return self.dues_journal_id or journals.search(
            [
                *journals._check_company_domain(self.company_id),
                ("type", "=", "sale"),
            ],
            limit=1,
        )

    def _get_gift_product(self):
        """The product of gifts; made on 7541 when it is needed first."""
        self.ensure_one()
        if not self.gift_product_id:
            charts = self.env["account.chart.template"].with_company(self.company_id)
            account = charts.ref("pcg_7541", raise_if_not_found=False)
            self.gift_product_id = self.env["product.product"].create(
                {
                    "name": self.env._("Gift"),
                    "type": "service",
                    "list_price": 0,
                    "purchase_ok": False,
                    "company_id": self.company_id.id,
                    "property_account_income_id": account and account.id,
                    "taxes_id": False,
                    "supplier_taxes_id": False,
                }
            )
        return self.gift_product_id

    @api.model
    def action_open(self):
        """The settings of the current company."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Association"),
            "res_model": self._name,
            "res_id": self._get().id,
            "view_mode": "form",
        }
