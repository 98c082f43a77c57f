# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date

from ..tools.periods import Period
from ..tools.table import Column, Table, line, section, total

# Lines that are told only where there is something to tell.
SELDOM = ("destroyed", "lapsed")
PARTS = ("stock", "counters", "circulation", *SELDOM)


class LccReportSituation(models.AbstractModel):
    """Coupons off the balance sheet at a date, and their proof: the ledger is the
    books, and the books are covered by the fund.

    Figures are those of `lcc.situation`.
    """

    _name = "lcc.report.situation"
    _inherit = "lcc.report.currency"
    _description = "Situation of the currency"

    _report_is_at_date = True

    @api.model
    def _get_title(self):
        return self.env._("Situation of the currency")

    @api.model
    def _get_default_period(self):
        """Never later than today, whose figures they would be."""
        period = super()._get_default_period()
        today = fields.Date.context_today(self)
        return Period(period.date_from, min(period.date_to, today))

    @api.model
    def _get_currency_obstacle(self, options, currency):
        last = max(period.date_to for period in options["periods"])
        if self._has_ledger(currency, last):
            return ""
        return self.env._(
            "No coupon of %(currency)s was printed or opened by %(date)s. Choose a "
            "later day.",
            currency=currency.name,
            date=format_date(self.env, last),
        )

    @api.model
    def _get_tables(self, options):
        days = [period.date_to for period in options["periods"]]
        figures = self.env["lcc.situation"].get_situation(options["currency"], *days)
        currency = self._get_currency(options)
        columns = [Column(head) for head in self._get_head(options)]
        if len(days) > 1:
            columns.append(Column(self.env._("Change"), less=(0, 1)))
        return [
            self._get_coupons(currency, figures, columns, days),
            self._get_proof(currency, figures, columns, days),
            *self._get_differences(currency, days),
        ]

    @api.model
    def _pad(self, openers, columns):
        return [*openers, *[None] * (len(columns) - len(openers))]

    # ------------------------------------------------------------------
    # Coupons
    # ------------------------------------------------------------------

    @api.model
    def _get_coupons(self, currency, figures, columns, days):
        rows, places = [], {}
        for told in figures["lines"]:
            key, amounts = told["key"], told["amounts"]
            if key in SELDOM and not any(amounts):
                continue
            if key == "sum":
                adds = [places[part] for part in PARTS if part in places]
                rows.append(total(told["label"], rows, adds, columns))
                continue
            places[key] = len(rows)
            openers = [self._open_places(currency, told, day) for day in days]
            options = {"level": told["level"], "opens": self._pad(openers, columns)}
            rows.append(line(told["label"], amounts, columns, **options))
        return Table(
            "coupons",
            self.env._("Coupons off the balance sheet"),
            columns,
            rows,
            label=self.env._("At face value"),
        )

    @api.model
    def _open_places(self, currency, told, day):
        """The lines of the ledger that made what these places held."""
        if not told["place_ids"]:
            return None
        of_places = Domain("place_from_id", "in", told["place_ids"]) | Domain(
            "place_to_id", "in", told["place_ids"]
        )
        domain = self._get_lines_domain(currency) & Domain("date", "<=", day)
        return {"res_model": "lcc.operation.line", "domain": list(domain & of_places)}

    # ------------------------------------------------------------------
    # Proof
    # ------------------------------------------------------------------

    @api.model
    def _get_proof(self, currency, figures, columns, days):
        amounts = {told["key"]: told for told in figures["books"]}
        [ledger] = [ln for ln in figures["lines"] if ln["key"] == "circulation"]
        accounts = currency.sudo()  # ids of accounts, see _open_items
        items = [
            self._open_items(currency, accounts.coupon_account_id, last=day)
            for day in days
        ]
        liability = amounts["liability"]
        rows = [
            line(self.env._("Circulation, by the ledger"), ledger["amounts"], columns),
            line(
                liability["label"],
                liability["amounts"],
                columns,
                opens=self._pad(items, columns),
            ),
        ]
        difference = amounts["difference"]
        label = self.env._("Ledger less books")
        rows.append(total(label, rows, [0], columns, subtracts=[1]))
        notes = [*map(self._get_verdict, days, difference["amounts"])]
        if obstacle := self._get_fund_obstacle(currency):
            notes.append(obstacle)
        else:
            self._add_fund(currency, amounts, rows, columns, days)
            notes += map(self._get_fund_verdict, days, amounts["missing"]["amounts"])
        title = self.env._("Proof by books and fund")
        return Table("proof", title, columns, rows, notes=notes)

    @api.model
    def _add_fund(self, currency, amounts, rows, columns, days):
        # ids only, for what the figures open: opening them takes accounting rights
        fund, accounts = self.env["lcc.guarantee.fund"], currency.sudo()
        items = [
            self._open_items(currency, accounts.fund_account_ids, last=day)
            for day in days
        ]
        place = len(rows)
        rows.append(
            line(
                amounts["fund"]["label"],
                amounts["fund"]["amounts"],
                columns,
                opens=self._pad(items, columns),
            )
        )
        told = [fund._get_fund_accounts(currency, day) for day in days]
        for same in zip(*told, strict=True):
            label = f"{same[0]['code']} {same[0]['name']}"
            balances = [round(account["balance"], 2) for account in same]
            rows.append(line(label, balances, columns, level=2))
        label = self.env._("Fund less coupons in circulation")
        rows.append(total(label, rows, [place], columns, subtracts=[1]))
        cover = [
            value if value is None else round(value, 6)
            for value in amounts["cover"]["amounts"]
        ]
        label = self.env._("Cover by the fund")
        rows.append(line(label, cover, columns, kind="percent"))
        missing = amounts["missing"]
        rows.append(line(missing["label"], missing["amounts"], columns))

    @api.model
    def _get_verdict(self, day, difference):
        """Whether the ledger and the books agree, in words."""
        if not difference:
            return self.env._(
                "At %(date)s the ledger and the books agree.",
                date=format_date(self.env, day),
            )
        return self.env._(
            "At %(date)s the ledger and the books differ by %(amount)s: what makes it "
            "stands below.",
            date=format_date(self.env, day),
            amount=self._write_money(difference),
        )

    @api.model
    def _get_fund_verdict(self, day, missing):
        if not missing:
            return self.env._(
                "At %(date)s the fund reaches its target.",
                date=format_date(self.env, day),
            )
        return self.env._(
            "At %(date)s the fund lacks %(amount)s: a transfer of that amount from "
            "another bank mends it.",
            date=format_date(self.env, day),
            amount=self._write_money(missing),
        )

    # ------------------------------------------------------------------
    # Differences
    # ------------------------------------------------------------------

    @api.model
    def _get_differences(self, currency, days):
        columns = [
            Column(self.env._("Operation or entry"), "text"),
            Column(self.env._("Dated"), "date"),
            Column(self.env._("Amount")),
        ]
        rows = []
        for day in days:
            found = self.env["lcc.situation"]._get_differences(currency, day)
            if not found:
                continue
            rows.append(section(format_date(self.env, day), columns))
            first = len(rows)
            rows += [self._prepare_difference(told, columns) for told in found]
            label = self.env._("Ledger less books")
            rows.append(total(label, rows, range(first, len(rows)), columns))
        if not rows:
            return []
        title = self.env._("Ledger and books: differences")
        label = self.env._("Reason")
        return [Table("differences", title, columns, rows, label=label)]

    @api.model
    def _prepare_difference(self, told, columns):
        cells = [told["name"], told["date"] or None, told["amount"]]
        opener = None
        if told["res_model"] and self.env[told["res_model"]].has_access("read"):
            domain = [("id", "=", told["res_id"])]
            opener = {"res_model": told["res_model"], "domain": domain}
        return line(told["reason"], cells, columns, opens=[opener, None, None])
