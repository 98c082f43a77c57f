# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, models
from odoo.fields import Domain

from ..tools.layout import LayoutReader
from ..tools.statement import Entry, read_sum
from ..tools.table import Column, Table, line, section


class LccReportStatement(models.AbstractModel):
    """A statement in two forms: the layout of regulation ANC 2018-06, whose lines are
    those of a template of MIS Builder, and a short one with two sides, whose headings
    the accountant names."""

    _name = "lcc.report.statement"
    _inherit = "lcc.report.books"
    _description = "Statement"

    # External identifier of its mis.report.
    _statement_template = ""
    # As lcc.statement.heading names it.
    _statement_kind = ""
    # Groups of the accounts that it tells.
    _statement_groups = ()

    @api.model
    def _get_template(self):
        # Names of templates are no secret; who reads the figures was checked.
        return self.env.ref(self._statement_template).sudo()

    @api.model
    def _read_own_options(self, given):
        form = given.get("form")
        if form not in ("layout", "short"):
            headings = self.env["lcc.statement.heading"]
            form = "short" if headings._has_headings(self._statement_kind) else "layout"
        return {**super()._read_own_options(given), "form": form}

    @api.model
    def _get_own_filters(self, options):
        forms = {
            "layout": self.env._("layout of ANC 2018-06"),
            "short": self.env._("short, two sides"),
        }
        form = {
            "name": "form",
            "label": self.env._("Form"),
            "kind": "select",
            "value": options["form"],
            "choices": list(forms.items()),
        }
        return [form, *super()._get_own_filters(options)]

    @api.model
    def _get_obstacle(self, options):
        obstacle = self._get_chart_obstacle()
        if not obstacle and options["form"] == "layout":
            obstacle = self._get_layout_obstacle()
        return obstacle or self._get_items_obstacle(options)

    @api.model
    def _get_tables(self, options):
        if options["form"] == "short":
            return self._get_short_tables(options)
        return [self._get_layout_table(options)]

    @api.model
    def _get_short_tables(self, options):
        """Tables of two sides, see `_get_tables`."""
        raise NotImplementedError

    # ------------------------------------------------------------------
    # Two sides
    # ------------------------------------------------------------------

    @api.model
    def _make_sides(self, options, balances, names):
        """The entries of two sides: headings with their sums, then accounts without a
        heading.

        :param balances: list of {account: debit less credit}, one per column
        :param names: sides of lcc.statement.heading, that of debits first
        :return: list of the entries of each side, list of notes
        """
        headings = self.env["lcc.statement.heading"]._get_valid(
            self._statement_kind, options["date_to"]
        )
        accounts = self.env["account.account"].union(*(a for b in balances for a in b))
        accounts = accounts.sorted("code")
        places = headings._place_accounts(accounts)
        found = {name: [] for name in names}
        for heading in headings:
            own = accounts.filtered(lambda a, h=heading: places.get(a) == h)
            if own and heading.side in found:
                sign = 1 if heading.side == names[0] else -1
                amounts = [_sum_up(balance, own, sign) for balance in balances]
                entry = self._make_entry(options, heading.name, amounts, own)
                found[heading.side].append(entry)
        alone = accounts.filtered(lambda a: a not in places)
        named = []
        for account in alone:
            for name, entry in self._get_account_entries(
                options, account, balances, names
            ):
                found[name].append(entry)
                named.append(account.code)
        sides = [[e for e in found[name] if any(e.amounts)] for name in names]
        return sides, self._get_heading_notes(dict.fromkeys(named))

    @api.model
    def _make_entry(self, options, label, amounts, accounts):
        opens = [
            self._open_items(self._get_accounts_domain(options, period, accounts))
            for period in options["periods"]
        ]
        opens += [None] * (len(amounts) - len(opens))
        is_own = all(account.internal_group == "equity" for account in accounts)
        return Entry(label, amounts, opens, is_own)

    @api.model
    def _get_account_entries(self, options, account, balances, names):
        """The entries of an account without a heading: it may stand on one side in one
        period and on the other in another."""
        amounts = [balance.get(account) for balance in balances]
        for name, sign in zip(names, (1, -1), strict=True):
            own = [
                round(sign * amount, 2)
                if amount and self._get_side(account, amount) == name
                else None
                for amount in amounts
            ]
            if any(own):
                yield name, self._make_entry(options, account.name, own, account)

    @api.model
    def _get_heading_notes(self, codes):
        if not codes:
            return []
        return [
            self.env._(
                "Accounts without a heading stand under their own names: %(codes)s.",
                codes=", ".join(codes),
            )
        ]

    @api.model
    def _get_side(self, account, amount):
        """The side on which an account without a heading stands.

        :param amount: its debit less its credit
        """
        raise NotImplementedError

    @api.model
    def _get_accounts_domain(self, options, period, accounts):
        """Journal items behind the figures of accounts in a column."""
        raise NotImplementedError

    # ------------------------------------------------------------------
    # The layout of the regulation
    # ------------------------------------------------------------------

    @api.model
    def _get_layout_table(self, options):
        reader = LayoutReader(self._get_template(), self.env.company)
        columns, figures = self._get_layout_columns(reader, options)
        rows = self._get_layout_rows(reader.template, columns, figures)
        notes = self._get_layout_notes(reader, options)
        title = self._get_title()
        return Table(self._statement_kind, title, columns, rows, notes=notes)

    @api.model
    def _get_layout_columns(self, reader, options):
        """
        :return: list of Column, list of tools.layout.Figures of those that compare no
            others
        """
        columns = [Column(head) for head in self._get_head(options)]
        figures = [
            reader.read_items(period, self._get_counted_domain(options, period))
            for period in options["periods"]
        ]
        if len(columns) > 1:
            columns.append(Column(self.env._("Change"), less=(0, 1)))
        return columns, figures

    @api.model
    def _get_counted_domain(self, options, period):
        """Journal items that count, their dates aside."""
        return self._get_posted_domain()

    @api.model
    def _get_layout_rows(self, template, columns, figures):
        """Rows of the lines that are shown: a section without any is left out."""
        names = template.kpi_ids.style_id.get_external_id()
        rows, positions, heading = [], {}, None
        for kpi in template.kpi_ids:
            style = names.get(kpi.style_id.id, "").split(".")[-1]
            if style == "mis_style_section":
                heading = section(kpi.description, columns)
                continue
            values = [found.values[kpi.name] for found in figures]
            if kpi.style_id.hide_empty and not any(values):
                continue
            if heading:
                rows.append(heading)
                heading = None
            positions[kpi.name] = len(rows)
            options = {"level": 1}
            if style.startswith("mis_style_total"):
                values = [value or 0.0 for value in values]
                options = {"level": 0, "style": "total"}
            opens = iter([found.opens.get(kpi.name) for found in figures])
            options["opens"] = [None if c.less else next(opens) for c in columns]
            options |= self._get_sum(kpi, positions)
            rows.append(line(kpi.description, values, columns, **options))
        return rows

    @api.model
    def _get_sum(self, kpi, positions):
        """The rows that a line adds up and takes away."""
        signs = read_sum(kpi.expression)
        found = {name: sign for name, sign in signs.items() if name in positions}
        return {
            "adds": [positions[name] for name, sign in found.items() if sign > 0],
            "subtracts": [positions[name] for name, sign in found.items() if sign < 0],
        }

    @api.model
    def _get_layout_notes(self, reader, options):
        """Accounts with figures that stand in no line, if there are any."""
        unplaced = self.env["account.account"].search(
            Domain("company_ids", "=", self.env.company.root_id.id)
            & Domain("internal_group", "in", list(self._statement_groups))
            & Domain("id", "not in", list(reader.get_account_ids())),
            order="id",
        )
        groups = unplaced and self.env["account.move.line"]._read_group(
            Domain.OR(self._get_data_domain(p) for p in options["periods"])
            & self._in_accounts(unplaced),
            ["account_id"],
        )
        if not groups:
            return []
        names = ", ".join(f"{account.code} {account.name}" for (account,) in groups)
        return [
            self.env._(
                "These accounts stand in no line of this layout: %(accounts)s. Give "
                "them numbers of the French chart.",
                accounts=names,
            )
        ]

    # ------------------------------------------------------------------
    # The same in MIS Builder
    # ------------------------------------------------------------------

    @api.model
    def _get_buttons(self, options):
        buttons = super()._get_buttons(options)
        if self._get_layout_obstacle():
            return buttons
        return [*buttons, {"name": "mis", "label": self.env._("Open in MIS Builder")}]

    @api.model
    def _press(self, name, options):
        if name != "mis":
            return super()._press(name, options)
        vals = self._prepare_instance_vals(options)
        # A reader of the books may not make reports of MIS Builder; this one shows
        # what the reader sees here, is read as the reader and goes within a day.
        instance = self.env["mis.report.instance"].sudo().create(vals)
        columns = instance.period_ids
        if len(options["periods"]) > 1:
            change = self._prepare_change_vals(columns[0], columns[1])
            instance.write({"period_ids": [Command.create(change)]})
        action = instance.with_env(self.env).preview()
        # The page of MIS Builder takes its report from the context alone.
        context = {
            "active_model": instance._name,
            "active_id": instance.id,
            "active_ids": instance.ids,
        }
        views = [(action.pop("view_id"), "form")]
        return {**action, "name": instance.name, "views": views, "context": context}

    @api.model
    def _prepare_instance_vals(self, options):
        heads = self._get_head(options)
        columns = [
            {
                "name": head if heads.index(head) == index else f"{head} ({index + 1})",
                "sequence": index * 10,
                "mode": "fix",
                "manual_date_from": period.date_from,
                "manual_date_to": period.date_to,
            }
            for index, (head, period) in enumerate(
                zip(heads, options["periods"], strict=True)
            )
        ]
        return {
            "name": self._get_title(),
            "report_id": self._get_template().id,
            "company_id": self.env.company.id,
            "temporary": True,
            "no_auto_expand_accounts": True,
            "period_ids": [Command.create(column) for column in columns],
        }

    @api.model
    def _prepare_change_vals(self, column, compared):
        return {
            "name": self.env._("Change"),
            "sequence": compared.sequence + 5,
            "source": "cmpcol",
            "mode": "none",
            "source_cmpcol_to_id": column.id,
            "source_cmpcol_from_id": compared.id,
        }


def _sum_up(balances, accounts, sign):
    """What accounts sum to; nothing where none of them has a figure."""
    found = [balances[account] for account in accounts if account in balances]
    return round(sign * sum(found), 2) + 0.0 if found else None
