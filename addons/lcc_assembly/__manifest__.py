# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Local currency: assemblies",
    "summary": "Bodies, mandates, sessions, presence, proxies and votes",
    "version": "19.0.1.0.0",
    "development_status": "Beta",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Local Currency",
    "depends": ["lcc_base", "report_weasyprint"],
    "data": [
        "security/lcc_assembly_groups.xml",
        "security/ir.model.access.csv",
        "security/lcc_assembly_rules.xml",
        "report/lcc_session_reports.xml",
        "report/lcc_session_notice_templates.xml",
        "data/mail_template_notice.xml",
        "views/lcc_assembly_views.xml",
        "views/lcc_mandate_views.xml",
        "views/lcc_session_views.xml",
        "views/lcc_session_item_views.xml",
        "views/lcc_vote_views.xml",
        "views/lcc_assembly_menus.xml",
    ],
    "demo": ["demo/lcc_assembly_demo.xml"],
    "application": True,
}
