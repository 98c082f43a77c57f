# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools.sql import column_exists, create_column

from odoo.addons.lcc_municipal.tools import convention_law as law


class CrmLead(models.Model):
    """An application of a commune belongs to the follow-up of that commune."""

    _inherit = "crm.lead"

    lcc_follow_up_id = fields.Many2one(
        "lcc.municipal.follow.up",
        string="Follow-up",
        compute="_compute_lcc_follow_up_id",
        store=True,
        index="btree_not_null",
        ondelete="set null",
        help="Of the commune or grouping that applies.",
    )

    def _auto_init(self):
        """Add the column empty: no commune is followed yet."""
        if not column_exists(self.env.cr, self._table, "lcc_follow_up_id"):
            create_column(self.env.cr, self._table, "lcc_follow_up_id", "int4")
        return super()._auto_init()

    @api.depends(
        "team_id.lcc_pipeline",
        "lcc_member_type_id.kind",
        "lcc_commune_id",
        "lcc_epci_id",
        "company_id",
    )
    def _compute_lcc_follow_up_id(self):
        names = {"commune": "commune_id", "grouping": "epci_id"}
        for lead in self:
            name = names.get(lead.lcc_member_type_id.kind)
            body = lead.lcc_commune_id if name == "commune_id" else lead.lcc_epci_id
            found = self.env["lcc.municipal.follow.up"]
            if name and body and lead.team_id.lcc_pipeline == "commune":
                company = lead.company_id or self.env.company
                domain = [(name, "=", body.id), ("company_id", "=", company.id)]
                found = found.search(domain, limit=1)
            lead.lcc_follow_up_id = found

    def _lcc_make_convention(self, member):
        """A convention of adhesion that was prepared is the one of the application."""
        if not self.lcc_agreement_id:
            # managers need no rights on agreements for the one of their application
            prepared = member.sudo().lcc_convention_ids.filtered(
                lambda one: (
                    one.lcc_kind == law.ADHESION
                    and one.lcc_state != "terminated"
                    and not one.lcc_amends_id
                    and one.company_id in (member.env.company, one.company_id.browse())
                )
            )
            if prepared:
                self.sudo().lcc_agreement_id = prepared[0]  # see _lcc_check_made
        return super()._lcc_make_convention(member)
