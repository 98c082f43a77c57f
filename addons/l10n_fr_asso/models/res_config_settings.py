# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import api, fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    l10n_fr_asso_missing_count = fields.Integer(
        string="Missing Accounts of Associations",
        compute="_compute_l10n_fr_asso_missing_count",
        help="How many accounts of associations the company's French chart lacks.",
    )

    @api.depends("company_id")
    def _compute_l10n_fr_asso_missing_count(self):
        for settings in self:
            missing = settings.company_id._l10n_fr_asso_get_missing_accounts()
            settings.l10n_fr_asso_missing_count = len(missing)

    def action_l10n_fr_asso_add_accounts(self):
        """Add what is missing, show it, and name the codes that were taken."""
        accounts = self.company_id._l10n_fr_asso_add_accounts()
        others = self.company_id._l10n_fr_asso_get_accounts_named_otherwise()
        message = self.env._("%(count)s accounts were added.", count=len(accounts))
        if others:
            message = self.env._(
                "%(count)s accounts were added. These existed already and keep their"
                " name: %(accounts)s.",
                count=len(accounts),
                accounts=", ".join(f"{other.code} {other.name}" for other in others),
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "sticky": True,
                "message": message,
                "next": {
                    "type": "ir.actions.act_window",
                    "name": self.env._("Accounts of associations"),
                    "res_model": "account.account",
                    "views": [(False, "list"), (False, "form")],
                    "domain": [("id", "in", accounts.ids)],
                },
            },
        }
