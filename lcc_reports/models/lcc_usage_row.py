# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccUsageRow(models.Model):
    """A row of a table of usage: what its columns show is in value_1 to value_6."""

    _name = "lcc.usage.row"
    _description = "Row of a table of usage"
    _order = "table_id, sequence, id"

    table_id = fields.Many2one(
        "lcc.usage.table", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="table_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    value_1 = fields.Float(digits=(16, 2))
    value_2 = fields.Float(digits=(16, 2))
    value_3 = fields.Float(digits=(16, 2))
    value_4 = fields.Float(digits=(16, 2))
    value_5 = fields.Float(digits=(16, 2))
    value_6 = fields.Float(digits=(16, 2))

    def _get_value(self, column):
        """Figure of a column; nothing where there is no row."""
        return self[f"value_{column.slot}"] if self and column else None
