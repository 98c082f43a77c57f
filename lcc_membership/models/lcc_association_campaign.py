# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccAssociation(models.Model):
    _inherit = "lcc.association"

    dues_payment_text = fields.Html(
        string="How to pay dues",
        translate=True,
        help="Printed on calls for dues and written in their mails: to whom to make a "
        "cheque out, where to pay in cash, a page for payments on line. The bank "
        "account of the company is given without it.",
    )
