# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools.sql import column_exists, create_column

from odoo.addons.lcc_base.tools.communes import is_siren

DECISIONS = [
    ("accepted", "Accepted"),
    ("postponed", "Postponed"),
    ("refused", "Refused"),
]
# What a proposal of the address fills in, and a choice made by hand changes.
PLACE_FIELDS = ("lcc_commune_id", "lcc_territory_id", "lcc_local_group_id")


class CrmLead(models.Model):
    """An application for membership: a lead in a pipeline of the local currency.

    Leads of other teams have none of these values.
    """

    _name = "crm.lead"
    _inherit = ["crm.lead", "lcc.place.mixin"]

    lcc_pipeline = fields.Selection(related="team_id.lcc_pipeline")
    lcc_member_type_id = fields.Many2one(
        "lcc.member.type",
        string="Type of member",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
    )
    lcc_member_kind = fields.Selection(related="lcc_member_type_id.kind")

    # Who applies
    lcc_siret = fields.Char(
        string="SIRET", help="Fourteen digits, with or without spaces."
    )
    lcc_activity = fields.Char(
        string="Activity", help="In a few words: Bakery, plumber."
    )
    lcc_accepts_coupons = fields.Boolean(string="Accepts coupons")
    lcc_accepts_digital = fields.Boolean(string="Accepts digital units")
    lcc_epci_id = fields.Many2one(
        "lcc.epci",
        string="Grouping of communes",
        index="btree_not_null",
        ondelete="restrict",
        help="The grouping (EPCI) that applies.",
    )
    lcc_population = fields.Integer(
        string="Population",
        compute="_compute_lcc_population",
        help="Of the commune, or of all communes of the grouping.",
    )

    # Where
    # commune and territory as of a contact
    lcc_territory_id = fields.Many2one(tracking=True)
    lcc_local_group_id = fields.Many2one(
        "lcc.local.group",
        string="Local group",
        compute="_compute_lcc_local_group_id",
        store=True,
        readonly=False,
        index="btree_not_null",
        ondelete="set null",
        help="Proposed if exactly one group serves the territory.",
    )

    # What it takes to join
    lcc_charter_date = fields.Date(
        string="Charter signed on", copy=False, tracking=True
    )
    lcc_charter_file = fields.Binary(
        string="Signed charter", copy=False, attachment=True
    )
    lcc_charter_filename = fields.Char(string="Name of the charter's file", copy=False)
    lcc_decision = fields.Selection(
        DECISIONS,
        string="Committee's decision",
        copy=False,
        tracking=True,
        help="A refusal closes the application as lost.",
    )
    lcc_decision_date = fields.Date(string="Decided on", copy=False, tracking=True)
    lcc_decision_by = fields.Char(
        string="Decided by",
        copy=False,
        help="The body that decided: committee of a local group, board.",
    )
    lcc_deliberation_date = fields.Date(
        string="Deliberation planned on",
        copy=False,
        tracking=True,
        help="Meeting of the council that is to vote on joining.",
    )
    lcc_vote_date = fields.Date(string="Voted on", copy=False, tracking=True)

    # Where it leads; see crm_lead_membership.py
    lcc_dues_id = fields.Many2one(
        "membership.membership_line",
        string="Dues called",
        copy=False,
        readonly=True,
        ondelete="set null",
        help="The dues that were called when the application was won.",
    )
    lcc_dues_state = fields.Selection(
        related="lcc_dues_id.state",
        string="Dues",
        help="What has become of the dues that were called.",
    )
    lcc_dues_amount = fields.Monetary(
        related="lcc_dues_id.lcc_amount",
        string="Amount of the dues",
        help="What was called, without gifts.",
        currency_field="company_currency",
    )
    lcc_agreement_id = fields.Many2one(
        "agreement",
        string="Convention",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    lcc_convention_date = fields.Date(
        string="Convention signed on",
        compute="_compute_lcc_convention_date",
        inverse="_inverse_lcc_convention_date",
        compute_sudo=True,
        store=True,
        copy=False,
    )

    def _auto_init(self):
        """Add the columns empty: installing computes nothing for the leads of sales."""
        for name in PLACE_FIELDS:
            if not column_exists(self.env.cr, self._table, name):
                create_column(self.env.cr, self._table, name, "int4")
        return super()._auto_init()

    # Who and where

    @api.depends(
        "lcc_member_type_id.kind",
        "lcc_commune_id.population",
        "lcc_epci_id.commune_ids.population",
    )
    def _compute_lcc_population(self):
        for lead in self:
            kind, population = lead.lcc_member_type_id.kind, 0
            if kind == "commune":
                population = lead.lcc_commune_id.population
            elif kind == "grouping":
                population = sum(lead.lcc_epci_id.commune_ids.mapped("population"))
            lead.lcc_population = population

    def _lcc_get_address(self):
        """None of sales. `team_id` is no dependency: Odoo computes it anew with every
        salesperson, and what was chosen by hand would be undone. See write()."""
        return super()._lcc_get_address() if self.lcc_pipeline else ("", "")

    @api.depends("lcc_territory_id")
    def _compute_lcc_local_group_id(self):
        for territory, leads in self.grouped("lcc_territory_id").items():
            groups = leads._lcc_find_groups(territory)
            leads.lcc_local_group_id = groups if len(groups) == 1 else False

    @api.model
    def _lcc_find_groups(self, territory):
        """Local groups that serve a territory: active ones, else those planned."""
        groups = self.env["lcc.local.group"]
        if not territory:
            return groups
        groups = groups.search([("territory_ids", "parent_of", territory.id)])
        return groups.filtered(lambda group: group.state == "active") or groups

    @api.constrains("lcc_siret")
    def _check_lcc_siret(self):
        for lead in self.filtered("lcc_siret"):
            siret = lead._lcc_get_siret()
            if len(siret) != 14 or not is_siren(siret[:9]):
                raise ValidationError(
                    self.env._(
                        "%(siret)s is not a SIRET. Give the fourteen digits of the "
                        "establishment; the first nine are the SIREN of the business.",
                        siret=lead.lcc_siret,
                    )
                )

    def _lcc_get_siret(self):
        """The SIRET without spaces."""
        return "".join((self.lcc_siret or "").split())

    # The convention

    @api.depends("lcc_agreement_id.signature_date")
    def _compute_lcc_convention_date(self):
        for lead in self:
            lead.lcc_convention_date = lead.lcc_agreement_id.signature_date
