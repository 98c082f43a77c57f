# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import Counter
from datetime import MAXYEAR, MINYEAR
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.dues_table import average, share, whole
from .lcc_dues_report import SETTLED

GROUPS = {
    "territory": ["territory_id", "gap"],
    "local_group": ["local_group_id"],
    "type": ["member_type_id"],
}
OPEN = ("waiting", "invoiced")


class Figure(NamedTuple):
    """Members, counted once each, and what they paid, in the company's currency."""

    members: int = 0
    amount: float = 0.0


NOTHING = Figure()


class LccDuesTable(models.AbstractModel):
    """Members and dues by territory and year: what screen, paper and workbook show.

    Every figure is a group of `lcc.dues.report`, read as the user: who follows some
    territories sees these. Amounts are exact; what is rounded says so.
    """

    _name = "lcc.dues.table"
    _description = "Dues by territory and year"

    @api.model
    @api.readonly
    def get_table(
        self,
        years=None,
        group_by="territory",
        member_type_id=None,
        local_group_id=None,
        until=None,
        with_called=False,
    ):
        """The table, and what its filters offer.

        :param years: list of years of dues; by default the last two up to today
        :param group_by: territory, local_group or type
        :param member_type_id: one type of member, or all
        :param local_group_id: one local group, or all
        :param until: date or ISO string; what was paid (or called) later is left out,
            and so is what was cancelled or given back since, whenever that was
        :param with_called: dues that are called and not paid count too, with what is
            owed
        :return: dict of plain data: the filters as they were understood, what each
            offers, rows and total. A row has key, label, domain (of its lines) and
            cells, one for each year; a cell has members, share (%), amount (exact),
            average, and members_change and amount_change against the year before, None
            where that has no dues; a ratio of nothing is None; amount_whole and
            amount_change_whole are rounded. `twice` says by year how many times members
            stand in a second row: they count once in the total. `columns` names the
            figures of a cell, as dicts of key and label, and `notes` are sentences to
            stand below the table
        :raise AccessError: the user is no auditor of the local currency
        """
        self._check_reader()
        offered = self._get_years()
        years = self._choose_years(years, offered)
        group_by = group_by if group_by in GROUPS else "territory"
        until = self._read_date(until)
        domain = self._get_domain(member_type_id, local_group_id, until, with_called)
        figures, totals = self._read_figures(domain, years, group_by, with_called)
        shown = {key for key, by_year in figures.items() if by_year.keys() & {*years}}
        rows = [
            self._prepare_row(label, lines, figures[key], totals, years)
            for key, label, lines in self._get_row_labels(group_by, shown)
        ]
        table = {
            "years": years,
            "group_by": group_by,
            "member_type_id": member_type_id or False,
            "local_group_id": local_group_id or False,
            "until": fields.Date.to_string(until) or False,
            "with_called": bool(with_called),
            "offered_years": offered,
            "member_types": self._get_choices("lcc.member.type"),
            "local_groups": self._get_choices("lcc.local.group"),
            "currency_id": self.env.company.currency_id.id,
            "domain": list(domain),
            "rows": rows,
            "total": self._prepare_row(self.env._("Total"), [], totals, totals, years),
            "twice": self._count_twice(figures, totals, years),
            "columns": self._get_columns(),
        }
        return {**table, "notes": self._get_notes(table)}

    @api.model
    def _check_reader(self):
        if not (self.env.su or self.env.user.has_group("lcc_base.group_lcc_auditor")):
            raise AccessError(
                self.env._(
                    "The figures of members and dues are for the auditors and managers "
                    "of the local currency."
                )
            )

    # What may be chosen

    @api.model
    def _get_years(self):
        """Years that have dues, the last first; they are no secret.

        Each is found in the index from the one after it: a list of all lines by year
        would take as long as the table.
        """
        report = self.env["lcc.dues.report"]
        self.env["membership.membership_line"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE found AS (
                    SELECT MAX(year) AS year FROM (%(report)s) AS dues
                     WHERE company_id = %(company)s
                 UNION ALL
                    SELECT (SELECT MAX(dues.year) FROM (%(report)s) AS dues
                             WHERE dues.company_id = %(company)s
                               AND dues.year < found.year)
                      FROM found WHERE found.year IS NOT NULL
                )
                SELECT year FROM found WHERE year IS NOT NULL
                """,
                report=report._table_query,
                company=self.env.company.id,
            )
        )
        return [year for (year,) in rows]

    @api.model
    def _choose_years(self, years, offered):
        """Years asked for, in order; the last two with dues up to this year."""
        if not years:
            this_year = fields.Date.context_today(self).year
            past = [year for year in offered if year <= this_year]
            years = (past or offered)[:2] or [this_year]
        try:
            chosen = sorted({int(year) for year in years})
        except (TypeError, ValueError):
            chosen = []
        if not chosen or not MINYEAR < chosen[0] <= chosen[-1] <= MAXYEAR:
            raise UserError(self.env._("Choose years such as 2026."))
        return chosen

    @api.model
    def _read_date(self, value):
        """A date, or an ISO string of one; nothing for nothing."""
        try:
            return fields.Date.to_date(value or None)
        except ValueError as error:
            raise UserError(
                self.env._("%(value)s is no date. Choose a day.", value=value)
            ) from error

    @api.model
    def _get_choices(self, model):
        return [
            {"id": record.id, "name": record.display_name}
            for record in self.env[model].search_fetch([])
        ]

    # Figures

    @api.model
    def _get_domain(
        self, member_type_id=None, local_group_id=None, until=None, with_called=False
    ):
        """Dues lines that the table is about, in whatever year."""
        states = [*SETTLED, *OPEN] if with_called else [*SETTLED]
        domain = Domain("company_id", "=", self.env.company.id)
        domain &= Domain("state", "in", states)
        if until:
            day = "date_called" if with_called else "date_paid"
            domain &= Domain(day, "<=", until)
        if member_type_id:
            domain &= Domain("member_type_id", "=", member_type_id)
        if local_group_id:
            domain &= Domain("local_group_id", "=", local_group_id)
        return domain

    @api.model
    def _read_figures(self, domain, years, group_by, with_called):
        """Figures of the years and of those before them, in one query.

        :return: ({key of a row: {year: Figure}}, {year: Figure} of all rows); a key
            holds the values of GROUPS, False for none
        """
        read = {*years, *(year - 1 for year in years)}
        names = GROUPS[group_by]
        amount = "amount" if with_called else "amount_paid"
        by_row, by_year = self.env["lcc.dues.report"]._read_grouping_sets(
            domain & Domain("year", "in", list(read)),
            [["year", *names], ["year"]],
            ["member_count:count_distinct", f"{amount}:sum"],
        )
        figures = {}
        for year, record, *gap, members, total in by_row:
            by_year_of_row = figures.setdefault((record.id, *gap), {})
            by_year_of_row[year] = Figure(members, round(total, 2))
        totals = {
            year: Figure(members, round(total, 2)) for year, members, total in by_year
        }
        return figures, totals

    # Rows

    @api.model
    def _get_row_labels(self, group_by, keys):
        """Rows by name, after what is unassigned by reason.

        :param keys: those of `_read_figures` that have a row
        :return: list of (key, label, domain of the row's lines)
        """
        names = GROUPS[group_by]
        labels = self._get_unassigned_labels(group_by)
        labels |= self._get_record_names(group_by, keys)
        return [
            (key, label, [[n, "=", v] for n, v in zip(names, key, strict=True)])
            for key, label in labels.items()
            if key in keys
        ]

    @api.model
    def _get_unassigned_labels(self, group_by):
        if group_by == "local_group":
            return {(False,): self.env._("(no local group)")}
        if group_by == "type":
            return {(False,): self.env._("(no type of member)")}
        gap = self.env["lcc.dues.report"]._fields["gap"]
        return {
            (False, reason): label
            for reason, label in gap._description_selection(self.env)
        }

    @api.model
    def _get_record_names(self, group_by, keys):
        """Keys to names, in the order of their model; alike names are told apart."""
        first, *others = GROUPS[group_by]
        field = self.env["lcc.dues.report"]._fields[first]
        # names alone: archived ones too, and those that another company took over
        records = self.env[field.comodel_name].sudo().with_context(active_test=False)
        records = records.search([("id", "in", [key[0] for key in keys if key[0]])])
        counts = Counter(records.mapped("name"))
        return {
            (record.id, *(False for _other in others)): (
                record.name if counts[record.name] == 1 else record.display_name
            )
            for record in records
        }

    @api.model
    def _prepare_row(self, label, domain, figures, totals, years):
        return {
            "label": label,
            "domain": domain,
            "cells": [self._prepare_cell(figures, totals, year) for year in years],
        }

    @api.model
    def _prepare_cell(self, figures, totals, year):
        members, amount = figures.get(year, NOTHING)
        before = figures.get(year - 1, NOTHING)
        is_compared = year - 1 in totals
        change = round(amount - before.amount, 2) if is_compared else None
        return {
            "members": members,
            "share": _plain(share(members, totals.get(year, NOTHING).members)),
            "amount": amount,
            "amount_whole": whole(amount),
            "average": _plain(average(amount, members)),
            "members_change": members - before.members if is_compared else None,
            "amount_change": change,
            "amount_change_whole": whole(change) if is_compared else None,
        }

    @api.model
    def _count_twice(self, figures, totals, years):
        """By year, how many times members stand in a second row."""
        return [
            sum(by_year.get(year, NOTHING).members for by_year in figures.values())
            - totals.get(year, NOTHING).members
            for year in years
        ]


def _plain(figure):
    """A Decimal as a number of JSON."""
    return None if figure is None else float(figure)
