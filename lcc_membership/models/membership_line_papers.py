# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class MembershipLine(models.Model):
    """Receipts of dues that are paid."""

    _inherit = "membership.membership_line"

    def _lcc_check_paid(self):
        """
        :raise AccessError: the user does not deal with dues
        :raise UserError: some of these dues are not paid
        """
        if not self.env.su and not self.env.user.has_group(
            "lcc_base.group_lcc_auditor"
        ):
            raise AccessError(
                self.env._("Only managers of the local currency print these papers.")
            )
        self.check_access("read")
        unpaid = self.filtered(lambda line: line.state != "paid")
        if unpaid:
            raise UserError(
                self.env._(
                    "There is no receipt for dues that are not paid: %(members)s. Take "
                    "the payment first.",
                    members=", ".join(unpaid[:10].partner_id.mapped("display_name")),
                )
            )

    def _lcc_get_receipts(self):
        """What the receipts of these dues say, checked first; one for each payment.

        :return: list of dict (doc, lines, payer, date, gift, total, means,
            reference, day, association)
        """
        self._lcc_check_paid()
        receipts, seen = [], set()
        for line in self:
            # the accountant's documents say what was paid, and how
            move = line.sudo().account_invoice_id
            if move.id and move.id in seen:
                continue
            seen.add(move.id)
            lines = self.filtered(
                lambda one, line=line, move=move: (
                    one == line or (move and one.sudo().account_invoice_id == move)
                )
            )
            receipts.append(lines._lcc_prepare_receipt(move))
        return receipts

    def _lcc_prepare_receipt(self, move):
        line = self[:1]
        gift = move._lcc_get_gift_amount()
        return {
            "doc": line,
            "lines": self,
            "payer": move.partner_id.sudo(False) or line.partner_id,
            "date": line.lcc_date_paid,
            "gift": gift,
            "total": sum(self.mapped("lcc_amount_paid")) + gift,
            "means": ", ".join(move._lcc_get_means_names()),
            "reference": move.name or "",
            "day": fields.Date.context_today(self),
            "association": self.env["lcc.association"]._get(line.company_id),
        }

    def _lcc_get_receipt_sentence(self, payer):
        return self.env._(
            "%(association)s has received from %(payer)s:",
            association=self.company_id.name,
            payer=Markup("<strong>%s</strong>") % payer.name,
        )

    def _lcc_get_receipt_name(self):
        return self.env._(
            "Dues receipt %(year)s %(name)s",
            year=self.lcc_year,
            name=self.partner_id.name,
        )

    def action_lcc_print_receipt(self):
        self._lcc_check_paid()
        report = self.env.ref("lcc_membership.lcc_dues_receipt_report")
        return report.report_action(self)

    def action_lcc_send_receipt(self):
        """Write to who paid, with the receipt."""
        self._lcc_check_paid()
        template = self.env.ref("lcc_membership.lcc_dues_receipt_mail_template")
        return template._lcc_compose(self)

    def _lcc_get_receipt_partner(self):
        """Who gets the receipt: the payer, or the member who has an e-mail."""
        self.ensure_one()
        payer = self.sudo().account_invoice_id.partner_id  # see _lcc_get_receipts
        return payer if payer.email else self.partner_id
