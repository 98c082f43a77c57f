# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import TransactionCase, tagged

ADDRESS = "(unassigned 1) No address"
OUTSIDE = "(unassigned 2) Address outside the territories"


@tagged("post_install", "-at_install")
class TestDuesAnalysisDemo(TransactionCase):
    """The table as the general assembly of 2021 printed it, and its bridge.

    Printed otherwise: the average of a row without members (0.0, here blank), the total
    of 2020 by rows (2,322), and shares of 2021 that add up to 100.2.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.env.ref(
            "lcc_membership.pyrene_association", raise_if_not_found=False
        ):
            cls.skipTest(cls, "The demo data is not loaded")
        company = cls.env.ref("l10n_fr_asso.pyrene_company")
        cls.env = cls.env(
            context={
                **cls.env.context,
                "lang": "en_US",
                "allowed_company_ids": company.ids,
            }
        )

    def _read_table(self, year):
        table = self.env["lcc.dues.table"].get_table(years=[2020, 2021])
        index = table["years"].index(year)
        names = ("members", "amount_whole", "share", "average")
        return [
            (row["label"], *(row["cells"][index][name] for name in names))
            for row in [*table["rows"], table["total"]]
        ]

    def test_table_of_2020(self):
        self.assertEqual(
            self._read_table(2020),
            [
                (ADDRESS, 0, 0, 0.0, None),
                (OUTSIDE, 14, 124, 9.3, 8.9),
                ("Haut Salat, Massatois", 28, 290, 18.7, 10.3),
                ("Haute Ariège", 4, 40, 2.7, 10.0),
                ("Mirepoix, Pays d'Olmes", 22, 671, 14.7, 30.5),
                ("Pays de Foix", 14, 320, 9.3, 22.9),
                ("Portes d'Ariège", 8, 125, 5.3, 15.6),
                ("St-Gironnais, Castillonnais", 33, 444, 22.0, 13.5),
                ("Volvestre, Séronnais, Azilois", 27, 308, 18.0, 11.4),
                ("Total", 150, 2321, 100.0, 15.5),
            ],
        )

    def test_table_of_2021(self):
        self.assertEqual(
            self._read_table(2021),
            [
                (ADDRESS, 1, 10, 0.7, 10.0),
                (OUTSIDE, 3, 35, 2.0, 11.7),
                ("Haut Salat, Massatois", 12, 165, 7.9, 13.8),
                ("Haute Ariège", 5, 124, 3.3, 24.8),
                ("Mirepoix, Pays d'Olmes", 46, 688, 30.3, 15.0),
                ("Pays de Foix", 31, 997, 20.4, 32.2),
                ("Portes d'Ariège", 3, 86, 2.0, 28.7),
                ("St-Gironnais, Castillonnais", 17, 414, 11.2, 24.4),
                ("Volvestre, Séronnais, Azilois", 34, 494, 22.4, 14.5),
                ("Total", 152, 3013, 100.0, 19.8),
            ],
        )

    def _read_bridge(self, year, date_to):
        bridge = self.env["lcc.dues.bridge"].get_bridge(
            year, f"{year}-01-01", f"{year}-{date_to}"
        )
        self.assertEqual(bridge["unexplained"], 0)
        items = {item["key"]: item["amount"] for item in bridge["items"]}
        return bridge["table"], items, bridge["balance"]

    def test_bridge_of_2020(self):
        self.assertEqual(
            self._read_bridge(2020, "12-31"), (2321.4, {"other_year": 50.2}, 2371.6)
        )

    def test_bridge_of_nine_months_of_2021(self):
        self.assertEqual(
            self._read_bridge(2021, "09-30"), (3013.0, {"after": -666.0}, 2347.0)
        )
