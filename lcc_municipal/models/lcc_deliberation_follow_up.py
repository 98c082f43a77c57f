# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class LccDeliberation(models.Model):
    """A deliberation on joining the currency moves the follow-up of its commune."""

    _inherit = "lcc.deliberation"

    def _enter_in_register(self):
        result = super()._enter_in_register()
        joining = self.filtered(
            lambda one: (
                one.number
                and one.template_id.purpose == "adhesion"
                and one._is_decided()
            )
        )
        for deliberation in joining:
            # the clerk need not see the whole board
            follow_ups = self.env["lcc.municipal.follow.up"].sudo()
            follow_ups.search(
                [
                    ("partner_id", "=", deliberation.assembly_id.partner_id.id),
                    ("company_id", "=", deliberation.company_id.id),
                    ("deliberation_id", "=", False),
                ]
            ).deliberation_id = deliberation
        return result
