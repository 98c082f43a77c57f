# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from ..tools.periods import Period
from ..tools.table import Column, Table, line, total
from ..tools.usage import pair


class LccUsageTable(models.Model):
    """A table that the association defines and fills in: accounts, users, data per
    service; beside it stands that of the period before."""

    _name = "lcc.usage.table"
    _description = "Table of usage"
    _order = "date_to desc, name, id desc"
    _check_company_auto = True

    name = fields.Char(required=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="To", required=True)
    row_heading = fields.Char(
        string="Heading of the rows", help="Such as: Service, Place, Workshop."
    )
    column_ids = fields.One2many("lcc.usage.column", "table_id", string="Columns")
    row_ids = fields.One2many("lcc.usage.row", "table_id", string="Rows")
    previous_id = fields.Many2one(
        "lcc.usage.table",
        string="Period before",
        check_company=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        domain="[('id', '!=', id)]",
        help="Its figures stand beside these: those of the rows and the columns that "
        "bear the same name.",
    )
    note = fields.Text(help="Printed below the table.")
    period = fields.Char(compute="_compute_period")

    _dates_ordered = models.Constraint(
        "CHECK(date_to >= date_from)", "The last day stands before the first."
    )

    @api.depends("date_from", "date_to")
    @api.depends_context("lang")
    def _compute_period(self):
        for table in self:
            has_dates = table.date_from and table.date_to
            table.period = has_dates and table._get_period_words()

    def _get_period_words(self):
        """The period, as short as a heading wants it: 2020, or 2021 (9 months)."""
        period = Period(self.date_from, self.date_to)
        if period.is_calendar_year:
            return str(period.date_from.year)
        if period.months and period.date_from.year == period.date_to.year:
            length = self.env["lcc.report"]._get_length_label(period)
            return f"{period.date_from.year} ({length})"
        return self.env._(
            "%(first)s to %(last)s",
            first=format_date(self.env, period.date_from),
            last=format_date(self.env, period.date_to),
        )

    @api.depends("name", "period")
    def _compute_display_name(self):
        for table in self:
            table.display_name = f"{table.name or ''} ({table.period or ''})"

    @api.constrains("previous_id")
    def _check_previous(self):
        for table in self:
            if table.previous_id == table:
                raise ValidationError(
                    self.env._("A table is not compared with itself. Choose another.")
                )

    @api.onchange("column_ids")
    def _onchange_column_ids(self):
        """New columns can be filled in before the table is saved."""
        used = set(self.column_ids.mapped("slot"))
        for column in self.column_ids.filtered(lambda one: not one.slot):
            column.slot = column._get_free_slot(used)
            used.add(column.slot)

    def copy_data(self, default=None):
        vals_list = super().copy_data(default)
        for table, vals in zip(self, vals_list, strict=True):
            columns = table.column_ids.copy_data()
            rows = table.row_ids.copy_data()
            vals["column_ids"] = [Command.create(column) for column in columns]
            vals["row_ids"] = [Command.create(row) for row in rows]
        return vals_list

    def action_copy_next(self):
        """Begin the table of the next period with the rows of this one."""
        self.ensure_one()
        report = self.env["lcc.assembly.pack"].new(
            {"date_from": self.date_from, "date_to": self.date_to}
        )
        new = self._copy_next(report._get_next_period())
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": new.id,
            "view_mode": "form",
        }

    def _copy_next(self, period):
        """The same rows and columns for another period, this table beside it.

        :param period: tools.periods.Period
        :return: the table
        """
        self.ensure_one()
        return self.copy(
            {
                "name": self.name,
                "date_from": period.date_from,
                "date_to": period.date_to,
                "previous_id": self.id,
            }
        )

    def _get_table(self):
        """Its figures, and those of the period before beside them.

        :return: tools.table.Table
        """
        self.ensure_one()
        earlier = self.previous_id
        pairs = self._pair_columns()
        columns = []
        for column, other in pairs:
            head = column.name
            if earlier:
                columns.append(Column(f"{head} – {self.period}", column.kind))
                columns.append(
                    Column(f"{head} – {earlier.period}", other.kind or column.kind)
                )
            else:
                columns.append(Column(head, column.kind))
        rows = [
            line(name, self._get_cells(row, other, pairs), columns)
            for name, row, other in self._pair_rows()
        ]
        if rows and any(self.column_ids.mapped("is_summed")):
            rows.append(self._get_total(rows, columns, pairs))
        notes = [text for text in (self.note or "").splitlines() if text.strip()]
        label = self.row_heading or ""
        return Table("usage", self.name, columns, rows, label, notes)

    def _pair_columns(self):
        """Columns with those of the same name of the table of the period before.

        :return: list of (column, column or none)
        """
        earlier = self.previous_id.column_ids
        pairs = pair(self.column_ids.mapped("name"), earlier.mapped("name"))
        return [
            (
                self.column_ids[here],
                earlier[there] if there is not None else earlier[:0],
            )
            for here, there in pairs
            if here is not None
        ]

    def _pair_rows(self):
        """
        :return: list of (name, row or none, row of the period before or none)
        """
        rows, earlier = self.row_ids, self.previous_id.row_ids
        found = []
        for here, there in pair(rows.mapped("name"), earlier.mapped("name")):
            row, other = _take(rows, here), _take(earlier, there)
            found.append((row.name or other.name, row, other))
        return found

    def _get_cells(self, row, other, pairs):
        cells = []
        for column, earlier in pairs:
            cells.append(row._get_value(column))
            if self.previous_id:
                cells.append(other._get_value(earlier))
        return cells

    def _get_total(self, rows, columns, pairs):
        row = total(self.env._("Total"), rows, range(len(rows)), columns)
        width = 2 if self.previous_id else 1
        summed = [column.is_summed for column, _other in pairs for _ in range(width)]
        cells = [
            value if is_summed else None
            for value, is_summed in zip(row.cells, summed, strict=True)
        ]
        return row._replace(cells=tuple(cells))


def _take(records, position):
    return records[:0] if position is None else records[position]
