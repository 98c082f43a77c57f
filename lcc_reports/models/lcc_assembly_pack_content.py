# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ..report.lcc_report_paper import PORTRAIT_COLUMNS
from ..tools.pack import ChapterContent

EMPTY = {"message": "", "subtitle": "", "tables": [], "charts": []}


class LccAssemblyPackChapter(models.Model):
    """What a chapter holds, read once for the paper and the workbook."""

    _inherit = "lcc.assembly.pack.chapter"

    def _read_content(self, number):
        """
        :param number: of the chapter, from 1
        :return: tools.pack.ChapterContent
        """
        self.ensure_one()
        figures = self._read_figures()
        return ChapterContent(
            number=number,
            record=self,
            title=self.title,
            subtitle=figures["subtitle"],
            message=figures["message"],
            tables=figures["tables"],
            charts=figures["charts"],
        )

    def _read_figures(self):
        """Tables and charts, or the sentence that stands in their place.

        :return: dict of message, subtitle, tables and charts
        """
        report = self._get_report()
        if self.kind == "usage":
            return self._read_usage()
        if report is None:
            known = dict(self._selection_kind())
            message = "" if self.kind in known else self._get_unknown_words()
            return {**EMPTY, "message": message}
        try:
            return report._get_figures(self._get_options())
        except AccessError:
            raise
        except UserError as error:
            return {**EMPTY, "message": str(error)}

    def _read_usage(self):
        if not self.usage_table_id:
            message = self.env._("Choose the table of usage of this chapter.")
            return {**EMPTY, "message": message}
        tables = [self.usage_table_id._get_table()]
        return {**EMPTY, "tables": tables, "subtitle": self.usage_table_id.period}

    def _get_unknown_words(self):
        return self.env._(
            "The figures of this chapter are not available any more. Choose another "
            "kind, or leave it out."
        )

    def _get_options(self):
        """What the report is asked for: the dates of the pack, and the chapter's own
        options."""
        pack = self.pack_id
        return {
            **(self.options if isinstance(self.options, dict) else {}),
            "date_from": pack.date_from,
            "date_to": pack.date_to,
            "compare": pack.compare,
            "compare_from": pack.compare_from,
            "compare_to": pack.compare_to,
            "session_id": pack.session_id.id,
        }

    def _get_discharge_words(self):
        """What the vote of discharge says on paper.

        :return: dict of motion, and result (list of sentences) or, before the vote,
            none
        """
        vote = self.vote_id
        result = []
        if vote.state == "done":
            result = [vote._get_result_words(), self._get_session_words(vote)]
        return {"motion": self.motion, "result": [text for text in result if text]}

    @api.model
    def _get_session_words(self, vote):
        return self.env._(
            "%(assembly)s of %(day)s.",
            assembly=vote.assembly_id.name,
            day=self.env["lcc.report"]._write_day(vote.day),
        )

    @api.model
    def _is_wide(self, table):
        return len(table.columns) > PORTRAIT_COLUMNS
