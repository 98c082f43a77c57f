# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    """The demo's dues are those of the printed table and of the books."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.ref(
            "l10n_fr_asso.pyrene_company", raise_if_not_found=False
        )
        if not cls.env.ref(
            "lcc_membership.pyrene_association", raise_if_not_found=False
        ):
            cls.skipTest(cls, "The demo data is not loaded")

    def _table(self, year):
        """Paid dues of a year: {territory: (members, amount)}."""
        groups = self.env["membership.membership_line"]._read_group(
            [
                ("company_id", "=", self.company.id),
                ("lcc_year", "=", year),
                ("state", "=", "paid"),
            ],
            ["lcc_territory_id"],
            ["partner_id:count_distinct", "lcc_amount_paid:sum"],
        )
        return {
            territory.name or "": (count, round(amount))
            for territory, count, amount in groups
        }

    def test_table_of_2020(self):
        self.assertEqual(
            self._table(2020),
            {
                "": (14, 124),
                "Haut Salat, Massatois": (28, 290),
                "Haute Ariège": (4, 40),
                "Mirepoix, Pays d'Olmes": (22, 671),
                "Pays de Foix": (14, 320),
                "Portes d'Ariège": (8, 125),
                "St-Gironnais, Castillonnais": (33, 444),
                "Volvestre, Séronnais, Azilois": (27, 308),
            },
        )

    def test_table_of_2021(self):
        self.assertEqual(
            self._table(2021),
            {
                "": (4, 45),
                "Haut Salat, Massatois": (12, 165),
                "Haute Ariège": (5, 124),
                "Mirepoix, Pays d'Olmes": (46, 688),
                "Pays de Foix": (31, 997),
                "Portes d'Ariège": (3, 86),
                "St-Gironnais, Castillonnais": (17, 414),
                "Volvestre, Séronnais, Azilois": (34, 494),
            },
        )

    def test_unassigned_are_told_apart(self):
        lines = self.env["membership.membership_line"].search(
            [
                ("company_id", "=", self.company.id),
                ("lcc_year", "=", 2021),
                ("lcc_territory_id", "=", False),
            ]
        )
        gaps = sorted(lines.partner_id.mapped("lcc_territory_gap"))
        self.assertEqual(len(gaps), 4)
        self.assertEqual(gaps.count("address"), 1)

    def _dues_in_books(self, start, end):
        # codes of accounts are those of the company at work
        items = (
            self.env["account.move.line"]
            .with_company(self.company)
            .search(
                [
                    ("company_id", "=", self.company.id),
                    ("account_id.code", "=like", "756%"),
                    ("parent_state", "=", "posted"),
                    ("date", ">=", start),
                    ("date", "<=", end),
                ]
            )
        )
        return round(-sum(items.mapped("balance")), 2)

    def test_dues_in_the_books(self):
        first, last = date(2020, 1, 1), date(2020, 12, 31)
        self.assertEqual(self._dues_in_books(first, last), 2371.60)
        first, last = date(2021, 1, 1), date(2021, 9, 30)
        self.assertEqual(self._dues_in_books(first, last), 2347.00)
        first, last = date(2021, 10, 1), date(2021, 12, 31)
        self.assertEqual(self._dues_in_books(first, last), 666.00)
