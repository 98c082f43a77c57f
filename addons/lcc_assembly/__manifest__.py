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
        "report/lcc_paper_parts.xml",
        "report/lcc_session_notice_templates.xml",
        "report/lcc_session_attendance_templates.xml",
        "report/lcc_session_minutes_templates.xml",
        "report/lcc_session_control_templates.xml",
        "data/mail_template_notice.xml",
        "views/lcc_assembly_views.xml",
        "views/lcc_mandate_views.xml",
        "views/lcc_session_views.xml",
        "views/lcc_session_item_views.xml",
        "views/lcc_vote_views.xml",
        "views/lcc_assembly_menus.xml",
    ],
    "demo": ["demo/lcc_assembly_demo.xml"],
    "assets": {
        "report_weasyprint.assets_paper": ["lcc_assembly/static/src/css/*.css"],
    },
    "assets": {
        "web.assets_backend": ["lcc_assembly/static/src/session_live/**/*"],
        "web.assets_tests": ["lcc_assembly/static/tests/tours/**/*"],
        "web.assets_unit_tests": [
            "lcc_assembly/static/tests/**/*",
            ("remove", "lcc_assembly/static/tests/tours/**/*"),
        ],
    },
    "demo": [],
    "application": True,
}
