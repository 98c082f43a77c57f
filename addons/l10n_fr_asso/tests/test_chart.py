# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).

from collections import Counter

from odoo import Command
from odoo.tests import tagged

from odoo.addons.account.tests.common import AccountTestInvoicingCommon
from odoo.addons.l10n_fr_asso import uninstall_hook

CODES = """
    102000 102100 102200 102300 102400 103200 103400 105100 105200 108000 108100 108900
    163100 191000 194000 195000 196000 204000 240000 461000 463300 463400 466000 467100
    467200 468100 512500 512600 531800 623000 657000 657100 657200 689100 689400 689500
    689600 706300 707300 730000 753000 754000 754100 754110 754120 754200 754300 755000
    755100 755200 758800 756000 756100 756200 789100 789400 789500 789600 860000 861000
    862000 864000 870000 871000 875000
""".split()

# code, English, French, type, reconcilable
SAMPLE = [
    (
        "102000",
        "Own funds without right of recovery",
        "Fonds propres sans droit de reprise",
        "equity",
        False,
    ),
    (
        "108000",
        "Expendable endowments",
        "Dotations consomptibles",
        "equity",
        False,
    ),
    (
        "194000",
        "Dedicated funds from operating grants",
        "Fonds dédiés sur subventions d'exploitation",
        "liability_non_current",
        False,
    ),
    (
        "204000",
        "Temporary gifts of usufruct",
        "Donations temporaires d'usufruit",
        "asset_fixed",
        False,
    ),
    (
        "461000",
        "Receivables from bequests or donations",
        "Créances reçues par legs ou donations",
        "asset_current",
        True,
    ),
    (
        "463300",
        "Coupons in circulation",
        "Coupons en circulation",
        "liability_current",
        False,
    ),
    (
        "463400",
        "Digital units in circulation",
        "Unités numériques en circulation",
        "liability_current",
        False,
    ),
    ("467100", "Sundry debtors", "Débiteurs divers", "asset_receivable", True),
    ("467200", "Sundry creditors", "Créditeurs divers", "liability_payable", True),
    (
        "468100",
        "Expenses of volunteers",
        "Frais des bénévoles",
        "liability_current",
        True,
    ),
    (
        "512500",
        "Guarantee fund - Coupons",
        "Fonds de garantie - Coupons",
        "asset_cash",
        False,
    ),
    ("531800", "Coupon till", "Caisse de coupons", "asset_cash", False),
    ("657000", "Financial aid", "Aides financières", "expense", False),
    (
        "657100",
        "Financial aid granted",
        "Aides financières octroyées",
        "expense",
        False,
    ),
    ("730000", "Public contributions", "Concours publics", "income", False),
    (
        "753000",
        "Payments by the founders or use of the endowment",
        "Versements des fondateurs ou consommation de la dotation",
        "income",
        False,
    ),
    (
        "754000",
        "Resources of public generosity",
        "Ressources liées à la générosité du public",
        "income",
        False,
    ),
    (
        "754120",
        "Expenses waived by volunteers",
        "Abandons de frais par les bénévoles",
        "income",
        False,
    ),
    (
        "755100",
        "Financial contributions of other bodies",
        "Contributions financières d'autres organismes",
        "income",
        False,
    ),
    (
        "756100",
        "Membership dues without consideration",
        "Cotisations sans contrepartie",
        "income",
        False,
    ),
    (
        "758800",
        "Other sundry operating income",
        "Autres produits divers de gestion courante",
        "income",
        False,
    ),
    (
        "789600",
        "Use of dedicated funds from resources of public generosity",
        "Utilisations des fonds dédiés sur ressources liées à la générosité du public",
        "income",
        False,
    ),
    ("864000", "Volunteer staff", "Personnel bénévole", "expense_other", False),
    ("875000", "Volunteering", "Bénévolat", "income_other", False),
]


