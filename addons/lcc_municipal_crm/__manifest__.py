# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Local currency: communes that apply for membership",
    "summary": "The pipeline of communes and their follow-up tell the same",
    "version": "19.0.1.1.0",
    "development_status": "Beta",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Local Currency",
    "depends": ["lcc_municipal", "lcc_membership_crm"],
    "data": ["views/lcc_municipal_follow_up_views.xml"],
    "demo": ["demo/lcc_convention_demo.xml"],
    "auto_install": True,
}
