# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.lcc_membership.models.lcc_dues_collection import Dues

from .crm_lead import PLACE_FIELDS

# What winning makes; nobody writes it otherwise.
_MADE = ("lcc_dues_id", "lcc_agreement_id")
STANDING_STATES = ("waiting", "invoiced", "paid", "free")
# Copied to the member where the application has them.
_COPIED = (
    "lcc_member_type_id",
    "lcc_activity",
    "lcc_accepts_coupons",
    "lcc_accepts_digital",
    "lcc_epci_id",
    "lcc_charter_date",
    "lcc_charter_file",
    "lcc_charter_filename",
    *PLACE_FIELDS,
)


class CrmLead(models.Model):
    """Winning an application makes the member, its dues and its convention.

    Each of them once: an application that is won again finds what it has made.
    """

    _inherit = "crm.lead"

    @api.model
    def default_get(self, fields):
        return super().default_get([name for name in fields if name not in _MADE])

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._lcc_check_made(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._lcc_check_made(vals)
        return super().write(vals)

    @api.model
    def _lcc_check_made(self, names):
        if not self.env.su and not set(_MADE).isdisjoint(names):
            raise AccessError(
                self.env._(
                    "The dues and the convention of an application are those that "
                    "winning it has made. Nobody chooses others."
                )
            )

    def _merge_dependences(self, opportunities):
        """Applications that are merged into one leave it what was made of them."""
        super()._merge_dependences(opportunities)
        for name in _MADE:
            if not self[name] and (made := opportunities.mapped(name)[:1]):
                self.sudo()[name] = made  # see _lcc_check_made

    def _handle_won_lost(self, old_status_by_lead, new_status_by_lead):
        result = super()._handle_won_lost(old_status_by_lead, new_status_by_lead)
        won = self.filtered(
            lambda lead: (
                lead.lcc_pipeline
                and new_status_by_lead[lead.id]["is_won"]
                and not old_status_by_lead.get(lead.id, {}).get("is_won")
            )
        )
        if won:
            won._lcc_check_is_manager()
        for lead in won:
            lead._lcc_check_requirements()
            lead._lcc_make_member()
        return result

    # Checks

    def _lcc_check_is_manager(self):
        if not self.env.su and not self.env.user.has_group(
            "lcc_base.group_lcc_manager"
        ):
            raise AccessError(
                self.env._(
                    "Only managers of the local currency make members and sign "
                    "conventions: ask one of them."
                )
            )

    def _lcc_check_requirements(self):
        """Refuse to win an application that lacks something.

        :raise UserError: names all that is lacking
        """
        self.ensure_one()
        if lacking := self._lcc_get_lacking():
            raise UserError(
                self.env._(
                    "%(application)s cannot become a member yet:\n%(lacking)s",
                    application=self.name,
                    lacking="\n".join(f"• {sentence}" for sentence in lacking),
                )
            )

    def _lcc_get_lacking(self):
        """What an application lacks to be won: sentences that say what to do."""
        kind, lacking = self.lcc_member_kind, []
        is_judged = kind in ("professional", "association")
        if not kind:
            lacking.append(self.env._("Choose the type of member."))
        if is_judged and not self.lcc_charter_date:
            lacking.append(self.env._("Enter the day the charter was signed on."))
        if is_judged and self.lcc_decision != "accepted":
            lacking.append(self.env._("Enter the committee's decision to accept it."))
        elif self.lcc_decision == "refused":
            lacking.append(self.env._("The committee has refused it."))
        if kind in ("commune", "grouping") and not self.lcc_vote_date:
            lacking.append(self.env._("Enter the day its council voted on."))
        if self.lcc_duplicate_by and not self.lcc_duplicate_id:
            lacking.append(
                self.env._(
                    "A contact that you may not see has the same %(reason)s. Ask a "
                    "manager who follows all territories whether it is this one.",
                    reason=self._lcc_get_duplicate_reason(),
                )
            )
        elif self.lcc_duplicate_id:
            lacking.append(
                self.env._(
                    "Say at the top of the application whether it is the contact "
                    "%(contact)s (same %(reason)s).",
                    contact=self.lcc_duplicate_id.display_name,
                    reason=self._lcc_get_duplicate_reason(),
                )
            )
        return lacking

    def _lcc_get_duplicate_reason(self):
        reasons = self._fields["lcc_duplicate_by"]._description_selection(self.env)
        return dict(reasons)[self.lcc_duplicate_by]

    # The member

    def _lcc_make_member(self):
        """Make the member, call its dues, prepare its convention.

        :return: res.partner
        """
        self.ensure_one()
        company = self.company_id or self.env.company
        # what was chosen by hand stays, though the contact is new
        places = [self._fields[name] for name in PLACE_FIELDS]
        with self.env.protecting(places, self):
            if not self.partner_id and not self.partner_name:
                if self.lcc_member_kind != "person":
                    self.partner_name = self.name
            self._handle_partner_assignment()
        member = self._lcc_get_applicant(self.partner_id).with_company(company)
        if member.lcc_withdrawal_date:
            member.action_lcc_readmit()
        member.write(self._prepare_lcc_member_vals())
        self._lcc_call_dues(member)
        self._lcc_make_convention(member)
        return member

    def _prepare_lcc_member_vals(self):
        """Values of the member that an application makes."""
        self.ensure_one()
        lead = self.with_context(bin_size=False)
        vals = {name: lead[name] for name in _COPIED if lead[name]}
        if siret := lead._lcc_get_siret():
            vals["company_registry"] = siret
        return {
            name: value.id if isinstance(value, models.BaseModel) else value
            for name, value in vals.items()
        }

    def _lcc_call_dues(self, member):
        """Call the default dues of a new member, from today on."""
        product = member.lcc_member_type_id.product_id
        if not product or not self._lcc_owes_dues(member):
            return
        dues = Dues(
            member=member,
            product=product,
            amount=float(product.product_tmpl_id._lcc_get_amount(member)),
            date=fields.Date.context_today(self),
        )
        collection = self.env["lcc.dues.collection"].with_company(member.env.company)
        called = collection._call([dues])._lcc_get_dues()[:1]
        self.sudo().lcc_dues_id = called  # see _lcc_check_made

    def _lcc_owes_dues(self, member):
        """Whether nothing was called or paid that stands today."""
        if self.lcc_dues_id and self.lcc_dues_id.state != "canceled":
            return False
        covered = member._lcc_get_covered()
        collection = self.env["lcc.dues.collection"].with_company(member.env.company)
        return not (
            member.membership_state in STANDING_STATES
            or (covered and covered >= fields.Date.context_today(self))
            or collection._find_open_call(member)
        )

    # The convention

    def _lcc_make_convention(self, member):
        """Prepare the convention that a member, but for a person, is to sign."""
        if self.lcc_agreement_id or self.lcc_member_kind == "person":
            return
        # managers need no rights on agreements for the one of their application
        agreements = self.env["agreement"].sudo()
        template = agreements.env.ref(
            "lcc_membership_crm.lcc_agreement_template", raise_if_not_found=False
        )
        vals = self._prepare_lcc_agreement_vals(member, template)
        made = template.copy(vals) if template else agreements.create(vals)
        self.sudo().lcc_agreement_id = made  # see _lcc_check_made

    def _prepare_lcc_agreement_vals(self, member, template):
        company = member.env.company
        sequences = self.env["ir.sequence"].sudo()  # nobody's own
        title = template.name if template else self.env._("Convention")
        return {
            "name": f"{title} – {member.name}",
            "code": sequences.with_company(company).next_by_code("lcc.convention"),
            "partner_id": member.id,
            "company_id": company.id,
            "active": True,
            "signature_date": False,
        }

    def _inverse_lcc_convention_date(self):
        """Managers enter the signature here, without rights on other agreements."""
        for lead in self.filtered("lcc_agreement_id"):
            lead._lcc_check_is_manager()
            agreement = lead.lcc_agreement_id.sudo()
            lead._lcc_check_agreement(agreement)
            agreement.signature_date = lead.lcc_convention_date

    def _lcc_check_agreement(self, agreement):
        """Refuse to sign for somebody else than who applies."""
        applicant = self.partner_id.sudo().commercial_partner_id  # compared only
        if agreement.partner_id.commercial_partner_id != applicant:
            raise UserError(
                self.env._(
                    "The convention of %(application)s is of another contact. Have it "
                    "signed among the agreements.",
                    application=self.name,
                )
            )

    def action_lcc_view_member(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self._lcc_get_applicant(self.partner_id).id,
            "view_mode": "form",
        }

    def action_lcc_view_convention(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "agreement",
            "res_id": self.lcc_agreement_id.id,
            "view_mode": "form",
        }
