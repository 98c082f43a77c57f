# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain

from ..tools.chart import bar_chart
from ..tools.table import Column, Row, Table, line

# Figures of a cell of lcc.dues.table, and their kinds here.
FIGURES = {
    "members": "count",
    "share": "percent",
    "amount": "whole",
    "average": "tenth",
}
GROUPS = ("territory", "local_group", "type")


class LccReportDues(models.AbstractModel):
    """Members and dues by territory, local group or type, beside another year.

    Figures are those of `lcc.dues.table`: worked out from cents and rounded when they
    are shown, blank where they would be 0/0.
    """

    _name = "lcc.report.dues"
    _inherit = "lcc.report.dues.years"
    _description = "Dues by territory"

    @api.model
    def _get_title(self):
        return self.env._("Dues by territory")

    @api.model
    def _read_own_options(self, given):
        return {
            **super()._read_own_options(given),
            "group": self._read_choice(given.get("group"), GROUPS),
            "paid_by_end": self._read_check(given.get("paid_by_end")),
        }

    @api.model
    def _get_own_filters(self, options):
        groups = {
            "territory": self.env._("Territory"),
            "local_group": self.env._("Local group"),
            "type": self.env._("Type of member"),
        }
        return [
            *super()._get_own_filters(options),
            {
                "name": "group",
                "label": self.env._("By"),
                "kind": "select",
                "value": options["group"],
                "choices": list(groups.items()),
            },
            {
                "name": "paid_by_end",
                "label": self.env._("Paid by the last day only"),
                "kind": "check",
                "value": options["paid_by_end"],
            },
        ]

    @api.model
    def _get_tables(self, options):
        years = sorted(self._get_years(options))
        until = options["date_to"] if options["paid_by_end"] else None
        figures = self.env["lcc.dues.table"].get_table(
            years, options["group"], until=until
        )
        columns = self._get_columns(years)
        rows = [
            self._make_row(row, columns, figures, level=1) for row in figures["rows"]
        ]
        rows.append(self._prepare_total(figures, rows, columns))
        label = next(
            label
            for filter_ in self._get_own_filters(options)
            if filter_["name"] == "group"
            for value, label in filter_["choices"]
            if value == options["group"]
        )
        title = self.env["lcc.dues.table"]._get_titles()[options["group"]]
        notes = [*figures["notes"], *self._get_scope_notes()]
        return [Table("dues", title, columns, rows, label=label, notes=notes)]

    @api.model
    def _get_columns(self, years):
        """Four a year, then what changed from the first year to the last."""
        names = {
            column["key"]: column["label"]
            for column in self.env["lcc.dues.table"]._get_columns()
        }
        tail = len(years) > 1
        columns = [
            Column(
                f"{names[key]}, {year}" if tail else names[key],
                kind,
                has_total=kind in ("count", "whole"),
            )
            for year in years
            for key, kind in FIGURES.items()
        ]
        if tail:
            columns.append(Column(names["members_change"], "count", less=(4, 0)))
            columns.append(Column(names["amount_change"], "whole", less=(6, 2)))
        return columns

    @api.model
    def _make_row(self, row, columns, figures, level) -> Row:
        cells, opens = [], []
        for year, cell in zip(figures["years"], row["cells"], strict=True):
            cells += [cell[key] for key in FIGURES]
            domain = Domain(figures["domain"]) & Domain(row["domain"] or Domain.TRUE)
            domain &= Domain("year", "=", year)
            opener = {"res_model": "lcc.dues.report", "domain": list(domain)}
            opens += [opener, None, opener, None]
        opens += [None] * (len(columns) - len(opens))
        return line(row["label"], cells, columns, level=level, opens=opens)

    @api.model
    def _prepare_total(self, figures, rows, columns) -> Row:
        """Members with dues in two rows count once in it: it then adds nothing up."""
        row = self._make_row(figures["total"], columns, figures, level=0)
        adds = () if any(figures["twice"]) else range(len(rows))
        return row._replace(style="total", adds=adds)

    @api.model
    def _get_charts(self, options, tables):
        [table] = tables
        rows, years = table.rows[:-1], sorted(self._get_years(options))
        labels = [row.label for row in rows]
        unit = self.env.company.currency_id.symbol
        charts = []
        members = self.env._("Members by year of dues")
        amounts = self.env._("Amounts by year of dues")
        for key, place, title, of in (
            ("members", 0, members, ""),
            ("amount", 2, amounts, unit),
        ):
            series = [
                (str(year), [row.cells[index * len(FIGURES) + place] for row in rows])
                for index, year in enumerate(years)
            ]
            svg = bar_chart(
                labels, series, title=title, number=self._write_number, unit=of
            )
            charts.append({"key": key, "title": title, "svg": svg})
        return charts
