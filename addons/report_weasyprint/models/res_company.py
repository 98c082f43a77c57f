# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class ResCompany(models.Model):
    _inherit = "res.company"

    def _get_paper_registrations(self):
        """Registrations printed in the head and foot of papers.

        Extend it to add those of other registers.

        :return: list of (label, number), as those of its partner
        """
        self.ensure_one()
        return self.partner_id._get_paper_registrations()
