# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import ValidationError


class MailTemplate(models.Model):
    _inherit = "mail.template"

    def _lcc_check_writes_about(self, model):
        """Refuse templates that would read, or attach, documents of another kind.

        A job renders them with all rights, and any employee may write a template.
        """
        # reports are read by few
        for template in self.sudo():
            reports = template.report_template_ids
            if {template.model, *reports.mapped("model")} != {model}:
                raise ValidationError(
                    self.env._(
                        "The mail %(template)s, or a document attached to it, is not "
                        "about “%(model)s”: choose another one.",
                        template=template.name,
                        model=self.env["ir.model"]._get(model).name,
                    )
                )

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
