# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Local currency: statements and assembly pack",
    "summary": "Income statement, balance sheet, situation of the currency and the "
    "report to the general assembly, on screen, in PDF and xlsx",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Accounting/Local currency",
    "depends": [
        "l10n_fr_account",
        "lcc_assembly",
        "lcc_currency_membership",
        "lcc_municipal_currency",
        "mis_builder_budget",
        "report_weasyprint",
        "report_xlsx",
    ],
    "data": [
        "security/lcc_assembly_pack_rules.xml",
        "security/lcc_reports_rules.xml",
        "security/ir.model.access.csv",
        "data/ir_cron_pack.xml",
        "data/date_range_type_data.xml",
        "data/mis.report.style.csv",
        "data/mis.report.csv",
        "data/mis.report.kpi.csv",
        "report/lcc_reports.xml",
        "report/lcc_report_templates.xml",
        "wizards/l10n_fr_fec_export_wizard_views.xml",
        "report/lcc_assembly_pack_templates.xml",
        "views/lcc_statement_heading_views.xml",
        "views/lcc_neutralised_item_views.xml",
        "views/lcc_reports_menus.xml",
        "views/lcc_assembly_pack_views.xml",
        "views/lcc_usage_table_views.xml",
    ],
    "demo": [
        "demo/lcc_statement_heading_demo.xml",
        "demo/lcc_assembly_pack_demo.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "lcc_reports/static/src/**/*.js",
            "lcc_reports/static/src/**/*.xml",
            "lcc_reports/static/src/**/*.scss",
        ],
        "report_weasyprint.assets_paper": ["lcc_reports/static/src/css/*.css"],
    },
    "application": True,
    "development_status": "Beta",
}
