# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def _lcc_compose(self, records):
        """A letter made of this template, to read over before it is sent."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send by e-mail"),
            "res_model": "mail.compose.message",
            "view_mode": "form",
            "target": "new",
            "context": {
                "default_model": records._name,
                "default_res_ids": records.ids,
                "default_template_id": self.id,
                "default_composition_mode": (
                    "comment" if len(records) == 1 else "mass_mail"
                ),
            },
        }
