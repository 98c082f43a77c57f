# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Local currency: territories and groups",
    "summary": "Territories, communes, local groups and roles of a local currency",
    "version": "19.0.1.0.0",
    "development_status": "Beta",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Local Currency",
    "depends": ["base", "mail"],
    "data": [
        "security/lcc_base_groups.xml",
        "views/lcc_base_menus.xml",
    ],
}
