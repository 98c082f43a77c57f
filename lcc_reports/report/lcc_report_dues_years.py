# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain

from odoo.addons.lcc_membership.report.lcc_dues_report import SETTLED


class LccReportDuesYears(models.AbstractModel):
    """What the reports on dues share: they tell years of dues.

    A period stands for the year of the dues that begin in its first year: that is how
    dues are counted (`lcc_year`).
    """

    _name = "lcc.report.dues.years"
    _inherit = "lcc.report"
    _description = "Report on years of dues"

    _report_comparison = "year"

    @api.model
    def _get_years(self, options):
        """
        :return: the report's year, and the one beside it if any
        """
        return [period.date_from.year for period in options["periods"]]

    @api.model
    def _get_subtitle(self, options):
        return self.env._(
            "Dues of %(years)s",
            years=", ".join(map(str, sorted(self._get_years(options)))),
        )

    @api.model
    def _get_obstacle(self, options):
        years = self._get_years(options)
        if len({*years}) < len(years):
            return self.env._(
                "Both periods begin in %(year)s: their dues are the same. Choose "
                "another year beside it.",
                year=years[0],
            )
        return self._get_dues_obstacle(years)

    @api.model
    def _get_dues_obstacle(self, years):
        domain = self._get_dues_domain(years)
        if self.env["lcc.dues.report"].search_count(domain, limit=1):
            return ""
        return self.env._(
            "No dues of %(years)s are paid. Choose other years, or enter what was "
            "paid.",
            years=", ".join(map(str, sorted(years))),
        )

    @api.model
    def _get_dues_domain(self, years):
        """Dues that are paid or free, of the company of the user."""
        return (
            Domain("company_id", "=", self.env.company.id)
            & Domain("state", "in", [*SETTLED])
            & Domain("year", "in", list(years))
        )
