# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Local currency: mailing lists of members",
    "summary": "Mailing lists by type, territory and local group, kept up to date",
    "version": "19.0.1.0.0",
    "development_status": "Beta",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Accounting/Local currency",
    "depends": ["lcc_membership", "mass_mailing"],
    "data": [
        "security/lcc_membership_mailing_rules.xml",
        "data/ir_cron_data.xml",
        "views/mailing_list_views.xml",
    ],
    "auto_install": True,
}
