# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Local currency: public bodies that pay and take it",
    "summary": "Indemnities, salaries and subsidies paid in local currency on a "
    "mandate; units that tills took",
    "version": "19.0.1.0.0",
    "development_status": "Beta",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Accounting/Local currency",
    "depends": ["lcc_municipal", "lcc_currency"],
    "data": [
        "security/ir.model.access.csv",
        "security/lcc_payment_rules.xml",
        "report/lcc_payment_reports.xml",
        "report/lcc_convention_statement_templates.xml",
        "report/lcc_indemnity_statement_templates.xml",
        "wizards/lcc_creditor_handover_views.xml",
        "wizards/lcc_convention_statement_views.xml",
        "views/lcc_creditor_month_views.xml",
        "views/lcc_creditor_receipt_views.xml",
        "views/lcc_currency_views.xml",
        "views/lcc_indemnity_statement_views.xml",
        "views/lcc_operation_views.xml",
        "views/lcc_till_intake_views.xml",
        "views/agreement_views.xml",
        "views/res_partner_views.xml",
        "views/lcc_municipal_currency_menus.xml",
    ],
    "demo": [
        "demo/lcc_payment_demo.xml",
        "demo/lcc_association_demo.xml",
    ],
    "post_init_hook": "post_init_hook",
    "auto_install": True,
}
