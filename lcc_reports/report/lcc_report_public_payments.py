# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain

from odoo.addons.lcc_municipal.tools import convention_law as law

from ..tools.chart import bar_chart
from ..tools.periods import months_of
from ..tools.table import Column, Table, line, total

MEASURES = ("received", "handed", "taken", "redeemed")


class LccReportPublicPayments(models.AbstractModel):
    """Part of the report on public bodies: what was paid in local currency.

    Euros that public accountants paid on mandates of creditors, the units handed over
    for them, units that tills took, and those redeemed for them. What is reversed is
    taken away, on the day of the reversal.
    """

    _name = "lcc.report.public.payments"
    _description = "Payments of public bodies in local currency"

    @api.model
    def _get_measure_labels(self):
        return {
            "received": self.env._("Received in euros for creditors"),
            "handed": self.env._("Handed over in units"),
            "taken": self.env._("Taken by tills in units"),
            "redeemed": self.env._("Redeemed for tills"),
        }

    @api.model
    def _read_payments(self, period):
        """
        :return: {measure: {(body, first day of the month): amount}}
        """
        company = Domain("company_id", "=", self.env.company.id)
        days = Domain("date", ">=", period.date_from)
        days &= Domain("date", "<=", period.date_to)
        payments = {"received": {}, "taken": {}}
        for body, month, amount in self.env["lcc.creditor.receipt.line"]._read_group(
            company & days & Domain("state", "=", "posted"),
            ["authority_id", "date:month"],
            ["amount:sum"],
        ):
            # names alone: who reads the figures may not read every contact
            payments["received"][body.sudo(), month] = amount
        for agreement, month, amount in self.env["lcc.till.intake"]._read_group(
            Domain("company_id", "in", [self.env.company.id, False])
            & Domain("date_to", ">=", period.date_from)
            & Domain("date_to", "<=", period.date_to),
            ["agreement_id", "date_to:month"],
            ["amount:sum"],
        ):
            # names alone, here and below: a payment is shown with its body
            self._add(payments["taken"], agreement.sudo(), month, amount)
        for kind, measure, sign in (
            (law.CREDITOR, "handed", 1),
            (law.TILL, "redeemed", -1),
        ):
            payments[measure] = self._read_units(company & days, kind, sign)
        return payments

    @api.model
    def _read_units(self, domain, kind, sign):
        """Units that moved on conventions of a kind."""
        sums = {}
        domain &= Domain("state", "=", "posted")
        domain &= Domain("operation_id.lcc_agreement_id.lcc_kind", "=", kind)
        for operation, month, amount in self.env["lcc.operation.line"]._read_group(
            domain, ["operation_id", "date:month"], ["circulation_amount:sum"]
        ):
            # which party it is for: the lines were read as the user
            agreement = operation.sudo().lcc_agreement_id
            self._add(sums, agreement, month, sign * amount)
        return sums

    @api.model
    def _add(self, sums, agreement, month, amount):
        key = (agreement.lcc_public_body_id, month)
        sums[key] = round(sums.get(key, 0.0) + amount, 2)

    @api.model
    def _get_payments_tables(self, options):
        """A table for each period, with the same rows; none without payments."""
        payments = [self._read_payments(period) for period in options["periods"]]
        bodies = {
            body for found in payments for sums in found.values() for body, _m in sums
        }
        if not bodies:
            return []
        bodies = sorted(bodies, key=lambda body: (not body, body.name or ""))
        title = self.env._("Payments in local currency")
        heads, keys = self._get_head(options), ("payments", "payments_compared")
        return [
            self._get_payments_table(bodies, found)._replace(
                key=key, title=f"{title} – {head}" if len(heads) > 1 else title
            )
            for key, head, found in zip(keys, heads, payments, strict=False)
        ]

    @api.model
    def _get_payments_table(self, bodies, found):
        labels = self._get_measure_labels()
        columns = [Column(labels[name]) for name in MEASURES]
        rows = []
        for body in bodies:
            cells = [
                round(sum(a for (b, _m), a in found[name].items() if b == body), 2)
                for name in MEASURES
            ]
            label = body.name or self.env._("(several public bodies)")
            rows.append(line(label, cells, columns))
        rows.append(total(self.env._("Total"), rows, range(len(rows)), columns))
        return Table("payments", "", columns, rows, self.env._("Public body"))

    @api.model
    def _get_charts(self, options, tables):
        if not any(table.key == "payments" for table in tables):
            return []
        period = options["periods"][0]
        payments, months = self._read_payments(period), months_of(period)
        labels = self._get_measure_labels()
        series = [
            (
                labels[name],
                [
                    sum(
                        a
                        for (_b, m), a in payments[name].items()
                        if m == month.date_from
                    )
                    for month in months
                ],
            )
            for name in MEASURES
        ]
        title = self.env._("Payments in local currency, by month")
        svg = bar_chart(
            [self._get_month_label(month, is_short=True) for month in months],
            series,
            title=title,
            number=self._write_number,
            unit=self.env.company.currency_id.symbol,
        )
        return [{"key": "payments", "title": title, "svg": svg}]
