# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Reports printed by WeasyPrint",
    "summary": "A PDF engine chosen per report, with a paper layout and PDF/A",
    "version": "19.0.1.0.1",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Technical",
    "development_status": "Beta",
    # WeasyPrint is no external dependency here, on purpose: without it everything
    # works but printing, which says what to install. The wheel requires it
    # (pyproject.toml).
    "depends": ["web"],
    "data": [
        "views/ir_actions_report_views.xml",
        "views/paper_templates.xml",
    ],
    "assets": {
        "web.assets_backend": [
            "report_weasyprint/static/src/reports/**/*.js",
        ],
        "web.assets_unit_tests": [
            "report_weasyprint/static/tests/**/*.test.js",
        ],
        # Plain CSS only: printed and previewed as it is, without compilation.
        "report_weasyprint.assets_paper": [
            "report_weasyprint/static/src/css/paper.css",
        ],
    },
}
