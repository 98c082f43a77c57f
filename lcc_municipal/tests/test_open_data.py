# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
from datetime import date
from pathlib import Path

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .common import LccMunicipalCase

SCDL = Path(__file__).parent / "scdl"


class OpenDataCase(LccMunicipalCase):
    """The session of Loix, closed, with what open data wants."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commune.company_registry = "211 999 990 00016"
        cls.council.prefecture_code = "PREF017"

    def _close_session(self):
        """Close the session, then tell what happened to the first deliberation."""
        deliberations = self._enter_agenda()
        for deliberation in deliberations.filtered("budget"):
            is_of_2024 = deliberation.name.endswith("2024")
            deliberation.budget_year = "2024" if is_of_2024 else "2023"
        self._hold_session(deliberations)
        self.session.action_close()
        deliberations[0].write(
            {
                "date_transmitted": date(2024, 4, 18),
                "url": "https://testisle.example/012-24.pdf",
            }
        )
        return deliberations

    def _enter_two(self):
        """Two deliberations, and nothing else to vote."""
        return self.env["lcc.deliberation"].create(
            [
                {
                    "item_id": self.session.item_ids[0].id,
                    "name": name,
                    "matter_id": self._matter("7.5").id,
                }
                for name in ("The first", "The second")
            ]
        )

    def _create_export(self, content="deliberations", **vals):
        return (
            self.env["lcc.open.data.export"]
            .with_user(self.clerk)
            .create(
                {
                    "content": content,
                    "assembly_id": self.council.id,
                    "date_from": date(2024, 1, 1),
                    "date_to": date(2024, 12, 31),
                    "is_published_only": False,
                    **vals,
                }
            )
        )

    def _download(self, export):
        action = export.action_export()
        self.assertEqual(action["type"], "ir.actions.act_url")
        return base64.b64decode(export.file)

    def _publish(self):
        self.session.write({"state": "published"})


@tagged("post_install", "-at_install")
class TestOpenDataOfDeliberations(OpenDataCase):
    def test_loix(self):
        self._close_session()
        export = self._create_export()
        self.assertEqual((export.row_count, export.problems), (22, False))
        expected = (SCDL / "loix_deliberations.csv").read_text(encoding="utf-8")
        found = self._download(export).decode()
        self.assertEqual(found.splitlines(), expected.splitlines())
        self.assertEqual(export.file_name, "deliberations-2024-01-01-2024-12-31.csv")

    def test_published_only(self):
        self._close_session()
        export = self._create_export(is_published_only=True)
        self.assertEqual(export.row_count, 0)
        with self._refused(UserError, "another period"):
            export.action_export()
        self._publish()
        export.invalidate_recordset()
        self.assertEqual(export.row_count, 22)

    def test_published_acts(self):
        """An act is public from its own publication, as on its page."""
        deliberations = self._close_session()
        export = self._create_export(is_published_only=True)
        deliberations[3].date_published = "2024-04-19"
        export.invalidate_recordset()
        self.assertEqual(export.row_count, 1)
        text = self._download(export).decode()
        self.assertIn(deliberations[3].number, text)
        self.assertIn(f"/councils/deliberations/{deliberations[3].id}", text)

    def test_period(self):
        self._close_session()
        for day, count in (("2024-04-15", 0), ("2024-04-16", 22)):
            export = self._create_export(date_to=day)
            self.assertEqual(export.row_count, count)

    def test_wrong_counts(self):
        deliberations = self._close_session()
        deliberations.flush_recordset()
        self.env.cr.execute(
            "UPDATE lcc_vote SET in_favour = 14 WHERE id = %s",
            [deliberations[1].vote_id.id],
        )
        deliberations.vote_id.invalidate_recordset()
        export = self._create_export()
        wrong = "013/24: 14 votes are told, 13 members may vote"
        with self._refused(UserError, wrong):
            export.action_export()
        self.assertFalse(export.file, "nothing is half exported")
        self.assertIn("14 votes are told, 13 members", export.problems)
        self.assertIn(f"/odoo/deliberations/{deliberations[1].id}'", export.problems)

    def test_counts_set_aside(self):
        """As printed in Loix: 14 votes where 13 members may vote."""
        first, second = self._enter_two()
        self._open()
        self._give(12, 1)
        self._give(13, 2)
        first.in_favour = 14
        first.action_done()
        second.action_unanimous()
        with self._refused(UserError, "14 votes are told"):
            self.session.action_close()
        self.env["lcc.session.override"].create(
            {
                "session_id": self.session.id,
                "check": "count",
                "reason": "As the minutes tell it",
            }
        )
        self.session.action_close()
        content = self._download(self._create_export()).decode()
        self.assertIn(",14,14,14,0,0,", content)

    def test_more_votes_than_members(self):
        """Nobody sets that aside."""
        deliberations = self._close_session()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE lcc_vote SET in_favour = 15, voter_count = 15 WHERE id = %s",
            [deliberations[1].vote_id.id],
        )
        with self._refused(UserError, "15 votes are told, 14 members are in office"):
            self._create_export().action_export()

    def test_no_siret(self):
        self._close_session()
        for siret in (False, "211 999 990 00017", "12345"):
            self.commune.company_registry = siret
            with self._refused(UserError, "Commune de Testisle has no valid SIRET"):
                self._create_export().action_export()

    def test_completed_late(self):
        """What the record says nothing of may be entered; what it says stays."""
        deliberations = self._enter_agenda()
        deliberations[0].matter_id = False
        self._hold_session(deliberations)
        self.session.action_close()
        with self._refused(UserError, "012/24: It has no matter"):
            self._create_export().action_export()
        export = self._create_export()
        self.assertEqual(export.problems.count("budget without its year"), 20)
        self.assertTrue(deliberations[0].is_completable)
        deliberations[0].matter_id = self._matter("7.5")
        deliberations[2:].budget_year = "2023"
        with self._refused(UserError, "does not change any more"):
            deliberations[0].matter_id = self._matter("7.1")
        with self._refused(UserError, "does not change any more"):
            deliberations[2].budget_year = "2024"
        with self._refused(UserError, "does not change any more"):
            deliberations[0].budget_year = "2024"
        self.assertTrue(self._download(self._create_export()))

    def test_votes_that_are_no_counts(self):
        """Taken note of: no column of votes; blank papers stand with abstentions."""
        first, second = self._enter_two()
        first.method = "noted"
        self._open()
        second.write({"method": "secret", "askers": 4, "in_favour": 6, "against": 2})
        second.write({"abstentions": 1, "blank": 2})
        (first + second).action_done()
        self.session.action_close()
        content = self._download(self._create_export()).decode().splitlines()
        self.assertIn(",PREF017,,,,,,,", content[1])
        self.assertIn(",PREF017,,14,11,6,2,3,", content[2])

    def test_rejected_is_no_deliberation(self):
        first, second = self._enter_two()
        self._open()
        first.write({"in_favour": 3, "against": 8})
        first.action_done()
        second.action_unanimous()
        self.session.action_close()
        self.assertEqual(first.number, "012/24")
        content = self._download(self._create_export()).decode().splitlines()
        self.assertEqual(len(content), 2)
        self.assertIn(",013/24,", content[1])

    def test_only_clerks(self):
        self._close_session()
        user = new_test_user(self.env, "lcc_reader", groups="base.group_user")
        with self.assertRaises(AccessError):
            self.env["lcc.open.data.export"].with_user(user).create(
                {"assembly_id": self.council.id}
            )

    def test_by_the_form(self):
        self._close_session()
        self._publish()
        wizard = self.env["lcc.open.data.export"].with_user(self.clerk)
        with Form(wizard) as form:
            form.assembly_id = self.council
            form.date_from = date(2024, 4, 1)
            form.date_to = date(2024, 4, 30)
            self.assertTrue(form.is_published_only)
            self.assertEqual(form.row_count, 22)


@tagged("post_install", "-at_install")
class TestSubsidies(OpenDataCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.players, cls.school = cls.env["res.partner"].create(
            [
                {
                    "name": "Les Baladins de l'île",
                    "is_company": True,
                    "company_registry": "90000001900019",
                    "lcc_rna": "W172000001",
                },
                {
                    "name": "École de voile",
                    "is_company": True,
                    "company_registry": "900000027 00012",
                },
            ]
        )

    def _grant(self, deliberation, beneficiary=None, amount=1000, **vals):
        return (
            self.env["lcc.subsidy"]
            .with_user(self.clerk)
            .create(
                {
                    "deliberation_id": deliberation.id,
                    "beneficiary_id": (beneficiary or self.players).id,
                    "amount": amount,
                    "date_payment": date(2024, 6, 3),
                    "date_engagement": date(2024, 1, 15),
                    **vals,
                }
            )
        )

    def test_file(self):
        deliberation = self._close_session()[0]
        self._grant(deliberation)
        shared = {
            "name": "Fête de la mer",
            "amount": 30000.5,
            "date_convention": date(2024, 5, 2),
            "conditions": "instalments",
            "date_payment_end": date(2024, 12, 1),
        }
        self._grant(deliberation, share=0.45, **shared)
        self._grant(deliberation, self.school, share=0.55, kind="private", **shared)
        export = self._create_export("subsidies")
        self.assertEqual((export.row_count, export.problems), (3, False))
        content = self._download(export).decode()
        self.assertEqual(export.file_name, "subventions-2024-01-01-2024-12-31.csv")
        expected = (SCDL / "subsidies.csv").read_text(encoding="utf-8")
        self.assertEqual(content.splitlines(), expected.splitlines())

    def test_convention_above_23000(self):
        deliberation = self._enter_agenda()[0]
        subsidy = self._grant(deliberation, amount=23000)
        self.assertFalse(subsidy.is_convention_due)
        self.assertFalse(subsidy.warning)
        subsidy.amount = 23000.01
        self.assertTrue(subsidy.is_convention_due)
        self.assertIn("need a convention", subsidy.warning)
        subsidy.kind = "public"
        self.assertFalse(subsidy.is_convention_due)
        subsidy.kind = "private"
        self.assertTrue(subsidy.is_convention_due)
        subsidy.is_convention_exempt = True
        self.assertFalse(subsidy.is_convention_due)

    def test_convention_for_all_of_the_year(self):
        deliberations = self._enter_agenda()
        first = self._grant(deliberations[0], amount=12000)
        second = self._grant(deliberations[1], amount=11500)
        self._grant(deliberations[1], self.school, amount=9000)
        self.assertEqual((first.year_amount, second.year_amount), (23500, 23500))
        self.assertTrue(first.is_convention_due)
        with Form(second) as form:
            form.amount = 11000
            self.assertEqual(form.year_amount, 23000)
            self.assertFalse(form.is_convention_due)
        first.invalidate_recordset()
        self.assertFalse(first.is_convention_due)

    def test_missing_convention_is_caught(self):
        deliberation = self._close_session()[0]
        self._grant(deliberation, amount=25000)
        export = self._create_export("subsidies")
        with self._refused(UserError, "012/24: More than 23,000 €"):
            export.action_export()
        self.assertIn("/odoo/subsidies/", export.problems)

    def test_engagement(self):
        subsidy = self._grant(self._enter_agenda()[0], date_engagement=False)
        self.assertTrue(subsidy.is_engagement_due)
        self.assertIn("contrat d'engagement républicain", subsidy.warning)
        subsidy.is_engagement_deemed = True
        self.assertFalse(subsidy.warning)
        subsidy.write({"is_engagement_deemed": False, "kind": "private"})
        self.assertFalse(subsidy.is_engagement_due)

    def test_siret_of_the_beneficiary(self):
        subsidy = self._grant(self._enter_agenda()[0])
        self.players.company_registry = False
        self.assertIn("has no SIRET", subsidy.warning)
        subsidy.nature = "kind"
        self.assertFalse(subsidy.warning, "the RNA of an association does")
        self.players.lcc_rna = False
        self.assertIn("has no SIRET", subsidy.warning)
        with self.assertRaises(ValidationError):
            self.players.lcc_rna = "172000001"

    def test_shares_make_the_whole(self):
        deliberation = self._close_session()[0]
        self._grant(deliberation, share=0.45, name="Fair")
        export = self._create_export("subsidies")
        with self._refused(UserError, "“Fair” add up to 45.0 %"):
            export.action_export()

    def test_persons_are_left_out(self):
        deliberation = self._close_session()[0]
        person = self.env["res.partner"].create({"name": "A student"})
        subsidy = self._grant(deliberation, person, date_engagement=False)
        self.assertEqual(subsidy.kind, "person")
        self._grant(deliberation)
        export = self._create_export("subsidies")
        self.assertEqual((export.row_count, export.person_count), (1, 1))
        self.assertNotIn("student", self._download(export).decode())

    def test_published_does_not_change(self):
        deliberation = self._close_session()[0]
        subsidy = self._grant(deliberation)
        with self._refused(UserError, "is kept"):
            subsidy.unlink()
        self._publish()
        with self._refused(UserError, "archive it"):
            subsidy.amount = 2000
        subsidy.date_convention = date(2024, 5, 2)
        subsidy.active = False
        self._grant(deliberation, amount=2000)
        content = self._download(self._create_export("subsidies")).decode()
        self.assertIn(",2000.00,", content)
        self.assertNotIn(",1000.00,", content)

    def test_from_the_deliberation(self):
        deliberation = self._close_session()[0]
        deliberation.with_user(self.clerk).write(
            {
                "subsidy_ids": [
                    (0, 0, {"beneficiary_id": self.players.id, "amount": 1000})
                ]
            }
        )
        self.assertEqual(
            deliberation.subsidy_ids.name,
            "Association : participation 2024 (spectacle)",
        )

    def test_readers(self):
        deliberation = self._close_session()[0]
        subsidy = self._grant(deliberation)
        user = new_test_user(self.env, "lcc_reader", groups="base.group_user")
        read = subsidy.with_user(user)
        with self.assertRaises(AccessError):
            read.read(["amount"])
        self._publish()
        read.invalidate_recordset()
        self.assertEqual(read.read(["year_amount"])[0]["year_amount"], 1000)
        with self.assertRaises(AccessError):
            read.date_payment = date(2024, 6, 4)
        portal = new_test_user(self.env, "lcc_portal", groups="base.group_portal")
        with self.assertRaises(AccessError):
            subsidy.with_user(portal).read(["amount"])
