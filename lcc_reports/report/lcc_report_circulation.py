# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter
from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.chart import bar_chart, line_chart
from ..tools.periods import months_of
from ..tools.table import Column, Table, line, total

OUTSIDE = ("holders", "printer")
GROUPS = {
    "territory": SQL("place.territory_id"),
    "counter": SQL("place.id"),
    "denomination": SQL("line.denomination_id"),
}
MODELS = {
    "territory": "lcc.territory",
    "counter": "lcc.place",
    "denomination": "lcc.denomination",
}


class Flow(NamedTuple):
    """Face values that moved, less what was reversed."""

    emitted: float = 0.0
    exchanged: float = 0.0
    reconverted: float = 0.0
    # By gifts, losses and the like: what entered the circulation less what left it.
    other: float = 0.0

    def plus(self, flow):
        return Flow(*(round(a + b, 2) for a, b in zip(self, flow, strict=True)))

    @property
    def change(self):
        """
        >>> Flow(100, 30, 10, -1).change
        19
        """
        return round(self.exchanged - self.reconverted + self.other, 2)


class LccReportCirculation(models.AbstractModel):
    """Coupons printed, exchanged and reconverted in a period, and the return rate:
    reconversions over exchanges.

    Read from the posted lines of the ledger, as the user. A reversal takes away what
    it reverses, on its own day. The place of an operation is the association's own,
    vault or counter; its territory is that of today.
    """

    _name = "lcc.report.circulation"
    _inherit = "lcc.report.currency"
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

    @api.model
    def _get_currency_obstacle(self, options, currency):
        domain = self._get_lines_domain(currency) & Domain.OR(
            self._get_days_domain(period) for period in options["periods"]
        )
        if self.env["lcc.operation.line"].search_count(domain, limit=1):
            return ""
        return self.env._(
            "No coupon of %(currency)s moved in these days. Choose others.",
            currency=currency.name,
        )

    @api.model
    def _get_days_domain(self, period):
        return Domain("date", ">=", period.date_from) & Domain(
            "date", "<=", period.date_to
        )

    # ------------------------------------------------------------------
    # Figures
    # ------------------------------------------------------------------

    @api.model
    def _read_flows(self, currency, period, group):
        """
        :return: {(first day of the month, id of the group or None): Flow}
        """
        Line = self.env["lcc.operation.line"]
        Line.flush_model()
        self.env["lcc.place"].flush_model(["kind", "territory_id"])
        domain = self._get_lines_domain(currency) & self._get_days_domain(period)
        rows = self.env.execute_query(
            SQL(
                """
  SELECT date_trunc('month', line.date)::date, %(group)s,
         COALESCE(SUM(CASE WHEN source.kind = 'printer' THEN line.amount
                           ELSE -line.amount END)
                  FILTER (WHERE line.kind = 'emission'), 0)::float,
         COALESCE(SUM(line.circulation_amount)
                  FILTER (WHERE line.kind = 'exchange'), 0)::float,
         COALESCE(-SUM(line.circulation_amount)
                  FILTER (WHERE line.kind = 'reconversion'), 0)::float,
         COALESCE(SUM(line.circulation_amount)
                  FILTER (WHERE line.kind NOT IN ('exchange', 'reconversion')),
                  0)::float
    FROM lcc_operation_line line
    JOIN lcc_place source ON source.id = line.place_from_id
    JOIN lcc_place place
      ON place.id = CASE WHEN source.kind IN %(outside)s THEN line.place_to_id
                         ELSE line.place_from_id END
   WHERE line.id IN %(lines)s
GROUP BY 1, 2
                """,
                group=GROUPS[group],
                outside=OUTSIDE,
                lines=Line._search(domain).subselect(),
            )
        )
        return {
            (month, key): Flow(*(round(amount, 2) for amount in amounts))
            for month, key, *amounts in rows
        }

    @api.model
    def _add_up(self, flows, position):
        """Flows by the month (0) or the group (1) alone."""
        sums = {}
        for key, flow in flows.items():
            sums[key[position]] = sums.get(key[position], Flow()).plus(flow)
        return sums

    @api.model
    def _get_tables(self, options):
        currency = self._get_currency(options)
        flows = [
            self._read_flows(currency, period, options["group"])
            for period in options["periods"]
        ]
        return [
            self._get_groups_table(currency, options, flows),
            self._get_months_table(currency, options, flows[0]),
        ]

    # ------------------------------------------------------------------
    # By territory, counter or denomination
    # ------------------------------------------------------------------

    @api.model
    def _get_groups_table(self, currency, options, flows):
        columns = self._get_group_columns(options)
        by_group = [self._add_up(found, 1) for found in flows]
        used = {key for sums in by_group for key, flow in sums.items() if any(flow[:3])}
        rows = [
            self._prepare_group(currency, options, by_group, key, label, columns)
            for key, label in self._get_labels(options["group"], used)
        ]
        rows.append(total(self.env._("Total"), rows, range(len(rows)), columns))
        label = self._get_group_names()[options["group"]]
        title = self._get_group_titles()[options["group"]]
        notes = [
            self.env._(
                "The return rate is what was reconverted over what was exchanged. "
                "Reversals are taken away."
            ),
            *self._get_scope_notes(),
        ]
        return Table("groups", title, columns, rows, label=label, notes=notes)

    @api.model
    def _get_group_columns(self, options):
        names = self._get_measures()
        rate = self.env._("Return rate")
        columns = []
        for head in self._get_head(options):
            start = len(columns)
            tail = f", {head}" if len(options["periods"]) > 1 else ""
            columns += [Column(name + tail) for name in names]
            ratio = (start + 2, start + 1)
            columns.append(Column(rate + tail, "percent", ratio=ratio))
        return columns

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
    def _prepare_group(self, currency, options, by_group, key, label, columns):
        cells, opens = [], []
        for period, sums in zip(options["periods"], by_group, strict=True):
            cells += sums.get(key, Flow())[:3]
            domain = self._get_lines_domain(currency) & self._get_days_domain(period)
            domain &= self._get_group_domain(options["group"], key)
            opens += [
                {
                    "res_model": "lcc.operation.line",
                    "domain": list(domain & Domain("kind", "=", kind)),
                }
                for kind in ("emission", "exchange", "reconversion")
            ]
            opens.append(None)
        return line(label, cells, columns, opens=opens)

    @api.model
    def _get_group_domain(self, group, key):
        if group == "denomination":
            return Domain("denomination_id", "=", key)
        name = "territory_id" if group == "territory" else "id"
        return Domain.OR(
            Domain(f"{side}.kind", "not in", OUTSIDE)
            & Domain(f"{side}.{name}", "=", key or False)
            for side in ("place_from_id", "place_to_id")
        )

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

    @api.model
    def _get_told_months(self, period):
        """Those that have begun, or all of a period that is still to come."""
        return self._get_past_months(period) or months_of(period)

    @api.model
    def _get_circulation_before(self, currency, period):
        day = fields.Date.subtract(period.date_from, days=1)
        return self.env["lcc.situation"]._get_totals(currency, day)["circulation"]

    # ------------------------------------------------------------------
    # Charts
    # ------------------------------------------------------------------

    @api.model
    def _get_charts(self, options, tables):
        groups, months = tables
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
