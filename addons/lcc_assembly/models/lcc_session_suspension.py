# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccSessionSuspension(models.Model):
    _name = "lcc.session.suspension"
    _description = "Suspension of a session"
    _inherit = ["lcc.session.part"]
    _order = "date_from, id"

    date_from = fields.Datetime(string="Suspended at", required=True)
    date_to = fields.Datetime(string="Resumed at")
    reason = fields.Char()

    _dates_ordered = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "A suspension ends after it begins.",
    )

    def _end(self, moment):
        """Resume, at the latest when the session is closed."""
        for suspension in self:
            suspension.date_to = max(moment, suspension.date_from)
