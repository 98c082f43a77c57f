# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import models
from odoo.exceptions import AccessError, UserError


class ResCompany(models.Model):
    _inherit = "res.company"

    def _l10n_fr_asso_get_accounts_by_code(self):
        """Return the company's accounts, archived ones too, by significant code.

        463300, 4633 and 46330000 are one code: companies choose their own length.
        """
        # Codes are only compared: whoever asks need not be an accountant.
        Account = self.env["account.account"].sudo().with_company(self)
        accounts = Account.with_context(active_test=False).search(
            Account._check_company_domain(self)
        )
        return {
            account.code.rstrip("0"): account for account in accounts if account.code
        }

    def _l10n_fr_asso_get_missing_accounts(self):
        """Return the accounts of associations that a company on a French chart lacks.

        :return: {template xmlid: values}, empty on any other chart
        """
        self.ensure_one()
        # Templates are the system's: nothing is written here.
        charts = self.env["account.chart.template"].sudo().with_company(self)
        if "fr" not in charts._get_parent_template(self.chart_template):
            return {}
        present = self._l10n_fr_asso_get_accounts_by_code()
        return {
            xmlid: values
            for xmlid, values in charts._l10n_fr_asso_get_accounts().items()
            if values["code"].rstrip("0") not in present
            # The account was given another code: it is theirs, not missing.
            and not charts.ref(xmlid, raise_if_not_found=False)
        }

    def _l10n_fr_asso_get_accounts_named_otherwise(self):
        """Return the accounts with a code of associations and another name."""
        self.ensure_one()
        present = self._l10n_fr_asso_get_accounts_by_code()
        accounts = self.env["account.account"]
        charts = self.env["account.chart.template"]
        for values in charts._l10n_fr_asso_get_accounts().values():
            account = present.get(values["code"].rstrip("0"), accounts)
            if account and account.name not in (values["name"], values["name@fr"]):
                accounts |= account
        return accounts

    def _l10n_fr_asso_add_accounts(self):
        """Create the accounts of associations that the company's books lack.

        Nothing that exists is written; a second call creates nothing. The accounts
        of a branch are those of its main company.

        :return: the new accounts
        :raise AccessError: for anyone but an accounting administrator of the company
        :raise UserError: when the company is not on a French chart
        """
        self.ensure_one()
        company = self.root_id
        company._l10n_fr_asso_check_add_accounts()
        missing = company._l10n_fr_asso_get_missing_accounts()
        if not missing:
            return self.env["account.account"]
        # Creating their external identifiers takes more rights than an accountant has.
        charts = self.env["account.chart.template"].sudo().with_company(company)
        data = {"account.account": missing}
        accounts = charts.with_context(tracking_disable=True)._load_data(data)[
            "account.account"
        ]
        langs = [code for code, _name in self.env["res.lang"].get_installed()]
        for account, values in zip(accounts, missing.values(), strict=True):
            names = {
                lang: charts._get_field_translation(values, "name", lang)
                for lang in langs
            }
            account.update_field_translations(
                "name", {lang: name for lang, name in names.items() if name}
            )
        return accounts.with_env(self.env)

    def _l10n_fr_asso_check_add_accounts(self):
        self.check_access("read")
        is_manager = self.env.user.has_group("account.group_account_manager")
        if not (self.env.su or is_manager):
            raise AccessError(
                self.env._(
                    "Only an accounting administrator can add the accounts of"
                    " associations."
                )
            )
        charts = self.env["account.chart.template"]
        if "fr" not in charts._get_parent_template(self.chart_template):
            raise UserError(
                self.env._(
                    "%(company)s does not use the French chart of accounts. Choose the"
                    " chart of associations in the accounting settings instead.",
                    company=self.display_name,
                )
            )
