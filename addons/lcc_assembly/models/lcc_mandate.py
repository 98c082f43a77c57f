# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

# What papers of sessions that were held tell of a mandate.
HELD_FIELDS = {"partner_id", "assembly_id", "office"}


class LccMandate(models.Model):
    """A person's seat in an assembly, from a day to another."""

    _name = "lcc.mandate"
    _description = "Mandate"
    _inherit = ["mail.thread"]
    _order = "assembly_id, rank, id"
    _rec_name = "partner_id"
    _check_company_auto = True

    assembly_id = fields.Many2one(
        "lcc.assembly",
        required=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="assembly_id.company_id", store=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Member",
        required=True,
        index=True,
        ondelete="restrict",
        tracking=True,
    )
    substitute_id = fields.Many2one(
        "res.partner",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="Sits and votes where the member cannot: in groupings where a commune has "
        "one seat (CGCT, article L5211-6), or where the statutes say so.",
    )
    office = fields.Selection(
        [
            ("mayor", "Mayor"),
            ("deputy", "Deputy"),
            ("president", "President"),
            ("co_president", "Co-president"),
            ("vice_president", "Vice-president"),
            ("treasurer", "Treasurer"),
            ("secretary", "Secretary"),
            ("councillor", "Councillor"),
            ("member", "Member"),
        ],
        required=True,
        default="member",
        tracking=True,
    )
    rank = fields.Integer(
        default=10,
        help="Order of the table: who comes first replaces the mayor (CGCT, article "
        "L2122-17).",
    )
    college_id = fields.Many2one(
        "lcc.assembly.college",
        domain="[('assembly_id', '=', assembly_id)]",
        index="btree_not_null",
        ondelete="restrict",
    )
    date_from = fields.Date(
        string="From", required=True, default=fields.Date.context_today, tracking=True
    )
    date_to = fields.Date(
        string="To",
        tracking=True,
        help="Last day of the mandate. What comes next is a mandate of its own.",
    )
    end_reason = fields.Selection(
        [
            ("term", "End of the term"),
            ("resignation", "Resignation"),
            ("death", "Death"),
            ("other", "Other"),
        ],
        string="Reason of the end",
        tracking=True,
    )
    is_in_office = fields.Boolean(
        string="In office",
        compute="_compute_is_in_office",
        search="_search_is_in_office",
    )
    leaves_next = fields.Boolean(
        string="Leaves at the next assembly",
        compute="_compute_leaves_next",
        search="_search_leaves_next",
    )

    _dates_ordered = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "A mandate ends after it begins.",
    )

    @api.depends("date_from", "date_to")
    @api.depends_context("tz")
    def _compute_is_in_office(self):
        today = fields.Date.context_today(self)
        for mandate in self:
            mandate.is_in_office = mandate._is_in_office(today)

    def _search_is_in_office(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._get_domain_in_office(fields.Date.context_today(self))
        if True in value and False in value:
            return Domain.TRUE
        return domain if True in value else ~domain

    @api.depends("date_from", "date_to", "assembly_id")
    def _compute_leaves_next(self):
        leaving = self.filtered_domain(self._search_leaves_next("in", {True}))
        for mandate in self:
            mandate.leaves_next = mandate in leaving

    def _search_leaves_next(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        # the general assembly that is to come elects those who follow
        days = self.env["lcc.session"]._read_group(
            [("assembly_id.kind", "=", "general"), ("day", ">=", today)],
            ["company_id"],
            ["day:min"],
        )
        domain = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("assembly_id.kind", "not in", ("municipal", "community"))
            & Domain("date_to", ">=", today)
            & Domain("date_to", "<=", day)
            for company, day in days
        )
        if True in value and False in value:
            return Domain.TRUE
        return domain if True in value else ~domain

    @api.constrains("substitute_id", "partner_id")
    def _check_substitute(self):
        for mandate in self:
            if mandate.substitute_id == mandate.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(member)s cannot be their own substitute.",
                        member=mandate.partner_id.display_name,
                    )
                )

    @api.constrains("college_id", "assembly_id")
    def _check_college(self):
        for mandate in self.filtered("college_id"):
            if mandate.college_id.assembly_id != mandate.assembly_id:
                raise ValidationError(
                    self.env._(
                        "“%(college)s” is no college of %(assembly)s.",
                        college=mandate.college_id.name,
                        assembly=mandate.assembly_id.name,
                    )
                )

    def write(self, vals):
        self._filter_changed(vals, HELD_FIELDS)._check_not_held()
        self._filter_changed(vals, {"substitute_id"})._check_not_held(
            Domain("is_substituted", "=", True)
        )
        return super().write(vals)

    def _filter_changed(self, vals, names):
        """Mandates of which some values would change."""
        return self.filtered(
            lambda mandate: any(
                mandate._fields[name].convert_to_cache(vals[name], mandate)
                != mandate._fields[name].convert_to_cache(mandate[name], mandate)
                for name in names & vals.keys()
            )
        )

    def _check_not_held(self, domain=Domain.TRUE):
        """Sessions that are over keep the office, and who sat: papers name them."""
        presence = self.env["lcc.presence"].search(
            domain
            & Domain("mandate_id", "in", self.ids)
            & Domain("session_id.state", "in", ("closed", "adopted", "published")),
            limit=1,
        )
        if presence:
            raise UserError(
                self.env._(
                    "%(session)s was held with this mandate of %(member)s, and its "
                    "papers tell it: end it, and enter the next one.",
                    session=presence.session_id.display_name,
                    member=presence.mandate_id.partner_id.display_name,
                )
            )

    @api.constrains("partner_id", "assembly_id", "date_from", "date_to")
    def _check_one_seat(self):
        for mandate in self:
            others = mandate.assembly_id.mandate_ids.filtered(
                lambda other, mandate=mandate: (
                    other != mandate
                    and other.partner_id == mandate.partner_id
                    and mandate._overlaps(other)
                )
            )
            if others:
                raise ValidationError(
                    self.env._(
                        "%(member)s already has a seat in %(assembly)s on these days.",
                        member=mandate.partner_id.display_name,
                        assembly=mandate.assembly_id.name,
                    )
                )

    def _overlaps(self, other):
        ends_before = self.date_to and self.date_to < other.date_from
        begins_after = other.date_to and other.date_to < self.date_from
        return not ends_before and not begins_after

    def _is_in_office(self, day):
        self.ensure_one()
        has_begun = bool(self.date_from) and self.date_from <= day
        return has_begun and (not self.date_to or self.date_to >= day)

    @api.model
    def _get_domain_in_office(self, day):
        """Mandates that run on a day."""
        return Domain("date_from", "<=", day) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", day)
        )
