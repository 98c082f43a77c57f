# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user, tagged

from odoo.addons.account.tests.common import AccountTestInvoicingCommon

TABLES = (
    "account_account",
    "account_account_account_tag",
    "account_account_res_company_rel",
    "account_fiscal_position",
    "account_group",
    "account_journal",
    "account_tax",
    "account_tax_repartition_line",
    "res_company",
)


@tagged("post_install", "-at_install")
class TestAddAccounts(AccountTestInvoicingCommon):
    @classmethod
    @AccountTestInvoicingCommon.setup_chart_template("fr")
    @AccountTestInvoicingCommon.setup_country("fr")
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.env["account.chart.template"]._load_translations(
            langs=["fr_FR"], companies=cls.env.company
        )
        cls.company = cls.env.company
        cls.other = cls._create_company(name="Other company")
        cls.manager = cls._create_user("asso_manager", "account.group_account_manager")

    @classmethod
    def _create_user(cls, login, group, company=None):
        company = company or cls.company
        return new_test_user(
            cls.env,
            login=login,
            groups=f"base.group_user,{group}",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )

    def _add(self, user=None, company=None):
        company = (company or self.company).with_user(user or self.manager)
        return company._l10n_fr_asso_add_accounts()

    def _snapshot(self):
        """Return every row of the accounting setup, as the database holds it."""
        self.env.flush_all()
        rows = {}
        for table in TABLES:
            self.cr.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t')
            rows[table] = {row for (row,) in self.cr.fetchall()}
        return rows

    def test_adds_what_is_missing_and_touches_nothing_else(self):
        before = self._snapshot()
        accounts = self._add()
        after = self._snapshot()
        # 65 accounts of associations, 7 of them with a code that fr has already
        self.assertEqual(len(accounts), 58)
        for table in TABLES:
            self.assertEqual(before[table] - after[table], set(), table)
        grown = {table for table in TABLES if after[table] - before[table]}
        self.assertEqual(
            grown,
            {
                "account_account",
                "account_account_account_tag",
                "account_account_res_company_rel",
            },
        )
        self.assertEqual(len(after["account_account"] - before["account_account"]), 58)
        self.assertEqual(accounts.company_ids, self.company)

    def test_second_call_adds_nothing(self):
        self._add()
        before = self._snapshot()
        self.assertFalse(self._add())
        self.assertEqual(self._snapshot(), before)

    def test_added_account(self):
        self._add()
        account = self.env.ref(f"account.{self.company.id}_pcg_4633")
        self.assertEqual(account.code, "463300")
        self.assertEqual(account.account_type, "liability_current")
        self.assertEqual(
            account.with_context(lang="en_US").name, "Coupons in circulation"
        )
        self.assertEqual(
            account.with_context(lang="fr_FR").name, "Coupons en circulation"
        )

    def test_added_by_a_french_speaker(self):
        self.manager.lang = "fr_FR"
        company = self.company.with_context(lang="fr_FR")
        self._add(company=company)
        account = self.env.ref(f"account.{self.company.id}_pcg_7561")
        self.assertEqual(
            account.with_context(lang="en_US").name,
            "Membership dues without consideration",
        )
        self.assertEqual(
            account.with_context(lang="fr_FR").name, "Cotisations sans contrepartie"
        )

    def test_a_code_in_use_is_kept_whatever_its_length(self):
        own = self.env["account.account"].create(
            {
                "name": "Coupons of the valley",
                "code": "46330000",
                "account_type": "liability_current",
            }
        )
        archived = self.env["account.account"].create(
            {
                "name": "Dues",
                "code": "756",
                "account_type": "income",
                "active": False,
            }
        )
        accounts = self._add()
        self.assertEqual(len(accounts), 56)
        self.assertNotIn("463300", accounts.mapped("code"))
        self.assertNotIn("756000", accounts.mapped("code"))
        self.assertEqual(own.name, "Coupons of the valley")
        self.assertFalse(archived.active)

    def test_an_account_given_another_code_is_not_missing(self):
        self._add()
        account = self.env.ref(f"account.{self.company.id}_pcg_4633")
        account.code = "463310"
        self.assertFalse(self._add())
        self.assertEqual(account.code, "463310")

    def test_one_company_only(self):
        self._add()
        self.assertEqual(len(self.other._l10n_fr_asso_get_missing_accounts()), 58)

    def test_a_company_on_the_chart_misses_nothing(self):
        self.env["account.chart.template"].try_loading(
            "fr_asso", self.other, install_demo=False
        )
        self.assertFalse(self.other._l10n_fr_asso_get_missing_accounts())

    def test_a_branch_adds_to_its_main_company(self):
        branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        accounts = branch.sudo()._l10n_fr_asso_add_accounts()
        self.assertEqual(len(accounts), 58)
        self.assertEqual(accounts.company_ids, self.company)

    def test_another_chart_is_refused(self):
        self.other.chart_template = "generic_coa"
        self.assertEqual(self.other._l10n_fr_asso_get_missing_accounts(), {})
        with self.assertRaisesRegex(UserError, "does not use the French chart"):
            self.other.sudo()._l10n_fr_asso_add_accounts()

    def test_access(self):
        for group in (
            "base.group_user",
            "account.group_account_readonly",
            "account.group_account_invoice",
            "account.group_account_user",
        ):
            user = self._create_user(f"asso_{group}", group)
            with self.subTest(group=group), self.assertRaises(AccessError):
                self._add(user)
        stranger = self._create_user(
            "asso_stranger", "account.group_account_manager", self.other
        )
        with self.assertRaises(AccessError):
            self._add(stranger)
        self.assertEqual(len(self.company._l10n_fr_asso_get_missing_accounts()), 58)

    def test_settings(self):
        admin = self._create_user(
            "asso_admin", "account.group_account_manager,base.group_system"
        )
        admin.lang = "fr_FR"
        Settings = self.env["res.config.settings"].with_user(admin)
        Settings = Settings.with_context(lang="fr_FR").with_company(self.company)
        form = Form(Settings)
        self.assertEqual(form.l10n_fr_asso_missing_count, 58)
        action = form.save().action_l10n_fr_asso_add_accounts()
        self.assertEqual(
            action["params"]["message"],
            "58 comptes ont été ajoutés. Ceux-ci existaient déjà et gardent leur"
            " intitulé\N{NO-BREAK SPACE}: 102000 Fonds fiduciaires, 108000 Compte de"
            " l'exploitant,"
            " 657000 Valeurs comptables des immobilisations incorporelles et"
            " corporelles cédées, 753000 Rémunérations de l’activité des"
            " administrateurs et des gérants, 754000 Ristournes perçues des"
            " coopératives (provenant des excédents), 755100 Quote-part de perte"
            " transférée (comptabilité du gérant), 758800 Opérations de constitution"
            " ou liquidation des fiducies.",
        )
        added = self.env["account.account"].search(action["params"]["next"]["domain"])
        self.assertEqual(len(added), 58)
        self.assertEqual(Form(Settings).l10n_fr_asso_missing_count, 0)
