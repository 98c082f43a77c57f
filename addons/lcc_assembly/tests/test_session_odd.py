# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import LccAssemblyCase
from .papers import PaperMixin

MINUTES = "lcc_assembly.lcc_session_minutes_report"


@tagged("post_install", "-at_install")
class TestSessionOdd(LccAssemblyCase):
    """Seats that fall vacant, notices that miss somebody, quorums that were there."""

    def test_second_notice_after_a_quorum(self):
        """Eight of 14 came: the next session needs its quorum as any other does."""
        self._open(present=8)
        second = self._create_session(
            day="2024-04-23", notice="2024-04-19", first_session_id=self.session.id
        )
        with self._refused(UserError, "did not lack its quorum"):
            second.action_convene()
        self._presence(8).departure_item_id = self.session._get_items()[2]
        second.action_convene()
        self.assertEqual(second.state, "convened")

    def test_second_notice_of_a_later_session(self):
        later = self._create_session(day="2024-05-21", notice="2024-05-10")
        self.session.first_session_id = later
        with self._refused(UserError, "did not lack its quorum"):
            self.session.action_convene()

    def test_resignation_after_the_notice(self):
        """Thirteen in office: seven are more than half of them, not of 14."""
        self.session.action_convene()
        self.mandates[13].write({"date_to": "2024-04-15", "end_reason": "resignation"})
        self.session.chair_id = self._presence(1)
        self.session.action_open()
        self.assertEqual((self.session.member_count, self.session.quorum), (13, 7))

    def test_chair_who_resigned(self):
        self.session.action_convene()
        self.session.chair_id = self._presence(1)
        self.mandates[0].write({"date_to": "2024-04-15", "end_reason": "resignation"})
        with self._refused(UserError, "Say who chairs"):
            self.session.action_open()

    def test_member_listed_after_the_notice(self):
        self.session.action_convene()
        new = self.env["res.partner"].create({"name": "Irène Nouvelle"})
        self.env["lcc.mandate"].create(
            {
                "assembly_id": self.council.id,
                "partner_id": new.id,
                "rank": 15,
                "date_from": "2024-04-12",
            }
        )
        self.session.chair_id = self._presence(1)
        self.session.action_open()
        self.assertIn("not sent to Irène Nouvelle", self.session.problems)
        self._presence(15).date_notice = "2024-04-12 08:00:00"
        self.assertNotIn("Irène", self.session.problems)

    def test_item_added_after_the_notice(self):
        self._open()
        self.session.item_ids = [Command.create({"name": "A new road", "sequence": 9})]
        item = self.session._get_items()[3]
        self.assertTrue(item.is_added)
        self.assertFalse(self.session._get_items()[0].is_added)
        self._vote(3, "Shall it be built?")
        self.assertIn(
            "“Shall it be built?” was not on the notice", self.session.problems
        )

    def test_note_without_a_word(self):
        self.council.rules = "commune_large"
        session = self._create_session()
        session.item_ids.description = "<p><br></p>"
        with self._refused(UserError, "explanatory note"):
            session.action_convene()

    def test_secretary_who_is_marked_absent_later(self):
        self._open()
        self._presence(3).status = "absent"
        with self._refused(UserError, "cannot be the secretary"):
            self.session.action_close()
        self.session.secretary_id = self._presence(4)
        self.session.action_close()
        self.assertEqual(self.session.state, "closed")

    def test_suspension_ends_with_the_session(self):
        self._open()
        self.session.suspension_ids = [
            Command.create({"date_from": "2024-04-16 18:30:00"})
        ]
        self.session.date_closed = "2024-04-16 19:20:00"
        self.session.action_close()
        self.assertEqual(self.session.suspension_ids.date_to, self.session.date_closed)

    def test_members_by_a_filter_fill_their_seats(self):
        assembly = self._create_assembly(
            "General assembly",
            "general",
            member_domain=f"[('id', 'in', {self.members.ids})]",
            seats_min=5,
        )
        self.assertEqual((assembly.member_count, assembly.seat_alert), (14, False))
        assembly.seats_min = 15
        self.assertIn("14 members in office", assembly.seat_alert)

    def test_assembly_of_nobody(self):
        assembly = self._create_assembly("Commission", "commission")
        session = self._create_session(assembly_id=assembly.id, notice="2024-03-01")
        vote = self._vote(session=session)
        vote.action_unanimous()
        self.assertEqual((vote.voter_count, vote.outcome), (0, "rejected"))
        self.assertIn("0 present", session.presence_text)


