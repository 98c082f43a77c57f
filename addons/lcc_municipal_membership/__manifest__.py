# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Local currency: dues of communes",
    "summary": "The follow-up of communes tells their dues, by population",
    "version": "19.0.1.0.0",
    "development_status": "Beta",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Local Currency",
    "depends": ["lcc_municipal", "lcc_membership"],
    "auto_install": True,
}
