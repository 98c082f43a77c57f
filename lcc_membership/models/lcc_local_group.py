# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class LccLocalGroup(models.Model):
    _inherit = "lcc.local.group"

    def _get_member_domain(self):
        """Members of the association, and no other contacts."""
        return [
            *super()._get_member_domain(),
            ("lcc_member_type_id", "!=", False),
            ("lcc_withdrawal_date", "=", False),
        ]
