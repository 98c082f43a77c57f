# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from unittest import SkipTest

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    """The association of the demo is ready for the addons that tell its story."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref(
            "l10n_fr_asso.pyrene_company", raise_if_not_found=False
        )
        if not cls.company:
            raise SkipTest("The association of the demo is not installed.")
        cls.env = cls.env(
            context=dict(cls.env.context, allowed_company_ids=cls.company.ids)
        )

    def _get_journal(self, name):
        charts = self.env["account.chart.template"].with_company(self.company)
        return charts.ref(f"pyrene_{name}")

    def test_chart(self):
        self.assertEqual(self.company.chart_template, "fr_asso")

    def test_journals(self):
        journals = [self._get_journal(name) for name in ("bank", "fund", "cash")]
        self.assertEqual(
            [(j.code, j.type, j.default_account_id.code) for j in journals],
            [
                ("CM", "bank", "512110"),
                ("NEF", "bank", "512500"),
                ("CAI", "cash", "530000"),
            ],
        )

    def test_dues_have_their_journal(self):
        journal = self._get_journal("dues")
        self.assertEqual((journal.code, journal.type), ("ADH", "sale"))
        self.assertEqual(journal.default_account_id.code, "756100")

    def test_means_of_payment(self):
        means = self._get_journal("bank").inbound_payment_method_line_ids
        self.assertEqual(
            {line.name: line.payment_account_id.code for line in means},
            {"Virement": "512110", "Chèque": "511200"},
        )

    def test_administrator_may_look(self):
        admin = self.env.ref("base.user_admin")
        self.assertIn(self.company, admin.company_ids)