@tagged("post_install", "-at_install")
class TestSubstitutes(LccAssemblyCase):
    """A syndicate of communes: the fourteenth has a substitute (L5211-6)."""

    def setUp(self):
        super().setUp()
        self.council.write({"kind": "syndicate", "rules": "grouping"})
        self.substitute = self.env["res.partner"].create(
            {"name": "Irène Suppléante", "email": "irene@example.org"}
        )
        self.mandates[13].substitute_id = self.substitute
        self.session.item_ids.description = "<p>Why.</p>"

    def test_council_of_a_commune_has_none(self):
        self.council.write({"kind": "municipal", "rules": "commune_small"})
        with self._refused(ValidationError, "L5211-6"):
            self._presence(14).is_substituted = True

    def test_substitute_votes_and_makes_the_quorum(self):
        self._open(present=7)
        self.assertFalse(self.session.has_quorum)
        self._presence(14).write({"is_substituted": True, "status": "present"})
        self.assertTrue(self.session.has_quorum)
        vote = self._vote()
        vote.action_unanimous()
        self.assertEqual(vote.in_favour, 8)
        self.assertIn(
            "Irène Suppléante, substitute of Hector Pillet",
            dict(self.session._get_paper_presence())["Members present"],
        )

    def test_one_person_has_one_vote(self):
        self.mandates[12].substitute_id = self.substitute
        self._presence(14).is_substituted = True
        with self._refused(ValidationError, "sits already"):
            self._presence(13).is_substituted = True
        self.mandates[12].substitute_id = self.members[0]
        with self._refused(ValidationError, "sits already"):
            self._presence(13).is_substituted = True
        with self._refused(ValidationError, "their own substitute"):
            self.mandates[12].substitute_id = self.members[12]

    def test_who_sat_stays_named(self):
        self._presence(14).is_substituted = True
        self._open()
        self.session.action_close()
        with self._refused(UserError, "end it, and enter the next one"):
            self.mandates[13].substitute_id = self.members[12]
        self.mandates[12].substitute_id = self.substitute  # nobody sat for that one

    def test_notice_goes_to_the_substitute(self):
        session = self._create_session(notice=False, day="2099-04-16")
        session.item_ids.description = "<p>Why.</p>"
        session.action_convene()
        mails = session.presence_ids.notice_mail_id
        self.assertEqual(len(mails), 14)
        mail = self._presence(14, session).notice_mail_id
        self.assertEqual(mail.recipient_ids, self.members[13] + self.substitute)
        self.assertIn("Irène Suppléante as well", " ".join(mail.body_html.split()))
        other = self._presence(13, session).notice_mail_id
        self.assertEqual(other.recipient_ids, self.members[12])
        self.assertNotIn("as well", other.body_html)

    # On the live page

    def _live(self, rank, action="substitute"):
        presence = self._presence(rank)
        item = self.session._get_items()[0]
        return self.session.live_presence(
            presence.id, action, item.id, presence._get_live_stamp()
        )

    def test_live(self):
        self._open()
        stamp = self._presence(14)._get_live_stamp()
        live = self._live(14)
        self.assertEqual(
            live["said"], "Irène Suppléante sits in the place of Hector Pillet."
        )
        shown = live["members"][13]
        self.assertEqual(
            (shown["name"], shown["substitute"], shown["status"]),
            ("Irène Suppléante", "Hector Pillet", "present"),
        )
        self.assertNotEqual(stamp, shown["stamp"])
        live = self._live(14)
        self.assertEqual(live["said"], "Hector Pillet sits again.")
        self.assertEqual(live["members"][13]["name"], "Hector Pillet")
        with self._refused(UserError, "has no substitute"):
            self._live(12)

    def test_live_after_a_vote(self):
        """The substitute arrives, as anybody does, once something was voted."""
        self._open()
        self._vote().action_unanimous()
        self._live(14)
        self.assertEqual(self._presence(14).status, "absent")
        self._live(14, "arrive")
        self.assertEqual(
            self._presence(14).arrival_item_id, self.session._get_items()[1]
        )


