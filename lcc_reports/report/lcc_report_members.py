# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..tools.chart import bar_chart
from ..tools.table import Column, Table, line, total
from ..tools.turnover import turnover

GROUPS = ("territory", "type")


class LccReportMembers(models.AbstractModel):
    """Members who came, stayed and left from a year of dues to another.

    A member of a year has dues of that year that are paid, or free. Who has dues of
    both years is kept, of the later one alone is in, of the earlier one alone is out.
    The territory and the type are those of the dues (of the last paid, where somebody
    has several), as they were on their own day: whoever was kept and stands in another
    row now has moved. In each row: members before - out + in + moved = members now.
    """

    _name = "lcc.report.members"
    _inherit = "lcc.report.dues.years"
    _description = "Members in and out"

    @api.model
    def _get_title(self):
        return self.env._("Members: in, out, kept")

    @api.model
    def _get_comparisons(self):
        """Something stands beside it, always."""
        return super()._get_comparisons()[1:]

    @api.model
    def _read_options(self, given):
        if given.get("compare") in (None, False, "", "none"):
            given = {**given, "compare": self._report_comparison}
        return super()._read_options(given)

    # ------------------------------------------------------------------
    # Figures
    # ------------------------------------------------------------------

    @api.model
    def _get_members(self, year):
        """Members of a year, as the user may see them.

        :return: {group: {id of the member: key of the row}}
        """
        query = self.env["lcc.dues.report"]._search(self._get_dues_domain([year]))
        names = ("partner_id", "territory_id", "gap", "member_type_id", "date_paid")
        columns = [SQL.identifier(query.table, name) for name in ("id", *names)]
        rows = self.env.execute_query(
            SQL(
                """
SELECT DISTINCT ON (partner_id) partner_id, territory_id, gap, member_type_id
  FROM (%s) dues
 ORDER BY partner_id, date_paid DESC NULLS LAST, id DESC
                """,
                query.select(*columns),
            )
        )
        members = {group: {} for group in GROUPS}
        for partner, territory, gap, kind in rows:
            key = (territory, False) if territory else (False, gap)
            members["territory"][partner] = key
            members["type"][partner] = (kind or False,)
        return members

    @api.model
    def _get_tables(self, options):
        now, before = self._get_years(options)
        years = {year: self._get_members(year) for year in (before, now)}
        tables = [
            self._get_group_table(
                group, before, now, turnover(years[before][group], years[now][group])
            )
            for group in GROUPS
        ]
        tables[-1] = tables[-1]._replace(notes=self._get_notes(before, now))
        return tables

    @api.model
    def _get_group_table(self, group, before, now, rows_by_key):
        columns = [
            Column(self.env._("Members, %(year)s", year=before), "count"),
            Column(self.env._("Out"), "count"),
            Column(self.env._("In"), "count"),
            Column(self.env._("Moved"), "count"),
            Column(self.env._("Members, %(year)s", year=now), "count"),
            Column(self.env._("Kept"), "count"),
            Column(self.env._("Kept, share"), "percent", ratio=(5, 0)),
        ]
        labels = self.env["lcc.dues.table"]._get_row_labels(group, rows_by_key.keys())
        rows = [
            self._make_row(label, before, now, rows_by_key[key], columns)
            for key, label, _domain in labels
        ]
        rows.append(total(self.env._("Total"), rows, range(len(rows)), columns))
        titles = {
            "territory": self.env._("Members by territory"),
            "type": self.env._("Members by type"),
        }
        heads = {
            "territory": self.env._("Territory"),
            "type": self.env._("Type of member"),
        }
        return Table(
            group,
            titles[group],
            columns,
            rows,
            label=heads[group],
        )

    @api.model
    def _get_notes(self, before, now):
        return [
            self.env._(
                "A member of a year has paid dues, or free ones, of that year. Out: of "
                "%(before)s and not of %(now)s. In: of %(now)s and not of %(before)s. "
                "Kept: of both, where they stood in %(before)s. Moved: kept ones that "
                "came from another line, less those that went to another.",
                before=before,
                now=now,
            ),
            *self._get_scope_notes(),
        ]

    @api.model
    def _make_row(self, label, before, now, row, columns):
        cells = [
            len(row.before),
            len(row.gone),
            len(row.new),
            len(row.moved_in) - len(row.moved_out),
            len(row.now),
            len(row.kept),
        ]
        opens = [
            self._open_dues(row.before, before),
            self._open_dues(row.gone, before),
            self._open_dues(row.new, now),
            self._open_dues(row.moved_in | row.moved_out, now),
            self._open_dues(row.now, now),
            self._open_dues(row.kept, now),
            None,
        ]
        return line(label, cells, columns, opens=opens)

    @api.model
    def _open_dues(self, members, year):
        if not members:
            return None
        domain = self._get_dues_domain([year])
        domain &= Domain("partner_id", "in", sorted(members))
        return {"res_model": "lcc.dues.report", "domain": list(domain)}

    # ------------------------------------------------------------------
    # Charts
    # ------------------------------------------------------------------

    @api.model
    def _get_charts(self, options, tables):
        return [self._draw(table) for table in tables]

    @api.model
    def _draw(self, table):
        rows = table.rows[:-1]
        _before, out, new, _moved, _now, kept, _share = zip(
            *(row.cells for row in rows), strict=True
        )
        svg = bar_chart(
            [row.label for row in rows],
            [
                (self.env._("Kept"), kept),
                (self.env._("In"), new),
                (self.env._("Out"), [-count for count in out]),
            ],
            title=table.title,
            number=self._write_number,
            is_stacked=True,
        )
        return {"key": table.key, "title": table.title, "svg": svg}
