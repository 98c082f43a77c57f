# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain

from .crm_lead import PLACE_FIELDS

# Writing one of these may give an application to another manager.
_ASSIGNING = {
    *PLACE_FIELDS,
    "city",
    "company_id",
    "country_id",
    "partner_id",
    "team_id",
    "user_id",
    "zip",
}


class CrmLead(models.Model):
    """Applications go to who answers for their territory.

    The salesperson is proposed, and proposed anew when the territory changes. Whoever
    differs from the last proposal was chosen by hand, and stays.
    """

    _inherit = "crm.lead"

    lcc_proposed_user_id = fields.Many2one(
        "res.users",
        string="Manager of the territory",
        copy=False,
        readonly=True,
        help="Proposed for this application. If another salesperson handles it, that "
        "one was chosen by hand.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._lcc_prepare_application_vals(vals) for vals in vals_list]
        leads = super().create(vals_list)
        leads._lcc_assign()
        leads._lcc_close_refused()
        return leads

    @api.model
    def _lcc_prepare_application_vals(self, vals):
        """An application bears the name of who applies, and is nobody's own yet: who
        enters it need not be who handles it."""
        team_id = vals.get("team_id", self.env.context.get("default_team_id"))
        if not self.env["crm.team"].browse(team_id).lcc_pipeline:
            return vals
        vals = dict(vals)
        if not vals.get("name"):
            partner = self.env["res.partner"].browse(vals.get("partner_id"))
            names = (vals.get("partner_name"), partner.name, vals.get("contact_name"))
            vals["name"] = next(filter(None, names), False)
        if "default_user_id" not in self.env.context:
            vals.setdefault("user_id", False)
        return vals

    def write(self, vals):
        sales = self.browse()
        if "team_id" in vals:
            sales = self.filtered(lambda lead: not lead.lcc_pipeline)
        result = super().write(vals)
        if newcomers := sales.filtered("lcc_pipeline"):
            newcomers.modified(["zip"])  # applications have a territory
        if not _ASSIGNING.isdisjoint(vals):
            self._lcc_assign()
        if vals.get("lcc_decision") == "refused":
            self._lcc_close_refused()
        return result

    def _lcc_assign(self):
        """Give open applications to the manager of their territory.

        Those that were given to somebody by hand stay with that person.
        """
        # what decides is no secret, but fields of users are for administrators
        leads = self.sudo().filtered(
            lambda lead: (
                lead.lcc_pipeline and (lead.won_status == "pending" or not lead.user_id)
            )
        )
        places = leads.grouped(
            lambda lead: (
                lead.team_id,
                lead.company_id,
                lead.lcc_territory_id,
                lead.lcc_local_group_id,
            )
        )
        for applications in places.values():
            manager = applications[0]._lcc_find_manager()
            applications.filtered(
                lambda lead, manager=manager: lead._lcc_lacks_manager(manager)
            ).write({"user_id": manager.id, "lcc_proposed_user_id": manager.id})

    def _lcc_lacks_manager(self, manager):
        """Whether nobody was chosen by hand, and this manager is not proposed yet."""
        user, proposed = self.user_id, self.lcc_proposed_user_id
        is_open = not user or user in (manager, proposed)
        return is_open and not user == proposed == manager

    def _lcc_find_manager(self):
        """Who answers for the territory of an application.

        The contact person of its local group, else the manager who follows the
        territory, else the leader of the team; users who cannot open applications,
        having no rights of CRM, are passed over.

        :return: res.users, maybe empty
        """
        self.ensure_one()
        contact = self.lcc_local_group_id.contact_id
        users = self.env["res.users"]
        handlers = self._lcc_get_handler_domain()
        if contact:
            users = users.search(
                handlers & Domain("partner_id", "=", contact.id), limit=1
            )
        return users or self._lcc_find_follower(handlers) or self._lcc_find_leader()

    def _lcc_get_handler_domain(self):
        company = self.company_id or self.env.company
        salesmen = self.env.ref("sales_team.group_sale_salesman")
        return Domain(
            [
                ("share", "=", False),
                ("company_ids", "in", company.ids),
                ("all_group_ids", "in", salesmen.ids),
            ]
        )

    def _lcc_find_follower(self, handlers):
        """The manager who follows the territory of an application, and few others."""
        territory, group = self.lcc_territory_id, self.lcc_local_group_id
        follows = Domain("lcc_local_group_ids", "in", group.ids)
        if territory:
            follows |= Domain("lcc_territory_ids", "parent_of", territory.id)
            follows |= Domain(
                "lcc_local_group_ids.territory_ids", "parent_of", territory.id
            )
        managers = Domain(
            "all_group_ids", "in", self.env.ref("lcc_base.group_lcc_manager").ids
        )
        users = self.env["res.users"].search(handlers & managers & follows, order="id")
        return users.sorted(lambda user: len(user.lcc_scope_ids))[:1]

    def _lcc_find_leader(self):
        company = self.company_id or self.env.company
        return self.team_id.user_id.filtered(lambda user: company in user.company_ids)

    def _lcc_close_refused(self):
        """A refusal of the committee closes the application as lost."""
        refused = self.filtered(
            lambda lead: (
                lead.lcc_pipeline
                and lead.lcc_decision == "refused"
                and lead.won_status == "pending"
            )
        )
        if refused:
            reason = self.env.ref(
                "lcc_membership_crm.lcc_lost_reason_refused", raise_if_not_found=False
            )
            refused.action_set_lost(lost_reason_id=reason and reason.id)
