# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import format_date

from ..models.lcc_export_log import EXPORT_GROUP
from .lcc_dues_bridge import MAX_LINES

# What the lines say of members, by the model of the line; texts of entries may too.
NAMING_FIELDS = {
    "membership.membership_line": ["partner_id", "lcc_amount_paid"],
    "account.move": ["ref", "line_ids.name"],
}


class LccDuesBridge(models.AbstractModel):
    """What paper and workbook of the bridge say.

    They name members for who may export their personal data, and this is logged;
    others get the members' numbers.
    """

    _inherit = "lcc.dues.bridge"

    @api.model
    def _get_report_figures(self, data, file_format, limit=MAX_LINES):
        """The bridge as the reports print it, from what the screen asks for.

        :param file_format: for the log of exports: pdf or xlsx
        :param limit: lines of each item, or None for all
        :return: as `get_bridge`, and title, subtitle, company, unit, and steps: list
            of (label, amount, is_end) from the table to the books
        """
        data = data or {}
        choices = {name: data.get(name) for name in ("year", "date_from", "date_to")}
        named = self.env.su or self.env.user.has_group(EXPORT_GROUP)
        figures = self._get_bridge(**choices, limit=limit, named=named)
        if named:
            self._log_names(figures, file_format)
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
    def _log_names(self, figures, file_format):
        ids = {model: set() for model in NAMING_FIELDS}
        for item in figures["items"]:
            for line in item["lines"]:
                ids[line["res_model"]].add(line["res_id"])
        for model, field_names in NAMING_FIELDS.items():
            if records := self.env[model].browse(ids[model]):
                self.env["lcc.export.log"]._log_export(
                    records,
                    len(records.sudo().partner_id),  # counted only
                    field_names,
                    file_format=file_format,
                )
