# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class LccMemberImportSummary(models.Model):
    """Dues of one year and one amount: those of the file, then those imported."""

    _name = "lcc.member.import.summary"
    _description = "Import of members, dues by year and amount"
    _order = "import_id, year desc, amount desc"

    import_id = fields.Many2one(
        "lcc.member.import", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="import_id.company_id", store=True, precompute=True
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    year = fields.Integer(aggregator=False)
    amount = fields.Monetary(aggregator=False)
    count = fields.Integer()
    total = fields.Monetary()

    @api.depends("year", "amount")
    def _compute_display_name(self):
        for summary in self:
            amount = summary.currency_id.format(summary.amount)
            summary.display_name = f"{summary.year}: {amount}"
