# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

from .crm_lead import PLACE_FIELDS


class CrmLead(models.Model):
    """Applications live in pipelines of their own, with the stages of these only."""

    _inherit = "crm.lead"

    @api.depends("user_id", "type")
    def _compute_team_id(self):
        """Applications keep their pipeline, whoever handles them."""
        sales = self.filtered(lambda lead: not lead.lcc_pipeline)
        return super(CrmLead, sales)._compute_team_id()

    @api.depends("team_id", "type")
    def _compute_stage_id(self):
        """Applications have stages of their team only, none that all teams share."""
        super()._compute_stage_id()
        for lead in self.filtered("lcc_pipeline"):
            if lead.team_id not in lead.stage_id.team_ids:
                lead.stage_id = lead._stage_find(domain=[("fold", "=", False)])

    @api.depends("partner_name", "contact_name")
    def _compute_name(self):
        """Applications bear the name of who applies."""
        applications = self.filtered("lcc_pipeline")
        super(CrmLead, self - applications)._compute_name()
        for lead in applications.filtered(lambda one: not one.name):
            lead.name = lead.partner_name or lead.partner_id.name or lead.contact_name

    def _stage_find(self, team_id=False, domain=None, order="sequence, id", limit=1):
        teams = self.team_id | self.env["crm.team"].browse(team_id or [])
        own = teams.filtered("lcc_pipeline")
        if own and own == teams:
            domain = [*(domain or []), ("team_ids", "in", own.ids)]
        return super()._stage_find(team_id, domain, order, limit)

    @api.model
    def _read_group_stage_ids(self, stages, domain):
        team = self.env["crm.team"].browse(self.env.context.get("default_team_id"))
        if not team.lcc_pipeline:
            return super()._read_group_stage_ids(stages, domain)
        shown = ["|", ("id", "in", stages.ids), ("team_ids", "in", team.ids)]
        # as in Odoo's own method: stages are no secret
        return stages.browse(stages.sudo()._search(shown, order=stages._order))

    def _merge_get_fields(self):
        names = [
            "lcc_member_type_id",
            "lcc_siret",
            "lcc_activity",
            "lcc_accepts_coupons",
            "lcc_accepts_digital",
            "lcc_epci_id",
            *PLACE_FIELDS,
            "lcc_charter_date",
            "lcc_charter_file",
            "lcc_charter_filename",
            "lcc_decision",
            "lcc_decision_date",
            "lcc_decision_by",
            "lcc_deliberation_date",
            "lcc_vote_date",
        ]
        return [*super()._merge_get_fields(), *names]
