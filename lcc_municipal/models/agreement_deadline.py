# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import format_date, split_every

from ..tools import convention_law as law

BATCH = 100


class Agreement(models.Model):
    """Deadlines of a convention, and who is reminded of them in time."""

    _inherit = "agreement"

    lcc_deadline = fields.Date(
        string="Next deadline",
        compute="_compute_lcc_deadline",
        help="The last day to give notice, the end of the term, the next accounts, or "
        "the end of the accountant's month.",
    )
    lcc_deadline_note = fields.Char(
        string="What is due", compute="_compute_lcc_deadline"
    )
    lcc_term_end = fields.Date(
        string="Term ends on",
        compute="_compute_lcc_term_end",
        help="Of the term that runs today, after amendments and renewals.",
    )
    lcc_is_over = fields.Boolean(string="Over", compute="_compute_lcc_term_end")
    lcc_remind_days = fields.Integer(
        string="Reminded days before",
        default=30,
        help="An activity is planned this many days before each deadline.",
    )
    lcc_reminded_on = fields.Date(
        string="Reminded of the deadline of", copy=False, readonly=True
    )

    def _lcc_get_term(self):
        """The convention that states the term: the last signed amendment that has one.

        :return: agreement
        """
        self.ensure_one()
        amendments = self.lcc_amendment_ids.filtered(
            lambda one: one.lcc_state == "signed" and one.end_date
        )
        return amendments.sorted(lambda one: (one.signature_date, one.id))[-1:] or self

    def _lcc_get_months(self):
        return self.lcc_renewal_months if self.lcc_renewal == "tacit" else 0

    @api.depends(
        "lcc_state",
        "lcc_terminated_on",
        "end_date",
        "lcc_renewal",
        "lcc_renewal_months",
        "lcc_amendment_ids.lcc_state",
        "lcc_amendment_ids.end_date",
    )
    def _compute_lcc_term_end(self):
        today = fields.Date.context_today(self)
        for agreement in self:
            term = agreement._lcc_get_term()
            end = law.term_on(today, term.end_date or None, term._lcc_get_months())
            if agreement.lcc_state == "terminated":
                end = agreement.lcc_terminated_on
            agreement.lcc_term_end = agreement.lcc_kind and end
            agreement.lcc_is_over = bool(
                agreement.lcc_kind
                and end
                and end < today
                and agreement.lcc_state != "draft"
            )

    @api.depends(
        "lcc_term_end",
        "lcc_notice_days",
        "lcc_accounts_due",
        "lcc_accountant_tacit_on",
        "lcc_amends_id",
    )
    @api.depends_context("lang")
    def _compute_lcc_deadline(self):
        today = fields.Date.context_today(self)
        for agreement in self:
            due = agreement._lcc_get_deadlines(today)
            day, note = min(due, key=lambda one: one[0], default=(False, False))
            agreement.lcc_deadline = day
            agreement.lcc_deadline_note = note

    def _lcc_get_deadlines(self, today):
        """Days on which somebody has to act.

        :return: list of (day, words)
        """
        self.ensure_one()
        if self.lcc_state == "draft" and self.lcc_accountant_tacit_on:
            return [
                (self.lcc_accountant_tacit_on, self.env._("Silence of the accountant"))
            ]
        # an amendment changes the deadlines of the convention, and has none itself
        if not self.lcc_kind or self.lcc_state == "draft" or self.lcc_amends_id:
            return []
        due = self._lcc_get_term_deadlines(today) if self.lcc_state == "signed" else []
        if self.lcc_accounts_due:
            # also when the mandate has ended: they are owed
            due.append((self.lcc_accounts_due, self.env._("Accounts of the mandate")))
        return due

    def _lcc_get_term_deadlines(self, today):
        term = self._lcc_get_term()
        months, notice = term._lcc_get_months(), term.lcc_notice_days
        day = law.deadline_on(today, term.end_date or None, months, notice)
        if not day or day < today:  # nothing is due for a term that has ended
            return []
        is_end = not months and day == term.end_date
        return [
            (day, self.env._("End of the term") if is_end else self.env._("Notice"))
        ]

    @api.model
    def _cron_lcc_remind(self):
        """Plan an activity for each deadline that is near, once.

        The board of communes follows terms that have ended.
        """
        self.env["lcc.municipal.follow.up"]._refresh_stages()
        today = fields.Date.context_today(self)
        waiting = self.search(
            [
                ("lcc_kind", "!=", False),
                ("lcc_amends_id", "=", False),
            ]
        )
        remaining = len(waiting)
        for batch in split_every(BATCH, waiting.ids, self.browse):
            ready = batch.try_lock_for_update(allow_referencing=True)
            for agreement in ready:
                agreement._lcc_remind(today)
            remaining -= len(batch)
            self.env["ir.cron"]._commit_progress(len(batch), remaining=remaining)

    def _lcc_remind(self, today):
        """Plan an activity for each deadline that is near, unless it was planned
        before: one that nobody met does not hide the following ones."""
        user = self._lcc_get_reminded()
        self = self.with_context(lang=user.lang)  # the cron's own is nobody's
        for day, note in sorted(self._lcc_get_deadlines(today)):
            is_planned = self.lcc_reminded_on and day <= self.lcc_reminded_on
            if is_planned or (day - today).days > self.lcc_remind_days:
                continue
            self._lcc_plan(day, note, user)
            self.lcc_reminded_on = day

    def _lcc_plan(self, day, what, user):
        if self.activity_ids.filtered(
            lambda one: (one.date_deadline, one.summary) == (day, what)
        ):
            return
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=day,
            summary=what,
            note=self.env._(
                "%(what)s on %(date)s: %(convention)s",
                what=what,
                date=format_date(self.env, day),
                convention=self.display_name,
            ),
            user_id=user.id,
        )

    def _lcc_get_plans(self):
        """Deadlines as their activities tell them: {(day, summary)}."""
        told = self.with_context(lang=self._lcc_get_reminded().lang)
        return set(told._lcc_get_deadlines(fields.Date.context_today(self)))

    def _lcc_unplan(self, plans):
        """Forget the activities of deadlines that are none any more."""
        self.activity_ids.filtered(
            lambda one: (one.date_deadline, one.summary) in plans
        ).unlink()

    def write(self, vals):
        if vals.keys() & {"lcc_accounts_due", "lcc_accountant_asked"}:
            # a deadline that moved is told again, though a later one was told
            vals = {"lcc_reminded_on": False, **vals}
        return super().write(vals)

    def _lcc_get_reminded(self):
        """Who follows the convention, if they still may, else its author."""
        for user in (self.lcc_user_id, self.create_uid):
            if (
                user.active
                and user._is_internal()
                and self.with_user(user).has_access("read")
            ):
                return user
        return self.env.user
