# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
{
    "name": "Local currency: coupons and guarantee fund",
    "summary": "Coupons from print run to destruction, in double entry, tied to the "
    "books and to the guarantee fund",
    "version": "19.0.1.0.0",
    "license": "AGPL-3",
    "author": "LCC suite contributors",
    "category": "Accounting/Local currency",
    "depends": [
        "lcc_base",
        "account",
        "l10n_fr_asso",
        "report_weasyprint",
        "report_xlsx",
    ],
    "data": [
        "security/lcc_currency_rules.xml",
        "security/ir.model.access.csv",
    ],
    "application": True,
    "development_status": "Beta",
}