@tagged("post_install", "-at_install")
class TestBetweenTwoVotes(PaperMixin, LccAssemblyCase):
    """An item of three votes: who leaves after the first is absent at two of them."""

    def setUp(self):
        super().setUp()
        self.commune.lang = "en_US"
        self._open()
        self.votes = [self._vote(0, f"Question {i}") for i in (1, 2, 3)]
        self.last = self._vote(1, "Staff?")

    def _move(self, rank, action):
        presence = self._presence(rank)
        item = self.session._get_items()[0]
        return self.session.live_presence(
            presence.id, action, item.id, presence._get_live_stamp()
        )

    def _counts(self):
        return [vote.voter_count for vote in (*self.votes, self.last)]

    def test_who_leaves(self):
        self.votes[0].action_unanimous()
        live = self._move(11, "leave")
        self.assertEqual(live["said"], "Edmée Fradin leaves during item 1.")
        self.assertEqual(self._counts(), [11, 10, 10, 10])
        self.votes[1].action_unanimous()
        self.assertEqual(self.votes[1].aside_count, 0)
        self.assertFalse(self.votes[1].warning)
        words = self._words(MINUTES, self.session)
        self.assertIn("Absent at this vote: Edmée Fradin.", words)
        self.assertIn("Edmée Fradin leaves before item 2", words)
        self.assertNotIn("Taking no part", words)
        self.assertNotIn("nterested", words)
        names = dict(self.session._get_paper_presence(self.votes[1]))
        self.assertEqual(names["Members absent"][0], "Edmée Fradin")
        self.assertNotIn("Members taking no part", names)

    def test_who_comes_back(self):
        """She misses the second vote only."""
        self.votes[0].action_unanimous()
        self._move(11, "toggle")
        self.votes[1].action_unanimous()
        live = self._move(11, "toggle")
        self.assertEqual(live["said"], "Edmée Fradin arrives at item 1.")
        self.assertEqual(self._counts(), [11, 10, 11, 11])
        self.assertFalse(self._presence(11).departure_item_id)

    def test_who_arrives(self):
        self.votes[0].action_unanimous()
        live = self._move(12, "toggle")
        self.assertEqual(live["said"], "Firmin Audebert arrives at item 1.")
        self.assertEqual(self._counts(), [11, 12, 12, 12])
        self.assertEqual(self.votes[0].in_favour, 11)
        self.assertFalse(self.votes[0].warning)

    def test_a_proxy_of_who_left(self):
        """Whoever holds a proxy and leaves votes for nobody any more."""
        self._give(12, 11)
        self.assertEqual(self._counts(), [12, 12, 12, 12])
        self.votes[0].action_unanimous()
        self._move(11, "leave")
        self.assertEqual(self._counts(), [12, 10, 10, 10])


@tagged("post_install", "-at_install")
class TestDebate(LccAssemblyCase):
    """The debate, as somebody notes it on the live page."""

    def setUp(self):
        super().setUp()
        self._open()
        self.item = self.session._get_items()[0]

    def test_paragraphs(self):
        session = self.session.with_user(self.clerk)
        session.live_debate(self.item.id, "Odile asks\nwhat it costs. ")
        live = session.live_debate(self.item.id, "<b>Paulin</b> answers & sits down.")
        debate = (
            "<p>Odile asks<br>what it costs.</p>"
            "<p>&lt;b&gt;Paulin&lt;/b&gt; answers &amp; sits down.</p>"
        )
        self.assertEqual(self.item.debate, debate)
        self.assertEqual(live["items"][0]["debate"], debate)
        self.assertEqual(live["items"][1]["debate"], "")
        session.live_debate(self.item.id, "  \n ")
        self.assertEqual(self.item.debate, debate)

    def test_until_the_minutes_are_adopted(self):
        self.session.action_close()
        self.session.live_debate(self.item.id, "Afterwards.")
        self.assertEqual(self.item.debate, "<p>Afterwards.</p>")
        self.session.state = "adopted"
        with self._refused(UserError, "once the session is open"):
            self.session.live_debate(self.item.id, "Too late.")

    def test_item_of_another_session(self):
        other = self._create_session(day="2024-05-21", notice="2024-05-10")
        with self._refused(UserError, "not in the session"):
            self.session.live_debate(other.item_ids[0].id, "Elsewhere.")


@tagged("post_install", "-at_install")
class TestWords(PaperMixin, LccAssemblyCase):
    """Councils adopt their minutes, associations approve them."""

    def test_council(self):
        self.session.state = "adopted"
        self.assertEqual(self.session.state_name, "Minutes adopted")
        self.session.date_adopted = "2024-05-21"
        self.assertIn("Minutes adopted", self._words(MINUTES, self.session))

    def test_association(self):
        committee = self._create_assembly("Steering committee", "steering")
        session = self._create_session(assembly_id=committee.id, notice="2024-03-01")
        self.assertIn("has not approved them yet", self._words(MINUTES, session))
        session.write({"state": "adopted", "date_adopted": "2024-05-21"})
        self.assertEqual(
            (session.state_name, session.statutes_state),
            ("Minutes approved", "adopted"),
        )
        words = self._words(MINUTES, session)
        self.assertIn("Minutes approved in the session of May 21, 2024.", words)
        self.assertNotIn("adopted", words)
        self.assertEqual(
            session._get_live_labels()["state"]["adopted"], "Minutes approved"
        )

    def test_notice_offers_a_proxy_where_there_is_one(self):
        template = self.env.ref("lcc_assembly.mail_template_notice")
        committee = self._create_assembly(
            "Steering committee", "steering", proxies_per_holder=0
        )
        self.env["lcc.mandate"].create(
            {
                "assembly_id": committee.id,
                "partner_id": self.members[0].id,
                "date_from": "2024-01-01",
            }
        )
        session = self._create_session(assembly_id=committee.id)
        presence = session.presence_ids
        for most, offers in ((0, False), (2, True)):
            committee.proxies_per_holder = most
            body = template._render_field("body_html", presence.ids)[presence.id]
            self.assertEqual("written power to vote" in body, offers)
