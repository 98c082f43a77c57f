# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter

from odoo import api, models
from odoo.fields import Domain

from ..tools.chart import bar_chart, line_chart
from ..tools.flow import Flow
from ..tools.table import Column, Table, line, total
from .lcc_report_flows import GROUPS

MODELS = {
    "territory": "lcc.territory",
    "counter": "lcc.place",
    "denomination": "lcc.denomination",
}


class LccReportCirculation(models.AbstractModel):
    """Coupons printed, exchanged and reconverted in a period, and the return rate:
    reconversions over exchanges; a table for each period, and the months of the first.
    """

    _name = "lcc.report.circulation"
    _inherit = "lcc.report.flows"
    _description = "Circulation"

    @api.model
    def _get_title(self):
        return self.env._("Circulation")

    @api.model
    def _read_own_options(self, given):
        group = self._read_choice(given.get("group"), list(GROUPS))
        return {**super()._read_own_options(given), "group": group}

    @api.model
    def _get_own_filters(self, options):
        choice = {
            "name": "group",
            "label": self.env._("By"),
            "kind": "select",
            "value": options["group"],
            "choices": [*self._get_group_names().items()],
        }
        return [*super()._get_own_filters(options), choice]

    @api.model
    def _get_group_names(self):
        return {
            "territory": self.env._("Territory"),
            "counter": self.env._("Counter"),
            "denomination": self.env._("Denomination"),
        }

    @api.model
    def _get_group_titles(self):
        return {
            "territory": self.env._("By territory"),
            "counter": self.env._("By counter"),
            "denomination": self.env._("By denomination"),
        }

    # ------------------------------------------------------------------
    # Figures
    # ------------------------------------------------------------------

    @api.model
    def _get_tables(self, options):
        currency = self._get_currency(options)
        flows = [
            self._read_flows(currency, period, options["group"])
            for period in options["periods"]
        ]
        return [
            *self._get_groups_tables(currency, options, flows),
            self._get_months_table(currency, options, flows[0]),
        ]

    # ------------------------------------------------------------------
    # By territory, counter or denomination
    # ------------------------------------------------------------------

    @api.model
    def _get_groups_tables(self, currency, options, flows):
        """A table for each period, with the same rows."""
        by_group = [self._add_up(found, 1) for found in flows]
        used = {key for sums in by_group for key, flow in sums.items() if any(flow[:3])}
        labels = self._get_labels(options["group"], used)
        title = self._get_group_titles()[options["group"]]
        heads, keys = self._get_head(options), ("groups", "groups_compared")
        tables = [
            self._get_groups_table(currency, options, period, sums, labels)._replace(
                key=key, title=f"{title} – {head}" if len(heads) > 1 else title
            )
            for key, period, head, sums in zip(
                keys, options["periods"], heads, by_group, strict=False
            )
        ]
        notes = [
            self.env._(
                "The return rate is what was reconverted over what was exchanged. "
                "Reversals are taken away."
            ),
            *self._get_scope_notes(),
        ]
        tables[-1] = tables[-1]._replace(notes=notes)
        return tables

    @api.model
    def _get_groups_table(self, currency, options, period, sums, labels):
        columns = [Column(name) for name in self._get_measures()]
        columns.append(Column(self.env._("Return rate"), "percent", ratio=(2, 1)))
        rows = []
        for key, label in labels:
            opens = self._open_flows(currency, period, options["group"], key)
            rows.append(line(label, sums.get(key, Flow())[:3], columns, opens=opens))
        rows.append(total(self.env._("Total"), rows, range(len(rows)), columns))
        label = self._get_group_names()[options["group"]]
        return Table("groups", "", columns, rows, label=label)

    @api.model
    def _get_measures(self):
        return [
            self.env._("Emitted"),
            self.env._("Exchanged"),
            self.env._("Reconverted"),
        ]

    @api.model
    def _get_labels(self, group, keys):
        """Keys in the order of their model, what has none at the end."""
        # names alone: archived ones, and those of places that moved elsewhere
        records = self.env[MODELS[group]].sudo().with_context(active_test=False)
        found = records.search([("id", "in", [key for key in keys if key])])
        labels = [(record.id, record.display_name) for record in found]
        if group == "territory":  # names that are not alike need no whole path
            counts = Counter(found.mapped("name"))
            labels = [
                (record.id, record.name if counts[record.name] == 1 else path)
                for record, (_id, path) in zip(found, labels, strict=True)
            ]
        if None in keys:
            labels.append((None, self.env._("(no territory: vault and others)")))
        return labels

    @api.model
    def _open_flows(self, currency, period, group, key):
        """What opens the lines of the ledger behind each measure of a row."""
        domain = self._get_lines_domain(currency) & self._get_days_domain(period)
        domain &= self._get_group_domain(group, key)
        opens = [
            {
                "res_model": "lcc.operation.line",
                "domain": list(domain & Domain("kind", "=", kind)),
            }
            for kind in ("emission", "exchange", "reconversion")
        ]
        return [*opens, None]

    # ------------------------------------------------------------------
    # By month
    # ------------------------------------------------------------------

    @api.model
    def _get_months_table(self, currency, options, flows):
        period = options["periods"][0]
        is_whole = not self._get_scope_notes()
        columns = [Column(name) for name in self._get_measures()]
        columns.append(Column(self.env._("Return rate"), "percent", ratio=(2, 1)))
        columns.append(Column(self.env._("Other movements")))
        if is_whole:
            label = self.env._("In circulation at the end")
            columns.append(Column(label, has_total=False))
        by_month = self._add_up(flows, 0)
        held = self._get_circulation_before(currency, period) if is_whole else 0.0
        rows = []
        for month in self._get_told_months(period):
            flow = by_month.get(month.date_from, Flow())
            held = round(held + flow.change, 2)
            label = self._get_month_label(month)
            rows.append(line(label, [*flow, *([held] if is_whole else [])], columns))
        rows.append(total(self.env._("Total"), rows, range(len(rows)), columns))
        notes = [
            self.env._(
                "Other movements are gifts, losses, coupons of tills and the opening "
                "of the ledger: what entered the circulation less what left it."
            )
        ]
        title = self.env._("By month")
        label = self.env._("Month")
        return Table("months", title, columns, rows, label=label, notes=notes)

    # ------------------------------------------------------------------
    # Charts
    # ------------------------------------------------------------------

    @api.model
    def _get_charts(self, options, tables):
        groups, *_compared, months = tables
        _emitted, exchanged, reconverted = self._get_measures()
        charts = [
            self._draw(
                "groups",
                self.env._("Exchanged and reconverted"),
                [row.label for row in groups.rows[:-1]],
                [
                    (exchanged, [row.cells[1] for row in groups.rows[:-1]]),
                    (reconverted, [row.cells[2] for row in groups.rows[:-1]]),
                ],
            ),
            self._draw(
                "months",
                self.env._("Exchanged and reconverted, by month"),
                self._get_short_months(options),
                [
                    (exchanged, [row.cells[1] for row in months.rows[:-1]]),
                    (reconverted, [row.cells[2] for row in months.rows[:-1]]),
                ],
            ),
        ]
        if len(months.columns) > 5:
            charts.append(
                self._draw(
                    "circulation",
                    months.columns[5].label,
                    self._get_short_months(options),
                    [(months.columns[5].label, [r.cells[5] for r in months.rows[:-1]])],
                    draw=line_chart,
                )
            )
        return charts

    @api.model
    def _get_short_months(self, options):
        months = self._get_told_months(options["periods"][0])
        return [self._get_month_label(month, is_short=True) for month in months]

    @api.model
    def _draw(self, key, title, labels, series, draw=bar_chart):
        svg = draw(
            labels,
            series,
            title=title,
            number=self._write_number,
            unit=self.env.company.currency_id.symbol,
            empty=self.env._("Nothing was exchanged or reconverted."),
        )
        return {"key": key, "title": title, "svg": svg}
