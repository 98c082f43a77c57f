# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date


class LccCouponSeries(models.Model):
    _name = "lcc.coupon.series"
    _description = "Coupon series"
    _inherit = ["mail.thread", "lcc.ledger.master"]
    _order = "lcc_currency_id, date_from, id"

    name = fields.Char(required=True, help="Edition, such as “2020” or “Second issue”.")
    lcc_currency_id = fields.Many2one(
        "lcc.currency",
        string="Local currency",
        required=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(
        related="lcc_currency_id.company_id", store=True, index=True
    )
    date_from = fields.Date(
        string="Exists from",
        required=True,
        tracking=True,
        help="No operation with coupons of this series is dated earlier.",
    )
    date_to = fields.Date(
        string="Valid until",
        tracking=True,
        help="After this day coupons of the series are no longer given out. They "
        "can still be taken back until a lapse is decided.",
    )
    active = fields.Boolean(default=True)

    _name_uniq = models.Constraint(
        "UNIQUE(lcc_currency_id, name)",
        "This currency already has a series of that name.",
    )
    _dates_order = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "A series ends after it begins.",
    )

    @api.constrains("date_from", "lcc_currency_id")
    def _check_first_operation(self):
        for series in self:
            line = series._find_line([("date", "<", series.date_from)])
            if line:
                raise ValidationError(
                    self.env._(
                        "Coupons of series %(series)s moved on %(date)s already: it "
                        "cannot begin later.",
                        series=series.name,
                        date=format_date(self.env, line.date),
                    )
                )

    def write(self, vals):
        if "lcc_currency_id" in vals:
            self._check_unused()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()

    def _check_unused(self):
        if line := self._find_line([]):
            raise UserError(
                self.env._(
                    "Coupons of series %(series)s already stand in operations: it "
                    "can be archived, not moved or deleted.",
                    series=line.series_id.name,
                )
            )

    def _is_valid_on(self, day):
        """Whether coupons of the series are given out that day."""
        self.ensure_one()
        return (
            self.active
            and self.date_from <= day
            and (not self.date_to or day <= self.date_to)
        )

    def _find_line(self, domain):
        lines = self.env["lcc.operation.line"].sudo()  # any line counts
        return lines.search([("series_id", "in", self.ids), *domain], limit=1)
