# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import SQL


class LccDeliberation(models.Model):
    """Reading a page of the register, where half of the columns are the vote's."""

    _inherit = "lcc.deliberation"

    @api.model
    @api.private
    @api.readonly
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """Read columns of deliberations and of their votes in one query.

        What is inherited is otherwise read by a query of its own and copied record by
        record, which doubles the time of a list. The search has checked the rules of
        both models.
        """
        query = self._search(domain, offset, limit, order or self._order)
        reads_votes = self.env["lcc.vote"].has_access("read")
        if not field_names or not reads_votes or query.is_empty():
            return super().search_fetch(domain, field_names, offset, limit, order)
        # the rules of access read the company again, of both
        names = dict.fromkeys([*field_names, "vote_id", "company_id"])
        columns = [self._fields[name] for name in names if self._is_column(name)]
        others = [name for name in names if not self._is_column(name)]
        terms = [
            self._field_to_sql(self._table, field.name, query) for field in columns
        ]
        key = SQL.identifier(self._table, "id")
        rows = self.env.execute_query(query.select(key, *terms))
        if not rows:
            return self.browse()
        ids, *values = zip(*rows, strict=True)
        found = self.browse(ids)
        found._remember(dict(zip(columns, values, strict=True)))
        if others:
            found.fetch(others)
        return found

    def _is_column(self, name):
        """Whether a field is a column of the deliberation, or of its vote."""
        field = self._fields[name]
        column = field.related_field if field.inherited else field
        return column.store and column.column_type and column.prefetch is True

    def _remember(self, values):
        """Put what was read into the cache.

        :param values: {field: value of each record, as it stands in the database}
        """
        votes = self.env["lcc.vote"].browse(values[self._fields["vote_id"]])
        for field, column in values.items():
            field._insert_cache(self, column)
        company = votes._fields["company_id"]
        company._insert_cache(votes, values[self._fields["company_id"]])
