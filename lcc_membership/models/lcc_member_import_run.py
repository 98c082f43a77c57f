# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import logging

from psycopg2 import DataError, IntegrityError, InterfaceError, OperationalError

from odoo import api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tools import SQL

from .lcc_member_import import OVER_STATES
from .lcc_member_import_line import WAITING_STATES

_logger = logging.getLogger(__name__)

# What is no fault of a line: whoever called tries again, or the job later.
PASSING = (OperationalError, InterfaceError, ConcurrencyError)
BATCH = 500
QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "no_vat_validation": True,
}


class LccMemberImport(models.Model):
    """A run: batches of whole lines, each committed, by the job that works behind.

    A line that is refused leaves the others alone: it is told, and may be tried again
    or left out. Whatever is written is written with the rights of who accepted the
    import.
    """

    _inherit = "lcc.member.import"

    def action_import(self):
        """Accept the import, or take up what could not be imported."""
        self._begin()
        self._check_acceptable()
        system = self.sudo()  # only the system sets states
        system.line_ids.filtered(lambda line: line.state == "failed").write(
            {"state": "ready", "message": False}
        )
        system.write(
            {
                "state": "running",
                "imported_by_id": self.env.uid,
                "imported_at": fields.Datetime.now(),
            }
        )
        self._reserve_numbers()
        self._start()
        return True

    def action_finish(self):
        """Leave out what could not be imported."""
        self._begin()
        if self.state == "partial":
            self._leave_out_rest()
        return True

    def _leave_out_rest(self):
        left = self.line_ids.filtered(lambda line: line.state in WAITING_STATES)
        left.action_skip()
        self._finish()

    def action_stop(self):
        """Stop after the batch at work; what is left may be taken up, or left out.

        Nothing is locked before: writing waits until this batch is done.
        """
        self._check_may_import()
        if self.state not in ("running", "undoing"):
            raise UserError(self.env._("This import does not run any more."))
        # only the system sets states
        self.sudo().state = "partial"
        return True

    def action_skip_errors(self):
        """Leave out the lines with errors."""
        self._begin()
        self.line_ids.filtered(lambda line: line.state == "error").action_skip()
        return True

    def action_decide(self):
        """Decide alike of all that is to be decided; how comes by the context."""
        self._begin()
        choice = self.env.context.get("lcc_choice")
        if choice not in ("fill", "overwrite", "new", "skip"):
            raise UserError(self.env._("Choose what to do with these lines."))
        lines = self.line_ids.filtered(lambda line: line.action == "decide")
        lines.write({"action": choice})
        return True

    def _begin(self):
        """One at a time: a second click is told, not queued."""
        self._check_may_import()
        if not self.try_lock_for_update(allow_referencing=True):
            raise UserError(
                self.env._("This import is being worked on. Wait until it is done.")
            )

    def _check_may_import(self):
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group("lcc_base.group_lcc_manager"):
            raise AccessError(self.env._("Only managers import members."))
        if not self.env["res.partner"].has_access("create"):
            raise UserError(
                self.env._(
                    "You may not create contacts: ask an administrator for this right, "
                    "or let another manager import the file."
                )
            )

    def _check_acceptable(self):
        if self.state not in ("checked", "partial"):
            raise UserError(self.env._("Check the file first."))
        if self.decide_count:
            raise UserError(
                self.env._(
                    "%(count)s lines may be members who are known already: decide of "
                    "each first.",
                    count=self.decide_count,
                )
            )
        if self.error_count:
            raise UserError(
                self.env._(
                    "%(count)s lines have errors: mend the file and give it again, or "
                    "leave these lines out.",
                    count=self.error_count,
                )
            )
        self._check_who_accepts()

    def _check_who_accepts(self):
        """Money is the treasurer's, and so are the years that are kept here."""
        self.column_ids._check_private()
        if self.env.user.has_group("lcc_base.group_lcc_treasurer"):
            return
        years = self.summary_ids.mapped("year")
        lines = self.line_ids.filtered(lambda line: line.action != "skip")
        # gifts alone are of no year
        if self.dues_mode == "books" and (years or any(lines.mapped("dues"))):
            raise UserError(
                self.env._(
                    "Dues are entered in the books by the treasurer: let the treasurer "
                    "accept this import."
                )
            )
        first = self._get_first_year_in_books()
        if self.dues_mode == "history" and first and max(years, default=0) >= first:
            raise UserError(
                self.env._(
                    "Dues of %(year)s and later are in the books here: let the "
                    "treasurer accept this import, or take these dues out.",
                    year=first,
                )
            )

    def _get_first_year_in_books(self):
        """The first year with dues that have an invoice, or None."""
        # managers see no invoices
        lines = self.env["membership.membership_line"].sudo()
        line = lines.search(
            [
                ("company_id", "=", self.company_id.id),
                ("account_invoice_line_id", "!=", False),
                ("lcc_year", ">", 0),
                ("state", "in", ("invoiced", "paid")),
            ],
            order="lcc_year",
            limit=1,
        )
        return line.lcc_year

    def _reserve_numbers(self):
        """Numbers that the file gives are not given again by the sequence."""
        lines = self.env["lcc.member.import.line"]
        lines.flush_model(["values", "action"])
        [(highest,)] = self.env.execute_query(
            SQL(
                """
                SELECT MAX((values->>'lcc_member_number')::int)
                  FROM lcc_member_import_line
                 WHERE import_id = %s AND action != 'skip'
                   AND values->>'lcc_member_number' ~ '^[0-9]{1,7}$'
                """,
                self.id,
            )
        )
        self.env["res.partner"]._lcc_skip_numbers(highest or 0)

    # Batches

    def _start(self):
        """A file of one batch is done at once, others by the job."""
        if len(self._get_waiting(BATCH + 1)) <= BATCH:
            self._as_worker()._run_batch()
        else:
            job = self.env.ref("lcc_membership.lcc_member_import_cron")
            job.sudo()._trigger()  # nobody's own

    @api.model
    def _cron_run(self):
        """Go on with what was accepted, batch by batch."""
        jobs = self.env["ir.cron"]
        for record in self.search([("state", "in", ("running", "undoing"))]):
            while record.try_lock_for_update(allow_referencing=True):
                done = record._as_worker()._run_batch()
                left = self._count_waiting()
                if not jobs._commit_progress(done, remaining=left):
                    return
                record.invalidate_recordset()
                if record.state not in ("running", "undoing"):
                    break

    @api.model
    def _count_waiting(self):
        running = self.search([("state", "in", ("running", "undoing"))])
        return sum(len(record._get_waiting()) for record in running)

    def _as_worker(self):
        """With the rights, language and company of who accepted it."""
        user = self.imported_by_id
        context = {"lang": user.lang, "tz": user.tz, **QUIET}
        return (
            self.with_user(user).with_context(**context).with_company(self.company_id)
        )

    def _get_waiting(self, limit=None):
        lines = self.env["lcc.member.import.line"].sudo()  # counted by the job too
        if self.state == "undoing":
            return self._get_waiting_for_undo(limit)
        domain = [
            ("import_id", "=", self.id),
            ("state", "=", "ready"),
            ("action", "!=", "skip"),
        ]
        return lines.search(domain, limit=limit)

    def _run_batch(self):
        """
        :return: number of lines dealt with
        """
        lines = self._get_waiting(BATCH)
        if self.state == "undoing":
            members = list(lines.grouped("result_partner_id").values())
            self._try_groups(members, self._undo_lines, "kept")
        else:
            self._try_groups(list(lines), self._write_lines, "failed")
        self.env.flush_all()
        self.env.invalidate_all(flush=False)
        if not self._get_waiting(1):
            self._finish()
        return len(lines)

    def _try_groups(self, groups, work, refused):
        """Do the work on these lines, or on each half, down to what is refused.

        :param groups: list of the lines that go together
        :param refused: state of lines that are refused, with the reason; whatever it
            is, it leaves the other lines alone
        """
        lines = self.env["lcc.member.import.line"].sudo()  # the system's own rows
        lines = lines.union(*groups)
        try:
            with self.env.cr.savepoint():
                work(lines)
                self.env.flush_all()
        except PASSING:
            raise
        except Exception as error:
            if len(groups) > 1:
                half = len(groups) // 2
                self._try_groups(groups[:half], work, refused)
                self._try_groups(groups[half:], work, refused)
                return
            lines.write({"state": refused, "message": self._tell_refusal(lines, error)})

    def _tell_refusal(self, lines, error):
        if isinstance(error, UserError):
            return str(error)
        if isinstance(error, IntegrityError | DataError):
            return error.diag.message_primary or str(error)
        numbers = lines.mapped("number")
        _logger.error("Import %s, lines %s", self.id, numbers, exc_info=error)
        return self.env._(
            "Odoo failed here: %(error)s. Leave the line out, or show this to whoever "
            "looks after Odoo: its log says more.",
            error=f"{type(error).__name__}: {error}",
        )

    def _write_lines(self, lines):
        self._check_meanwhile(lines)
        self._write_members(lines)
        self._write_dues(lines)
        lines.write({"state": "done", "written_at": self.env.cr.now()})

    def _finish(self):
        """Nothing is left to do: say so, and forget what is personal."""
        # only the system sets states
        system = self.sudo().with_context(tracking_disable=False)
        if self.state == "undoing":
            system.state = "undone"
        else:
            failed = self.line_ids.filtered(lambda line: line.state == "failed")
            tried = failed.filtered(lambda line: line.action != "skip")
            system.state = "partial" if tried else "done"
        if system.state in OVER_STATES:
            system._tell_what_was_done()
            system._purge()
