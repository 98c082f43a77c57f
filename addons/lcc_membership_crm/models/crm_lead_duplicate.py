# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class CrmLead(models.Model):
    """Contacts that an application may be of, so that nobody is entered twice."""

    _inherit = "crm.lead"

    lcc_duplicate_id = fields.Many2one(
        "res.partner",
        string="Known contact",
        compute="_compute_lcc_duplicate",
        help="A contact with the same SIRET, e-mail or phone number.",
    )
    lcc_duplicate_by = fields.Selection(
        [("siret", "SIRET"), ("email", "E-mail"), ("phone", "Phone number")],
        string="Recognised by",
        compute="_compute_lcc_duplicate",
    )
    lcc_is_new_contact = fields.Boolean(
        string="Another contact",
        copy=False,
        help="The known contact is not who applies: winning makes a new contact.",
    )

    @api.depends(
        "team_id",
        "partner_id",
        "lcc_member_type_id",
        "lcc_siret",
        "email_normalized",
        "phone_sanitized",
        "lcc_is_new_contact",
    )
    def _compute_lcc_duplicate(self):
        for lead in self:
            partner, reason = self.env["res.partner"], False
            is_known = lead.partner_id or lead.lcc_is_new_contact
            if lead.lcc_pipeline and not is_known:
                partner, reason = lead._lcc_find_duplicate()
            lead.lcc_duplicate_id = partner
            lead.lcc_duplicate_by = reason

    def _lcc_find_duplicate(self):
        """
        :return: res.partner, maybe empty, and what it was recognised by
        """
        self.ensure_one()
        siret = self._lcc_get_siret()
        spaced = f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}"
        partners = self.env["res.partner"]
        for reason, value, domain in (
            ("siret", siret, [("company_registry", "in", [siret, spaced])]),
            (
                "email",
                self.email_normalized,
                [("email_normalized", "=", self.email_normalized)],
            ),
            (
                "phone",
                self.phone_sanitized,
                [("phone_sanitized", "=", self.phone_sanitized)],
            ),
        ):
            if value and (partner := partners.search(domain, limit=1)):
                return self._lcc_get_applicant(partner), reason
        return partners, False

    def _lcc_get_applicant(self, partner):
        """Who applies behind a contact: the person, or else the body it belongs to."""
        if self.lcc_member_kind == "person":
            return partner
        return partner.commercial_partner_id

    def action_lcc_use_duplicate(self):
        """The application is of the contact that is known."""
        self.ensure_one()
        self.partner_id = self.lcc_duplicate_id

    def action_lcc_keep_apart(self):
        """The application is of somebody else than the contact that is known."""
        self.ensure_one()
        self.lcc_is_new_contact = True
