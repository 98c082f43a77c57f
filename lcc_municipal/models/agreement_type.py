# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

from ..tools import convention_law as law

KINDS = [
    (law.ADHESION, "Adhesion of a commune or grouping"),
    (law.MANDATE, "Mandate to collect receipts"),
    (law.TILL, "Acceptance by a till (régie)"),
    (law.CREDITOR, "Mandate of a creditor to receive"),
]


class AgreementType(models.Model):
    _inherit = "agreement.type"

    name = fields.Char(translate=True)
    lcc_kind = fields.Selection(
        KINDS,
        string="Convention of the local currency",
        help="It says what the law asks for before signature. Empty for other "
        "agreements.",
    )
