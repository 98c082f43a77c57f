# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import csv
from collections import Counter, defaultdict
from decimal import ROUND_HALF_UP, Decimal

from odoo.tests import BaseCase
from odoo.tools import file_open

FOLDER = "lcc_membership/demo/"
NO_ADDRESS, OUTSIDE = "no address", "outside the territories"
# Communes of the demo of lcc_base.
TERRITORIES = {
    "Massat": "Haut Salat, Massatois",
    "Seix": "Haut Salat, Massatois",
    "Oust": "Haut Salat, Massatois",
    "Ax-les-Thermes": "Haute Ariège",
    "Tarascon-sur-Ariège": "Haute Ariège",
    "Mirepoix": "Mirepoix, Pays d'Olmes",
    "Lavelanet": "Mirepoix, Pays d'Olmes",
    "Laroque-d'Olmes": "Mirepoix, Pays d'Olmes",
    "Foix": "Pays de Foix",
    "Varilhes": "Pays de Foix",
    "Pamiers": "Portes d'Ariège",
    "Saverdun": "Portes d'Ariège",
    "Mazères": "Portes d'Ariège",
    "Saint-Girons": "St-Gironnais, Castillonnais",
    "Castillon-en-Couserans": "St-Gironnais, Castillonnais",
    "Moulis": "St-Gironnais, Castillonnais",
    "Le Mas-d'Azil": "Volvestre, Séronnais, Azilois",
    "La Bastide-de-Sérou": "Volvestre, Séronnais, Azilois",
    "Montesquieu-Volvestre": "Volvestre, Séronnais, Azilois",
    "Cazères": "Volvestre, Séronnais, Azilois",
    "": NO_ADDRESS,
}
CHOSEN_BY_HAND = {"lcc_base.lcc_territory_volvestre": "Volvestre, Séronnais, Azilois"}
MOVED = "moved from "


def printed(number, places="1"):
    return str(Decimal(number).quantize(Decimal(places), ROUND_HALF_UP))


def read(name):
    with file_open(FOLDER + name) as file:
        return list(csv.DictReader(file))


