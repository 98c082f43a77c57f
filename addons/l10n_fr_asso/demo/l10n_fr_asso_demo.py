# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, models

RESULTS = {
    "110014": "Résultat 2014",
    "110015": "Résultat 2015",
    "119016": "Résultat 2016",
    "110017": "Résultat 2017",
    "110018": "Résultat 2018",
    "110019": "Résultat 2019",
    "110020": "Résultat 2020",
    "120019": "Résultat de l'exercice 2019",
    "120020": "Résultat de l'exercice 2020",
}


class L10nFrAssoDemo(models.AbstractModel):
    """Founds the association of the demo, for the addons that tell its story.

    Called by the demo files only.
    """

    _name = "l10n_fr_asso.demo"
    _description = "Demo Association"

    @api.model
    def _load_chart(self, company_id):
        """Give the company its chart, its banks and its means of payment."""
        company = self.env["res.company"].browse(company_id)
        if self._forget_entries(company):
            company.chart_template = False
        charts = self.env["account.chart.template"].with_company(company)
        # try_loading() warns while addons are being installed, as they are now.
        charts._load("fr_asso", company, install_demo=False)
        bank = charts.ref("bank")
        unused = bank.default_account_id
        bank.unlink()
        unused.unlink()
        charts._load_data(
            {
                "account.account": {
                    f"pyrene_{code}": values
                    for code, values in self._get_account_vals().items()
                },
                "account.journal": self._get_journal_vals(),
            }
        )
        self._load_dues_journal(company)

    @api.model
    def _load_dues_journal(self, company):
        charts = self.env["account.chart.template"].with_company(company)
        charts._load_data(
            {
                "account.journal": {
                    "pyrene_dues": {
                        "name": "Adhésions et dons",
                        "code": "ADH",
                        "type": "sale",
                        "default_account_id": "pcg_7561",
                        "sequence": 10,
                        "show_on_dashboard": True,
                    },
                }
            }
        )

    @api.model
    def _forget_entries(self, company, domain=()):
        """Start afresh where the addon was uninstalled: Odoo keeps the books then.

        :param domain: which of the company's entries the addon has made
        :return: whether there were any
        """
        moves = self.env["account.move"].search(
            [("company_id", "=", company.id), *domain]
        )
        if moves:
            moves.button_draft()
            moves.with_context(force_delete=True).unlink()
        return bool(moves)

    @api.model
    def _get_account_vals(self):
        return {
            "512110": {
                "code": "512110",
                "name": "Crédit Mutuel",
                "account_type": "asset_cash",
            },
            **{
                code: {"code": code, "name": name, "account_type": "equity"}
                for code, name in RESULTS.items()
            },
        }

    @api.model
    def _get_journal_vals(self):
        return {
            "pyrene_bank": {
                "name": "Crédit Mutuel",
                "code": "CM",
                "type": "bank",
                "default_account_id": "pyrene_512110",
                "inbound_payment_method_line_ids": [
                    self._prepare_means("in", "Virement", "pyrene_512110"),
                    self._prepare_means("in", "Chèque", "pcg_5112"),
                ],
                "outbound_payment_method_line_ids": [
                    self._prepare_means("out", "Virement", "pyrene_512110"),
                ],
                "sequence": 6,
                "show_on_dashboard": True,
            },
            "pyrene_fund": {
                "name": "NEF, fonds de garantie",
                "code": "NEF",
                "type": "bank",
                "default_account_id": "pcg_5125",
                "inbound_payment_method_line_ids": [
                    self._prepare_means("in", "Virement", "pcg_5125"),
                ],
                "outbound_payment_method_line_ids": [
                    self._prepare_means("out", "Virement", "pcg_5125"),
                ],
                "sequence": 7,
                "show_on_dashboard": True,
            },
            "pyrene_cash": {
                "name": "Caisse",
                "code": "CAI",
                "type": "cash",
                "default_account_id": "pcg_53_account",
                "inbound_payment_method_line_ids": [
                    self._prepare_means("in", "Espèces", "pcg_53_account"),
                ],
                "outbound_payment_method_line_ids": [
                    self._prepare_means("out", "Espèces", "pcg_53_account"),
                ],
                "sequence": 8,
                "show_on_dashboard": True,
            },
        }

    @api.model
    def _prepare_means(self, way, name, account):
        return Command.create(
            {
                "name": name,
                "payment_method_id": f"account.account_payment_method_manual_{way}",
                "payment_account_id": account,
            }
        )
