# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import csv
from datetime import date
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ..tools import assembly_law as law

CASES = Path(__file__).parent / "law"


def day_of(text):
    return date.fromisoformat(text) if text else None


@tagged("post_install", "-at_install")
class TestLaw(BaseCase):
    """Cases of the law, one a line in the folder `law`, each with its article."""

    def _cases(self, name):
        with (CASES / f"{name}.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertGreater(len(rows), 5)
        return rows

    def test_notices(self):
        for row in self._cases("notices"):
            with self.subTest(row["case"], article=row["article"]):
                session, sent = day_of(row["session"]), day_of(row["sent"])
                rules = law.rules_of(row["rules"], session)
                days = law.days_of_notice(rules, sent, session)
                self.assertEqual(days, int(row["days"]))
                due = law.days_due(
                    rules, row["urgent"] == "yes", row["second"] == "yes"
                )
                self.assertEqual(days >= due, row["enough"] == "yes")

    def test_quorums(self):
        for row in self._cases("quorums"):
            with self.subTest(row["case"], article=row["article"]):
                day = day_of(row["session"])
                rules = law.rules_of(row["rules"], day)
                roll = law.call_roll(rules, day, self._prepare_places(row))
                self.assertEqual(
                    law.quorum_of(rules, len(roll.in_office)), int(row["quorum"])
                )
                is_reached = law.has_quorum(rules, roll, row["second"] == "yes")
                self.assertEqual(is_reached, row["reached"] == "yes")

    def _prepare_places(self, row):
        """Members by number; the first ones are present, the last give proxies."""
        in_office, present, proxies, interested, representatives = (
            int(row[name])
            for name in (
                "in_office",
                "present",
                "proxies",
                "interested",
                "representatives",
            )
        )
        places = {}
        for key in range(in_office):
            is_present = key < present
            aside = None
            if key < interested:
                aside = law.INTEREST
            elif key < interested + representatives:
                aside = law.REPRESENTATIVE
            holder = present - 1 - (in_office - 1 - key)
            gives = key >= in_office - proxies and not is_present
            places[key] = law.Place(is_present, holder if gives else None, aside)
        return places

    def test_majorities(self):
        for row in self._cases("majorities"):
            with self.subTest(row["case"], article=row["article"]):
                count = law.Count(
                    int(row["in_favour"]),
                    int(row["against"]),
                    int(row["abstentions"]),
                    int(row["blank"]),
                )
                self.assertEqual(law.missing_votes(count, int(row["voters"])), 0)
                outcome = law.decide(
                    count,
                    row["majority"],
                    chair=row["chair"] or None,
                    voters=int(row["voters"]),
                )
                self.assertEqual(outcome, row["outcome"])

    def test_elections(self):
        for row in self._cases("elections"):
            with self.subTest(row["case"], article=row["article"]):
                words = row["voices"].split()
                voices = dict(zip(words[::2], map(int, words[1::2]), strict=True))
                elected = law.elect(
                    voices, int(row["ballot"]), row["eldest_first"].split()
                )
                self.assertEqual(elected or "", row["elected"])

    def test_deadlines(self):
        for row in self._cases("deadlines"):
            with self.subTest(row["case"], article=row["article"]):
                self.assertEqual(
                    law.list_due(day_of(row["session"])), day_of(row["list_due"])
                )
                executory = law.executory_on(
                    day_of(row["published"]),
                    day_of(row["transmitted"]),
                    row["transmissible"] == "yes",
                )
                self.assertEqual(executory, day_of(row["executory"]))
