# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import api, fields, models
from odoo.exceptions import UserError

from .lcc_member_import_purge import KEPT_DAYS

# Written in the same transaction, give or take what a clock rounds.
SAME_MOMENT = timedelta(seconds=1)


class LccMemberImport(models.Model):
    """Undoing an import, as long as what members were before is kept."""

    _inherit = "lcc.member.import"

    undo_until = fields.Date(
        string="Can be undone until", compute="_compute_undo_until"
    )

    @api.depends("imported_at")
    def _compute_undo_until(self):
        for record in self:
            day = record.imported_at and record.imported_at.date()
            record.undo_until = day and day + timedelta(days=KEPT_DAYS)

    def action_undo(self):
        """Take back what the import made, where nothing else has touched it."""
        self._begin()
        if self.state not in ("done", "partial"):
            raise UserError(self.env._("Only what was imported is undone."))
        if self.undo_until < fields.Date.context_today(self):
            raise UserError(
                self.env._(
                    "This import is too old to be undone: what its members were before "
                    "is forgotten."
                )
            )
        self._check_not_in_books()
        self._check_who_accepts()
        # only the system sets states
        self.sudo().write({"state": "undoing", "imported_by_id": self.env.uid})
        self._start()
        return True

    def _check_not_in_books(self):
        # managers see no invoices
        dues = self.line_ids.sudo().dues_line_ids
        posted = dues.account_invoice_id.filtered(lambda move: move.state == "posted")
        if posted:
            raise UserError(
                self.env._(
                    "%(count)s invoices of this import are posted: an entry in the "
                    "books is not taken away. Let the accountant make credit notes.",
                    count=len(posted),
                )
            )

    def _get_waiting_for_undo(self, limit=None):
        """Lines that are done; those of one member together."""
        lines = self.env["lcc.member.import.line"].sudo()  # counted by the job too
        domain = [("import_id", "=", self.id), ("state", "=", "done")]
        found = lines.search(domain, limit=limit)
        if limit and found:
            partners = found.result_partner_id
            found |= lines.search([*domain, ("result_partner_id", "in", partners.ids)])
        return found

    def _undo_lines(self, lines):
        """Take back what these lines made; a line tells what had to stay, and why."""
        everybody = self.env["res.partner"].browse(lines.result_partner_id.ids)
        partners = everybody._filtered_access("unlink")
        kept = dict.fromkeys(
            (everybody - partners).ids,
            self.env._("This member is not one of yours: nothing was undone."),
        )
        by_partner = lines.grouped("result_partner_id")
        written = {
            partner.id: max(mine.mapped("written_at")) + SAME_MOMENT
            for partner, mine in by_partner.items()
            if partner
        }
        changed = partners.filtered(lambda one: one.write_date > written[one.id])
        self._undo_dues(lines, written, kept)
        left = partners.filtered(lambda one: one.id not in kept)
        created = lines.filtered("is_created").result_partner_id.ids
        made = left.filtered(lambda one: one.id in created)
        self._restore_members(left - made, lines)
        for partner in made & changed:
            kept[partner.id] = self.env._(
                "The member was changed since: only the dues are gone."
            )
        for partner in self._unlink_unused(made - changed):
            kept[partner.id] = self.env._(
                "Other documents name the member: only the dues are gone."
            )
        lines.write({"state": "undone", "message": False})
        for partner, mine in by_partner.items():
            if message := kept.get(partner.id):
                mine.write({"state": "kept", "message": message})

    def _undo_dues(self, lines, written, kept):
        """Delete the dues of these lines, all those of a member or none.

        :param kept: members who stay as they are, by id, with the reason; those whose
            dues were changed are added
        """
        dues = lines.dues_line_ids  # the system's lines: see all of them
        touched = dues.filtered(
            lambda one: (
                one.write_date > written.get(one.partner_id.id, one.write_date)
                or one.account_invoice_id.state == "posted"
            )
        )
        message = self.env._("Its dues were changed since: they stay, and the member.")
        for partner in touched.partner_id:
            kept.setdefault(partner.id, message)
        dues = dues.filtered(lambda one: one.partner_id.id not in kept)
        drafts = dues.account_invoice_id
        dues.filtered(lambda one: not one.account_invoice_id).unlink()
        drafts.with_context(allow_membership_line_unlink=True).unlink()

    def _unlink_unused(self, partners):
        """Delete contacts that nothing refers to.

        :return: those that stay
        """
        self.env.flush_all()
        used = partners._lcc_filter_used()
        return used + self._try_unlink(partners - used)

    def _try_unlink(self, partners):
        """Delete these contacts, or each half, but those that are refused."""
        try:
            with self.env.cr.savepoint():
                partners.unlink()
                self.env.flush_all()
        except (UserError, IntegrityError):
            self.env.invalidate_all(flush=False)
            if len(partners) == 1:
                return partners
            half = len(partners) // 2
            return self._try_unlink(partners[:half]) + self._try_unlink(partners[half:])
        return partners.browse()

    def _restore_members(self, partners, lines):
        for line in lines.sorted("number", reverse=True):
            partner = partners.browse(line.result_partner_id.id)
            if partner in partners and line.previous:
                self._restore(partner, line.previous)

    def _restore(self, partner, previous):
        """Give back what a member was, but what was changed again since."""
        names = list(previous)
        now = self.env["lcc.member.import.line"]._read_values(partner, names)
        vals = {
            name: before
            for name, (before, after) in previous.items()
            if now[name] == after
        }
        if vals:
            partner.write(vals)
