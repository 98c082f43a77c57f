# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import format_date


class LccDuesTable(models.AbstractModel):
    """What stands around the figures, on screen, on paper and in the workbook."""

    _inherit = "lcc.dues.table"

    @api.model
    def _get_columns(self):
        """Keys of a cell that are shown, and their names."""
        unit = self.env.company.currency_id.symbol
        labels = {
            "members": self.env._("Members"),
            "share": self.env._("Share"),
            "amount": self.env._("Amount, %(unit)s", unit=unit),
            "average": self.env._("Average"),
            "members_change": self.env._("Change, members"),
            "amount_change": self.env._("Change, amount"),
        }
        return [{"key": key, "label": label} for key, label in labels.items()]

    @api.model
    def _get_notes(self, table):
        """Sentences that a reader of the table needs.

        :param table: as `get_table` returns it
        """
        return [
            *self._get_notes_twice(table),
            *self._get_notes_until(table),
            self.env._(
                "Shares are of members, changes from the year before. Figures come "
                "from amounts with cents, and are rounded for display only."
            ),
        ]

    @api.model
    def _get_notes_twice(self, table):
        """A sentence for each year in which rows do not add up to the total."""
        return [
            self.env._(
                "%(year)s: members with dues in two rows stand in both, and count once "
                "in the total (%(count)s less than the sum of the rows).",
                year=year,
                count=count,
            )
            for year, count in zip(table["years"], table["twice"], strict=True)
            if count
        ]

    @api.model
    def _get_notes_until(self, table):
        """What a day leaves out: the past is not told as it was known then."""
        if not table["until"]:
            return []
        day = format_date(self.env, fields.Date.to_date(table["until"]))
        if table["with_called"]:
            note = self.env._(
                "Called until %(date)s. What was cancelled or given back since is left "
                "out too.",
                date=day,
            )
        else:
            note = self.env._(
                "Paid until %(date)s. What was cancelled or given back since is left "
                "out too.",
                date=day,
            )
        return [note]
