# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.fields import Domain

from ..tools.periods import Period, cut


class ResCompany(models.Model):
    _inherit = "res.company"

    def compute_fiscalyear_dates(self, current_date):
        """Fiscal years of unusual length are date ranges of the type “Fiscal year”.

        The settings know one last day only: a company that closes on another day than
        it did tells its earlier years, and the one that the change made shorter or
        longer, by such ranges.
        """
        dates = super().compute_fiscalyear_dates(current_date)
        # Settings tell these dates to anyone, and so do the ranges that correct them.
        ranges = self.env["date.range"].sudo().search(self._get_years_domain(dates))
        day = fields.Date.to_date(current_date)
        years = [Period(found.date_start, found.date_end) for found in ranges]
        year = cut(Period(dates["date_from"], dates["date_to"]), years, day)
        return {"date_from": year.date_from, "date_to": year.date_to}

    def _get_years_domain(self, dates):
        """Ranges that meet what the settings take for a fiscal year."""
        type_id = self.env["ir.model.data"]._xmlid_to_res_id(
            "lcc_reports.fiscal_year_type", raise_if_not_found=False
        )
        return (
            Domain("type_id", "=", type_id)
            & Domain("company_id", "in", [False, self.root_id.id])
            & Domain("date_start", "<=", dates["date_to"])
            & Domain("date_end", ">=", dates["date_from"])
        )
