# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

from ..tools.table import Column, Row, Table


class LccReportDecisions(models.AbstractModel):
    """The agenda of a session, and what was voted."""

    _name = "lcc.report.decisions"
    _inherit = "lcc.report.session"
    _description = "Deliberations of an assembly"

    @api.model
    def _get_title(self):
        return self.env._("Deliberations of the assembly")

    @api.model
    def _get_subtitle(self, options):
        session = self._get_session(options)
        if not session:
            return ""
        return self.env._(
            "%(assembly)s of %(day)s",
            assembly=session.assembly_id.name,
            day=self._write_day(session.day),
        )

    @api.model
    def _get_obstacle(self, options):
        session = self._get_session(options)
        if not session:
            return self.env._("Choose the general assembly in the report.")
        if not session.item_ids:
            return self.env._(
                "The agenda of %(session)s is empty. Write its items first.",
                session=session.display_name,
            )
        return ""

    @api.model
    def _get_tables(self, options):
        rows = []
        for item in self._get_session(options)._get_agenda():
            label = f"{item.number}. {item.name}"
            votes = item._get_paper_votes()
            if not votes:
                rows.append(Row(label, (self._get_unvoted_words(item),)))
            for place, vote in enumerate(votes):
                text = vote._get_result_words()
                if vote.name != item.name:
                    text = f"{vote.name} – {text}"
                rows.append(Row("" if place else label, (text,)))
        columns = [Column(self.env._("Decision"), "text")]
        return [
            Table("decisions", self._get_title(), columns, rows, self.env._("Agenda"))
        ]

    @api.model
    def _get_unvoted_words(self, item):
        return self.env._("To vote") if item.kind == "decision" else ""
