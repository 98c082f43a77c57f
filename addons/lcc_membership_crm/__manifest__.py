# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Local currency: applications for membership",
    "summary": "Professionals, associations and communes that ask to join, from the "
    "first contact to the signed convention",
    "version": "19.0.1.0.0",
    "development_status": "Beta",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Accounting/Local currency",
    "depends": ["lcc_membership", "crm", "agreement"],
    "data": [
        "security/lcc_membership_crm_rules.xml",
        "data/agreement_data.xml",
        "data/crm_data.xml",
        "views/crm_team_views.xml",
        "views/crm_lead_views.xml",
        "views/lcc_application_views.xml",
        "views/agreement_views.xml",
        "views/res_partner_views.xml",
        "views/lcc_membership_crm_menus.xml",
    ],
    "demo": ["demo/crm_lead_demo.xml"],
    "assets": {
        "web.assets_tests": ["lcc_membership_crm/static/tests/tours/**/*"],
    },
    "uninstall_hook": "uninstall_hook",
    "auto_install": ["lcc_membership", "crm"],
}
