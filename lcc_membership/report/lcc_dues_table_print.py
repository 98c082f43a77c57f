# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import format_date

CHOICES = (
    "years",
    "group_by",
    "member_type_id",
    "local_group_id",
    "until",
    "with_called",
)


class LccDuesTable(models.AbstractModel):
    """What paper and workbook say around the table."""

    _inherit = "lcc.dues.table"

    @api.model
    def _get_report_figures(self, data):
        """The table as the reports print it, from what the screen asks for.

        :param data: arguments of `get_table`, and is_whole: amounts without cents
        :return: as `get_table`, and is_whole, title, subtitle, unit and company
        """
        data = data or {}
        figures = self.get_table(**{name: data.get(name) for name in CHOICES})
        company = self.env.company
        return {
            **figures,
            "is_whole": bool(data.get("is_whole")),
            "title": self._get_titles()[figures["group_by"]],
            "subtitle": self._get_subtitle(figures),
            "unit": company.currency_id.symbol,
            "company": company,
        }

    @api.model
    def _get_titles(self):
        return {
            "territory": self.env._("Dues by territory and year"),
            "local_group": self.env._("Dues by local group and year"),
            "type": self.env._("Dues by type of member and year"),
        }

    @api.model
    def _get_subtitle(self, figures):
        """What was chosen, in words."""
        if figures["with_called"]:
            parts = [self.env._("Paid and called dues")]
        else:
            parts = [self.env._("Paid dues")]
        if figures["until"]:
            day = format_date(self.env, fields.Date.to_date(figures["until"]))
            parts.append(self.env._("until %(date)s", date=day))
        for chosen, offered in (
            ("member_type_id", "member_types"),
            ("local_group_id", "local_groups"),
        ):
            parts += [
                choice["name"]
                for choice in figures[offered]
                if choice["id"] == figures[chosen]
            ]
        return ", ".join(parts)
