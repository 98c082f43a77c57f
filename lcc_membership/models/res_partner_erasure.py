# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

OPEN_STATES = ("waiting", "invoiced")
OWED_ACCOUNTS = ("asset_receivable", "liability_payable")


class ResPartner(models.Model):
    """Erasing a member's data on request (GDPR, article 17).

    The contact stays as an anonymous one, because dues and invoices refer to it. These
    are kept for the books: ten years (Code de commerce, L123-22), and six years for
    tax receipts (Livre des procédures fiscales, L102 E, for the inspection of L14 A).
    """

    _inherit = "res.partner"

    @api.constrains("lcc_withdrawal_date", "lcc_erased_date")
    def _check_lcc_erased(self):
        for member in self:
            if member.lcc_erased_date and not member.lcc_withdrawal_date:
                raise ValidationError(
                    self.env._(
                        "%(member)s was erased: make a new contact for who joins "
                        "again.",
                        member=member.display_name,
                    )
                )

    def action_lcc_erase(self):
        """Ask, and then erase the personal data of this member."""
        self._lcc_check_privacy()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Erase personal data"),
            "res_model": "lcc.member.erasure",
            "view_mode": "form",
            "target": "new",
            "context": {"default_partner_id": self.id},
        }

    def _lcc_erase(self):
        """Make a member anonymous; dues and invoices stay for the books.

        All or nothing. The member is withdrawn as of today if it is not yet. Contacts
        below it are erased with it, but those that are members or companies
        themselves: these stay, and stand alone.

        :raise UserError: dues are open, or money is owed
        """
        self._lcc_check_privacy()
        self._lcc_check_erasable()
        today = fields.Date.context_today(self)
        if not self.lcc_withdrawal_date:
            self.with_context(tracking_disable=True)._lcc_withdraw(today, "other")
        # what a right of its own allows reaches further than the rights on contacts
        member = self.sudo().with_context(
            tracking_disable=True, mail_notrack=True, active_test=False
        )
        erased = member + member._lcc_get_own_contacts()
        self._lcc_log_privacy(
            self.env._("Member %(number)s erased", number=self.lcc_member_number),
            erased._lcc_describe_erased(),
        )
        erased._lcc_close_users()
        erased._lcc_empty_fields()
        erased._lcc_erase_banks()
        erased._lcc_erase_related()
        erased._lcc_erase_messages()
        member.lcc_erased_date = today
        erased.with_context(active_test=True).action_archive()

    # Checks

    def _lcc_check_erasable(self):
        """Refuse while something is open, or while others need the contact as it is."""
        self.ensure_one()
        for problem in self.sudo()._lcc_get_erasure_problems():
            raise UserError(problem)

    def _lcc_get_erasure_problems(self):
        """Why this member cannot be erased; yields full sentences.

        Addons add their own reasons.
        """
        number = self.lcc_member_number
        contacts = self + self._lcc_get_own_contacts()
        if self.member_line_ids.filtered(lambda line: line.state in OPEN_STATES):
            yield self.env._(
                "Dues of member %(number)s are open. Cancel them first: the member's "
                "withdrawal cancels calls, and an accountant cancels invoices.",
                number=number,
            )
        if self.env["account.move"].search_count(
            [("partner_id", "in", contacts.ids), ("state", "=", "draft")], limit=1
        ):
            yield self.env._(
                "There are invoices of member %(number)s that are drafts. Cancel or "
                "post them first.",
                number=number,
            )
        if self.env["account.move.line"].search_count(
            self._lcc_get_owed_domain(contacts), limit=1
        ):
            yield self.env._(
                "Money is owed by, or to, member %(number)s. Have it paid or cancelled "
                "first.",
                number=number,
            )
        users = contacts.with_context(active_test=True).user_ids
        if internal := users.filtered(lambda user: not user.share):
            yield self.env._(
                "%(user)s uses this software as an employee. An administrator archives "
                "this user first.",
                user=internal[0].login,
            )
        if contacts.ref_company_ids:
            yield self.env._("Member %(number)s is the association.", number=number)

    def _lcc_get_owed_domain(self, contacts):
        domain = Domain("partner_id", "in", contacts.ids)
        domain &= Domain("parent_state", "=", "posted")
        domain &= Domain("account_id.account_type", "in", OWED_ACCOUNTS)
        return domain & Domain("amount_residual", "!=", 0)

    # What is erased

    def _lcc_get_own_contacts(self):
        """People and addresses below these contacts who are nothing by themselves."""
        below = self.with_context(active_test=False).child_ids
        own = below.filtered(
            lambda one: not one.lcc_member_type_id and not one.is_company
        )
        return own + own._lcc_get_own_contacts() if own else own

    def _lcc_describe_erased(self):
        """What is erased and what is kept, in numbers."""
        gone = [self, self._lcc_get_erased_messages(), self._lcc_get_attachments()]
        kept = [self.message_ids - gone[1]]  # by a restricted audit trail
        for data in self._lcc_get_member_data():
            records = self._lcc_find_data(data)
            erased = records.filtered_domain(list(data.erased))
            gone.append(erased)
            kept.append(records - erased)

        def count(records):
            name = self.env["ir.model"]._get(records._name).name
            return f"{name} ({len(records)})"

        return "\n".join(
            [
                *(
                    self.env._("Erased: %(what)s", what=count(records))
                    for records in filter(None, gone)
                ),
                *(
                    self.env._("Kept: %(what)s", what=count(records))
                    for records in filter(None, kept)
                ),
            ]
        )

    def _lcc_close_users(self):
        """Portal users go the way of those who delete their own account."""
        users = self.with_context(active_test=True).user_ids
        if users:
            users._deactivate_portal_user()

    def _lcc_empty_fields(self):
        # Alone first: Odoo passes addresses on between a contact and those around it.
        self.write({"parent_id": False})
        others = self.child_ids - self
        others.write({"parent_id": False})
        empty = {
            name: [Command.clear()] if field.type == "many2many" else False
            for name in self._lcc_get_personal_fields()
            if (field := self._fields[name])
        }
        by_company = {name for name in empty if self._fields[name].company_dependent}
        for company in self.env["res.company"].search(Domain.TRUE):
            self.with_company(company).write(dict.fromkeys(by_company, False))
        name = self.env._("Erased member %(number)s", number=self[0].lcc_member_number)
        self.write({**empty, "name": name})

    def _lcc_erase_banks(self):
        """Bank accounts, but those that a payment in the books went through."""
        banks = self.bank_ids
        payments = self.env["account.payment"].search(
            [("partner_bank_id", "in", banks.ids)]
        )
        moves = self.env["account.move"].search(
            [
                ("partner_bank_id", "in", banks.ids),
                ("move_type", "!=", "entry"),  # Odoo fills it in for these, for nothing
            ]
        )
        used = payments.partner_bank_id + moves.partner_bank_id
        banks.action_archive()
        for bank in banks - used:  # Odoo deletes none, and asks for a number
            bank.write(
                {
                    "acc_number": self.env._("Erased %(number)s", number=bank.id),
                    "acc_holder_name": False,
                    "clearing_number": False,
                    "note": False,
                }
            )
        (banks - used).message_ids.unlink()

    def _lcc_erase_related(self):
        """Erase what other models hold of these contacts besides a link to them.

        Extension point: addons that copy names or addresses erase the copies here.
        """

    def _lcc_get_erased_messages(self):
        """What was written on these contacts, by them, or to nobody else.

        As Odoo's own privacy lookup, it erases what they wrote on other documents too.
        Notes that a restricted audit trail protects are left: Odoo keeps them.
        """
        about = Domain("model", "=", self._name) & Domain("res_id", "in", self.ids)
        written = Domain("author_id", "in", self.ids)
        written &= Domain("message_type", "!=", "notification")
        to_others = Domain("partner_ids", "any", [("id", "not in", self.ids)])
        sent = Domain("partner_ids", "in", self.ids) & ~to_others
        messages = self.env["mail.message"].search(about | written | sent)
        return messages.filtered(lambda one: not one.account_audit_log_restricted)

    def _lcc_get_erased_mails(self):
        """E-mails to these contacts alone that wait, or failed; the others are gone."""
        to_others = Domain("recipient_ids", "any", [("id", "not in", self.ids)])
        mails = self.env["mail.mail"].search(
            Domain("recipient_ids", "in", self.ids) & ~to_others
        )
        return mails.filtered(lambda one: not one.account_audit_log_restricted)

    def _lcc_erase_messages(self):
        """Chatter, files and activities, as Odoo's privacy lookup deletes them."""
        self._lcc_get_attachments().unlink()
        self.activity_ids.unlink()
        self._lcc_get_erased_mails().unlink()
        self._lcc_get_erased_messages().unlink()
        self.env["mail.message"].search([("author_id", "in", self.ids)]).write(
            {"email_from": False, "reply_to": False}
        )
        self.env["mail.notification"].search(
            [("res_partner_id", "in", self.ids), ("mail_email_address", "!=", False)]
        ).write({"mail_email_address": False})
        self.env["mail.followers"].search([("partner_id", "in", self.ids)]).unlink()
