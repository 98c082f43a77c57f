# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class AccountJournal(models.Model):
    _inherit = "account.journal"

    lcc_till_ids = fields.One2many(
        "lcc.place",
        "journal_id",
        string="Till of coupons",
        context={"active_test": False},
        groups="lcc_base.group_lcc_auditor",
        help="Payments on this journal are made in coupons of that till.",
    )
