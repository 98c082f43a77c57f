# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval


class CrmTeam(models.Model):
    """Teams whose pipeline is made of applications for membership, not of sales."""

    _inherit = "crm.team"

    lcc_pipeline = fields.Selection(
        [
            ("member", "Applications for membership"),
            ("commune", "Communes and groupings"),
        ],
        string="Pipeline of the local currency",
        help="The opportunities of this team are applications: winning one makes a "
        "member. Its stages are its own, and sales pipelines do not show them.",
    )

    def _get_default_team_id(self, user_id=False, domain=False):
        """No sale falls among the applications, unless their pipeline is open."""
        team = super()._get_default_team_id(user_id=user_id, domain=domain)
        is_open = self.env.context.get("default_team_id") == team.id
        if is_open or not team.lcc_pipeline:
            return team
        companies = [False, *self.env.companies.ids]
        teams = self.search(
            [("lcc_pipeline", "=", False), ("company_id", "in", companies)]
        )
        return (teams.filtered_domain(domain or []) or teams)[:1]

    @api.model
    def _action_update_to_pipeline(self, action):
        """Sales pipelines show sales only."""
        action = super()._action_update_to_pipeline(action)
        domain = Domain(safe_eval(action["domain"] or "[]"))
        domain &= Domain("team_id", "not any", [("lcc_pipeline", "!=", False)])
        action["domain"] = list(domain)
        return action
