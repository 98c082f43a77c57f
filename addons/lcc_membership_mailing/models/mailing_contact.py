# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class MailingContact(models.Model):
    _inherit = "mailing.contact"
    _lcc_copied_from = "lcc_partner_id"  # see lcc_membership/models/base.py

    lcc_partner_id = fields.Many2one(
        "res.partner",
        string="Member",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        readonly=True,
        help="The member of the local currency for whom this contact was made. Name "
        "and address follow the member's.",
    )
