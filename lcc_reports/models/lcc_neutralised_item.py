# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

RESULT_GROUPS = ("income", "expense")


class LccNeutralisedItem(models.Model):
    """An amount that was booked by error among charges and among income alike.

    Reports on the result may leave it out and name it: the result is the same, the
    totals are not. Its journal items stay in the books.
    """

    _name = "lcc.neutralised.item"
    _description = "Neutralised item"
    _order = "date_to desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, help="What was booked by error.")
    reason = fields.Char(
        required=True, help="Why the report leaves it out; printed with its amount."
    )
    line_ids = fields.Many2many(
        "account.move.line",
        string="Journal Items",
        check_company=True,
        help="Posted items of charges and income that sum to zero.",
    )
    date_from = fields.Date(string="First Day", compute="_compute_dates", store=True)
    date_to = fields.Date(string="Last Day", compute="_compute_dates", store=True)
    amount = fields.Monetary(
        compute="_compute_amount", help="What is left out of each side."
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")

    @api.depends("line_ids.date")
    def _compute_dates(self):
        for item in self:
            dates = item.line_ids.mapped("date")
            item.date_from = min(dates, default=False)
            item.date_to = max(dates, default=False)

    @api.depends("line_ids.debit")
    def _compute_amount(self):
        for item in self:
            item.amount = sum(item.line_ids.mapped("debit"))

    @api.constrains("name", "line_ids")
    def _check_lines(self):
        for item in self:
            if not item.line_ids:
                raise ValidationError(
                    self.env._(
                        "“%(item)s” has no journal items. Choose those that were "
                        "booked by error.",
                        item=item.name,
                    )
                )
            item._check_accounts()
            item._check_single()
            if not item._is_neutral():
                raise ValidationError(
                    self.env._(
                        "Without these journal items the result would change by "
                        "%(amount)s. Choose posted items of charges and income that "
                        "sum to zero.",
                        amount=item._format_sum(),
                    )
                )

    def _check_accounts(self):
        for line in self.line_ids:
            if line.account_id.internal_group not in RESULT_GROUPS:
                raise ValidationError(
                    self.env._(
                        "%(account)s is no account of charges or income. Choose the "
                        "items of classes 6 and 7 only.",
                        account=line.account_id.display_name,
                    )
                )

    def _check_single(self):
        others = self.search(
            [("line_ids", "in", self.line_ids.ids), ("id", "!=", self.id)], limit=1
        )
        if others:
            raise ValidationError(
                self.env._(
                    "Some of these journal items are neutralised already, by "
                    "“%(other)s”. Take them from one of both.",
                    other=others.name,
                )
            )

    def _is_neutral(self):
        """Whether the result is the same without it."""
        self.ensure_one()
        lines = self.line_ids
        is_posted = all(state == "posted" for state in lines.mapped("parent_state"))
        return is_posted and self.currency_id.is_zero(sum(lines.mapped("balance")))

    def _format_sum(self):
        lines = self.line_ids.filtered(lambda line: line.parent_state == "posted")
        return self.currency_id.format(-sum(lines.mapped("balance")))

    @api.model
    def _get_touching(self, periods):
        """Items of the user's company, any part of which is in one of the periods."""
        return self.search(
            Domain("company_id", "=", self.env.company.id)
            & Domain.OR(
                Domain("date_from", "<=", period.date_to)
                & Domain("date_to", ">=", period.date_from)
                for period in periods
            )
        )

    @api.model
    def _get_within(self, periods):
        """Items that a report on these periods may leave out: whatever it does, no
        result changes."""
        return self._get_touching(periods).filtered(
            lambda item: (
                item._is_neutral() and all(item._is_whole(period) for period in periods)
            )
        )

    def _is_whole(self, period):
        """Whether all of it, or nothing, is in a period."""
        dates = self.line_ids.mapped("date")
        inside = [period.date_from <= date <= period.date_to for date in dates]
        return all(inside) or not any(inside)
