# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import ValidationError

from ..tools import convention_law as law

STATES = [
    ("draft", "Draft"),
    ("signed", "Signed"),
    ("terminated", "Terminated"),
]


class Agreement(models.Model):
    """A convention between a public body and the association of a currency.

    Agreements of other types have none of these values.
    """

    _inherit = "agreement"

    name = fields.Char(
        compute="_compute_lcc_name", store=True, precompute=True, readonly=False
    )
    code = fields.Char(default=lambda self: self._lcc_default_code())
    agreement_type_id = fields.Many2one(
        default=lambda self: self._lcc_default_type_id(), index="btree_not_null"
    )
    lcc_kind = fields.Selection(
        related="agreement_type_id.lcc_kind",
        string="Kind",
        store=True,
        precompute=True,
        index=True,
    )
    lcc_state = fields.Selection(
        STATES,
        string="State",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    lcc_user_id = fields.Many2one(
        "res.users",
        string="Followed by",
        default=lambda self: self._lcc_default_user_id(),
        index="btree_not_null",
        ondelete="set null",
        help="Who is reminded of its deadlines.",
    )

    # Parties

    lcc_authority_id = fields.Many2one(
        "res.partner",
        string="Public body that pays",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="The commune or grouping that owes the sums which the association is to "
        "receive for its creditor.",
    )
    lcc_public_body_id = fields.Many2one(
        "res.partner",
        string="Public body",
        compute="_compute_lcc_public_body_id",
        store=True,
        precompute=True,
        index="btree_not_null",
        help="The party itself, or who pays the creditor.",
    )
    lcc_territory_id = fields.Many2one(
        related="lcc_public_body_id.lcc_territory_id",
        string="Territory",
        store=True,
        index="btree_not_null",
    )
    lcc_deliberation_id = fields.Many2one(
        "lcc.deliberation",
        string="Deliberation",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        tracking=True,
        help="What allows this convention to be signed, if the council's register is "
        "kept here. It must be adopted and executory (CGCT, articles L2121-29 and "
        "L2131-1).",
    )
    lcc_deliberation_number = fields.Char(
        string="Deliberation number",
        copy=False,
        tracking=True,
        help="Of a council whose register is not kept here.",
    )
    lcc_deliberation_date = fields.Date(
        string="Voted on", copy=False, tracking=True, help="Day of the session."
    )
    lcc_deliberation_executory = fields.Date(
        string="Executory on",
        copy=False,
        tracking=True,
        help="Published and received by the prefecture, as the certified extract "
        "tells (CGCT, article L2131-1).",
    )

    # Text

    lcc_template_id = fields.Many2one(
        "lcc.convention.template",
        string="Model",
        compute="_compute_lcc_template_id",
        store=True,
        precompute=True,
        readonly=False,
        domain="[('kind', '=', lcc_kind)]",
        ondelete="set null",
        help="Wording to begin with; it can be changed until the signature.",
    )
    lcc_preamble = fields.Html(
        string="Preamble",
        compute="_compute_lcc_text",
        store=True,
        readonly=False,
    )
    lcc_clause_ids = fields.One2many(
        "lcc.convention.clause",
        "agreement_id",
        string="Clauses",
        compute="_compute_lcc_text",
        store=True,
        readonly=False,
        copy=True,
    )

    # Term

    lcc_renewal = fields.Selection(
        [
            ("none", "Ends with its term"),
            ("express", "Renewed by a new decision"),
            ("tacit", "Renewed by itself"),
        ],
        string="Renewal",
        default="none",
        required=True,
        tracking=True,
    )
    lcc_renewal_months = fields.Integer(
        string="Months of each renewal", default=12, tracking=True
    )
    lcc_notice_days = fields.Integer(
        string="Days of notice",
        tracking=True,
        help="Before the end of the term: to give notice, or to decide on a renewal.",
    )
    lcc_amends_id = fields.Many2one(
        "agreement",
        string="Amends",
        domain="[('lcc_kind', '=', lcc_kind), ('lcc_state', '=', 'signed'), "
        "('lcc_amends_id', '=', False), ('partner_id', '=', partner_id)]",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        tracking=True,
        help="The signed convention that this one changes. A signed convention itself "
        "never changes.",
    )
    lcc_amendment_ids = fields.One2many(
        "agreement", "lcc_amends_id", string="Amendments"
    )

    _lcc_days_positive = models.Constraint(
        "CHECK(lcc_notice_days >= 0 AND lcc_renewal_months >= 0)",
        "Days of notice and months of renewal cannot be negative.",
    )
    _lcc_term = models.Constraint(
        "CHECK(lcc_kind IS NULL OR start_date IS NULL OR end_date IS NULL "
        "OR end_date >= start_date)",
        "A convention cannot end before it starts.",
    )

    @api.model
    def _lcc_default_code(self):
        return "/" if self.env.context.get("lcc_convention") else False

    @api.model
    def _lcc_default_type_id(self):
        if not self.env.context.get("lcc_convention"):
            return False
        return self.env.ref(
            "lcc_municipal.agreement_type_adhesion", raise_if_not_found=False
        )

    @api.model
    def _lcc_default_user_id(self):
        return self.env.user if self.env.context.get("lcc_convention") else False

    @api.depends("agreement_type_id", "partner_id")
    def _compute_lcc_name(self):
        for agreement in self:
            parts = [agreement.agreement_type_id.name, agreement.partner_id.name]
            if agreement.lcc_kind and not agreement.name and all(parts):
                agreement.name = " – ".join(parts)

    @api.depends("lcc_kind", "agreement_type_id")
    def _compute_display_name(self):
        """A convention that has no number yet goes by its type."""
        new = self.filtered(lambda one: one.lcc_kind and one.code in (False, "/"))
        for agreement in new:
            agreement.display_name = agreement.name or agreement.agreement_type_id.name
        return super(Agreement, self - new)._compute_display_name()

    @api.depends("lcc_kind", "partner_id", "lcc_authority_id")
    def _compute_lcc_public_body_id(self):
        for agreement in self:
            body = agreement.partner_id.commercial_partner_id
            if agreement.lcc_kind == law.CREDITOR:
                body = agreement.lcc_authority_id
            agreement.lcc_public_body_id = agreement.lcc_kind and body

    @api.depends("lcc_kind")
    def _compute_lcc_template_id(self):
        templates = self.env["lcc.convention.template"].search(
            [("kind", "in", self.mapped("lcc_kind"))]
        )
        by_kind = templates.grouped("kind")
        for agreement in self:
            of_kind = by_kind.get(agreement.lcc_kind, templates.browse())
            if agreement.lcc_template_id not in of_kind:
                agreement.lcc_template_id = of_kind[:1]

    @api.depends("lcc_template_id")
    def _compute_lcc_text(self):
        for agreement in self:
            template = agreement.lcc_template_id
            if not template:
                agreement.lcc_preamble = agreement.lcc_preamble
                agreement.lcc_clause_ids = agreement.lcc_clause_ids
                continue
            template = template.with_context(lang=agreement._lcc_get_paper_lang())
            agreement.lcc_preamble = template.preamble
            agreement.lcc_clause_ids = [
                Command.clear(),
                *(
                    Command.create(clause._prepare_clause_vals())
                    for clause in template.clause_ids
                ),
            ]

    @api.constrains("lcc_amends_id", "partner_id", "agreement_type_id")
    def _check_lcc_amends(self):
        for agreement in self.filtered("lcc_amends_id"):
            amended = agreement.lcc_amends_id
            if amended.lcc_amends_id:
                raise ValidationError(
                    self.env._(
                        "%(amended)s is itself an amendment: name the convention that "
                        "it amends.",
                        amended=amended.display_name,
                    )
                )
            if (
                amended.lcc_state == "draft"
                or amended.lcc_kind != agreement.lcc_kind
                or amended.partner_id != agreement.partner_id
            ):
                raise ValidationError(
                    self.env._(
                        "An amendment changes a signed convention of the same kind "
                        "with the same party: %(amended)s is none.",
                        amended=amended.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        types = self.env["agreement.type"]
        default = self._lcc_default_type_id() or types
        for vals in vals_list:
            kind = types.browse(vals.get("agreement_type_id", default.id)).lcc_kind
            if kind and vals.get("code", "/") in (False, "/"):
                vals["code"] = self._lcc_next_code(vals)
        return super().create(vals_list)

    @api.model
    def _lcc_next_code(self, vals):
        company = vals.get("company_id", self.env.company.id)
        sequences = self.env["ir.sequence"].sudo()  # nobody's own
        return sequences.with_company(company).next_by_code("lcc.municipal.convention")

    # Smart buttons

    def action_lcc_amend(self):
        """Open a new amendment."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Amendment"),
            "res_model": "agreement",
            "view_mode": "form",
            "context": {
                "lcc_convention": True,
                "default_lcc_amends_id": (self.lcc_amends_id or self).id,
                "default_agreement_type_id": self.agreement_type_id.id,
                "default_partner_id": self.partner_id.id,
                "default_company_id": self.company_id.id,
                "default_lcc_authority_id": self.lcc_authority_id.id,
                "default_lcc_template_id": False,
                "default_name": self.env._(
                    "Amendment to %(name)s", name=self.display_name
                ),
            },
        }
