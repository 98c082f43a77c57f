# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools.tax_receipt import amount_in_letters, frame

# Papers made while the user waits; the others follow in the background.
DIRECT = 20
IN_KIND = ("expenses", "kind")


class LccTaxReceipt(models.Model):
    """Issue and cancellation of tax receipts, and what their paper says."""

    _inherit = "lcc.tax.receipt"

    def action_issue(self):
        """Number these receipts and keep what they say, all of them or none."""
        self._check_treasurer()
        drafts = self.filtered(lambda receipt: receipt.state == "draft")
        if not drafts:
            raise UserError(self.env._("Choose drafts: these receipts are issued."))
        for company, receipts in drafts.grouped("company_id").items():
            association = self.env["lcc.association"]._get(company)
            association._check_tax_eligible()
            for receipt in receipts:
                receipt._check_complete(association)
            sequence = association._get_tax_sequence()
            for receipt in receipts.sorted(
                lambda one: (one.year, one.date_from, one.id)
            ):
                receipt._issue(association, sequence)
        drafts[:DIRECT]._ensure_attachment()
        if len(drafts) > DIRECT:
            self.env.ref("lcc_membership.lcc_tax_receipt_cron")._trigger()

    def _issue(self, association, sequence):
        today = fields.Date.context_today(self)
        receipt = self._as_system()
        number = sequence.next_by_id(
            sequence_date=fields.Date.to_date(f"{self.year}-12-31")
        )
        receipt.write(
            {
                "number": number,
                "state": "issued",
                "date_issued": today,
                "issued_by_id": self.env.uid,
                "signature": association.sudo().signature,
            }
        )
        receipt.paper = self._prepare_paper()

    def _check_complete(self, association):
        """
        :raise UserError: the receipt lacks what it must say, or says what is no more
        """
        self.ensure_one()
        for problem in self._get_problems(association):
            raise UserError(problem)

    def _get_problems(self, association):
        """Why this draft cannot be issued; yields full sentences."""
        gap = self.partner_id._lcc_get_donor_gap(self.kind, self.siren, self.legal_form)
        if gap:
            reasons = self.partner_id._lcc_get_donor_gaps()
            yield self.env._(
                "%(donor)s: %(reason)s. Complete the contact or the receipt.",
                donor=self.partner_id.display_name,
                reason=reasons[gap],
            )
        if not self.gift_ids:
            yield self.env._(
                "%(donor)s: the receipt has no gift. Delete it.",
                donor=self.partner_id.display_name,
            )
        for gift in self.gift_ids:
            yield from gift._get_problems(association)

    # Cancelling

    def action_cancel(self):
        """Ask for the reason, and whether another receipt replaces these."""
        self._check_treasurer()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Cancel tax receipts"),
            "res_model": "lcc.tax.receipt.cancel",
            "view_mode": "form",
            "target": "new",
            "context": {"default_receipt_ids": self.ids},
        }

    def _cancel(self, reason):
        """Cancel issued receipts: they keep their numbers, and their papers say so."""
        self._check_treasurer()
        self.check_access("write")
        if any(receipt.state != "issued" for receipt in self):
            raise UserError(
                self.env._(
                    "Only receipts that are issued are cancelled; drafts are deleted."
                )
            )
        self._as_system().write(
            {
                "state": "cancelled",
                "date_cancelled": fields.Date.context_today(self),
                "cancelled_by_id": self.env.uid,
                "cancel_reason": reason,
                "is_sending": False,
            }
        )

    # The paper

    def _get_lang(self):
        """Language of the paper: French wherever it is installed."""
        installed = self.env["res.lang"]._get_data(code="fr_FR")
        return "fr_FR" if installed else self.env.lang or "en_US"

    def _get_paper_name(self):
        """Name of the paper's file: number and donor."""
        receipt = self.with_context(lang=self._get_lang())
        return f"{receipt.display_name} - {self.partner_id.name}"

    def _get_paper(self):
        """What the paper says: as kept at issue, or as it would be."""
        self.ensure_one()
        return self.sudo().paper or self._prepare_paper()

    def _prepare_paper(self):
        """What the paper says, as plain values that can be kept."""
        receipt = self.sudo().with_context(lang=self._get_lang())
        association = receipt.env["lcc.association"]._get(receipt.company_id)
        return {
            "beneficiary": receipt._prepare_beneficiary(association),
            "donor": receipt._prepare_donor(),
            "gifts": receipt._prepare_gifts(),
            "amount": frame(receipt.currency_id.format(receipt.amount)),
            "letters": amount_in_letters(receipt.amount),
            "form": receipt._get_label("form"),
            "certification": receipt._get_certification(association),
            "signatory": association.signatory or "",
            "signatory_role": association.signatory_role or "",
        }

    def _get_certification(self, association):
        if not association.tax_ground:
            return ""
        articles = association._get_tax_articles(self.kind)
        if len(articles) == 1:
            return self.env._(
                "The beneficiary certifies on its honour that the gifts it receives "
                "open the right to the tax reduction of article %(article)s of the "
                "Code général des impôts.",
                article=articles[0],
            )
        return self.env._(
            "The beneficiary certifies on its honour that the gifts it receives open "
            "the right to the tax reductions of articles %(first)s and %(second)s of "
            "the Code général des impôts.",
            first=articles[0],
            second=articles[1],
        )

    def _get_notices(self):
        """What the paper says of the receipt itself, above all the rest."""
        self.ensure_one()
        if self.state == "draft":
            return [self.env._("Draft: this paper is no receipt.")]
        notices = []
        if self.state == "cancelled":
            notices.append(
                self.env._(
                    "Cancelled on %(date)s: %(reason)s.",
                    date=format_date(self.env, self.date_cancelled),
                    reason=self.cancel_reason,
                )
            )
        if self.replaced_by_id:
            number = self.replaced_by_id.number
            notices.append(
                self.env._("Replaced by receipt no. %(number)s.", number=number)
            )
        if self.replaces_id:
            number = self.replaces_id.number
            notices.append(
                self.env._(
                    "Cancels and replaces receipt no. %(number)s.", number=number
                )
            )
        return notices

    def _get_label(self, name):
        return dict(self._fields[name]._description_selection(self.env))[self[name]]

    def _prepare_beneficiary(self, association):
        company = association.company_id
        grounds = dict(
            association._fields["tax_ground"]._description_selection(self.env)
        )
        return {
            "name": company.name,
            "address": company.partner_id._lcc_get_address_lines(),
            "registrations": company._get_paper_registrations(),
            "object": association.tax_object or "",
            "ground": grounds.get(association.tax_ground, ""),
            "character": association.tax_ground_note or "",
        }

    def _prepare_donor(self):
        donor = self.partner_id
        return {
            "name": donor.name or "",
            "address": donor._lcc_get_address_lines(),
            "siren": self.siren or "",
            "legal_form": self.legal_form or "",
        }

    def _prepare_gifts(self):
        labels = dict(
            self.env["lcc.tax.receipt.gift"]
            ._fields["means"]
            ._description_selection(self.env)
        )
        return [
            {
                "date": fields.Date.to_string(gift.date),
                "amount": gift.amount,
                "means": labels.get(gift.means, ""),  # on a draft
                "is_in_kind": gift.means in IN_KIND,
            }
            for gift in self.gift_ids
        ]
