# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import AccessError, UserError


class LccReport(models.AbstractModel):
    """Figures of a period: what the screen, the paper, the workbook and the assembly
    pack show of them.

    A report inherits this model and tells its title, its tables and its charts. The
    figures are read as the user. Options are a dict of what the reader chose:
    date_from, date_to, compare, compare_from, compare_to, and what the report's own
    filters are named; dates are dates or ISO strings.
    """

    _name = "lcc.report"
    _description = "Report of figures"

    # Those who may read it, any of them.
    _report_groups = ("lcc_base.group_lcc_auditor",)
    # Whether it tells what stands at a date (the last day), or happens in a period.
    _report_is_at_date = False
    _report_compares = True
    # What stands beside it where the reader has not chosen, see `_get_comparisons`.
    _report_comparison = "none"
    # Whether a new report to the assembly has a chapter of it.
    _report_is_for_assembly = True
    # The action that makes its workbook.
    _report_xlsx = "lcc_reports.report_xlsx_action"

    # ------------------------------------------------------------------
    # What a report tells
    # ------------------------------------------------------------------

    @api.model
    def _get_title(self):
        """The report's name, in words."""
        raise NotImplementedError

    @api.model
    def _get_obstacle(self, options):
        """Why there is nothing to show, in words that say what to do; or nothing.

        :param options: as `_read_options` returns them
        """
        return ""

    @api.model
    def _get_tables(self, options):
        """
        :return: list of tools.table.Table
        """
        raise NotImplementedError

    @api.model
    def _get_charts(self, options, tables):
        """
        :param tables: those of `_get_tables`
        :return: list of dicts of key, title and svg (a picture of tools.chart)
        """
        return []

    @api.model
    def _get_own_filters(self, options):
        """Filters beside those of dates.

        :return: list of dicts of name, label, kind (select or check), value, and for
            a select choices, a list of (value, label)
        """
        return []

    @api.model
    def _read_own_options(self, given):
        """What the own filters were given, understood.

        :return: dict of plain data
        """
        return {}

    @api.model
    def _get_buttons(self, options):
        """Buttons beside Print and Export, see `press`.

        :return: list of dicts of name and label
        """
        return []

    @api.model
    def _press(self, name, options):
        """What a button does.

        :param options: as `_read_options` returns them
        :return: an action
        """
        raise UserError(self.env._("There is no such button. Open the report anew."))

    # ------------------------------------------------------------------
    # What shows it
    # ------------------------------------------------------------------

    @api.model
    @api.readonly
    def get_report(self, options=None):
        """What the screen shows.

        :param options: dict, see the class
        :return: dict of plain data: title, subtitle, options (as understood), filters,
            buttons, xlsx (the action of its workbook), message (why there are no
            figures, or ""), tables and charts. A cell has text, and opens: the records
            behind it
        :raise AccessError: the user may not read these figures
        """
        figures = self._get_figures(options)
        return {
            **figures,
            "options": self._write_options(figures["options"]),
            "filters": self._get_filters(figures["options"]),
            "xlsx": self._report_xlsx,
            "buttons": self._get_buttons(figures["options"]),
            "tables": [self._prepare_table(table) for table in figures["tables"]],
        }

    @api.model
    def press(self, name, options=None):
        """Do what a button of the screen says.

        :param name: of the button, see `_get_buttons`
        :param options: dict, see the class
        :return: an action
        :raise AccessError: the user may not read these figures
        """
        self._check_reader()
        return self._press(name, self._read_options(options or {}))

    @api.model
    def _get_figures(self, options=None):
        """The report before any format.

        :return: dict of title, subtitle, options, message, tables and charts
        """
        self._check_reader()
        options = self._read_options(options or {})
        message = self._get_obstacle(options)
        tables = [] if message else self._get_tables(options)
        return {
            "title": self._get_title(),
            "subtitle": self._get_subtitle(options),
            "options": options,
            "message": message,
            "tables": tables,
            "charts": self._get_charts(options, tables) if tables else [],
        }

    @api.model
    def _check_reader(self):
        if not self.env.su and not self.env.user.has_groups(
            ",".join(self._report_groups)
        ):
            raise AccessError(
                self.env._(
                    "“%(report)s” is not among the figures that you may read. Ask the "
                    "treasurer of the association for it.",
                    report=self._get_title(),
                )
            )

    @api.model
    def _get_subtitle(self, options):
        return self._get_period_label(options["periods"][0])
