# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class MembershipLine(models.Model):
    _inherit = "membership.membership_line"

    lcc_import_line_id = fields.Many2one(
        "lcc.member.import.line",
        string="Line of the import",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
    )

    def _lcc_get_system_fields(self):
        return super()._lcc_get_system_fields() | {"lcc_import_line_id"}