class TestDemoFiles(BaseCase):
    """The files of the demo give what the association of the Pyrène printed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.members = {row["xmlid"]: row for row in read("pyrene_members.csv")}
        cls.dues = read("pyrene_dues.csv")
        cls.moves = {
            row["member"]: row for row in cls.dues if row["note"].startswith(MOVED)
        }

    def _get_territory(self, row):
        """Territory on the day of the dues: that of the former address before."""
        member = self.members[row["member"]]
        city = member["city"]
        move = self.moves.get(row["member"])
        if move and row["date_paid"] < move["date_paid"]:
            city = move["note"].removeprefix(MOVED).partition(" ")[2]
        if member["territory_set_by_hand"]:
            return CHOSEN_BY_HAND[member["territory"]]
        return TERRITORIES.get(city, OUTSIDE)

    def _get_table(self, year):
        """Territory: members, euros, share and average, as they are printed."""
        amounts = defaultdict(Decimal)
        members = defaultdict(set)
        for row in self.dues:
            if row["year"] == year:
                territory = self._get_territory(row)
                amounts[territory] += Decimal(row["amount"])
                members[territory].add(row["member"])
        total = sum(map(len, members.values()))
        return {
            territory: (
                len(members[territory]),
                printed(amount),
                printed(Decimal(100 * len(members[territory])) / total, "0.1"),
                printed(amount / len(members[territory]), "0.1"),
            )
            for territory, amount in amounts.items()
        }

    def _get_total(self, domain):
        return sum(Decimal(row["amount"]) for row in self.dues if domain(row))

    def test_table_2020(self):
        self.assertEqual(
            self._get_table("2020"),
            {
                OUTSIDE: (14, "124", "9.3", "8.9"),
                "Haut Salat, Massatois": (28, "290", "18.7", "10.3"),
                "Haute Ariège": (4, "40", "2.7", "10.0"),
                "Mirepoix, Pays d'Olmes": (22, "671", "14.7", "30.5"),
                "Pays de Foix": (14, "320", "9.3", "22.9"),
                "Portes d'Ariège": (8, "125", "5.3", "15.6"),
                "St-Gironnais, Castillonnais": (33, "444", "22.0", "13.5"),
                "Volvestre, Séronnais, Azilois": (27, "308", "18.0", "11.4"),
            },
        )
        total = self._get_total(lambda row: row["year"] == "2020")
        self.assertEqual(total, Decimal("2321.40"))
        self.assertEqual(printed(total / 150, "0.1"), "15.5")

    def test_table_2021(self):
        self.assertEqual(
            self._get_table("2021"),
            {
                NO_ADDRESS: (1, "10", "0.7", "10.0"),
                OUTSIDE: (3, "35", "2.0", "11.7"),
                "Haut Salat, Massatois": (12, "165", "7.9", "13.8"),
                "Haute Ariège": (5, "124", "3.3", "24.8"),
                "Mirepoix, Pays d'Olmes": (46, "688", "30.3", "15.0"),
                "Pays de Foix": (31, "997", "20.4", "32.2"),
                "Portes d'Ariège": (3, "86", "2.0", "28.7"),
                "St-Gironnais, Castillonnais": (17, "414", "11.2", "24.4"),
                "Volvestre, Séronnais, Azilois": (34, "494", "22.4", "14.5"),
            },
        )
        total = self._get_total(lambda row: row["year"] == "2021")
        self.assertEqual(total, Decimal("3013.00"))
        self.assertEqual(printed(total / 152, "0.1"), "19.8")

    def test_one_due_by_member_and_year(self):
        counts = Counter((row["member"], row["year"]) for row in self.dues)
        self.assertEqual(set(counts.values()), {1})
        years = Counter(row["year"] for row in self.dues)
        self.assertEqual(years, {"2019": 4, "2020": 150, "2021": 152})

    def test_months_are_those_of_the_books(self):
        """Account 756 as in lcc_currency's demo, transfers and coupons together."""
        months = defaultdict(Decimal)
        for row in self.dues:
            months[row["date_paid"][:7]] += Decimal(row["amount"])
        self.assertEqual(
            {month: str(amount) for month, amount in months.items()},
            {
                "2020-01": "645.00",  # 620 + 25 in coupons
                "2020-02": "330.00",  # 310 + 20
                "2020-03": "160.00",  # 145 + 15
                "2020-04": "40.00",
                "2020-05": "85.00",
                "2020-06": "220.00",  # 190 + 30
                "2020-07": "160.00",
                "2020-08": "120.00",
                "2020-09": "240.00",  # 215 + 25
                "2020-10": "175.00",  # 150 + 25
                "2020-11": "46.60",
                "2020-12": "150.00",
                "2021-01": "570.00",  # 540 + 30
                "2021-02": "365.00",
                "2021-03": "260.00",  # 240 + 20
                "2021-04": "190.00",
                "2021-05": "200.00",  # 175 + 25
                "2021-06": "235.00",
                "2021-07": "192.00",  # 172 + 20
                "2021-08": "110.00",
                "2021-09": "225.00",  # 200 + 25
                "2021-10": "306.00",
                "2021-11": "220.00",
                "2021-12": "140.00",
            },
        )

    def test_bridge_to_the_books(self):
        early, end = "2020-12-31", "2021-09-30"
        self.assertEqual(
            self._get_total(lambda row: row["date_paid"] <= early), Decimal("2371.60")
        )
        self.assertEqual(
            self._get_total(lambda row: early < row["date_paid"] <= end),
            Decimal("2347.00"),
        )
        late = [row for row in self.dues if row["year"] == "2019"]
        self.assertEqual(sum(Decimal(row["amount"]) for row in late), Decimal("50.20"))
        self.assertEqual({row["date_paid"][:7] for row in late}, {"2020-01", "2020-02"})
        self.assertEqual(
            self._get_total(lambda row: row["date_paid"] > end), Decimal("666.00")
        )

    def test_means(self):
        """Coupons are the till receipts of lcc_currency; all else comes by the bank."""
        coupons = {
            (row["date_paid"], row["member"][-9:], row["amount"])
            for row in self.dues
            if row["means"] == "coupons"
        }
        self.assertEqual(
            coupons,
            {
                ("2020-01-22", "person_03", "25.00"),
                ("2020-02-14", "person_12", "20.00"),
                ("2020-03-06", "person_20", "15.00"),
                ("2020-06-19", "person_08", "30.00"),
                ("2020-09-11", "person_25", "25.00"),
                ("2020-10-09", "person_16", "25.00"),
                ("2021-01-20", "person_05", "30.00"),
                ("2021-03-19", "person_21", "20.00"),
                ("2021-05-28", "person_13", "25.00"),
                ("2021-07-09", "person_23", "20.00"),
                ("2021-09-10", "person_09", "25.00"),
            },
        )
        others = {row["means"] for row in self.dues if row["date_paid"] <= "2021-09-30"}
        self.assertEqual(others, {"coupons", "transfer"})

    def test_gifts_are_those_of_the_books(self):
        gifts = {
            (row["date_paid"], row["gift"])
            for row in self.dues
            if row["gift"] and row["date_paid"] <= "2021-09-30"
        }
        self.assertEqual(gifts, {("2020-06-15", "15.00"), ("2020-12-12", "25.00")})

    def test_members(self):
        kinds = Counter(member["kind"] for member in self.members.values())
        self.assertEqual(
            kinds,
            {
                "person": 173,
                "professional": 30,
                "association": 9,
                "commune": 6,
                "grouping": 2,
            },
        )
        paid = defaultdict(list)
        for row in self.dues:
            paid[row["member"]].append(row["date_paid"])
        self.assertEqual(set(paid), set(self.members))
        for xmlid, member in self.members.items():
            self.assertLessEqual(member["entry_date"], min(paid[xmlid]), xmlid)
            if member["withdrawal_date"]:
                self.assertGreater(member["withdrawal_date"], max(paid[xmlid]), xmlid)
        reasons = Counter(
            member["withdrawal_reason"]
            for member in self.members.values()
            if member["withdrawal_date"]
        )
        self.assertEqual(
            reasons, {"moved": 1, "death": 1, "resignation": 1, "closure": 2}
        )

    def test_a_member_moved(self):
        (move,) = self.moves.values()
        dues = [row for row in self.dues if row["member"] == move["member"]]
        self.assertEqual(
            {row["year"]: self._get_territory(row) for row in dues},
            {"2020": "St-Gironnais, Castillonnais", "2021": "Pays de Foix"},
        )
