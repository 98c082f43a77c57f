# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.flow import Flow
from ..tools.periods import months_of

OUTSIDE = ("holders", "printer")
GROUPS = {
    "territory": SQL("place.territory_id"),
    "counter": SQL("place.id"),
    "denomination": SQL("line.denomination_id"),
}


class LccReportFlows(models.AbstractModel):
    """Part of the report on circulation: what the ledger tells of coupons that moved.

    Read from its posted lines, as the user. A reversal takes away what it reverses, on
    its own day. The place of an operation is the association's own, vault or counter;
    its territory is that of today.
    """

    _name = "lcc.report.flows"
    _inherit = "lcc.report.currency"
    _description = "Coupons that moved"

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
    def _get_group_domain(self, group, key):
        if group == "denomination":
            return Domain("denomination_id", "=", key)
        name = "territory_id" if group == "territory" else "id"
        return Domain.OR(
            Domain(f"{side}.kind", "not in", OUTSIDE)
            & Domain(f"{side}.{name}", "=", key or False)
            for side in ("place_from_id", "place_to_id")
        )

    @api.model
    def _get_told_months(self, period):
        """Those that have begun, or all of a period that is still to come."""
        return self._get_past_months(period) or months_of(period)

    @api.model
    def _get_circulation_before(self, currency, period):
        day = fields.Date.subtract(period.date_from, days=1)
        return self.env["lcc.situation"]._get_totals(currency, day)["circulation"]