@tagged("post_install", "-at_install")
class TestChart(AccountTestInvoicingCommon):
    @classmethod
    @AccountTestInvoicingCommon.setup_chart_template("fr_asso")
    @AccountTestInvoicingCommon.setup_country("fr")
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.env["account.chart.template"]._load_translations(
            langs=["fr_FR"], companies=cls.env.company
        )
        cls.charts = cls.env["account.chart.template"]

    def _get_accounts(self, *codes):
        accounts = self.env["account.account"].search([("code", "in", codes)])
        return accounts.sorted(lambda account: codes.index(account.code))

    def _post(self, *lines):
        move = self.env["account.move"].create(
            {
                "move_type": "entry",
                "line_ids": [
                    Command.create(
                        {
                            "account_id": self._get_accounts(code).id,
                            "debit": debit,
                            "credit": credit,
                            "partner_id": self.partner_a.id,
                        }
                    )
                    for code, debit, credit in lines
                ],
            }
        )
        move.action_post()
        return move

    def test_accounts_are_there_once(self):
        accounts = self.env["account.account"].search([])
        count = Counter(accounts.mapped("code"))
        self.assertEqual({code: count[code] for code in CODES}, dict.fromkeys(CODES, 1))

    def test_labels_and_types(self):
        for code, english, french, account_type, reconcile in SAMPLE:
            with self.subTest(code=code):
                account = self._get_accounts(code)
                self.assertEqual(account.with_context(lang="en_US").name, english)
                self.assertEqual(account.with_context(lang="fr_FR").name, french)
                self.assertEqual(account.account_type, account_type)
                self.assertEqual(account.reconcile, reconcile)

    def test_every_account_of_ours_is_named_in_french(self):
        for account in self._get_accounts(*CODES):
            names = account.get_field_translations("name")[0]
            french = [name["value"] for name in names if name["lang"] == "fr_FR"]
            self.assertTrue(french and french[0], account.code)

    def test_template_has_no_code_twice(self):
        rows = self.charts._parse_csv("fr_asso", "account.account").values()
        count = Counter(row["code"].ljust(6, "0") for row in rows)
        self.assertEqual([code for code, times in count.items() if times > 1], [])
        groups = self.charts._parse_csv("fr_asso", "account.group").values()
        count = Counter(row["code_prefix_start"] for row in groups)
        self.assertEqual([code for code, times in count.items() if times > 1], [])

    def test_codes_shared_with_the_parent_keep_their_identifier(self):
        for xmlid, code in [
            ("pcg_102", "102000"),
            ("pcg_108", "108000"),
            ("pcg_657", "657000"),
            ("pcg_753", "753000"),
            ("pcg_754", "754000"),
            ("pcg_7551", "755100"),
            ("pcg_7588", "758800"),
        ]:
            self.assertEqual(self.charts.ref(xmlid), self._get_accounts(code))

    def test_accounts_that_other_addons_need(self):
        for xmlid, code in [
            ("pcg_2718", "271800"),
            ("pcg_4633", "463300"),
            ("pcg_467", "467000"),
            ("pcg_5112", "511200"),
            ("pcg_5121", "512100"),
            ("pcg_53_account", "530000"),
            ("pcg_623_account", "623000"),
            ("pcg_658", "658000"),
            ("pcg_706", "706000"),
            ("pcg_758", "758000"),
        ]:
            self.assertEqual(self.charts.ref(xmlid).code, code)
        self.assertTrue(self.charts.ref("pcg_467").reconcile)
        self.assertTrue(self.charts.ref("pcg_5112").reconcile)

    def test_groups(self):
        self.env["account.group"].search([])
        for code, name in [
            ("754110", "Dons manuels"),
            ("755200", "Contributions financières"),
            ("756100", "Cotisations"),
            ("864000", "Emplois des contributions volontaires en nature"),
        ]:
            account = self._get_accounts(code)
            self.assertEqual(account.group_id.with_context(lang="fr_FR").name, name)

    def test_template_takes_the_rest_from_the_parent(self):
        ours = self.charts._get_chart_template_data("fr_asso")
        parent = self.charts._get_chart_template_data("fr")
        for model in (
            "account.tax",
            "account.tax.group",
            "account.fiscal.position",
            "account.journal",
        ):
            self.assertTrue(parent[model])
            self.assertEqual(ours[model], parent[model])
        self.assertEqual(ours["template_data"]["code_digits"], 6)
        self.assertLess(set(parent["account.account"]), set(ours["account.account"]))
        relabelled = {
            xmlid
            for xmlid, values in parent["account.account"].items()
            if values != ours["account.account"][xmlid]
        }
        self.assertEqual(
            relabelled,
            {
                "pcg_102",
                "pcg_108",
                "pcg_657",
                "pcg_753",
                "pcg_754",
                "pcg_7551",
                "pcg_7588",
            },
        )

    def test_taxes_positions_and_journals_are_loaded(self):
        # Fresh ones: the test class adds taxes of its own to the main company.
        association = self._create_company(name="Association")
        parent = self._create_company(name="Company")
        self.charts.try_loading("fr", parent, install_demo=False)

        def describe(company):
            taxes = self.env["account.tax"].with_context(active_test=False)
            return sorted(
                (
                    tax.name,
                    tax.type_tax_use,
                    tax.tax_scope or "",
                    tax.amount,
                    sorted(tax.repartition_line_ids.tag_ids.mapped("name")),
                    sorted(
                        tax.repartition_line_ids.account_id.with_company(
                            company
                        ).mapped("code")
                    ),
                )
                for tax in taxes.search([("company_id", "=", company.id)])
            )

        taxes = describe(association)
        self.assertEqual(taxes, describe(parent))
        self.assertTrue(any(tax[4] for tax in taxes))
        for model in ("account.fiscal.position", "account.journal"):
            names = [
                sorted(
                    self.env[model]
                    .with_context(active_test=False)
                    .search([("company_id", "=", company.id)])
                    .mapped("name")
                )
                for company in (association, parent)
            ]
            self.assertTrue(names[0])
            self.assertEqual(names[0], names[1])
        self.assertEqual(association.account_fiscal_country_id.code, "FR")
        self.assertEqual(association.currency_id.name, "EUR")

    def test_offered_and_never_guessed(self):
        france = self.env.ref("base.fr")
        codes = [code for code, _name in self.charts._select_chart_template(france)]
        self.assertIn("fr_asso", codes)
        self.assertEqual(self.charts._guess_chart_template(france), "fr")
        no_country = self.env["res.country"]
        self.assertNotEqual(self.charts._guess_chart_template(no_country), "fr_asso")
        # An install loads a module's chart on the first company by its country only.
        module = self.env["ir.module.module"]._get("l10n_fr_asso")
        self.assertFalse(module.account_templates["fr_asso"]["country_id"])

    def test_name_of_the_chart_in_french(self):
        module = self.env["ir.module.module"]._get("l10n_fr_asso")
        module.invalidate_recordset(["account_templates"])
        templates = module.with_context(lang="fr_FR").account_templates
        self.assertEqual(templates["fr_asso"]["name"], "🇫🇷 France - Associations")

    def test_loading_twice_changes_nothing(self):
        accounts = self.env["account.account"].search([])
        before = accounts.read(["code", "name", "account_type", "reconcile"])
        taxes = self.env["account.tax"].search([])
        self.charts.try_loading("fr_asso", self.env.company, install_demo=False)
        self.assertEqual(self.env["account.account"].search([]), accounts)
        self.assertEqual(
            accounts.read(["code", "name", "account_type", "reconcile"]), before
        )
        self.assertEqual(self.env["account.tax"].search([]), taxes)

    def test_replaces_the_parent_on_a_company_without_entries(self):
        company = self._create_company(name="Young association")
        self.charts.try_loading("fr", company, install_demo=False)
        self.charts.try_loading("fr_asso", company, install_demo=False)
        accounts = self.env["account.account"].with_company(company)
        accounts = accounts.search([("company_ids", "in", company.ids)])
        count = Counter(accounts.mapped("code"))
        self.assertEqual({code: count[code] for code in CODES}, dict.fromkeys(CODES, 1))

    def test_entry_of_dues(self):
        move = self._post(("530000", 20, 0), ("756100", 0, 20))
        self.assertEqual(move.state, "posted")

    def test_entry_of_an_exchange(self):
        self._post(("530000", 50, 0), ("463300", 0, 50))
        self._post(("463300", 10, 0), ("512500", 0, 10))
        coupons = self._get_accounts("463300")
        self.assertEqual(coupons.current_balance, -40)
        self.assertFalse(coupons.reconcile)

    def test_counter_owes_by_partner_and_settles(self):
        owed = self._post(("467100", 50, 0), ("463300", 0, 50))
        paid = self._post(("512100", 50, 0), ("467100", 0, 50))
        lines = (owed + paid).line_ids.filtered(
            lambda line: line.account_id.code == "467100"
        )
        self.assertEqual(lines.partner_id, self.partner_a)
        lines.reconcile()
        self.assertEqual(lines.mapped("reconciled"), [True, True])

    def test_voluntary_contributions_leave_the_result_alone(self):
        move = self._post(("864000", 1500, 0), ("875000", 0, 1500))
        self.assertEqual(
            set(move.line_ids.account_id.mapped("internal_group")),
            {"expense", "income"},
        )
        self.assertEqual(
            set(move.line_ids.account_id.mapped("include_initial_balance")), {False}
        )
        self.assertEqual(sum(move.line_ids.mapped("balance")), 0)

    def test_coupon_till_and_fund_have_their_journals(self):
        for journal_type, code in (("cash", "531800"), ("bank", "512500")):
            account = self._get_accounts(code)
            journal = self.env["account.journal"].create(
                {
                    "name": account.name,
                    "code": f"T{journal_type}"[:5],
                    "type": journal_type,
                    "default_account_id": account.id,
                }
            )
            self.assertEqual(journal.default_account_id, account)
            line = journal.inbound_payment_method_line_ids[:1]
            line.payment_account_id = account
            self.assertEqual(line.payment_account_id, account)

    def test_uninstall_leaves_the_accounts(self):
        accounts = self.env["account.account"].search([])
        names = accounts.mapped("name")
        uninstall_hook(self.env)
        self.assertEqual(self.env.company.chart_template, "fr")
        self.assertEqual(self.env["account.account"].search([]), accounts)
        self.assertEqual(accounts.mapped("name"), names)
