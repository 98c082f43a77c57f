# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import LazyTranslate

_lt = LazyTranslate(__name__)

# Why a member is left out, in the order in which the reasons prevail
REASONS = {
    "withdrawn": _lt("Withdrawn member"),
    "associate": _lt("Member through another member"),
    "free": _lt("Member without dues"),
    "paid": _lt("Paid already for the time of the call"),
    "refused": _lt("Refused already"),
    "called": _lt("Called already"),
    "product": _lt("No dues for the type of member"),
    "error": _lt("The dues cannot be worked out"),
}


class PlannedCall(NamedTuple):
    """One member to call; the amount is a Decimal in the company's currency."""

    member: Any
    product: Any
    amount: Any
    period: Any


@dataclass
class CampaignPlan:
    """Who would be called, who not and why; nothing is written.

    :ivar called: list of `PlannedCall`
    :ivar left_out: dict of members (res.partner) to a key of REASONS and a text
    """

    called: list = field(default_factory=list)
    left_out: dict = field(default_factory=dict)


class LccDuesCampaign(models.Model):
    """Who is called, and for how much."""

    _inherit = "lcc.dues.campaign"

    def _get_first_day(self):
        """Day from which the dues of this campaign reckon."""
        self.ensure_one()
        return max(self.date_start, date(self.year, 1, 1))

    def _get_covered_day(self):
        """Who has paid until this day or longer is not asked yet."""
        self.ensure_one()
        return max(self.date_end, date(self.year, 1, 1))

    def _get_member_domain(self):
        """Members whom this campaign is for, whatever they have paid."""
        self.ensure_one()
        domain = Domain("lcc_member_type_id", "!=", False)
        domain &= Domain("company_id", "in", [False, self.company_id.id])
        if self.member_type_ids:
            domain &= Domain("lcc_member_type_id", "in", self.member_type_ids.ids)
        if self.territory_ids:
            domain &= Domain("lcc_territory_id", "child_of", self.territory_ids.ids)
        if self.local_group_ids:
            domain &= Domain("lcc_local_group_id", "in", self.local_group_ids.ids)
        return domain

    def _make_plan(self, members=None):
        """Say who is called, who is left out, and why.

        :param members: these only; all that the campaign is for unless given
        :return: `CampaignPlan`
        """
        self.ensure_one()
        if members is None:
            members = self.env["res.partner"].search(self._get_member_domain())
        covered = self._get_covered(members)
        members = self._filter_scope(members, covered)
        # Whom the user may call is settled; why not to call them is in documents
        # that a manager may not see.
        members = members.sudo()
        standing = self._get_standing(members)
        calls = self._get_calls(members)
        plan = CampaignPlan()
        dues = {}
        for member in members:
            reason = (
                self._get_member_reason(member)
                or self._get_dues_reason(standing[member.id], covered.get(member.id))
                or self._get_call_reason(calls.get(member.id))
            )
            if reason:
                self._leave_out(plan, member, reason)
            else:
                self._plan_call(plan, member, covered.get(member.id), dues)
        return plan

    # What is known of the members, read at once

    def _get_covered(self, members):
        """Last day that each member has paid, or owes, dues for in this company."""
        groups = self._read_lines(
            members,
            Domain("state", "in", members._membership_member_states())
            & Domain("date_to", "!=", False),
            ["date_to:max"],
        )
        return {member.id: day for member, day in groups}

    def _get_standing(self, members):
        """States of the dues lines that are for the year of the campaign."""
        groups = self._read_lines(
            members,
            Domain("state", "in", ("waiting", "invoiced", "free", "paid"))
            & Domain("lcc_year", "=", self.year)
            & Domain("date_to", ">=", self._get_first_day()),
            ["state:array_agg"],
        )
        return defaultdict(set, {member.id: set(states) for member, states in groups})

    def _read_lines(self, members, domain, aggregates):
        domain &= Domain("partner_id", "in", members.ids)
        domain &= Domain("company_id", "=", self.company_id.id)
        domain &= Domain("date_cancel", "=", False)
        lines = self.env["membership.membership_line"].sudo()  # see _make_plan
        return lines._read_group(domain, ["partner_id"], aggregates)

    def _get_calls(self, members):
        """States of the calls that were made for the year, by this or another
        campaign."""
        calls = self.env["lcc.dues.call"].sudo()  # see _make_plan
        groups = calls._read_group(
            [
                ("partner_id", "in", members.ids),
                ("company_id", "=", self.company_id.id),
                ("year", "=", self.year),
                ("is_void", "=", False),
                # its own rows to make are what this plan is for
                "|",
                ("date", "!=", False),
                ("campaign_id", "!=", self.id),
            ],
            ["partner_id", "state"],
        )
        return {member.id: state for member, state in groups}

    def _filter_scope(self, members, covered):
        if self.member_scope == "renewal":
            since = date(self.year - self.lapsed_years - 1, 12, 31)
            return members.filtered(
                lambda member: (
                    # a withdrawal has cut the dues that ran
                    (member.lcc_withdrawal_date or covered.get(member.id, date.min))
                    >= since
                )
            )
        if self.member_scope == "never":
            return members.filtered(lambda member: member.id not in covered)
        return members

    # Why not

    @api.model
    def _get_member_reason(self, member):
        """Hook: what the member is that no dues are asked of it."""
        if member.lcc_withdrawal_date:
            return "withdrawn"
        if member.associate_member_id:
            return "associate"
        return "free" if member.free_member else None

    def _get_dues_reason(self, standing, covered):
        if standing & {"paid", "free"}:
            return "paid"
        if standing:
            return "called"
        is_covered = covered and covered >= self._get_covered_day()
        return "paid" if is_covered else None

    @api.model
    def _get_call_reason(self, state):
        """A call that was cancelled, or could not be made, is made again."""
        if state in ("paid", "refused"):
            return state
        return "called" if state in ("planned", "called", "late") else None

    # What

    def _get_product(self, member_type):
        """Dues asked of a type of member, maybe empty."""
        lines = self.product_line_ids.filtered(
            lambda line: line.member_type_id == member_type
        )
        return lines.product_id or member_type.with_company(self.company_id).product_id

    def _plan_call(self, plan, member, covered, dues):
        """Add one member to a plan.

        :param dues: products and amounts by type of member, completed as types come
        """
        member_type = member.lcc_member_type_id
        if member_type not in dues:
            dues[member_type] = self._get_type_dues(member_type)
        product, template, amount = dues[member_type]
        if not product:
            self._leave_out(plan, member, "product")
            return
        try:
            period = template._lcc_get_period(self._get_first_day(), covered)
            if amount is None:
                amount = template._lcc_get_amount(member)
        except UserError as error:
            self._leave_out(plan, member, "error", str(error))
            return
        if period.start.year > self.year:
            self._leave_out(plan, member, "paid")
        else:
            plan.called.append(PlannedCall(member, product, amount, period))

    @api.model
    def _leave_out(self, plan, member, reason, text=None):
        plan.left_out[member] = (reason, text or self.env._(REASONS[reason]))

    def _get_type_dues(self, member_type):
        """Product, its template, and the amount if it is the same for all."""
        product = self._get_product(member_type)
        template = product.product_tmpl_id
        is_same = product and product.lcc_price_policy != "scale"
        members = self.env["res.partner"]
        return product, template, template._lcc_get_amount(members) if is_same else None
