# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class MailingSubscription(models.Model):
    _inherit = "mailing.subscription"

    lcc_is_automatic = fields.Boolean(
        string="By membership",
        readonly=True,
        help="Made because the member fits the list, and taken away when it does no "
        "longer. What is subscribed by hand stays.",
    )
