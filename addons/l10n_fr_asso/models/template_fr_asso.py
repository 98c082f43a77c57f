# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models

from odoo.addons.account.models.chart_template import template


class AccountChartTemplate(models.AbstractModel):
    _inherit = "account.chart.template"

    @template("fr_asso")
    def _get_fr_asso_template_data(self):
        return {
            "name": self.env._("🇫🇷 France - Associations"),
            "parent": "fr",
            # Without this, French companies are offered this chart before fr.
            "country": None,
        }

    def _parse_csv(self, template_code, model, module=None):
        """Lay the rows of ``fr_asso`` over those of ``fr``, column by column.

        The core looks for the rows of all ancestors in one module; those of
        ``fr`` live in another one than ours.
        """
        rows = super()._parse_csv(template_code, model, module)
        if template_code != "fr_asso" or module:
            return rows
        merged = super()._parse_csv("fr", model)
        for xmlid, values in rows.items():
            merged[xmlid].update(values)
        return merged

    def _deref_account_tags(self, template_code, tax_data):
        # The chart names no country: its tax tags are those of fr.
        if template_code == "fr_asso":
            template_code = "fr"
        return super()._deref_account_tags(template_code, tax_data)

    def _l10n_fr_asso_get_accounts(self):
        """Return the accounts that ``fr_asso`` adds to ``fr`` or names otherwise.

        :return: {template xmlid: values}, names in English and ``name@fr``
        """
        return self._parse_csv("fr_asso", "account.account", module="l10n_fr_asso")
