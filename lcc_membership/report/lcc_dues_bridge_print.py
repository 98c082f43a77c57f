# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import format_date

from .lcc_dues_bridge import MAX_LINES


class LccDuesBridge(models.AbstractModel):
    """What paper and workbook of the bridge say."""

    _inherit = "lcc.dues.bridge"

    @api.model
    def _get_report_figures(self, data, limit=MAX_LINES):
        """The bridge as the reports print it, from what the screen asks for.

        :param limit: lines of each item, or None for all
        :return: as `get_bridge`, and title, subtitle, company, unit, and steps: list
            of (label, amount, is_end) from the table to the books
        """
        data = data or {}
        choices = {name: data.get(name) for name in ("year", "date_from", "date_to")}
        figures = self._get_bridge(**choices, limit=limit)
        start, end = (
            format_date(self.env, fields.Date.to_date(figures[name]))
            for name in ("date_from", "date_to")
        )
        period = self.env._("Books from %(start)s to %(end)s", start=start, end=end)
        return {
            **figures,
            "title": self.env._("Dues of %(year)s and books", year=figures["year"]),
            "subtitle": period,
            "company": self.env.company,
            "unit": self.env.company.currency_id.symbol,
            "steps": self._get_steps(figures),
        }

    @api.model
    def _get_steps(self, figures):
        labels = figures["labels"]
        return [
            (labels["table"], figures["table"], True),
            *((item["label"], item["amount"], False) for item in figures["items"]),
            (labels["balance"], figures["balance"], True),
        ]

    @api.model
    def _get_rest(self, item):
        """Label and amount of the lines of an item that are not told one by one."""
        count = item["count"] - len(item["lines"])
        told = sum(line["amount"] for line in item["lines"])
        label = count and self.env._("%(count)s smaller ones", count=count)
        return label, round(item["amount"] - told, 2)
