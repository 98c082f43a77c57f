# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class MailingMailing(models.Model):
    _inherit = "mailing.mailing"

    def _get_recipients(self):
        """Lists of members are those of the moment when the mailing is sent."""
        self.contact_list_ids._lcc_sync()
        return super()._get_recipients()
