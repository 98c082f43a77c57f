# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lcc_assembly.tools import assembly_law as law

from ..tools import register

# Nobody outside this process holds this object: no client takes numbers back.
NUMBERING = object()
# What may be written once a deliberation is in the register.
LATER_FIELDS = {"date_published", "date_transmitted", "acknowledgement", "url"}


class LccDeliberation(models.Model):
    """A decision of a council: a vote that has its place in the register.

    What is voted, the method, the counts and the roll are those of its vote; see
    lcc.vote. One item of the agenda may hold several deliberations (R2121-9).
    """

    _name = "lcc.deliberation"
    _description = "Deliberation"
    _inherit = ["mail.thread", "mail.activity.mixin"]
    _inherits = {"lcc.vote": "vote_id"}
    _order = "day desc, register_order desc, id desc"
    _rec_names_search = ["number", "name"]

    vote_id = fields.Many2one(
        "lcc.vote", required=True, index=True, ondelete="restrict"
    )
    number = fields.Char(
        string="Number in the register", copy=False, readonly=True, index="trigram"
    )
    register_number = fields.Integer(
        string="Place in the year", copy=False, readonly=True
    )
    register_order = fields.Integer(
        string="Place in the session", copy=False, readonly=True
    )
    register_year = fields.Integer(
        string="Year of the register", copy=False, readonly=True
    )
    template_id = fields.Many2one(
        "lcc.deliberation.template",
        string="Model",
        ondelete="set null",
        help="Wording to begin with; it can be changed afterwards.",
    )
    considerations = fields.Html(
        compute="_compute_text",
        store=True,
        readonly=False,
        help="The texts on which the decision stands, and what is considered.",
    )
    decision = fields.Html(
        string="Operative part", compute="_compute_text", store=True, readonly=False
    )
    reporter_id = fields.Many2one(
        "res.partner", index="btree_not_null", ondelete="restrict"
    )
    matter_id = fields.Many2one(
        "lcc.act.matter",
        compute="_compute_from_template",
        store=True,
        precompute=True,
        readonly=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Of the nomenclature of acts that the prefecture uses (@ctes).",
    )
    company_id = fields.Many2one(related="vote_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="company_id.currency_id", store=True)
    amount = fields.Monetary(
        help="The figure that the decision turns on: a subsidy, a result, a total."
    )
    beneficiary_id = fields.Many2one(
        "res.partner", index="btree_not_null", ondelete="restrict"
    )
    budget = fields.Char(help="Name of the budget, such as the main one.")
    budget_year = fields.Char(help="Year of the budget: 2024, or 2024/2025.")
    annex_ids = fields.Many2many(
        "ir.attachment", "lcc_deliberation_annex_rel", string="Annexes", copy=False
    )
    is_transmissible = fields.Boolean(
        string="Subject to transmission",
        compute="_compute_from_template",
        store=True,
        precompute=True,
        readonly=False,
        help="To the prefecture (CGCT, article L2131-2). Acts that are not are "
        "executory by their publication alone (article L2131-1).",
    )
    corrects_id = fields.Many2one(
        "lcc.deliberation",
        index="btree_not_null",
        copy=False,
        ondelete="restrict",
        help="The deliberation that this one withdraws, replaces or corrects.",
    )
    corrected_by_ids = fields.One2many(
        "lcc.deliberation", "corrects_id", string="Corrected by"
    )

    _vote_uniq = models.UniqueIndex(
        "(vote_id)", "A vote decides one deliberation: create another one."
    )
    _number_uniq = models.UniqueIndex(
        "(register_year, register_number, register_assembly_id) "
        "WHERE register_number > 0",
        "Two deliberations of a year cannot have one number.",
    )
    register_assembly_id = fields.Many2one(
        "lcc.assembly", copy=False, readonly=True, index=True, ondelete="restrict"
    )

    @api.depends("template_id")
    def _compute_from_template(self):
        for deliberation in self:
            template = deliberation.template_id
            if template:
                deliberation.matter_id = template.matter_id
                deliberation.is_transmissible = template.is_transmissible
            elif not deliberation._origin:
                deliberation.is_transmissible = True

    # Not computed before the record is there: its session would count the vote twice.
    @api.depends("template_id")
    def _compute_text(self):
        for deliberation in self.filtered("template_id"):
            session = deliberation.session_id
            lang = session._get_paper_lang() if session else self.env.lang
            template = deliberation.template_id.with_context(lang=lang)
            deliberation.considerations = template.considerations
            deliberation.decision = template.decision

    @api.depends("number", "name")
    def _compute_display_name(self):
        for deliberation in self:
            parts = filter(None, [deliberation.number, deliberation.name])
            deliberation.display_name = " ".join(parts)

    def write(self, vals):
        fixed = vals.keys() - LATER_FIELDS - self._get_free_fields()
        numbered = self.filtered(
            lambda one: one.number and fixed - one._get_missing_fields()
        )
        if numbered and self.env.context.get("lcc_numbering") is not NUMBERING:
            raise UserError(
                self.env._(
                    "%(number)s is in the register and does not change any more: a "
                    "later deliberation corrects it.",
                    number=numbered[0].number,
                )
            )
        return super().write(vals)

    @api.model
    def _get_free_fields(self):
        return {
            name
            for name in self._fields
            if name.startswith(("message_", "activity_", "my_activity_"))
        }

    def _get_missing_fields(self):
        """Fields that may be entered late, where the record says nothing of them."""
        return set()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_numbered(self):
        if any(self.mapped("number")):
            raise UserError(
                self.env._("A deliberation that is in the register is kept.")
            )

    def unlink(self):
        votes = self.vote_id
        result = super().unlink()
        votes.exists().unlink()
        return result

    def _enter_in_register(self):
        """Number what was decided, in the order of the agenda (R2121-9)."""
        for session, deliberations in self.grouped("session_id").items():
            decided = deliberations.filtered(
                lambda one: not one.number and one.state == "done"
            ).sorted(lambda one: one.session_id._get_vote_order(one.vote_id))
            if not decided:
                continue
            assembly, day = session.assembly_id, session.day
            first = assembly._take_numbers(day, len(decided))
            before = len(session.deliberation_ids.filtered("number"))
            for i, deliberation in enumerate(decided):
                deliberation.with_context(lcc_numbering=NUMBERING).write(
                    deliberation._prepare_number_vals(first + i, before + i + 1)
                )

    def _prepare_number_vals(self, place, order):
        assembly, day = self.assembly_id, self.day
        number = register.format_number(assembly.register_pattern, day, place, order)
        if self.search_count(
            [("register_assembly_id", "=", assembly.id), ("number", "=", number)],
            limit=1,
        ):
            raise UserError(
                self.env._(
                    "The register of %(assembly)s has a number %(number)s already: "
                    "change the pattern of its numbers.",
                    assembly=assembly.name,
                    number=number,
                )
            )
        return {
            "register_assembly_id": assembly.id,
            "register_year": day.year,
            "register_number": place,
            "register_order": order,
            "number": number,
        }

    def _leave_register(self):
        """Give the numbers of a session that is opened again back to the register."""
        for (assembly, year), deliberations in self.grouped(
            lambda one: (one.register_assembly_id, one.register_year)
        ).items():
            if not assembly:
                continue
            assembly.lock_for_update()
            numbers = deliberations.mapped("register_number")
            if max(numbers) != assembly._get_last_number(year) or any(
                one.date_published or one.date_transmitted for one in deliberations
            ):
                raise UserError(
                    self.env._(
                        "%(numbers)s are in the register, and were published or "
                        "followed by others: correct them in a later session.",
                        numbers=", ".join(deliberations.mapped("number")),
                    )
                )
            if year == assembly.register_year:
                assembly.register_next = min(numbers)
            deliberations.with_context(lcc_numbering=NUMBERING).write(
                {
                    "number": False,
                    "register_number": 0,
                    "register_order": 0,
                    "register_year": 0,
                    "register_assembly_id": False,
                }
            )

    def _is_decided(self):
        return self.outcome in (law.ADOPTED, "elected")

    # Voting, from the deliberation's own form

    def action_unanimous(self):
        return self.vote_id.action_unanimous()

    def action_done(self):
        return self.vote_id.action_done()

    def action_undo(self):
        return self.vote_id.action_undo()

    def action_call_roll(self):
        return self.vote_id.action_call_roll()

    def action_count_names(self):
        return self.vote_id.action_count_names()

    def action_next_ballot(self):
        self.vote_id.action_next_ballot()
        return True
