# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

{
    "name": "France - Associations",
    "summary": "Chart of accounts of French associations (regulation ANC 2018-06)",
    "version": "19.0.1.1.0",
    "development_status": "Beta",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    # The category by which Odoo recognises addons that bring a chart template
    "category": "Accounting/Localizations/Account Charts",
    "countries": ["fr"],
    "depends": ["account", "l10n_fr_account"],
    "data": ["views/res_config_settings_views.xml"],
    "demo": ["demo/res_company_demo.xml"],
    "uninstall_hook": "uninstall_hook",
}
