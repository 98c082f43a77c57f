# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models


class LccReportSession(models.AbstractModel):
    """What the reports about the bodies of the association share: the session of the
    assembly, by the option session_id."""

    _name = "lcc.report.session"
    _inherit = "lcc.report"
    _description = "Report about an assembly"

    _report_compares = False

    @api.model
    def _read_own_options(self, given):
        return {"session_id": given.get("session_id") or False}

    @api.model
    def _get_session(self, options):
        return self.env["lcc.session"].browse(options["session_id"] or [])
