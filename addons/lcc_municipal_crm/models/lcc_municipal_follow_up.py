# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

from odoo.addons.lcc_municipal.models.lcc_municipal_follow_up import RANKS


class LccMunicipalFollowUp(models.Model):
    """Facts of a follow-up that its applications tell: interest, vote, signature."""

    _inherit = "lcc.municipal.follow.up"

    lead_ids = fields.One2many("crm.lead", "lcc_follow_up_id", string="Applications")

    @api.model_create_multi
    def create(self, vals_list):
        follow_ups = super().create(vals_list)
        follow_ups._take(follow_ups._find_leads())
        return follow_ups

    def write(self, vals):
        if not vals.keys() & {"commune_id", "epci_id", "company_id", "active"}:
            return super().write(vals)
        leads = self._find_leads()  # of the body that was followed
        result = super().write(vals)
        self._take(leads | self._find_leads())
        return result

    def _find_leads(self):
        """Applications of these bodies, whoever handles them.

        :return: crm.lead with all rights
        """
        leads = self.env["crm.lead"].sudo()  # those of others tell too
        return leads.search(
            [
                ("team_id.lcc_pipeline", "=", "commune"),
                "|",
                ("lcc_commune_id", "in", self.commune_id.ids),
                ("lcc_epci_id", "in", self.epci_id.ids),
            ]
        )

    def _take(self, leads):
        """These applications look for their follow-up again, and tell it of them."""
        field = leads._fields["lcc_follow_up_id"]
        self.env.add_to_compute(field, leads)
        leads._recompute_field(field)
        self.invalidate_recordset(["lead_ids"])
        self.modified(["lead_ids"])

    @api.model
    def _get_fact_fields(self):
        return [
            *super()._get_fact_fields(),
            "lead_ids.active",
            "lead_ids.lcc_vote_date",
            "lead_ids.lcc_convention_date",
            "lead_ids.lcc_agreement_id.lcc_state",
            "lead_ids.lcc_agreement_id.lcc_is_over",
        ]

    def _get_fact(self):
        return max([super()._get_fact(), *self._get_lead_facts()], key=RANKS.get)

    def _get_lead_facts(self):
        """What the applications that are not lost tell.

        A convention that has ended proves no more than the vote before it.
        """
        for lead in self.lead_ids.filtered("active"):
            convention = lead.lcc_agreement_id
            is_ended = convention.lcc_is_over or convention.lcc_state == "terminated"
            if lead.lcc_convention_date and not is_ended:
                yield "signed"
            elif lead.lcc_vote_date or lead.lcc_convention_date:
                yield "voted"
            else:
                yield "interest"
