# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import convention_law as law

STAGES = [
    ("planned", "Planned"),
    ("interest", "Interest declared"),
    ("voted", "Deliberation voted"),
    ("signed", "Convention signed"),
    ("paying", "Paying in currency"),
]
RANKS = {stage: rank for rank, (stage, _name) in enumerate(STAGES)}


class LccMunicipalFollowUp(models.Model):
    """How far a commune or a grouping of communes has come on its way to the currency.

    The stage is what the facts tell, or what was set by hand if that is further. Other
    addons bring facts of their own: see `_get_fact` and `_get_dues`.
    """

    _name = "lcc.municipal.follow.up"
    _description = "Follow-up of a commune or grouping"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "territory_id, population desc, name, id"
    _check_company_auto = True

    name = fields.Char(compute="_compute_name", store=True, precompute=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    commune_id = fields.Many2one(
        "lcc.commune", index="btree_not_null", ondelete="restrict"
    )
    epci_id = fields.Many2one(
        "lcc.epci",
        string="Grouping of communes",
        index="btree_not_null",
        ondelete="restrict",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Legal person",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="The contact that signs conventions. It may come later.",
    )
    contact_id = fields.Many2one(
        "res.partner",
        check_company=True,
        index="btree_not_null",
        ondelete="set null",
        tracking=True,
        help="Whom to speak to: an elected member or an employee.",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Followed by",
        default=lambda self: self.env.user,
        index="btree_not_null",
        ondelete="set null",
        tracking=True,
    )
    territory_id = fields.Many2one(
        "lcc.territory",
        compute="_compute_territory_id",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="That of the commune; of a grouping, if all of its communes lie in one.",
    )
    population = fields.Integer(
        compute="_compute_population",
        store=True,
        precompute=True,
        aggregator="sum",
        help="Of the commune, or of all communes of the grouping.",
    )

    # What is known

    date_interest = fields.Date(string="Interest declared on", tracking=True)
    date_session = fields.Date(
        string="Session planned on",
        tracking=True,
        help="Meeting of the council that is to vote.",
    )
    date_voted = fields.Date(
        string="Voted on",
        tracking=True,
        help="Of a council whose register is not kept here.",
    )
    deliberation_id = fields.Many2one(
        "lcc.deliberation",
        index="btree_not_null",
        ondelete="set null",
        tracking=True,
        help="Taken from the register if the council's is kept here.",
    )
    note = fields.Html()

    # Where it stands

    stage_known = fields.Selection(
        STAGES,
        string="Stage that the facts tell",
        compute="_compute_stage",
        store=True,
    )
    stage_set = fields.Selection(STAGES, string="Stage set by hand", copy=False)
    stage = fields.Selection(
        STAGES,
        compute="_compute_stage",
        inverse="_inverse_stage",
        store=True,
        index=True,
        tracking=True,
        group_expand=True,
        help="It follows the facts: a deliberation adopted, a convention signed and in "
        "force. One whose term has ended without a renewal, or that was terminated, "
        "counts no more. By hand it can be set further, never back behind the facts.",
    )
    convention_ids = fields.One2many(
        related="partner_id.lcc_convention_ids", string="Conventions"
    )
    deadline = fields.Date(string="Next deadline", compute="_compute_deadline")
    deadline_note = fields.Char(string="What is due", compute="_compute_deadline")
    currency_id = fields.Many2one(related="company_id.currency_id")
    dues_amount = fields.Monetary(string="Dues", compute="_compute_dues")
    dues_note = fields.Char(string="State of the dues", compute="_compute_dues")

    _one_body = models.Constraint(
        "CHECK((commune_id IS NULL) <> (epci_id IS NULL))",
        "Choose a commune or a grouping of communes, and not both.",
    )
    _commune_uniq = models.UniqueIndex(
        "(company_id, commune_id) WHERE commune_id IS NOT NULL",
        "This commune is followed already.",
    )
    _epci_uniq = models.UniqueIndex(
        "(company_id, epci_id) WHERE epci_id IS NOT NULL",
        "This grouping of communes is followed already.",
    )

    @api.depends("commune_id.name", "epci_id.name")
    def _compute_name(self):
        for follow_up in self:
            follow_up.name = follow_up.commune_id.name or follow_up.epci_id.name

    # As for contacts: what was chosen by hand stays when a commune changes territory.
    @api.depends("commune_id", "epci_id")
    def _compute_territory_id(self):
        for follow_up in self:
            communes = follow_up.commune_id or follow_up.epci_id.commune_ids
            territories = communes.territory_id
            follow_up.territory_id = territories if len(territories) == 1 else False

    @api.depends("commune_id.population", "epci_id.commune_ids.population")
    def _compute_population(self):
        for follow_up in self:
            communes = follow_up.commune_id or follow_up.epci_id.commune_ids
            follow_up.population = sum(communes.mapped("population"))

    # Stage

    @api.depends(lambda self: self._get_fact_fields())
    def _compute_stage(self):
        for follow_up in self:
            # facts are told to who sees the board, not their documents
            known = follow_up.sudo()._get_fact()
            set_by_hand = follow_up.stage_set or known
            follow_up.stage_known = known
            follow_up.stage = max(known, set_by_hand, key=RANKS.get)

    @api.model
    def _get_fact_fields(self):
        """Fields that `_get_fact` reads; addons that tell more add theirs."""
        return [
            "stage_set",
            "date_interest",
            "date_voted",
            "deliberation_id.number",
            "deliberation_id.outcome",
            "company_id",
            "partner_id.lcc_convention_ids.active",
            "partner_id.lcc_convention_ids.lcc_state",
            "partner_id.lcc_convention_ids.lcc_is_over",
            "partner_id.lcc_convention_ids.lcc_amends_id",
            "partner_id.lcc_convention_ids.lcc_kind",
            "partner_id.lcc_convention_ids.company_id",
        ]

    def _get_fact(self):
        """The furthest stage that is proved.

        :return: a key of STAGES
        """
        self.ensure_one()
        signed = self.partner_id.lcc_convention_ids.filtered(
            lambda one: (
                one.lcc_kind == law.ADHESION
                and one.lcc_state == "signed"
                and not one.lcc_is_over
                and not one.lcc_amends_id  # the convention's own term is amended
                and one.company_id in (self.company_id, one.company_id.browse())
            )
        )
        if signed:
            return "signed"
        if self.date_voted or (
            self.deliberation_id.number and self.deliberation_id._is_decided()
        ):
            return "voted"
        return "interest" if self.date_interest else "planned"

    @api.model
    def _refresh_stages(self):
        """Tell stages anew where a convention has come to its end.

        Stages are stored, and the passing of time writes nothing: this runs each day.
        """
        # the stage is one for all readers
        board = self.sudo().with_context(active_test=False)
        signed = board.search([("stage_known", "=", "signed")])
        ended = signed.with_context(active_test=True).filtered(
            lambda one: one._get_fact() != one.stage_known
        )
        for name in ("stage_known", "stage"):
            self.env.add_to_compute(self._fields[name], ended)
        ended._recompute_recordset(["stage_known", "stage"])

    def _inverse_stage(self):
        for follow_up in self:
            known = follow_up.stage_known or "planned"
            if RANKS[follow_up.stage or "planned"] < RANKS[known]:
                names = dict(self._fields["stage"]._description_selection(self.env))
                raise UserError(
                    self.env._(
                        "%(name)s has come to “%(stage)s”, as its documents tell: it "
                        "cannot be set back. Correct these documents if they are "
                        "wrong.",
                        name=follow_up.name,
                        stage=names[known],
                    )
                )
            follow_up.stage_set = follow_up.stage

    # Deadlines and dues

    @api.depends("partner_id.lcc_convention_ids.lcc_deadline", "date_session", "stage")
    @api.depends_context("lang")
    def _compute_deadline(self):
        today = fields.Date.context_today(self)
        for follow_up in self:
            # days are told to who sees the board, not their documents
            conventions = follow_up.sudo().partner_id.lcc_convention_ids
            due = [
                (one.lcc_deadline, one.lcc_deadline_note)
                for one in conventions
                if one.lcc_deadline
            ]
            day = follow_up.date_session
            if day and day >= today and RANKS[follow_up.stage] < RANKS["voted"]:
                due.append((day, self.env._("Session of the council")))
            first = min(due, key=lambda one: one[0], default=(False, False))
            follow_up.deadline, follow_up.deadline_note = first

    @api.depends("partner_id")
    def _compute_dues(self):
        dues = self._get_dues()
        for follow_up in self:
            amount, note = dues.get(follow_up.id, (0.0, False))
            follow_up.dues_amount = amount
            follow_up.dues_note = note

    def _get_dues(self):
        """Dues of these communes, by population: none without an addon that has them.

        :return: dict of the id to (amount in the company's currency, words)
        """
        return {}

    # From lists of communes and groupings

    @api.model
    def _follow(self, field_name, bodies):
        """Follow these communes or groupings, once each.

        :param field_name: commune_id or epci_id
        :return: action that shows them on the board
        """
        company = self.env.company
        domain = [("company_id", "=", company.id), (field_name, "in", bodies.ids)]
        # also those of territories that the user does not see: they are followed
        known = self.sudo().with_context(active_test=False).search(domain)
        new = bodies - known[field_name]
        self.create([{field_name: body.id} for body in new])
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_municipal.lcc_municipal_follow_up_action"
        )
        return {**action, "domain": domain}

    # Buttons

    def action_new_convention(self):
        self.ensure_one()
        if not self.partner_id:
            raise UserError(
                self.env._("Name the legal person that signs the convention first.")
            )
        adhesion = self.env.ref(
            "lcc_municipal.agreement_type_adhesion", raise_if_not_found=False
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Convention"),
            "res_model": "agreement",
            "view_mode": "form",
            "context": {
                "lcc_convention": True,
                "default_partner_id": self.partner_id.id,
                "default_agreement_type_id": adhesion and adhesion.id,
                "default_company_id": self.company_id.id,
                "default_lcc_deliberation_id": self.deliberation_id.id,
                "default_lcc_deliberation_date": self.date_voted,
            },
        }

    def action_view_conventions(self):
        return self.partner_id.action_lcc_view_conventions()
