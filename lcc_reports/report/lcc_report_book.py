# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError


class LccReportBook(models.AbstractModel):
    """The reports that the addon knows, in the order of its menus."""

    _name = "lcc.report.book"
    _description = "Reports of the local currency"

    @api.model
    def _get_report_models(self):
        """Names of the models of reports."""
        return [
            "lcc.report.income",
            "lcc.report.balance",
            "lcc.report.cash",
            "lcc.report.accounts",
            "lcc.report.situation",
            "lcc.report.fund",
            "lcc.report.circulation",
            "lcc.report.dues",
            "lcc.report.members",
            "lcc.report.public",
            "lcc.report.entries",
            "lcc.report.year.end",
        ]

    @api.model
    def _get_asked_report(self, data):
        """The report that the data of a print ask for.

        :param data: dict of model (its name) and options
        :raise UserError: there is no such report
        """
        name = (data or {}).get("model")
        if name not in self._get_report_models():
            raise UserError(self.env._("There is no such report. Open it by its menu."))
        return self.env[name]
