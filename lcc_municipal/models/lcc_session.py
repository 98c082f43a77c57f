# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.lcc_assembly.models.lcc_session_check import Finding
from odoo.addons.lcc_assembly.tools import assembly_law as law


class LccSession(models.Model):
    _inherit = "lcc.session"

    deliberation_ids = fields.One2many(
        "lcc.deliberation", "session_id", string="Deliberations"
    )
    date_list_posted = fields.Date(
        string="List posted on",
        copy=False,
        tracking=True,
        help="The list of deliberations is posted at the town hall and on the website "
        "within a week (CGCT, article L2121-25).",
    )
    date_list_due = fields.Date(
        string="List to post until", compute="_compute_date_list_due"
    )
    is_list_late = fields.Boolean(compute="_compute_date_list_due")
    is_minutes_late = fields.Boolean(compute="_compute_is_minutes_late")

    @api.depends("day", "date_list_posted")
    def _compute_date_list_due(self):
        today = fields.Date.context_today(self)
        for session in self:
            due = session.day and law.list_due(session.day)
            session.date_list_due = due
            session.is_list_late = bool(due) and (
                (session.date_list_posted or today) > due
            )

    @api.depends("date_adopted", "date_published")
    def _compute_is_minutes_late(self):
        today = fields.Date.context_today(self)
        for session in self:
            adopted = session.date_adopted
            session.is_minutes_late = bool(adopted) and (
                (session.date_published or today) > law.minutes_due(adopted)
            )

    def action_close(self):
        result = super().action_close()
        self.deliberation_ids._enter_in_register()
        return result

    def action_reopen(self):
        """The numbers go back to the register, where no later ones follow."""
        self.deliberation_ids._leave_register()
        return super().action_reopen()

    def _get_findings(self, state=None):
        return super()._get_findings(state) + self._check_list()

    def _check_list(self):
        if not (self._is_over(self.state) and self.is_list_late):
            return []
        due = format_date(self.env, self.date_list_due)
        return [
            Finding(
                "list",
                self.env._(
                    "The list of deliberations was due on %(date)s (CGCT, article "
                    "L2121-25).",
                    date=due,
                ),
                is_blocking=False,
            )
        ]
