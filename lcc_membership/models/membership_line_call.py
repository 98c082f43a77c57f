# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class MembershipLine(models.Model):
    _inherit = "membership.membership_line"

    lcc_call_id = fields.Many2one(
        "lcc.dues.call",
        string="Call of a campaign",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )

    def _lcc_get_system_fields(self):
        return super()._lcc_get_system_fields() | {"lcc_call_id"}

    def _lcc_is_open(self):
        """Called or invoiced, and neither paid nor cut by a withdrawal."""
        self.ensure_one()
        return self.state in ("waiting", "invoiced") and not self.date_cancel
