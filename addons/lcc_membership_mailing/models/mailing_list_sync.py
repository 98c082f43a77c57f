# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import SQL


class MailingList(models.Model):
    """Bringing lists of members up to date.

    A list has one contact for each address, however many members share it. Contacts
    are shared among lists. A subscription that was made by hand, and one that its
    recipient has ended, is never touched: who unsubscribed is not subscribed again,
    not even after a change of address.
    """

    _inherit = "mailing.list"

    @api.model
    def _cron_lcc_sync(self):
        """Bring all lists of members up to date, one transaction for each."""
        lists = self.search([("lcc_is_member_list", "=", True)])
        cron = self.env["ir.cron"]
        cron._commit_progress(remaining=len(lists))
        for one in lists:
            if one.try_lock_for_update():
                one._lcc_sync()
            cron._commit_progress(1)

    def _lcc_sync(self):
        """Bring these lists up to date; those that hold no members stay as they are."""
        # lists hold who fits them, whoever presses the button; who may read the
        # addresses is a matter of record rules
        lists = self.sudo().with_context(
            active_test=False, tracking_disable=True, mail_create_nolog=True
        )
        for one in lists.filtered("lcc_is_member_list"):
            one._lcc_sync_one()

    def _lcc_sync_one(self):
        # one at a time: a mailing may be sent while the daily job runs
        self.env.execute_query(
            SQL("SELECT FROM mailing_list WHERE id = %s FOR NO KEY UPDATE", self.id)
        )
        members = self._lcc_get_members()
        self._lcc_follow_members(members)
        wanted = self._lcc_get_contacts(members)
        subscriptions = self.env["mailing.subscription"].search(
            [("list_id", "=", self.id)]
        )
        refused = subscriptions.filtered("opt_out").contact_id
        emails = set((members & refused.lcc_partner_id).mapped("email_normalized"))
        emails.update(refused.mapped("email_normalized"))
        missing = (wanted - subscriptions.contact_id).filtered(
            lambda one: one.email_normalized not in emails
        )
        self.env["mailing.subscription"].create(
            [
                {"list_id": self.id, "contact_id": one.id, "lcc_is_automatic": True}
                for one in missing
            ]
        )
        ended = subscriptions.filtered(
            lambda one: (
                one.lcc_is_automatic
                and not one.opt_out
                and one.contact_id not in wanted
            )
        )
        self._lcc_end(ended)
        self.lcc_synced_at = fields.Datetime.now()
        self.invalidate_recordset(["contact_ids", "subscription_ids"])

    def _lcc_get_members(self):
        """Members who belong on this list, the first one of each address."""
        partners = self.env["res.partner"].with_context(active_test=True)
        members = partners.search(self._lcc_get_member_domain(), order="id")
        by_email = {}
        for member in members:
            by_email.setdefault(member.email_normalized, member)
        return partners.concat(*by_email.values())

    @api.model
    def _lcc_follow_members(self, members):
        """Contacts that were made for members take their new names and addresses."""
        contacts = self.env["mailing.contact"].search(
            [("lcc_partner_id", "in", members.ids)]
        )
        moved = contacts.filtered(
            lambda one: one.email_normalized != one.lcc_partner_id.email_normalized
        )
        taken = self.env["mailing.contact"].search(
            [
                (
                    "email_normalized",
                    "in",
                    moved.lcc_partner_id.mapped("email_normalized"),
                )
            ]
        )
        taken = set(taken.mapped("email_normalized"))
        for contact in moved:
            member = contact.lcc_partner_id
            if member.email_normalized not in taken:
                contact.email = member.email
                taken.add(member.email_normalized)
        for contact in contacts:
            if contact.name != contact.lcc_partner_id.name:
                contact.name = contact.lcc_partner_id.name

    @api.model
    def _lcc_get_contacts(self, members):
        """Contacts with the addresses of these members; made where there are none."""
        found = self.env["mailing.contact"].search(
            [("email_normalized", "in", members.mapped("email_normalized"))],
            order="lcc_partner_id, id",  # ours before others
        )
        by_email = {}
        for contact in found:
            by_email.setdefault(contact.email_normalized, contact)
        made = self.env["mailing.contact"].create(
            [
                {
                    "name": member.name,
                    "email": member.email,
                    "country_id": member.country_id.id,
                    "lcc_partner_id": member.id,
                }
                for member in members
                if member.email_normalized not in by_email
            ]
        )
        return made.concat(*by_email.values())

    @api.model
    def _lcc_end(self, subscriptions):
        """Take members off a list; contacts made for them go with their last list."""
        contacts = subscriptions.contact_id.filtered("lcc_partner_id")
        subscriptions.unlink()
        still = self.env["mailing.subscription"].search(
            [("contact_id", "in", contacts.ids)]
        )
        (contacts - still.contact_id).unlink()
