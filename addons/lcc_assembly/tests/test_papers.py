# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import LccAssemblyCase
from .papers import PaperMixin

NOTICE, ATTENDANCE, MINUTES, CONTROL = (
    f"lcc_assembly.lcc_session_{kind}_report"
    for kind in ("notice", "attendance", "minutes", "control")
)
REASON = "The clerk was ill that week"


@tagged("post_install", "-at_install")
class TestPapers(PaperMixin, LccAssemblyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commune.write({"lang": "en_US", "city": "Testisle"})
        cls.grants, cls.staff, cls.accounts = cls.session._get_items()

    def _hold(self):
        """Eleven present, two represented; one vote of each kind."""
        self._open()
        self._give(12, 1)
        self._give(13, 2)
        show = self._vote(name="Shall the grant be paid?", against=1, in_favour=12)
        self.env["lcc.vote.ballot"].create(
            {
                "vote_id": show.id,
                "presence_id": self._presence(12).id,
                "cast_by_id": self._presence(1).id,
                "choice": "against",
            }
        )
        show.action_done()
        roll_call = self._vote(item=1, name="Shall a post be opened?", askers=3)
        roll_call.action_call_roll()
        roll_call.action_done()
        self._presence(5).departure_item_id = self.accounts
        self._presence(5).departure_time = datetime(2024, 4, 16, 18, 45)
        self._vote_account()
        self.session.date_opened = datetime(2024, 4, 16, 18, 2)
        self.session.date_closed = datetime(2024, 4, 16, 19, 20)

    def _vote_account(self):
        account = self._vote(item=2, name="Account of 2023", is_account=True)
        self._set_aside(account, 1, "account")
        account.chair_id = self._presence(2)
        account.action_unanimous()

    def _override(self):
        self.env["lcc.session.override"].with_user(self.clerk).create(
            {"session_id": self.session.id, "check": "count", "reason": REASON}
        )

    # Notice

    def test_notice(self):
        self.grants.description = "<p>Three associations ask for a grant.</p>"
        self.staff.kind = "question"
        words = self._words(NOTICE, self.session)
        self.assertWords(
            words,
            "Commune de Testisle",
            "Tuesday, April 16, 2024",
            "Town hall",
            "Staff (without a vote)",
            "L2121-10, L2121-11",
            "Testisle, April 9, 2024",
            "Mayor Yvonne Trégan",
            "Three associations ask for a grant.",
            "Power to vote",
            "holds one such power",
        )
        self.assertIn("DRAFT", words)
        self.session.action_convene()
        self.assertNotIn("DRAFT", self._words(NOTICE, self.session))

    def test_notice_is_urgent(self):
        self.session.write({"is_urgent": True, "urgency_reason": "The dyke gives way"})
        words = self._words(NOTICE, self.session)
        self.assertWords(words, "This notice is urgent", "The dyke gives way")

    def test_notice_after_a_session_without_quorum(self):
        second = self._create_session(
            day="2024-04-24", notice="2024-04-18", first_session_id=self.session.id
        )
        words = self._words(NOTICE, second)
        self.assertWords(words, "April 16, 2024 had no quorum", "in any number")

    # Attendance

    def test_attendance(self):
        self._give(12, 1)
        before = self._words(ATTENDANCE, self.session)
        self.assertWords(before, "14 Hector Pillet", "Firmin Audebert Yvonne Trégan")
        self.assertNotIn("Absent", before, "nobody is, before the session")
        self._open()
        after = self._words(ATTENDANCE, self.session)
        self.assertWords(after, "Absent", "present: 11; represented: 1")

    def test_attendance_by_college(self):
        self.council.college_ids = [
            Command.create({"name": "Users", "sequence": 1}),
            Command.create({"name": "Shops", "sequence": 2}),
        ]
        users, shops = self.council.college_ids
        self.session.presence_ids.college_id = users
        self._presence(1).college_id = shops
        words = self._words(ATTENDANCE, self.session)
        self.assertWords(words, "Users 1 Marius Lafitte-Ré", "Shops 1 Yvonne Trégan")

    # Minutes

    def test_minutes(self):
        self._hold()
        self.grants.write(
            {
                "debate": "<p>Solange asks what the grant is for.</p>",
                "description": "<p>Report on grants.</p>",
                "reporter_id": self.members[1].id,
            }
        )
        self.session.suspension_ids = [
            Command.create(
                {
                    "date_from": datetime(2024, 4, 16, 18, 30),
                    "date_to": datetime(2024, 4, 16, 18, 35),
                }
            )
        ]
        words = self._words(MINUTES, self.session)
        self.assertWords(
            words,
            "Minutes of the session of April 16, 2024",
            "Tuesday, April 16, 2024 at 8:02 PM",
            "from 8:30 PM to 8:35 PM",
            "Closed at 9:20 PM",
            "Chair Yvonne Trégan (mayor)",
            "Secretary Odile Sauvaget (deputy)",
            "Members present (11) Yvonne Trégan (mayor), Marius Lafitte-Ré (deputy)",
            "Firmin Audebert (represented by Yvonne Trégan)",
            "Members absent (1) Hector Pillet",
            "in office: 14; present: 11; represented: 2. The quorum, 8, is reached.",
            "Solange Martineau leaves before item 3 (8:45 PM).",
            "1. Grants Reporter: Marius Lafitte-Ré Report Report on grants. Debate "
            "Solange asks what the grant is for. Shall the grant be paid?",
            "The proposal is adopted. For: 12; against: 1; abstentions: 0. "
            "Against: Firmin Audebert by proxy of Yvonne Trégan.",
            "Roll call, asked by 3 members. For: Yvonne Trégan, Marius",
            "Marius Lafitte-Ré chairs. Taking no part: Yvonne Trégan (the account of "
            "the mayor, leaves the room). The proxy of Firmin Audebert does not count",
            "the session is closed at 9:20 PM",
            "Draft minutes",
            "DRAFT",
        )

    def test_minutes_name_nobody_of_a_secret_vote(self):
        self._open()
        vote = self._vote(name="Who goes?", method="secret", askers=4, is_nomination=1)
        vote.candidate_ids = [
            Command.create({"name": "Colette", "voices": 7}),
            Command.create({"name": "Edmée", "voices": 3}),
        ]
        vote.blank = 1
        vote.action_done()
        words = self._words(MINUTES, self.session)
        self.assertWords(
            words,
            "Colette is elected in ballot 1, with 7 votes of 10 cast. Secret ballot, "
            "asked by 4 members. Votes: Colette 7, Edmée 3, blank or void 1.",
        )

    def test_tie_is_decided_by_the_chair(self):
        self._open(present=10)
        vote = self._vote(in_favour=5, against=5, chair_choice="in_favour")
        vote.action_done()
        self.assertWords(
            self._words(MINUTES, self.session),
            "The proposal is adopted. For: 5; against: 5; abstentions: 0. Votes are "
            "equal: the chair's own vote is decisive.",
        )

    def test_minutes_of_an_association(self):
        """A steering committee: its own quorum, colleges with weights, no code."""
        assembly = self._create_assembly(
            "Steering committee",
            "steering",
            quorum_numerator=1,
            quorum_denominator=3,
            proxies_per_holder=2,
            college_ids=[
                Command.create({"name": "Users", "weight": 60}),
                Command.create({"name": "Shops", "weight": 40, "sequence": 20}),
            ],
        )
        users, shops = assembly.college_ids
        for i, member in enumerate(self.members[:6]):
            self.env["lcc.mandate"].create(
                {
                    "assembly_id": assembly.id,
                    "partner_id": member.id,
                    "office": "president" if i == 0 else "member",
                    "rank": i + 1,
                    "college_id": (users if i < 4 else shops).id,
                    "date_from": "2024-01-01",
                }
            )
        session = self._create_session(assembly_id=assembly.id, notice="2024-03-25")
        session.action_convene()
        for rank in (1, 2, 5):
            self._presence(rank, session).status = "present"
        session.chair_id = self._presence(1, session)
        session.action_open()
        session.secretary_id = self._presence(2, session)
        self._give(6, 5, session)
        vote = self._vote(session=session)
        vote.ballot_ids = [
            Command.create(
                {"presence_id": self._presence(5, session).id, "choice": "against"}
            )
        ]
        vote.action_done()
        words = self._words(MINUTES, session)
        self.assertWords(
            words,
            "College Members Members present Members represented Users 4 2 0 "
            "Shops 2 1 1",
            "The quorum, 2, is reached.",
            "Users, weight 60: for 2, against 0, abstentions 0.",
            "Shops, weight 40: for 1, against 1, abstentions 0.",
            "President Yvonne Trégan Secretary of the session Marius Lafitte-Ré",
        )
        self.assertNotIn("CGCT", words)
        notice = self._words(NOTICE, session)
        self.assertIn("Powers that a member may hold: 2.", notice)
        self.assertNotIn("CGCT", notice)

    def test_minutes_are_written_after_the_session(self):
        """Debate and course until they are adopted, and nothing else."""
        self._hold()
        self.session.action_close()
        self.session.write(
            {
                "note": "<p>The room was cold.</p>",
                "item_ids": [
                    Command.update(self.grants.id, {"debate": "<p>Long.</p>"})
                ],
            }
        )
        self.assertWords(
            self._words(MINUTES, self.session), "The room was cold.", "Debate Long."
        )
        with self._refused(UserError, "is over"):
            self.session.item_ids = [Command.create({"name": "One more"})]
        self.session.write({"state": "adopted", "date_adopted": "2024-05-21"})
        words = self._words(MINUTES, self.session)
        self.assertIn("Minutes adopted", words)
        self.assertNotIn("DRAFT", words)
        with self._refused(UserError, "minutes of .* a draft no more"):
            self.grants.debate = "Short"
        with self._refused(UserError, "is over"):
            self.session.note = "Warm"

    # Control sheet

    def test_control_sheet(self):
        self._hold()
        self.session.told_present = 12
        self._override()
        words = self._words(CONTROL, self.session, self.clerk)
        self.assertWords(
            words,
            "12 members are told present, 11 are named. Set aside",
            REASON,
            self.clerk.name,
        )

    def test_reasons_are_on_no_other_paper(self):
        self._hold()
        self.session.told_present = 12
        self._override()
        for report in (NOTICE, ATTENDANCE, MINUTES):
            words = self._words(report, self.session)
            self.assertNotIn(REASON, words)
            self.assertNotIn(self.clerk.name, words)
            self.assertNotIn("told", words)

    def test_control_sheet_is_the_clerks(self):
        self._hold()
        self._override()
        self.session.state = "published"
        user = new_test_user(self.env, "lcc_employee", groups="base.group_user")
        self.assertIn("Grants", self._words(MINUTES, self.session, user))
        with self.assertRaises(AccessError):
            self._words(CONTROL, self.session, user)

    # PDF

    def test_pdf(self):
        for report, is_archivable in (
            (NOTICE, True),
            (ATTENDANCE, True),
            (MINUTES, True),
            (CONTROL, False),
        ):
            reader = self._pdf(report, self.session)
            self.assertEqual("pdfaid" in self._metadata(reader), is_archivable)
        self.assertEqual(
            self._pdf(MINUTES, self.session).metadata.title,
            "Minutes Municipal council 2024-04-16",
        )

    def test_french(self):
        self._speak_french("lcc_assembly", "report_weasyprint")
        self.commune.lang = "fr_FR"
        self._hold()
        self.assertWords(
            self._words(NOTICE, self.session),
            "Convocation",
            "mardi 16 avril 2024",
            "20 h 00",
            "Ordre du jour",
            "donne pouvoir à",
        )
        self.assertWords(
            self._words(MINUTES, self.session),
            "Procès-verbal de la séance du 16 avril 2024",
            "PROJET",
            "Présents (11)",
            "Firmin Audebert (pouvoir à Yvonne Trégan)",
            "Pour : 12 ; contre : 1 ; abstentions : 0.",
            "Scrutin public, demandé par 3 membres.",
            "la séance est levée à 21 h 20",
        )
        self.assertIn("Feuille de présence", self._words(ATTENDANCE, self.session))
        self.assertIn("Fiche de contrôle interne", self._words(CONTROL, self.session))
        reader = self._pdf(MINUTES, self.session)
        self.assertEqual(reader.trailer["/Root"]["/Lang"], "fr-FR")
