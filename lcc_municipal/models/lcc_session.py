# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from odoo.addons.lcc_assembly.models.lcc_session_check import Finding
from odoo.addons.lcc_assembly.tools import assembly_law as law

# Councils whose sessions and minutes are public (CGCT, articles L2121-18, L2121-15,
# L2121-25 and L5211-1); their commissions and bodies of an association are none.
PUBLIC_KINDS = ("municipal", "community", "syndicate")


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

    @api.depends("day", "date_list_posted", "kind")
    def _compute_date_list_due(self):
        today = fields.Date.context_today(self)
        for session in self:
            is_public = session.kind in PUBLIC_KINDS
            due = is_public and session.day and law.list_due(session.day)
            session.date_list_due = due
            session.is_list_late = bool(due) and (
                (session.date_list_posted or today) > due
            )

    @api.depends("date_adopted", "date_published", "kind")
    def _compute_is_minutes_late(self):
        today = fields.Date.context_today(self)
        for session in self:
            adopted = session.kind in PUBLIC_KINDS and session.date_adopted
            session.is_minutes_late = bool(adopted) and (
                (session.date_published or today) > law.minutes_due(adopted)
            )

    @api.constrains("date_list_posted", "state", "date_start")
    def _check_list_posted(self):
        today = fields.Date.context_today(self)
        for session in self.filtered("date_list_posted"):
            if not self._is_over(session.state):
                raise ValidationError(
                    self.env._(
                        "%(session)s is not closed: its list of deliberations is "
                        "posted afterwards.",
                        session=session.display_name,
                    )
                )
            if not session.day <= session.date_list_posted <= today:
                raise ValidationError(
                    self.env._(
                        "The list of %(session)s is posted between that day and today: "
                        "enter the day on which it was.",
                        session=session.display_name,
                    )
                )

    def action_close(self):
        result = super().action_close()
        self.deliberation_ids._enter_in_register()
        return result

    def action_reopen(self):
        """The numbers go back to the register, where no later ones follow.

        A list that was posted tells them no more: it is posted again.
        """
        self.deliberation_ids._leave_register()
        self.date_list_posted = False
        return super().action_reopen()

    def _get_findings(self, state=None):
        return super()._get_findings(state) + self._check_publicity()

    def _check_publicity(self):
        """What was posted or published too late, or waits for it."""
        findings = []
        if self._is_over(self.state) and self.is_list_late:
            text = self.env._(
                "The list of deliberations was due on %(date)s (CGCT, article "
                "L2121-25).",
                date=format_date(self.env, self.date_list_due),
            )
            findings.append(Finding("list", text, is_blocking=False))
        if self._is_signature_missing():
            text = self.env._(
                "The minutes are adopted and not signed yet by the chair and the "
                "secretary: enter the days of both signatures before they are "
                "published (CGCT, article L2121-15)."
            )
            findings.append(Finding("signature", text, is_blocking=False))
        if self.is_minutes_late:
            text = self.env._(
                "The minutes were to be published by %(date)s, within a week of the "
                "session that adopted them (CGCT, article L2121-15).",
                date=format_date(self.env, law.minutes_due(self.date_adopted)),
            )
            findings.append(Finding("minutes", text, is_blocking=False))
        return findings

    def _is_signature_missing(self):
        """Whether adopted minutes wait for the chair or the secretary to sign."""
        is_due = self.kind in PUBLIC_KINDS and self.date_adopted
        return bool(is_due) and not (
            self.date_signed_chair and self.date_signed_secretary
        )
