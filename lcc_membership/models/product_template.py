# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import dues

CIVIL_YEAR = "lcc_civil_year"
BASES = [
    ("population", "Population"),
    ("headcount", "Headcount"),
    ("turnover", "Turnover"),
]


class ProductTemplate(models.Model):
    """Dues: what a member owes, and for which days."""

    _inherit = "product.template"

    membership_type = fields.Selection(
        selection_add=[(CIVIL_YEAR, "Civil year")],
        ondelete={CIVIL_YEAR: "set default"},
    )
    lcc_price_policy = fields.Selection(
        [("fixed", "Fixed price"), ("free", "Free price"), ("scale", "Scale")],
        string="Price of the dues",
        default="fixed",
        help="Fixed: everybody pays the same. Free: each member chooses, from a "
        "minimum on. Scale: by population, headcount or turnover.",
    )
    lcc_price_minimum = fields.Monetary(
        string="Minimum", help="The least that a member pays; 0 for none."
    )
    lcc_price_ceiling = fields.Monetary(
        string="Ceiling", help="The most that the scale asks for; 0 for none."
    )
    lcc_proposal_1 = fields.Monetary(string="First proposal")
    lcc_proposal_2 = fields.Monetary(string="Second proposal")
    lcc_proposal_3 = fields.Monetary(string="Third proposal")
    lcc_price_text = fields.Html(
        string="Explanation of the free price",
        translate=True,
        help="Shown where the amount is chosen: what the dues are for, what each of "
        "the proposed amounts makes possible.",
    )
    lcc_scale_basis = fields.Selection(BASES, string="Basis of the scale")
    lcc_bracket_ids = fields.One2many(
        "lcc.dues.bracket", "product_tmpl_id", string="Scale", copy=True
    )

    @api.model_create_multi
    def create(self, vals_list):
        products = super().create(vals_list)
        products.filtered("membership")._lcc_set_dues_account()
        return products

    def _lcc_set_dues_account(self):
        """Dues go to 7561 unless an account was chosen (regulation ANC 2018-06)."""
        account = self.env["account.chart.template"].ref(
            "pcg_7561", raise_if_not_found=False
        )
        if account:
            lacking = self.filtered(lambda p: not p.property_account_income_id)
            lacking.sudo().property_account_income_id = account  # a default, no choice

    @api.constrains(
        "membership", "lcc_price_policy", "lcc_scale_basis", "lcc_bracket_ids"
    )
    def _check_lcc_scale(self):
        for product in self:
            if product.membership and product.lcc_price_policy == "scale":
                if not (product.lcc_scale_basis and product.lcc_bracket_ids):
                    raise ValidationError(
                        self.env._(
                            "%(product)s: a scale needs its basis and one bracket at "
                            "least.",
                            product=product.name,
                        )
                    )

    @api.constrains(
        "list_price",
        "lcc_price_policy",
        "lcc_price_minimum",
        "lcc_proposal_1",
        "lcc_proposal_2",
        "lcc_proposal_3",
    )
    def _check_lcc_free_price(self):
        for product in self:
            if not product.membership or product.lcc_price_policy != "free":
                continue
            amounts = [product.list_price, *product._lcc_get_proposals()]
            if min(amounts) < product.lcc_price_minimum:
                raise ValidationError(
                    self.env._(
                        "%(product)s: the suggestion and the proposed amounts cannot "
                        "be below the minimum.",
                        product=product.name,
                    )
                )

    # Periods

    @api.model
    def _correct_vals_membership_type(self, vals, membership_type):
        vals = super()._correct_vals_membership_type(vals, membership_type)
        if membership_type == CIVIL_YEAR:
            vals["membership_date_from"] = vals["membership_date_to"] = False
        return vals

    def _get_next_date(self, date, qty=1):
        """The day after the period that begins on a day; see `_lcc_get_period`."""
        self.ensure_one()
        if self.membership_type == "fixed":
            return super()._get_next_date(date, qty=qty)
        return self._lcc_get_period(fields.Date.to_date(date), qty=qty).end + dues.DAY

    def _lcc_get_period(self, day, covered=None, qty=1):
        """The days that dues paid on a day are for.

        :param covered: last day that the member has paid already, if any
        :param qty: number of periods bought at once (rolling periods only)
        :return: `dues.Period`
        :raise UserError: fixed dates that are over or paid already
        """
        self.ensure_one()
        covered = covered or None
        if self.membership_type == CIVIL_YEAR:
            return dues.civil_year(day, covered)
        if self.membership_type == "variable":
            quantity = self.membership_interval_qty * dues.periods_of(qty)
            return dues.rolling(day, covered, self.membership_interval_unit, quantity)
        try:
            return dues.until(
                day, self.membership_date_from, self.membership_date_to, covered
            )
        except dues.DuesError as error:
            raise UserError(self.env._(error.message)) from error

    # Amounts

    def _lcc_get_proposals(self):
        """Amounts proposed for a free price, the lowest first."""
        self.ensure_one()
        amounts = {self.lcc_proposal_1, self.lcc_proposal_2, self.lcc_proposal_3}
        return sorted(filter(None, amounts))

    def _lcc_get_amount(self, partner):
        """What a member owes, or is suggested to give for a free price.

        :return: Decimal, in the product's currency
        :raise UserError: the scale cannot be applied to this member
        """
        self.ensure_one()
        if self.lcc_price_policy != "scale":
            return dues.to_cents(self.list_price)
        basis = partner._lcc_get_scale_basis(self.lcc_scale_basis)
        if self.lcc_scale_basis == "population" and not basis:
            raise UserError(
                self.env._(
                    "%(member)s has no population: choose its commune or its grouping, "
                    "or declare a population.",
                    member=partner.display_name,
                )
            )
        try:
            return dues.scale_amount(
                basis,
                self.lcc_bracket_ids._as_brackets(),
                self.lcc_price_minimum,
                self.lcc_price_ceiling,
            )
        except dues.DuesError as error:
            raise UserError(self.env._(error.message)) from error

    def _lcc_is_to_pay(self, amount):
        """Whether dues of this amount are asked for: of 0, where the price is free."""
        self.ensure_one()
        return bool(amount) or self.lcc_price_policy == "free"

    def _lcc_check_free_amount(self, amount):
        """Refuse less than the minimum of a free price."""
        self.ensure_one()
        if self.lcc_price_policy != "free":
            return
        currency = self.currency_id
        if currency.compare_amounts(amount, self.lcc_price_minimum) < 0:
            raise UserError(
                self.env._(
                    "%(product)s: the least to pay is %(minimum)s.",
                    product=self.name,
                    minimum=currency.format(self.lcc_price_minimum),
                )
            )
