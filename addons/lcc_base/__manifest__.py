# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Local currency: territories and groups",
    "summary": "Territories, communes, local groups and roles of a local currency",
    "version": "19.0.1.2.0",
    "development_status": "Beta",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Local Currency",
    "depends": ["base", "mail"],
    "external_dependencies": {"python": ["openpyxl"]},
    "data": [
        "security/lcc_base_groups.xml",
        "security/ir.model.access.csv",
        "security/lcc_base_rules.xml",
        "wizards/lcc_commune_import_views.xml",
        "views/lcc_territory_views.xml",
        "views/lcc_commune_views.xml",
        "views/lcc_epci_views.xml",
        "views/lcc_local_group_views.xml",
        "views/res_partner_views.xml",
        "views/res_users_views.xml",
        "views/lcc_base_menus.xml",
    ],
    "demo": [
        "demo/lcc_territory_demo.xml",
        "demo/lcc_commune_demo.xml",
        "demo/lcc_local_group_demo.xml",
        "demo/res.partner.csv",
        "demo/res_users_demo.xml",
    ],
    "assets": {
        "web.assets_backend": ["lcc_base/static/src/**/*"],
        "web.assets_unit_tests": ["lcc_base/static/tests/**/*"],
    },
}
