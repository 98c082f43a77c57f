# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import format_date

from odoo.addons.lcc_currency.report.lcc_guarantee_fund import THRESHOLD

from ..tools.chart import line_chart
from ..tools.table import Column, Table, line, total

MAX_MOVEMENTS = 200


class LccReportFund(models.AbstractModel):
    """The guarantee fund by month: cover, what was paid in and out, what is missing.

    Figures are those of `lcc.guarantee.fund`, of any period.
    """

    _name = "lcc.report.fund"
    _inherit = "lcc.report.currency"
    _description = "Guarantee fund by month"

    _report_compares = False

    @api.model
    def _get_title(self):
        return self.env._("Guarantee fund")

    @api.model
    def _get_currency_obstacle(self, options, currency):
        if obstacle := self._get_fund_obstacle(currency):
            return obstacle
        months = self._get_past_months(options["periods"][0])
        if not months:
            return self.env._("These days are still to come. Choose earlier ones.")
        if any(month["liability"] or month["fund"] for month in self._read(options)):
            return ""
        return self.env._(
            "The books of %(currency)s hold no coupons in circulation and no fund in "
            "these months. Choose others.",
            currency=currency.name,
        )

    @api.model
    def _read(self, options):
        """The months, as `lcc.guarantee.fund` tells them."""
        months = self._get_past_months(options["periods"][0])
        return self.env["lcc.guarantee.fund"]._get_months(
            self._get_currency(options), months[0].date_from, months[-1].date_to
        )

    @api.model
    def _get_tables(self, options):
        currency = self._get_currency(options)
        return [
            self._get_months_table(currency, options),
            self._get_movements_table(currency, options),
            self._get_thresholds_table(currency, options),
        ]

    # ------------------------------------------------------------------
    # By month
    # ------------------------------------------------------------------

    @api.model
    def _get_months_table(self, currency, options):
        columns = [
            Column(self.env._("Circulation, by the ledger")),
            Column(self.env._("Circulation, in the books")),
            Column(self.env._("Fund")),
            Column(self.env._("Cover"), "percent", ratio=(2, 1)),
            Column(self.env._("Missing")),
        ]
        accounts = currency.sudo()  # ids of accounts, see _open_items
        rows = []
        months = self._get_past_months(options["periods"][0])
        for month, told in zip(months, self._read(options), strict=True):
            cells = [told[key] for key in ("circulation", "liability", "fund")]
            last = month.date_to
            opens = [
                None,
                self._open_items(currency, accounts.coupon_account_id, last=last),
                self._open_items(currency, accounts.fund_account_ids, last=last),
                None,
                None,
            ]
            label = self._get_month_label(month)
            rows.append(line(label, [*cells, told["missing"]], columns, opens=opens))
        title = self.env._("Cover by month")
        note = self.env._(
            "What is missing is told by the present target, %(target)s of the coupons "
            "in circulation.",
            target=self._format(currency.fund_target, "percent"),
        )
        label = self.env._("At the end of")
        return Table("months", title, columns, rows, label=label, notes=[note])

    # ------------------------------------------------------------------
    # Movements
    # ------------------------------------------------------------------

    @api.model
    def _get_movements_table(self, currency, options):
        columns = [
            Column(self.env._("Dated"), "date"),
            Column(self.env._("Entry"), "text"),
            Column(self.env._("Amount")),
        ]
        first, last = options["date_from"], options["date_to"]
        fund = self.env["lcc.guarantee.fund"]
        before, after = (
            round(sum(a["balance"] for a in fund._get_fund_accounts(currency, day)), 2)
            for day in (fields.Date.subtract(first, days=1), last)
        )
        label = self.env._("Fund before %(date)s", date=format_date(self.env, first))
        rows = [line(label, [None, None, before], columns, level=0)]
        rows += self._get_movements(currency, first, last, columns)
        label = self.env._("Fund at %(date)s", date=format_date(self.env, last))
        rows.append(total(label, rows, range(len(rows)), columns))
        notes = []
        if rows[-1].cells[2] != after:  # what was posted in between these queries
            notes.append(self.env._("The books have just changed: open it again."))
        title = self.env._("Transfers to and from the fund")
        return Table("movements", title, columns, rows, notes=notes)

    @api.model
    def _get_movements(self, currency, first, last, columns):
        """Posted entries on the accounts of the fund, the first 200 one by one."""
        moves = self._read_movements(currency, first, last)
        rows = [
            self._prepare_movement(move, amount, columns)
            for move, amount in moves[:MAX_MOVEMENTS]
        ]
        if others := moves[MAX_MOVEMENTS:]:
            label = self.env._("%(count)s other entries", count=len(others))
            amount = round(sum(amount for _move, amount in others), 2)
            rows.append(line(label, [None, None, amount], columns))
        return rows

    @api.model
    def _read_movements(self, currency, first, last):
        # Names, dates and amounts: an auditor may have no accounting rights.
        items = self.env["account.move.line"].sudo()
        groups = items._read_group(
            [
                ("account_id", "in", currency.sudo().fund_account_ids.ids),
                ("company_id", "=", currency.company_id.id),
                ("parent_state", "=", "posted"),
                ("date", ">=", first),
                ("date", "<=", last),
            ],
            ["move_id"],
            ["balance:sum"],
        )
        moves = [(move, round(amount, 2)) for move, amount in groups if amount]
        return sorted(moves, key=lambda pair: (pair[0].date, pair[0].id))

    @api.model
    def _prepare_movement(self, move, amount, columns):
        if amount > 0:
            label = self.env._("Transfer to the fund")
        else:
            label = self.env._("Taken from the fund")
        opener = None
        if self.env["account.move"].has_access("read"):
            opener = {"res_model": "account.move", "domain": [("id", "=", move.id)]}
        name = " ".join(filter(None, [move.name, move.ref]))
        cells = [move.date, name, amount]
        return line(label, cells, columns, opens=[None, None, opener])

    # ------------------------------------------------------------------
    # Thresholds
    # ------------------------------------------------------------------

    @api.model
    def _get_thresholds_table(self, currency, options):
        columns = [
            Column(self.env._("Amount")),
            Column(self.env._("Threshold")),
            Column(self.env._("Share"), "percent", ratio=(0, 1)),
        ]
        last = min(options["date_to"], fields.Date.context_today(self))
        issued = self.env["lcc.guarantee.fund"]._get_issued_in_a_year(currency, last)
        totals = self.env["lcc.situation"]._get_totals(currency, last)
        day = format_date(self.env, last)
        told = [
            (
                self.env._(
                    "Put into circulation in twelve months to %(date)s", date=day
                ),
                issued,
            ),
            (self.env._("In circulation at %(date)s", date=day), totals["circulation"]),
        ]
        rows = [line(label, [amount, THRESHOLD], columns) for label, amount in told]
        notes = [
            self.env._(
                "Articles L521-3 and L525-6 of the Code monétaire et financier ask for "
                "a declaration to the supervisor above one million euros of payments "
                "over twelve months. Payments between holders are not known here; "
                "these are the nearest figures. To be confirmed by the association's "
                "adviser."
            )
        ]
        if any(amount >= THRESHOLD for _label, amount in told):
            notes.insert(
                0,
                self.env._(
                    "The threshold is reached: ask the association's adviser for the "
                    "declaration."
                ),
            )
        title = self.env._("Legal thresholds")
        return Table("thresholds", title, columns, rows, notes=notes)

    # ------------------------------------------------------------------
    # Charts
    # ------------------------------------------------------------------

    @api.model
    def _get_charts(self, options, tables):
        months = self._get_past_months(options["periods"][0])
        labels = [self._get_month_label(month, is_short=True) for month in months]
        circulation, books, fund, cover, _missing = zip(
            *(row.cells for row in tables[0].rows), strict=True
        )
        target = self._get_currency(options).fund_target
        unit = self.env.company.currency_id.symbol
        amounts = self.env._("Fund and coupons in circulation")
        percent = self.env._("Cover by the fund")
        return [
            {
                "key": "amounts",
                "title": amounts,
                "svg": line_chart(
                    labels,
                    [
                        (self.env._("Circulation, in the books"), books),
                        (self.env._("Fund"), fund),
                    ],
                    title=amounts,
                    number=self._write_number,
                    unit=unit,
                ),
            },
            {
                "key": "cover",
                "title": percent,
                "svg": line_chart(
                    labels,
                    [
                        (percent, cover),
                        (self.env._("Target"), [target] * len(labels)),
                    ],
                    title=percent,
                    number=self._write_number,
                    unit="%",
                    from_zero=False,
                ),
            },
        ]
