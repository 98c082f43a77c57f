# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

SLOTS = range(1, 7)


class LccUsageColumn(models.Model):
    """A column of a table of usage; its figures are in a field of the rows."""

    _name = "lcc.usage.column"
    _description = "Column of a table of usage"
    _order = "table_id, sequence, id"

    table_id = fields.Many2one(
        "lcc.usage.table", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="table_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    slot = fields.Integer(
        help="Which of the figures of a row it shows; given by the table."
    )
    name = fields.Char(string="Heading", required=True)
    kind = fields.Selection(
        [
            ("count", "Whole number"),
            ("tenth", "One decimal"),
            ("money", "Amount"),
            ("percent", "Percentage"),
        ],
        required=True,
        default="count",
    )
    is_summed = fields.Boolean(
        string="Total",
        compute="_compute_is_summed",
        store=True,
        precompute=True,
        readonly=False,
        help="Whether its figures are added up below the table.",
    )

    _slot_is_one = models.Constraint("CHECK(slot BETWEEN 1 AND 6)", "No such column.")
    _slot_uniq = models.Constraint(
        "UNIQUE(table_id, slot)", "Two columns show the same figures."
    )

    @api.depends("kind")
    def _compute_is_summed(self):
        for column in self:
            column.is_summed = column.kind != "percent"

    @api.model_create_multi
    def create(self, vals_list):
        tables = self.env["lcc.usage.table"]
        given = {}
        for vals in vals_list:
            table = tables.browse(vals.get("table_id"))
            used = given.setdefault(table, set(table.column_ids.mapped("slot")))
            if vals.get("slot") not in SLOTS or vals["slot"] in used:
                vals["slot"] = self._get_free_slot(used)
            used.add(vals["slot"])
        return super().create(vals_list)

    @api.model
    def _get_free_slot(self, used):
        """
        :raise ValidationError: all are used
        """
        for slot in SLOTS:
            if slot not in used:
                return slot
        raise ValidationError(
            self.env._(
                "A table of usage has at most %(most)s columns. Make another table for "
                "the others.",
                most=len(SLOTS),
            )
        )
