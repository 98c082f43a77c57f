# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .pack_common import PackCase


@tagged("post_install", "-at_install")
class TestAssemblyPackWords(PackCase):
    """Mandates, deliberations and the vote of discharge."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.general, cls.committee = cls.env["lcc.assembly"].create(
            [
                {
                    "name": name,
                    "kind": kind,
                    "company_id": cls.company.id,
                    "partner_id": cls.company.partner_id.id,
                    "seats": seats,
                    "seats_min": seats_min,
                }
                for name, kind, seats, seats_min in (
                    ("General assembly", "general", 0, 0),
                    ("Committee", "steering", 8, 5),
                )
            ]
        )
        people = cls.env["res.partner"].create(
            [{"name": f"Member {letter}"} for letter in "ABCDEFG"]
        )
        # left before, leaves at the assembly (two), stays (three), comes after it
        days = [
            ("2018-01-01", "2021-06-30"),
            ("2019-03-01", "2022-03-12"),
            ("2019-03-02", "2022-03-12"),
            ("2020-01-01", False),
            ("2020-01-01", "2023-03-01"),
            ("2020-01-01", "2022-03-13"),
            ("2022-03-13", False),
        ]
        cls.env["lcc.mandate"].create(
            [
                {
                    "assembly_id": cls.committee.id,
                    "partner_id": person.id,
                    "date_from": first,
                    "date_to": last,
                    "rank": rank,
                }
                for rank, (person, (first, last)) in enumerate(
                    zip(people, days, strict=True)
                )
            ]
        )
        cls.session = cls.env["lcc.session"].create(
            {
                "assembly_id": cls.general.id,
                "date_start": datetime(2022, 3, 12, 13),
                "item_ids": [
                    Command.create({"name": "Reports", "sequence": 1}),
                    Command.create({"name": "Dues of 2022", "sequence": 2}),
                    Command.create(
                        {"name": "Any questions", "sequence": 3, "kind": "question"}
                    ),
                ],
            }
        )
        cls.vote = cls.env["lcc.vote"].create(
            {
                "item_id": cls.session.item_ids[0].id,
                "name": "Discharge",
                "method": "secret",
            }
        )
        cls.clerk = new_test_user(
            cls.env,
            login="lcc_pack_clerk",
            groups="lcc_base.group_lcc_manager,lcc_assembly.group_lcc_clerk",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def _decide(self):
        self.vote.write(
            {"in_favour": 31, "against": 2, "abstentions": 4, "state": "done"}
        )

    def test_mandates(self):
        pack = self._create_pack({"kind": "mandates"}, session_id=self.session.id)
        page = self._read_pdf(self._generate(pack))[2]
        self.assertPrinted("Mandates that end by March 12, 2022", page)
        # five in office, two leave, three stay of eight seats
        self.assertPrinted("Committee 8 5 2 5 5", page)
        self.assertPrinted(
            "Committee: 3 members stay, at least 5 are needed. The assembly has to "
            "elect at least 2.",
            page,
        )
        self.assertPrinted("Member B Member 03/01/2019 03/12/2022", page)
        self.assertPrinted("Member C", page)
        for letter in "ADEFG":
            self.assertNotIn(f"Member{letter}", page)
        sheet = self._read_xlsx(pack)["Seats to fill"]
        self.assertEqual(
            [cell.value for cell in sheet[5]], ["Committee", 8, 5, 2, 5, 5]
        )

    def test_mandates_without_session(self):
        """Those that end within a year."""
        pack = self._create_pack({"kind": "mandates"})
        page = self._read_pdf(self._generate(pack))[2]
        self.assertPrinted("Mandates that end by December 31, 2022", page)
        self.assertPrinted("Member F", page)

    def test_no_bodies(self):
        self.committee.mandate_ids.unlink()
        pack = self._create_pack({"kind": "mandates"})
        page = self._read_pdf(self._generate(pack))[2]
        self.assertPrinted("has no body with mandates yet", page)

    def test_decisions(self):
        pack = self._create_pack({"kind": "decisions"}, session_id=self.session.id)
        page = self._read_pdf(self._generate(pack, self.clerk))[2]
        self.assertPrinted("General assembly of March 12, 2022", page)
        self.assertPrinted("1. Reports Discharge – Not voted yet.", page)
        self.assertPrinted("2. Dues of 2022 To vote", page)
        self.assertPrinted("3. Any questions", page)
        self._decide()
        page = self._read_pdf(self._generate(pack, self.clerk))[2]
        self.assertPrinted(
            "Discharge – The proposal is adopted. For: 31; against: 2; abstentions: 4.",
            page,
        )
        sheet = self._read_xlsx(pack)["Deliberations of the assembly"]
        self.assertEqual(sheet["A6"].value, "2. Dues of 2022")

    def test_decisions_without_session(self):
        pack = self._create_pack({"kind": "decisions"})
        page = self._read_pdf(self._generate(pack, self.clerk))[2]
        self.assertPrinted("Choose the general assembly in the report.", page)

    def test_decisions_without_agenda(self):
        self.vote.unlink()
        self.session.item_ids.unlink()
        pack = self._create_pack({"kind": "decisions"}, session_id=self.session.id)
        page = self._read_pdf(self._generate(pack, self.clerk))[2]
        self.assertPrinted("is empty. Write its items first.", page)

    def test_session_of_the_clerk(self):
        """A session that is not published is its clerk's: others are told so."""
        pack = self._create_pack(
            {"kind": "discharge", "vote_id": self.vote.id}, session_id=self.session.id
        )
        mine = pack.with_user(self.manager)
        self.assertIn("clerk's until", mine.chapter_ids.refusal)
        with self.assertRaisesRegex(UserError, "Ask a clerk"):
            mine.action_generate()
        self._generate(pack, self.clerk)

    def test_files_about_a_session(self):
        """A draft is the clerks' until the session is published, a final one is for
        all; without chapters about the session it never was theirs alone."""
        pack = self._create_pack({"kind": "decisions"}, session_id=self.session.id)
        file = self._generate(pack, self.clerk).file_ids
        self.assertEqual(file.session_id, self.session)
        self.assertFalse(file.has_books)
        self.env.invalidate_all()
        self.assertTrue(file.with_user(self.clerk).pdf)
        for user in (self.manager, self.auditor, self.accountant):
            self.env.invalidate_all()
            self.assertFalse(pack.with_user(user).file_ids)
            with self.assertRaises(AccessError):
                file.with_user(user).read(["pdf"])
        pack.session_id = False  # it is still what the file tells
        self.env.invalidate_all()
        self.assertFalse(pack.with_user(self.auditor).file_ids)
        self.session.sudo().state = "published"
        self.env.invalidate_all()
        self.assertTrue(file.with_user(self.auditor).pdf)

    def test_final_file_about_a_session(self):
        pack = self._create_pack({"kind": "decisions"}, session_id=self.session.id)
        pack.with_user(self.clerk).action_finalise()
        self._run_cron()
        self.env.invalidate_all()
        self.assertTrue(pack.with_user(self.auditor).file_ids.pdf)
        pack.with_user(self.clerk).action_draft()
        self.env.invalidate_all()
        self.assertFalse(pack.with_user(self.auditor).file_ids)

    def test_file_without_its_session(self):
        pack = self._create_pack({"title": "Text"}, session_id=self.session.id)
        file = self._generate(pack, self.clerk).file_ids
        self.assertFalse(file.session_id)
        self.env.invalidate_all()
        self.assertTrue(file.with_user(self.auditor).pdf)

    def test_file_with_books_and_session(self):
        """Neither a clerk without books nor an accountant who is no clerk reads it."""
        pack = self._create_pack(
            {"kind": "decisions"},
            {"kind": "lcc.report.accounts", "title": "Accounts"},
            session_id=self.session.id,
        )
        both = new_test_user(
            self.env,
            login="lcc_pack_both",
            groups="lcc_base.group_lcc_manager,lcc_assembly.group_lcc_clerk,"
            "account.group_account_readonly",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        file = self._generate(pack, both).file_ids
        for user in (self.clerk, self.accountant):
            self.env.invalidate_all()
            with self.assertRaises(AccessError):
                file.with_user(user).read(["pdf"])
        self.env.invalidate_all()
        self.assertTrue(file.with_user(both).pdf)

    def test_discharge(self):
        pack = self._create_pack(
            {"kind": "discharge", "vote_id": self.vote.id}, session_id=self.session.id
        )
        self.assertIn("gives discharge", pack.chapter_ids.motion)
        pack.chapter_ids.motion = "The accounts are approved."
        page = self._read_pdf(self._generate(pack, self.clerk))[2]
        self.assertPrinted("The accounts are approved.", page)
        self.assertPrinted("For Against Abstentions", page)
        self._decide()
        page = self._read_pdf(self._generate(pack, self.clerk))[2]
        self.assertPrinted("The accounts are approved.", page)
        self.assertPrinted("adopted. For: 31; against: 2; abstentions: 4.", page)
        self.assertPrinted("General assembly of March 12, 2022.", page)
        self.assertNotIn("ForAgainstAbstentions", page)
