# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import format_date

from ..tools import convention_law as law


class Agreement(models.Model):
    """What the law asks for before a convention is signed, in sentences."""

    _inherit = "agreement"

    lcc_lacking = fields.Text(
        string="Lacking before signature", compute="_compute_lcc_lacking"
    )

    @api.depends_context("lang")
    @api.depends(
        lambda self: (
            [
                name
                for name, field in self._fields.items()
                if name.startswith("lcc_") and not field.compute
            ]
            + ["partner_id", "start_date", "end_date", "lcc_kind", "lcc_public_body_id"]
            + ["lcc_clause_ids.body", "lcc_clause_ids.requirement"]
            + ["lcc_deliberation_id.date_executory"]
        )
    )
    def _compute_lcc_lacking(self):
        for agreement in self:
            lacking = False
            if agreement.lcc_kind and agreement.lcc_state == "draft":
                lacking = "\n".join(agreement._lcc_get_lacking())
            agreement.lcc_lacking = lacking

    # What is lacking: sentences that say what to do

    def _lcc_get_lacking(self):
        """What a convention lacks to be signed.

        :return: list of sentences, each with what to do
        """
        self.ensure_one()
        return [
            *self._lcc_check_parties(),
            *self._lcc_check_text(),
            *self._lcc_check_term(),
            *self._lcc_check_kind(),
            *self._lcc_check_deliberation(),
            *self._lcc_check_accountant(),
            *self._lcc_check_signatures(),
        ]

    def _lcc_check_parties(self):
        if not self.partner_id:
            yield self.env._("Name the other party.")
        if self.lcc_kind == law.CREDITOR and not self.lcc_authority_id:
            yield self.env._("Name the public body that pays.")

    def _lcc_check_text(self):
        if not self.lcc_clause_ids:
            yield self.env._("Choose a model, or write the clauses.")
        for clause in self.lcc_clause_ids:
            if blanks := law.blanks(clause.body):
                yield self.env._(
                    "Fill in %(blanks)s in “%(clause)s”.",
                    blanks=", ".join(blanks),
                    clause=clause.name,
                )
        if self.lcc_kind == law.MANDATE and not self.lcc_amends_id:
            yield from self._lcc_check_mandate_clauses()

    def _lcc_check_mandate_clauses(self):
        texts = {}
        for clause in self.lcc_clause_ids.filtered("requirement"):
            texts[clause.requirement] = texts.get(clause.requirement, "") + (
                clause.body or ""
            )
        names = dict(
            self.lcc_clause_ids._fields["requirement"]._description_selection(self.env)
        )
        for number in law.missing_clauses(texts):
            yield self.env._(
                "Write the clause “%(clause)s” (CGCT, article D1611-32-3, "
                "%(number)s°).",
                clause=names[number],
                number=number,
            )

    def _lcc_check_term(self):
        if self.lcc_kind == law.MANDATE and not self._lcc_get_term().end_date:
            yield self.env._("A mandate has a term: enter its last day.")
        if self.lcc_renewal == "tacit" and not (
            self.end_date and self.lcc_renewal_months
        ):
            yield self.env._(
                "A convention that is renewed by itself has a first term and months "
                "of renewal: enter both."
            )

    def _lcc_check_kind(self):
        if self.lcc_kind == law.MANDATE and not self.lcc_receipts:
            yield self.env._(
                "Choose the receipts that are entrusted: the law has a closed list "
                "(CGCT, article L1611-7-1)."
            )
        elif self.lcc_kind == law.MANDATE and (
            self.lcc_receipts in law.BY_DECREE and not self.lcc_receipts_note
        ):
            yield self.env._(
                "Name the receipts as the law or its decree lists them (CGCT, article "
                "L1611-7-1)."
            )
        if self.lcc_kind == law.TILL:
            yield from self._lcc_check_till()
        if self.lcc_kind == law.CREDITOR and not self.lcc_claim:
            yield self.env._("Choose the sums that the association receives.")

    def _lcc_check_till(self):
        if not (self.lcc_till_act and self.lcc_till_act_date):
            yield self.env._(
                "Enter the act that allows the till to take the currency, and its day "
                "(CGCT, article R1617-7)."
            )
        if not (self.lcc_till_coupons or self.lcc_till_digital):
            yield self.env._("Say whether the till takes coupons or digital units.")
        if not self.lcc_till_redeem:
            yield self.env._("Say how often the units are redeemed.")

    def _lcc_check_deliberation(self):
        if self.lcc_deliberation_id:
            # read by whoever signs, though the session may not be published yet
            yield from self._lcc_check_register(self.sudo().lcc_deliberation_id)
            return
        named = (
            self.lcc_deliberation_number,
            self.lcc_deliberation_date,
            self.lcc_deliberation_executory,
        )
        if all(named):
            yield from self._lcc_check_executory(
                self.lcc_deliberation_number, self.lcc_deliberation_executory
            )
        elif any(named) or self.lcc_kind != law.CREDITOR:
            yield self.env._(
                "Name the deliberation that allows it; of another register, enter its "
                "number, its day and the day on which it became executory."
            )

    def _lcc_check_register(self, deliberation):
        if deliberation.assembly_id.partner_id != self.lcc_public_body_id:
            yield self.env._(
                "%(deliberation)s is of the %(assembly)s, not of %(body)s: choose one "
                "of its own council.",
                deliberation=deliberation.display_name,
                assembly=deliberation.assembly_id.display_name,
                body=self.lcc_public_body_id.display_name,
            )
        if not deliberation.number:
            yield self.env._(
                "“%(name)s” is not in the register yet: the session is to be voted and "
                "closed first.",
                name=deliberation.name,
            )
        elif not deliberation._is_decided():
            yield self.env._(
                "%(number)s was not adopted: it allows nothing.",
                number=deliberation.number,
            )
        elif not deliberation.date_executory:
            yield self.env._(
                "%(number)s is not executory yet: it is to be published and received "
                "by the prefecture first (CGCT, article L2131-1).",
                number=deliberation.number,
            )
        else:
            yield from self._lcc_check_executory(
                deliberation.number, deliberation.date_executory
            )

    def _lcc_check_executory(self, number, executory):
        if self.lcc_signed_on and self.lcc_signed_on < executory:
            yield self.env._(
                "%(number)s is executory from %(date)s: the convention cannot be "
                "signed before.",
                number=number,
                date=format_date(self.env, executory),
            )

    def _lcc_check_accountant(self):
        if self.lcc_kind not in (law.MANDATE, law.TILL):
            return
        opinion = self._lcc_get_opinion(
            self.lcc_signed_on or fields.Date.context_today(self)
        )
        if opinion == law.UNASKED:
            yield self.env._(
                "Submit the draft to the public accountant and enter the day on which "
                "it was received (CGCT, articles D1611-32-2 and R1617-2)."
            )
        elif opinion == law.REFUSED:
            yield self.env._(
                "The public accountant's opinion is not conforming: change the draft "
                "and submit it again."
            )
        elif opinion == law.WAITING and self.lcc_kind == law.MANDATE:
            yield self.env._(
                "The public accountant has not answered: silence agrees from %(date)s "
                "(CGCT, article D1611-32-2).",
                date=format_date(self.env, law.tacit_on(self.lcc_accountant_asked)),
            )
        elif opinion == law.WAITING:
            yield self.env._(
                "The public accountant had not agreed on the day of signature: a till "
                "needs the opinion in writing (CGCT, article R1617-2)."
            )

    def _lcc_check_signatures(self):
        if not (self.lcc_signatory and self.lcc_signed_on):
            yield self.env._("Enter who signs for the other party, and on which day.")
        if not (self.lcc_company_signatory and self.lcc_company_signed_on):
            yield self.env._("Enter who signs for the association, and on which day.")
        today = fields.Date.context_today(self)
        if any(
            day and day > today
            for day in (self.lcc_signed_on, self.lcc_company_signed_on)
        ):
            yield self.env._("A day of signature lies in the future: correct it.")
