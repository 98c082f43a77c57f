# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from .lcc_dues_collection import Dues

BATCH = 100


class LccDuesCampaign(models.Model):
    """Making the calls, in batches that a stop of the server does not disturb.

    A row is written for each member when the campaign is launched; a scheduled job
    makes their calls batch by batch, each in a transaction of its own. A call that
    cannot be made keeps its error, and the others go on.
    """

    _inherit = "lcc.dues.campaign"

    # Launching

    def action_call(self):
        """Call all who are in the preview; the rest is done in the background."""
        self.ensure_one()
        self._check_may_run()
        if self.state not in ("draft", "open"):
            return
        plan = self._make_plan()
        if not plan.called and not self._find_failures(plan):
            raise UserError(
                self.env._(
                    "There is nobody to call. The preview says who is left out, and "
                    "why."
                )
            )
        self._create_calls(plan)
        self._start_calling()

    def action_retry(self):
        """Try again what was not possible."""
        self.ensure_one()
        self._check_may_run()
        failed = self.sudo().call_ids.filtered("error")  # checked above
        failed.write({"error": False, "is_kept": False})
        self.sudo().error = False  # kept by the job alone
        if failed.filtered(lambda call: not call.date):
            self._start_calling()
        self._trigger_calls()
        self._trigger_mails()

    def action_stop(self):
        """Stop making calls: those that are made stay, the others are forgotten."""
        self.ensure_one()
        self._check_may_run()
        self._drop_calls_to_make()
        if self.state == "calling":
            # states are set by actions alone
            self.sudo().state = "open" if self.sudo().call_ids else "draft"

    def _start_calling(self):
        self.sudo().state = "calling"  # states are set by actions alone
        self._trigger_calls()

    def _trigger_calls(self):
        self.env.ref("lcc_membership.lcc_dues_campaign_cron_call").sudo()._trigger()

    @api.model
    def _find_failures(self, plan):
        """Members whose dues cannot be worked out: each is kept with its error."""
        return {
            member: text
            for member, (reason, text) in plan.left_out.items()
            if reason in ("product", "error")
        }

    def _create_calls(self, plan):
        """One row for each member to call; see `_make_calls`."""
        Calls = self._in_background().env["lcc.dues.call"]
        vals_list = [self._prepare_call_vals(planned) for planned in plan.called]
        vals_list += [
            {"campaign_id": self.id, "partner_id": member.id, "error": text}
            for member, text in self._find_failures(plan).items()
        ]
        members = [vals["partner_id"] for vals in vals_list]
        # cancelled or not possible: the new ones take their place
        old = Calls.search(
            [
                ("partner_id", "in", members),
                ("company_id", "=", self.company_id.id),
                ("year", "=", self.year),
                ("is_void", "=", False),
            ]
        )
        made = old.filtered("date")
        (old - made).unlink()
        made.is_void = True
        made.flush_recordset()
        return Calls.create(vals_list)

    def _prepare_call_vals(self, planned):
        return {
            "campaign_id": self.id,
            "partner_id": planned.member.id,
            "product_id": planned.product.id,
            "amount": float(planned.amount),
        }

    # In the background

    @api.model
    def _cron_call(self, limit=BATCH):
        """Make one batch of calls, or else take back what nobody is to pay any more."""
        domain = [("date", "=", False), ("error", "=", False)]
        Calls = self.env["lcc.dues.call"]
        campaign = Calls.search(domain, limit=1).campaign_id
        calls = Calls.search([*domain, ("campaign_id", "=", campaign.id)], limit=limit)
        ready = calls.try_lock_for_update(allow_referencing=True)
        if ready:
            background = campaign._in_background()
            ready = ready.with_env(background.env)
            background._do_each(ready, background._make_calls)
        for calling in self.search([("state", "=", "calling")]):
            error = calling._try(calling._finish_calling)
            calling.error = error and calling._tell_error(error)
        done = len(ready) or self._take_back_calls(limit)
        remaining = Calls.search_count(domain)
        if done and not remaining:
            remaining = len(self._find_void_drafts(limit))
        self.env["ir.cron"]._commit_progress(done, remaining=remaining)

    def _make_calls(self, calls):
        """Make the calls of these rows; whoever has paid meanwhile is left out."""
        by_member = calls.grouped("partner_id")
        plan = self._make_plan(calls.partner_id)
        planned = [one for one in plan.called if one.member in by_member]
        made = self.env["lcc.dues.call"]
        for one in planned:
            call = by_member[one.member]
            made += call
            if not call.product_id:  # it was not possible before
                call.write(self._prepare_call_vals(one))
        failures = self._find_failures(plan)
        for member, text in failures.items():
            by_member[member].error = text
        (calls - made).filtered(lambda call: call.partner_id not in failures).unlink()
        self._invoice(planned, made)
        made.date = fields.Date.context_today(self)
        self._keep_called_otherwise()

    def _invoice(self, planned, calls):
        """Call for dues; dues of 0 leave nothing to pay, and are collected at once."""
        collection = self.env["lcc.dues.collection"]
        to_pay, nothing = [], []
        for one, call in zip(planned, calls, strict=True):
            dues = Dues(
                member=call.partner_id,
                product=call.product_id,
                amount=call.amount,
                date=self._get_first_day(),
                period=one.period,
                origin=call,
            )
            is_to_pay = call.product_id.product_tmpl_id._lcc_is_to_pay(call.amount)
            (to_pay if is_to_pay else nothing).append(dues)
        if to_pay:
            collection._call(to_pay)
        if nothing:
            today = fields.Date.context_today(self)
            collection._collect([dues._replace(date=today) for dues in nothing])

    def _finish_calling(self):
        """Open the campaign when all is made, and say what was."""
        calls = self.env["lcc.dues.call"].sudo()  # of all members
        domain = [("campaign_id", "=", self.id)]
        made = calls.search_count([*domain, ("date", "!=", False)])
        domain += [("date", "=", False)]
        failed = calls.search_count([*domain, ("error", "!=", False)])
        if calls.search_count(domain) > failed:
            return
        background = self._in_background()
        background.state = "open"
        background.message_post(
            body=background.env._(
                "Calls made: %(made)s. Not possible: %(failed)s.",
                made=made,
                failed=failed,
            )
        )
        self._trigger_mails()

    @api.model
    def _find_void_drafts(self, limit):
        """Draft invoices of calls that were taken back, or paid by other dues."""
        lines = self.env["membership.membership_line"].search(
            [
                ("state", "=", "waiting"),
                ("account_invoice_id.state", "=", "draft"),
                ("lcc_call_id.is_kept", "=", False),
                "|",
                ("lcc_call_id.is_void", "=", True),
                ("lcc_call_id.state", "=", "paid"),
            ],
            limit=limit,
        )
        return lines.account_invoice_id

    @api.model
    def _take_back_calls(self, limit):
        """Cancel the drafts that nobody is to pay any more.

        A draft that stays keeps why with its call, and holds up no other.

        :return: how many were dealt with
        """
        moves = self._find_void_drafts(limit)
        if self._try(moves.button_cancel):
            for move in moves:
                if error := self._try(move.button_cancel):
                    calls = move._lcc_get_dues().lcc_call_id
                    calls.write({"error": self._tell_error(error), "is_kept": True})
        return len(moves)

    # Progress

    @api.readonly
    def get_progress(self):
        """How far the background work is, for the bar on the form.

        :return: dict of is_running, can_stop, step, done, total, percent
        """
        self.ensure_one()
        self.check_access("read")
        if self.state != "calling":
            return self._get_mail_progress()
        if self.error:  # the form is loaded again, and tells it
            return {"is_running": False}
        return self._get_calling_progress()

    def _get_calling_progress(self):
        calls = self.env["lcc.dues.call"].sudo()  # counts only
        domain = [("campaign_id", "=", self.id)]
        total = calls.search_count(domain)
        waiting = calls.search_count(
            [*domain, ("date", "=", False), ("error", "=", False)]
        )
        return self._prepare_progress(
            self.env._("Calling members"), total - waiting, total
        )

    def _prepare_progress(self, step, done, total):
        return {
            "is_running": True,
            "can_stop": self.state == "calling" and self.has_access("write"),
            "step": step,
            "done": done,
            "total": total,
            "percent": 100 * done // total if total else 0,
        }
