# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import subsidy_law as law

# What the council decides; the rest follows later.
DECIDED_FIELDS = {
    "deliberation_id",
    "beneficiary_id",
    "kind",
    "name",
    "amount",
    "share",
    "own_amount",
    "nature",
}


class LccSubsidy(models.Model):
    """What a deliberation grants one beneficiary.

    A subsidy to several has a line for each, of the same purpose and amount, with its
    share. Once the session is published a line does not change any more: a wrong one
    is archived, and another entered.
    """

    _name = "lcc.subsidy"
    _description = "Subsidy"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _order = "day desc, deliberation_id desc, id"

    active = fields.Boolean(default=True, tracking=True)
    deliberation_id = fields.Many2one(
        "lcc.deliberation", required=True, index=True, ondelete="cascade"
    )
    number = fields.Char(related="deliberation_id.number")
    session_state = fields.Selection(related="deliberation_id.session_id.state")
    company_id = fields.Many2one(related="deliberation_id.company_id", store=True)
    currency_id = fields.Many2one(related="company_id.currency_id", store=True)
    assembly_id = fields.Many2one(
        related="deliberation_id.assembly_id", store=True, index=True
    )
    day = fields.Date(related="deliberation_id.day", store=True, index=True)
    beneficiary_id = fields.Many2one(
        "res.partner", required=True, index=True, ondelete="restrict", tracking=True
    )
    kind = fields.Selection(
        [
            (law.ASSOCIATION, "Association or foundation"),
            (law.PRIVATE, "Other body of private law"),
            (law.PUBLIC, "Public body"),
            (law.PERSON, "Natural person"),
        ],
        string="Kind of beneficiary",
        compute="_compute_kind",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        tracking=True,
        help="Persons are never named in open data.",
    )
    name = fields.Char(
        string="Purpose",
        compute="_compute_name",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help="Up to 256 characters.",
    )
    amount = fields.Monetary(
        required=True,
        tracking=True,
        help="Of the whole subsidy, before it is shared between beneficiaries.",
    )
    share = fields.Float(
        default=1,
        required=True,
        digits=(5, 4),
        help="Of the amount, to this beneficiary: 100 % where there is no other.",
    )
    own_amount = fields.Monetary(
        string="Share in euros", compute="_compute_own_amount", store=True
    )
    nature = fields.Selection(
        [("cash", "In cash"), ("kind", "In kind"), ("both", "In cash and in kind")],
        default="cash",
        required=True,
    )

    conditions = fields.Selection(
        [("once", "At once"), ("instalments", "In instalments"), ("other", "Other")],
        string="Payment",
        default="once",
        required=True,
    )
    conditions_note = fields.Char(string="Conditions of payment")
    date_payment = fields.Date(string="Paid on", help="Or from this day on.")
    date_payment_end = fields.Date(string="Paid until")
    is_minimis = fields.Boolean(
        string="De minimis aid",
        help="Aid under the European regulation on de minimis aid.",
    )
    rae_code = fields.Char(
        string="Number in the RAE",
        size=5,
        help="Of the aid, in the French register of aid to firms.",
    )
    scheme_code = fields.Char(
        string="Scheme of aid", help="Its identifier in the national data on schemes."
    )

    _amount_positive = models.Constraint(
        "CHECK(amount >= 0)", "A subsidy cannot be negative."
    )
    _share_of_one = models.Constraint(
        "CHECK(share > 0 AND share <= 1)", "A share is up to 100 %."
    )

    @api.depends("beneficiary_id")
    def _compute_kind(self):
        for subsidy in self:
            is_person = subsidy.beneficiary_id and not subsidy.beneficiary_id.is_company
            subsidy.kind = law.PERSON if is_person else law.ASSOCIATION

    @api.depends("deliberation_id")
    def _compute_name(self):
        for subsidy in self:
            subsidy.name = subsidy.name or subsidy.deliberation_id.name

    @api.depends("amount", "share")
    def _compute_own_amount(self):
        for subsidy in self:
            subsidy.own_amount = subsidy.amount * subsidy.share

    @api.depends("name", "beneficiary_id")
    def _compute_display_name(self):
        for subsidy in self:
            parts = filter(None, [subsidy.beneficiary_id.name, subsidy.name])
            subsidy.display_name = ": ".join(parts)

    def write(self, vals):
        published = self.filtered(lambda one: one._is_published())
        if published and vals.keys() & DECIDED_FIELDS:
            raise UserError(
                self.env._(
                    "“%(subsidy)s” was published: archive it, and enter another that "
                    "is right.",
                    subsidy=published[0].display_name,
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_numbered(self):
        if any(self.deliberation_id.mapped("number")):
            raise UserError(
                self.env._(
                    "A subsidy whose deliberation is in the register is kept: archive "
                    "it where it is wrong."
                )
            )

    def _is_published(self):
        return bool(
            self.session_state == "published" or self.deliberation_id.date_published
        )
