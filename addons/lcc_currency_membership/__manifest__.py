# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Local currency: members at the counters",
    "summary": "Dues taken at a counter, in euros or in coupons; exchanges for members "
    "only",
    "version": "19.0.1.0.0",
    "development_status": "Beta",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Accounting/Local currency",
    "depends": ["lcc_currency", "lcc_membership"],
    "data": [
        "security/ir.model.access.csv",
        "views/lcc_currency_views.xml",
        "views/lcc_place_views.xml",
        "wizards/lcc_dues_payment_views.xml",
    ],
    "demo": ["demo/lcc_currency_membership_demo.xml"],
    "auto_install": True,
}
