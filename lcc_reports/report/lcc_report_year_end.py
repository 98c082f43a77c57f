# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain

from odoo.addons.lcc_currency.tools.tally import tally

from ..tools.table import Column, Table, line, total

OPEN, SETTLED = ("waiting", "invoiced"), "paid"


class LccReportYearEnd(models.AbstractModel):
    """What is still to be done before the books of a year are closed: lists that an
    accountant goes through, empty when all is well."""

    _name = "lcc.report.year.end"
    _inherit = "lcc.report.books"
    _description = "Year-end lists"

    _report_is_for_assembly = False
    _report_is_at_date = True
    _report_compares = False

    @api.model
    def _get_title(self):
        return self.env._("Year-end lists")

    @api.model
    def _get_obstacle(self, options):
        return self._get_chart_obstacle()

    @api.model
    def _get_tables(self, options):
        date = options["date_to"]
        currencies = self._get_currencies()
        tables = [
            self._get_keepers(currencies, date),
            self._get_unpaid_dues(date),
            *(self._get_places(currency, date) for currency in currencies),
            *(self._get_differences(currency, date) for currency in currencies),
            self._get_drafts(date),
        ]
        return [self._tell_emptiness(table) for table in tables]

    @api.model
    def _get_currencies(self):
        return self.env["lcc.currency"].search(
            [("company_id", "=", self.env.company.id)]
        )

    @api.model
    def _tell_emptiness(self, table):
        if table.rows:
            return table
        return table._replace(notes=[self.env._("Nothing is left to do here.")])

    @api.model
    def _get_table_title(self, title, currency):
        """Tables of the only currency need not name it."""
        if len(self._get_currencies()) == 1:
            return title
        return f"{title} – {currency.name}"

    # Counters

    @api.model
    def _get_keepers(self, currencies, date):
        """Euros that keepers of counters have taken in and not brought in yet."""
        # ids only: the items are read as the user
        accounts = currencies.sudo().keeper_account_id
        domain = (
            Domain("company_id", "=", self.env.company.id)
            & Domain("parent_state", "=", "posted")
            & Domain("account_id", "in", accounts.ids)
            & Domain("date", "<=", date)
        )
        groups = self.env["account.move.line"]._read_group(
            domain, ["partner_id"], ["balance:sum", "date:max"]
        )
        columns = [
            Column(self.env._("Counters kept"), "text"),
            Column(self.env._("Last entry"), "date"),
            Column(self.env._("Owed to the association")),
        ]
        kept = self._get_kept_places(currencies)
        rows = [
            line(
                partner.display_name or self.env._("(no contact)"),
                [kept.get(partner.id, ""), last, round(balance, 2)],
                columns,
                opens=(
                    None,
                    None,
                    self._open_items(domain & Domain("partner_id", "=", partner.id)),
                ),
            )
            for partner, balance, last in groups
            if not self.env.company.currency_id.is_zero(balance)
        ]
        self._add_total(rows, columns)
        return Table(
            "keepers",
            self.env._("Euros of the counters to be brought in"),
            columns,
            rows,
            label=self.env._("Keeper"),
        )

    @api.model
    def _get_kept_places(self, currencies):
        """Names of the places that each contact keeps: {partner id: names}."""
        places = self.env["lcc.place"].search(
            [("lcc_currency_id", "in", currencies.ids), ("partner_id", "!=", False)]
        )
        return {
            partner.id: ", ".join(kept.mapped("name"))
            for partner, kept in places.grouped("partner_id").items()
        }

    @api.model
    def _add_total(self, rows, columns):
        if rows:
            added = range(len(rows))
            rows.append(total(self.env._("Total"), rows, added, columns))

    # Dues

    @api.model
    def _get_unpaid_dues(self, date):
        """Dues called until a day that were not paid then."""
        called = Domain("company_id", "=", self.env.company.id) & Domain(
            "date_called", "<=", date
        )
        later = Domain("state", "=", SETTLED) & Domain("date_paid", ">", date)
        dues = self.env["lcc.dues.report"].search(
            called & (Domain("state", "in", OPEN) | later), order="date_called, id"
        )
        columns = [
            Column(self.env._("Year"), "text"),
            Column(self.env._("Called on"), "date"),
            Column(self.env._("Dues")),
            Column(self.env._("Paid until then")),
            Column(self.env._("Still owed"), less=(2, 3)),
        ]
        rows = [
            line(
                due.partner_id.display_name,
                [
                    str(due.year),
                    due.date_called,
                    due.amount,
                    0.0 if due.state == SETTLED else due.amount_paid,
                ],
                columns,
                opens=(
                    *(None,) * 4,
                    {
                        "res_model": "lcc.dues.report",
                        "domain": [("id", "=", due.id)],
                    },
                ),
            )
            for due in dues
        ]
        self._add_total(rows, columns)
        return Table(
            "dues",
            self.env._("Dues called and not paid"),
            columns,
            rows,
            label=self.env._("Member"),
        )

    # Coupons

    @api.model
    def _get_places(self, currency, date):
        """Coupons that each place must hold: a sheet to count them by."""
        situation = self.env["lcc.situation"]
        held = situation._get_cells_by_place(currency, date)
        denominations = situation._get_denominations(currency)
        used = {
            denomination
            for cells in held.values()
            for _series, denomination, _quantity in cells
        }
        denominations = [d for d in denominations if d.active or d.id in used]
        columns = [Column(d.display_name, "count") for d in denominations]
        columns += [
            Column(self.env._("Face value")),
            Column(self.env._("Counted on"), "text"),
        ]
        rows = [
            self._prepare_place(place, held.get(place.id, ()), denominations, columns)
            for place in situation._get_places(currency)
            if place.kind in ("vault", "transit", "counter", "till")
            and place.is_readable
            and held.get(place.id)
        ]
        self._add_total(rows, columns)
        return Table(
            f"places_{currency.id}",
            self._get_table_title(self.env._("Coupons to be counted"), currency),
            columns,
            rows,
            label=self.env._("Place"),
        )

    @api.model
    def _prepare_place(self, place, cells, denominations, columns):
        values = {denomination.id: denomination.value for denomination in denominations}
        held = tally(cells, values)
        quantities = [
            held["denominations"].get(denomination.id, (None,))[0]
            for denomination in denominations
        ]
        return line(place.name, [*quantities, round(held["amount"], 2), None], columns)

    @api.model
    def _get_differences(self, currency, date):
        """Operations without entries and entries without operations."""
        columns = [
            Column(self.env._("Date"), "date"),
            Column(self.env._("Reason"), "text"),
            Column(self.env._("Ledger less books")),
        ]
        rows = [
            line(
                found["name"],
                [found["date"], found["reason"], found["amount"]],
                columns,
                opens=(None, None, self._get_difference_opener(found)),
            )
            for found in self.env["lcc.situation"]._get_differences(currency, date)
        ]
        self._add_total(rows, columns)
        return Table(
            f"differences_{currency.id}",
            self._get_table_title(
                self.env._("Operations without entries, and the reverse"), currency
            ),
            columns,
            rows,
            label=self.env._("Operation or entry"),
        )

    @api.model
    def _get_difference_opener(self, found):
        if not found["res_id"]:
            return None
        return {
            "res_model": found["res_model"],
            "domain": [("id", "=", found["res_id"])],
        }

    # Entries

    @api.model
    def _get_drafts(self, date):
        """Entries that are dated until a day and not posted, by journal."""
        domain = (
            Domain("company_id", "=", self.env.company.id)
            & Domain("state", "=", "draft")
            & Domain("date", "<=", date)
        )
        groups = self.env["account.move"]._read_group(
            domain, ["journal_id"], ["__count", "date:min"]
        )
        columns = [
            Column(self.env._("First dated"), "date"),
            Column(self.env._("Entries"), "count"),
        ]
        rows = [
            line(
                journal.display_name,
                [first, count],
                columns,
                opens=(
                    None,
                    {
                        "res_model": "account.move",
                        "domain": list(domain & Domain("journal_id", "=", journal.id)),
                    },
                ),
            )
            for journal, count, first in groups
        ]
        self._add_total(rows, columns)
        return Table(
            "drafts",
            self.env._("Entries still in draft"),
            columns,
            rows,
            label=self.env._("Journal"),
        )
