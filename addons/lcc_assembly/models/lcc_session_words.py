# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from ..tools import assembly_law as law

# Councils adopt their minutes (CGCT, article L2121-15); associations approve them.
STATUTES_STATES = [
    ("draft", "Draft"),
    ("convened", "Convened"),
    ("open", "Open"),
    ("closed", "Closed"),
    ("adopted", "Minutes approved"),
    ("published", "Minutes published"),
]


class LccSession(models.Model):
    """Words that differ between councils and bodies with statutes of their own."""

    _inherit = "lcc.session"

    statutes_state = fields.Selection(
        STATUTES_STATES,
        string="State by statutes",
        compute="_compute_state_name",
    )
    state_name = fields.Char(string="State in words", compute="_compute_state_name")

    @api.depends("state", "rules")
    @api.depends_context("lang")
    def _compute_state_name(self):
        for session in self:
            session.statutes_state = session.state
            session.state_name = session._get_state_names().get(session.state)

    def _get_state_names(self):
        """States in the words of the body.

        :return: dict of texts
        """
        self.ensure_one()
        name = "statutes_state" if self.rules == law.STATUTES else "state"
        return dict(self._fields[name]._description_selection(self.env))

    def _get_adoption_words(self):
        """Whether the minutes are adopted, or approved, and when."""
        date = self._get_long_date(self.date_adopted)
        if self.rules == law.STATUTES:
            if date:
                return self.env._(
                    "Minutes approved in the session of %(date)s.", date=date
                )
            return self.env._("Draft minutes: the assembly has not approved them yet.")
        if date:
            return self.env._("Minutes adopted in the session of %(date)s.", date=date)
        return self.env._("Draft minutes: the assembly has not adopted them yet.")
