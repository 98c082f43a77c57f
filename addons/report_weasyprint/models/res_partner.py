# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import re

from odoo import models

from ..tools.typography import group_siret

FORMATS = {"SIRET": r"(\d\s*){14}", "RNA": r"W\w{9}"}


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _get_paper_registrations(self):
        """Registrations printed in the head and foot of a paper that a contact issues.

        :return: list of (label, number); the company registry is told from its form:
            14 digits for a SIRET, W and nine more for the register of associations
        """
        self.ensure_one()
        number = (self.company_registry or "").strip()
        if not number:
            return []
        for label, pattern in FORMATS.items():
            if re.fullmatch(pattern, number):
                return [(label, group_siret(number))]
        return [(self.company_registry_label, number)]
