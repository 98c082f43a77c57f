# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.misc import formatLang

from odoo.addons.lcc_base.tools.spreadsheet import header_name

from ..tools.operation_file import read_face


class LccDenomination(models.Model):
    _name = "lcc.denomination"
    _description = "Denomination"
    _inherit = ["lcc.ledger.master"]
    _order = "lcc_currency_id, value desc, id"
    _rec_name = "value"

    lcc_currency_id = fields.Many2one(
        "lcc.currency",
        string="Local currency",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="lcc_currency_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="lcc_currency_id.currency_id", store=True)
    value = fields.Monetary(
        string="Face value",
        required=True,
        help="Worth of one coupon. It is frozen once coupons of it have moved.",
    )
    active = fields.Boolean(default=True)

    _value_positive = models.Constraint(
        "CHECK(value > 0)", "The face value of a coupon is more than zero."
    )
    _value_uniq = models.Constraint(
        "UNIQUE(lcc_currency_id, value)",
        "This currency already has a denomination of that value.",
    )

    @api.depends("value", "lcc_currency_id.symbol")
    def _compute_display_name(self):
        for denomination in self:
            number = formatLang(
                self.env,
                denomination.value,
                digits=0 if denomination.value == int(denomination.value) else 2,
            )
            symbol = denomination.lcc_currency_id.symbol or ""
            denomination.display_name = f"{number}\N{NO-BREAK SPACE}{symbol}".strip()

    @api.model
    def _search_display_name(self, operator, value):
        """Found by its face value, written as people do: “5” is not 50."""
        values = value if operator == "in" else [value]
        if operator not in ("in", "=", "ilike", "=ilike") or not value:
            return super()._search_display_name(operator, value)
        currencies = self.env["lcc.currency"].search(
            [("company_id", "in", self.env.companies.ids)]
        )
        symbols = currencies.mapped("symbol")
        words = {header_name(symbol) for symbol in symbols}
        faces = [read_face(text, words) for text in values]
        return Domain(
            "value", "in", [float(face) for face in faces if face is not None]
        )

    def write(self, vals):
        if {"value", "lcc_currency_id"} & vals.keys():
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()

    def _check_unused(self):
        lines = self.env["lcc.operation.line"].sudo()  # any line counts
        line = lines.search([("denomination_id", "in", self.ids)], limit=1)
        if line:
            raise UserError(
                self.env._(
                    "Coupons of %(denomination)s already stand in operations: the "
                    "denomination can be archived, not changed or deleted.",
                    denomination=line.denomination_id.display_name,
                )
            )
