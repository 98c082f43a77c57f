# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from . import demo, models


def uninstall_hook(env):
    """Leave companies on the parent chart: every account, tax and journal stays."""
    companies = env["res.company"].search([("chart_template", "=", "fr_asso")])
    companies.chart_template = "fr"
