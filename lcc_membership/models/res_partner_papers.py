# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date

from ..tools.card import covered_until, to_svg

PAID_STATES = ("paid", "free")


class ResPartner(models.Model):
    """Papers of a member: card and certificate, for dues that are paid."""

    _inherit = "res.partner"

    lcc_legal_form = fields.Char(
        string="Legal form",
        help="SARL, SAS, sole trader… Asked for by tax receipts.",
    )

    def action_lcc_open_charter(self):
        """The signed charter, on a page of its own: a form of a contact that read the
        file would cost every contact a query."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Signed charter"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [
                (self.env.ref("lcc_membership.lcc_charter_view_form").id, "form")
            ],
            "target": "new",
        }

    # Validity

    def _lcc_get_paid_until(self, day=None):
        """Last day of membership that is paid, without a gap, from a day on.

        Unpaid dues do not count. Members without dues are members until the end of
        the year.

        :param day: today unless given
        :return: date, or None where the day is not paid
        """
        self.ensure_one()
        day = day or fields.Date.context_today(self)
        head = self._lcc_get_dues_payer()
        if head.free_member:
            until = date(day.year, 12, 31)
        else:
            until = covered_until(day, head._lcc_get_paid_periods())
        ends = [until, self.lcc_withdrawal_date, head.lcc_withdrawal_date]
        until = until and min(filter(None, ends))
        return until if until and until >= day else None

    def _lcc_get_dues_payer(self):
        """The member through whom this one is a member; itself in general."""
        # whoever sees a member is told until when it is one
        head = self.sudo()
        while head.associate_member_id:
            head = head.associate_member_id
        return head

    def _lcc_get_paid_periods(self):
        lines = self.member_line_ids.filtered(
            lambda line: (
                line.state in PAID_STATES
                and line.company_id == self.env.company
                and line.date_from
                and line.date_to
            )
        )
        return [
            (line.date_from, min(filter(None, (line.date_to, line.date_cancel))))
            for line in lines
        ]

    def _lcc_check_up_to_date(self):
        """
        :raise AccessError: the user does not deal with members
        :raise UserError: one of these has no number, or has not paid its dues
        """
        if not self.env.su and not self.env.user.has_group(
            "lcc_base.group_lcc_auditor"
        ):
            raise AccessError(
                self.env._("Only managers of the local currency print these papers.")
            )
        self.check_access("read")
        late = self.filtered(
            lambda partner: (
                not partner.lcc_member_number or not partner._lcc_get_paid_until()
            )
        )
        if late:
            raise UserError(
                self.env._(
                    "Nothing is printed for members whose dues are not paid: "
                    "%(members)s. Take their dues, or print the members that are up to "
                    "date only (filter “Up to date”).",
                    members=", ".join(late[:10].mapped("display_name"))
                    + ("…" if len(late) > 10 else ""),
                )
            )

    # What papers say

    def _lcc_get_cards(self):
        """Cards of these members, checked first.

        :return: list of dict (member, until, text, qr)
        """
        self._lcc_check_up_to_date()
        association = self.env["lcc.association"]._get()
        cards = []
        for member in self:
            until = member._lcc_get_paid_until()
            text = association._sign_card(
                member.lcc_member_number, member.name or "", until
            )
            cards.append(
                {
                    "member": member,
                    "until": until,
                    "text": text,
                    "qr": Markup(to_svg(text)),  # digits and our own tags
                }
            )
        return cards

    def _lcc_get_certificate(self):
        """What the certificate says of a member, checked first.

        :return: dict (statement, since, until, day, association)
        """
        self._lcc_check_up_to_date()
        association = self.env["lcc.association"]._get()
        until = self._lcc_get_paid_until()
        strong = Markup("<strong>%s</strong>")
        return {
            "statement": self.env._(
                "%(association)s certifies that %(member)s is a member of the "
                "association and that the dues are paid until %(date)s.",
                association=strong % association.company_id.name,
                member=strong % self.name,
                date=strong % format_date(self.env, until, date_format="d MMMM y"),
            ),
            "since": self.lcc_entry_date,
            "until": until,
            "day": fields.Date.context_today(self),
            "association": association,
        }

    def _lcc_get_card_name(self):
        return self.env._("Membership card %(name)s", name=self.name)

    def _lcc_get_certificate_name(self):
        return self.env._("Membership certificate %(name)s", name=self.name)

    def _lcc_get_paper_lang(self):
        """Language of this partner's papers."""
        return self.lang or self.env.lang or "en_US"

    # Actions

    def action_lcc_print_card(self):
        self._lcc_check_up_to_date()
        report = self.env.ref("lcc_membership.lcc_member_card_report")
        return report.report_action(self)

    def action_lcc_print_certificate(self):
        self._lcc_check_up_to_date()
        report = self.env.ref("lcc_membership.lcc_member_certificate_report")
        return report.report_action(self)

    def action_lcc_send_papers(self):
        """Write to members, with card and certificate."""
        self._lcc_check_up_to_date()
        template = self.env.ref("lcc_membership.lcc_member_papers_mail_template")
        return template._lcc_compose(self)

    def action_lcc_view_tax_receipts(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.lcc_tax_receipt_action"
        )
        action["domain"] = [("partner_id", "in", self.ids)]
        action["context"] = {}
        return action
