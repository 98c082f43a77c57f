# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class LccSession(models.Model):
    """The minutes of a session as a file, for those who may only read them."""

    _inherit = "lcc.session"

    def _has_published_minutes(self):
        self.ensure_one()
        return self.state == "published"

    def _get_published_minutes(self):
        """The minutes as PDF, once they are published.

        They are printed when they are first asked for, and again after the session was
        written, such as with the days of signature: not on each visit.

        :return: ir.attachment with all rights; empty while they are not published
        """
        # whoever asks has no rights on sessions and files: published minutes are public
        session = self.sudo()
        files = session.env["ir.attachment"]
        if not session._has_published_minutes():
            return files
        return files._get_kept_paper(
            session,
            "lcc_minutes",
            session.write_date.isoformat(),
            session._print_minutes,
        )

    def _print_minutes(self):
        return (
            f"{self._get_paper_name('minutes')}.pdf",
            self._print_paper("lcc_assembly.lcc_session_minutes_report"),
        )

    def _print_paper(self, report_ref):
        """A paper as PDF, for readers without rights on reports and sessions.

        :param report_ref: XML id of the report
        :return: bytes
        """
        self.ensure_one()
        # the callers have checked what is published
        report = self.env["ir.actions.report"].sudo().with_company(self.company_id)
        return report._render_qweb_pdf(report_ref, self.ids)[0]
