# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Local currency: councils and conventions",
    "summary": "Deliberations, register, transmission, open data, conventions",
    "version": "19.0.1.0.0",
    "development_status": "Beta",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Local Currency",
    "depends": ["lcc_assembly", "agreement"],
    "data": [
        "security/ir.model.access.csv",
        "security/lcc_municipal_rules.xml",
        "data/lcc.act.matter.csv",
        "views/lcc_act_matter_views.xml",
        "views/lcc_assembly_views.xml",
        "views/lcc_deliberation_template_views.xml",
        "views/lcc_deliberation_views.xml",
        "views/lcc_session_views.xml",
        "views/lcc_municipal_menus.xml",
    ],
    "demo": [
        "demo/lcc_session_demo.xml",
        "demo/lcc.deliberation.csv",
        "demo/lcc_deliberation_demo.xml",
    ],
    "application": True,
}
