# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain


class CrmLead(models.Model):
    """Contacts that an application may be of, so that nobody is entered twice.

    They are looked for among all contacts. Who may not see the one that is found is
    told what it was recognised by, and not who it is.
    """

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

    @api.depends_context("uid")
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
        :return: res.partner, and what it was recognised by; none with a reason is one
            that the user may not see, no reason is nobody
        """
        self.ensure_one()
        siret = self._lcc_get_siret()
        spaced = f"{siret[:3]} {siret[3:6]} {siret[6:9]} {siret[9:]}"
        partners = self.env["res.partner"]
        company = self.company_id or self.env.company
        ours = Domain("company_id", "in", [False, company.id])
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
            # nobody is entered twice, whoever may see the first one
            if value and (found := partners.sudo().search(ours & Domain(domain))):
                known = found.mapped(self._lcc_get_applicant).with_env(self.env)
                return known._filtered_access("read")[:1], reason
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
