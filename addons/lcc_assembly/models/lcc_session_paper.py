# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.tools import format_time


class LccSession(models.Model):
    """What the papers of a session say."""

    _inherit = "lcc.session"

    def _get_paper_lang(self):
        """Papers are in the language of the body, not of whoever prints them."""
        return (
            self.assembly_id.partner_id.lang
            or self.company_id.partner_id.lang
            or self.env.lang
        )

    def _get_paper_name(self, kind):
        """Name of the file of a paper.

        :param kind: notice, attendance, minutes or control
        """
        self.ensure_one()
        names = {
            "notice": self.env._("Notice %(session)s", session=self.name),
        }
        return names[kind]

    def _get_time(self, moment):
        """Time of a moment where the assembly sits, as people write it."""
        if not moment:
            return ""
        return format_time(
            self.env, moment, tz=self.assembly_id.tz, time_format="short"
        )
