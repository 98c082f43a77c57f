# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.lcc_base.tools.contexts import without_defaults

from ..tools import convention_law as law

# Nobody outside this process holds this object: no client changes the state.
SIGNING = object()
# They follow the type and the parties, and tell who sees a convention.
FOLLOWING_FIELDS = ("lcc_kind", "lcc_public_body_id", "lcc_territory_id")
# How a convention ends: written while it is signed, and fixed once it is terminated.
END_FIELDS = {"lcc_terminated_on", "lcc_end_reason"}
# What may be written on a convention once it is signed.
LATER_FIELDS = {
    "active",
    "name",  # a label, not the text: that of who is erased goes
    "lcc_user_id",
    "lcc_remind_days",
    "lcc_reminded_on",
    "lcc_accounts_due",
    "lcc_signed_file",
    "lcc_signed_filename",
} | END_FIELDS


class Agreement(models.Model):
    """Signature: what the law asks for before it, and what stays as it is after it."""

    _inherit = "agreement"

    lcc_signatory = fields.Char(
        string="Signed by",
        copy=False,
        tracking=True,
        help="Name and office, such as “Yvonne Trégan, mayor”.",
    )
    lcc_signed_on = fields.Date(string="Signed on", copy=False, tracking=True)
    lcc_company_signatory = fields.Char(
        string="Signed for the association by",
        copy=False,
        tracking=True,
        help="Name and office of who signs for the association.",
    )
    lcc_company_signed_on = fields.Date(
        string="Signed by the association on", copy=False, tracking=True
    )
    lcc_signed_file = fields.Binary(string="Signed file", copy=False, attachment=True)
    lcc_signed_filename = fields.Char(string="Name of the signed file", copy=False)
    lcc_terminated_on = fields.Date(
        string="Terminated on", copy=False, tracking=True, help="Its last day."
    )
    lcc_end_reason = fields.Char(string="Reason of the end", copy=False, tracking=True)
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

    # States

    def action_lcc_sign(self):
        """Record the signatures; the convention does not change any more.

        :raise UserError: names all that is lacking
        """
        for agreement in self:
            agreement._lcc_check_state("draft")
            if lacking := agreement._lcc_get_lacking():
                raise UserError(
                    self.env._(
                        "%(convention)s cannot be signed yet:\n%(lacking)s",
                        convention=agreement.display_name,
                        lacking="\n".join(f"• {sentence}" for sentence in lacking),
                    )
                )
            last = max(agreement.lcc_signed_on, agreement.lcc_company_signed_on)
            agreement.with_context(lcc_signing=SIGNING).write(
                {
                    "lcc_state": "signed",
                    "signature_date": last,
                    "start_date": agreement.start_date or last,
                    "lcc_reminded_on": False,
                }
            )
        return True

    def action_lcc_terminate(self):
        for agreement in self:
            agreement._lcc_check_state("signed")
            if not (agreement.lcc_terminated_on and agreement.lcc_end_reason):
                raise UserError(
                    self.env._("Enter its last day and the reason of the end first.")
                )
            if agreement.lcc_terminated_on < agreement.start_date:
                raise UserError(
                    self.env._(
                        "%(convention)s cannot end before it starts, on %(date)s: "
                        "correct its last day.",
                        convention=agreement.display_name,
                        date=format_date(self.env, agreement.start_date),
                    )
                )
            agreement.with_context(lcc_signing=SIGNING).lcc_state = "terminated"
        return True

    def _lcc_check_state(self, state):
        self.ensure_one()
        if not self.lcc_kind or self.lcc_state != state:
            names = dict(self._fields["lcc_state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(convention)s is in the state “%(state)s”: this cannot be done.",
                    convention=self.display_name,
                    state=names[self.lcc_state],
                )
            )

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        self = without_defaults(self, {"lcc_state"})
        for vals in vals_list:
            if vals.get("lcc_state", "draft") != "draft":
                self._lcc_raise_state()
        return super().create([self._lcc_drop_following(vals) for vals in vals_list])

    @api.model
    def _lcc_drop_following(self, vals):
        return {
            name: value for name, value in vals.items() if name not in FOLLOWING_FIELDS
        }

    def write(self, vals):
        vals = self._lcc_drop_following(vals)
        if self.env.context.get("lcc_signing") is not SIGNING:
            conventions = self.filtered("lcc_kind")
            if "lcc_state" in vals or ("signature_date" in vals and conventions):
                self._lcc_raise_state()
            conventions._lcc_check_unsigned(vals)
        result = super().write(vals)
        if "agreement_type_id" in vals:
            # a convention becomes nothing that its writer may not write
            self.check_access("write")
        return result

    def _lcc_raise_state(self):
        raise UserError(
            self.env._("A convention is signed and terminated by its own buttons.")
        )

    def _lcc_check_unsigned(self, vals):
        """What a signed convention says stays as it is."""
        fixed = vals.keys() - LATER_FIELDS - self._lcc_get_free_fields()
        signed = self.filtered(lambda one: one.lcc_state != "draft")
        if any("lcc_signed_file" in vals and one.lcc_signed_file for one in signed):
            raise UserError(
                self.env._("The signed file is kept: add others as attachments.")
            )
        ended = self.filtered(lambda one: one.lcc_state == "terminated")
        if ended and vals.keys() & END_FIELDS:
            raise UserError(
                self.env._(
                    "%(convention)s is terminated: its last day and the reason of the "
                    "end do not change any more.",
                    convention=ended[0].display_name,
                )
            )
        if fixed and signed:
            raise UserError(
                self.env._(
                    "%(convention)s is signed and does not change any more: make an "
                    "amendment.",
                    convention=signed[0].display_name,
                )
            )

    @api.model
    def _lcc_get_free_fields(self):
        return {
            name
            for name in self._fields
            if name.startswith(("message_", "activity_", "my_activity_"))
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        if any(one.lcc_kind and one.lcc_state != "draft" for one in self):
            raise UserError(self.env._("A convention that was signed is kept."))
