# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import LccAssemblyCase


@tagged("post_install", "-at_install")
class TestSession(LccAssemblyCase):
    """The session of a small council, as its clerk enters it."""

    def test_entered_in_the_form(self):
        form = Form(self.env["lcc.session"].with_user(self.clerk))
        form.assembly_id = self.council
        form.date_start = "2024-04-16 18:00:00"
        session = form.save()
        self.assertEqual(len(session.presence_ids), 14)
        self.assertEqual(session.quorum, 8)

    def test_any_assembly_can_be_chosen(self):
        """The company comes with the assembly: a new record has none to compare."""
        for model in ("lcc.session", "lcc.mandate"):
            field = self.env[model].fields_get(["assembly_id"])["assembly_id"]
            self.assertFalse(field["domain"], model)

    def test_members_of_the_day(self):
        self.mandates[13].date_to = "2024-03-31"
        session = self._create_session()
        self.assertEqual(len(session.presence_ids), 13)
        self.assertEqual(len(self.session.presence_ids), 14)
        self.session.action_take_members()
        self.assertEqual(len(self.session.presence_ids), 13)

    def test_day_is_that_of_the_place(self):
        """Half past midnight in Paris is the day before in UTC."""
        self.session.date_start = "2024-04-16 22:30:00"
        self.assertEqual(self.session.day, date(2024, 4, 17))

    def test_notice_of_six_clear_days(self):
        self.assertEqual(self.session.notice_days, 6)
        self.assertEqual(self.session.notice_days_due, 3)
        self.assertEqual(self.session.date_notice_last, date(2024, 4, 12))
        self.session.action_convene()
        self.assertEqual(self.session.state, "convened")

    def test_notice_of_two_clear_days(self):
        session = self._create_session(notice="2024-04-13")
        self.assertEqual(session.notice_days, 2)
        with self._refused(UserError, "L2121-11"):
            session.action_convene()
        self.assertEqual(session.state, "draft")
        session.is_urgent = True
        session.action_convene()
        self.assertEqual(session.state, "convened")

    def test_urgency_is_the_councils_to_decide(self):
        session = self._create_session(notice="2024-04-13", is_urgent=True)
        self._open(session)
        with self._refused(UserError, "decides on the urgency"):
            session.action_close()
        session.is_urgency_approved = True
        session.action_close()
        self.assertEqual(session.state, "closed")

    def test_urgency_of_no_clear_day(self):
        session = self._create_session(notice="2024-04-15", is_urgent=True)
        with self._refused(UserError, "1 are needed"):
            session.action_convene()

    def test_check_set_aside(self):
        session = self._create_session(notice="2024-04-13")
        self.env["lcc.session.override"].create(
            {
                "session_id": session.id,
                "check": "notice",
                "reason": "Every member agreed in writing.",
            }
        )
        session.action_convene()
        self.assertEqual(session.state, "convened")
        self.assertIn("Set aside.", session.problems)

    def test_note_from_3500_inhabitants(self):
        self.council.rules = "commune_large"
        session = self._create_session()
        self.assertEqual(session.notice_days_due, 5)
        with self._refused(UserError, "explanatory note"):
            session.action_convene()
        session.item_ids.description = "<p>Why.</p>"
        session.action_convene()
        self.assertEqual(session.state, "convened")

    def test_quorum_of_fourteen(self):
        self._open(present=8)
        self.assertEqual(
            (self.session.quorum, self.session.has_quorum, self.session.member_count),
            (8, True, 14),
        )
        self._presence(8).status = "excused"
        self.assertFalse(self.session.has_quorum)
        self._give(8, 1)
        self.assertFalse(self.session.has_quorum, "proxies do not count")

    def test_quorum_at_each_item(self):
        self._open(present=8)
        first, second = self._vote(0), self._vote(1)
        self._presence(8).away_item_ids = self.session._get_items()[1]
        self.assertTrue(first.has_quorum)
        self.assertFalse(second.has_quorum)
        second.action_done()
        first.action_unanimous()
        with self._refused(UserError, "L2121-17"):
            self.session.action_close()

    def test_late_and_early(self):
        self._open()
        items = self.session._get_items()
        votes = [self._vote(i) for i in range(3)]
        self._presence(10).arrival_item_id = items[1]
        self._presence(11).departure_item_id = items[2]
        self.assertEqual([vote.voter_count for vote in votes], [10, 11, 10])
        with self._refused(ValidationError, "leaves before arriving"):
            self._presence(10).departure_item_id = items[0]

    def test_second_notice(self):
        first = self.session
        session = self._create_session(
            day="2024-04-23", notice="2024-04-19", first_session_id=first.id
        )
        self.assertEqual((session.notice_days, session.notice_days_due), (3, 3))
        self._open(session, present=3)
        self.assertTrue(session.has_quorum)
        vote = self._vote(session=session)
        vote.action_unanimous()
        self.assertEqual((vote.outcome, vote.in_favour), ("adopted", 3))
        session.action_close()
        self.assertEqual(session.state, "closed")

    def test_second_notice_with_something_new(self):
        session = self._create_session(
            day="2024-04-23", notice="2024-04-19", first_session_id=self.session.id
        )
        session.item_ids[0].name = "A new road"
        with self._refused(UserError, "A new road"):
            session.action_convene()

    def test_absent_secretary(self):
        self._open()
        with self._refused(ValidationError, "L2121-15"):
            self.session.secretary_id = self._presence(12)
        self.assertEqual(self.session.secretary_id, self._presence(3))

    def test_second_proxy_of_one_holder(self):
        self._open()
        self._give(12, 1)
        self._give(13, 2)
        with self._refused(ValidationError, "Firmin Audebert"):
            self._give(14, 1)
        self.session.proxy_ids.filtered(
            lambda proxy: proxy.giver_id.rank == 12
        ).action_revoke()
        self._give(14, 1)
        self.assertEqual(self.session.proxy_count, 2)

    def test_fourth_proxy_in_a_row(self):
        for day in ("2024-01-16", "2024-02-13", "2024-03-26"):
            session = self._create_session(day=day, notice="2024-01-02")
            self._give(14, 1, session)
        with self._refused(ValidationError, "last 3 sessions"):
            self._give(14, 1)
        self._give(14, 1, is_ill=True)
        self.assertEqual(self._presence(14).proxy_holder_id, self._presence(1))

    def test_told_presence_that_does_not_add_up(self):
        """12 told present with 11 names and 2 proxies: 13 votes, not 14."""
        self.session.write({"told_present": 12, "told_voters": 14})
        self._open()
        self._give(12, 1)
        self._give(13, 2)
        self.assertIn(
            "12 members are told present, 11 are named.", self.session.problems
        )
        self.assertIn(
            "11 present by name and 2 proxies make 13, not 14", self.session.problems
        )
        with self._refused(UserError, "make 13, not 14"):
            self.session.action_close()

    def test_closed_session_stays(self):
        self._open()
        vote = self._vote()
        vote.action_unanimous()
        self.session.action_close()
        for record, vals in (
            (self.session, {"place": "Elsewhere"}),
            (vote, {"in_favour": 3}),
            (self._presence(1), {"status": "absent"}),
            (self.session.item_ids[0], {"name": "Other"}),
        ):
            with self._refused(UserError, "is over"):
                record.write(vals)
        with self._refused(UserError, "is over"):
            self._vote()
        with self._refused(UserError, "is over"):
            vote.unlink()
        self.session.action_reopen()
        self.session.place = "Elsewhere"
        self.assertEqual(self.session.state, "open")

    def test_close_before_all_is_voted(self):
        self._open()
        self._vote(name="Shall we dance?")
        with self._refused(UserError, "Shall we dance"):
            self.session.action_close()

    def test_video_in_groupings_only(self):
        with self._refused(ValidationError, "L5211-11-1"):
            self._presence(1).by_video = True
        self.council.write({"kind": "community", "rules": "grouping"})
        session = self._create_session()
        self._presence(1, session).by_video = True
        self.assertTrue(self._presence(1, session).by_video)

    def test_seats(self):
        self.assertFalse(self.council.seat_alert)
        self.council.seats_min = 14
        self.mandates[13].write({"date_to": "2024-03-31", "end_reason": "resignation"})
        self.assertEqual(
            (self.council.member_count, self.council.vacant_count), (13, 1)
        )
        self.assertIn("at least 14", self.council.seat_alert)
        with self._refused(ValidationError, "already has a seat"):
            self.mandates[0].copy()

    def test_minutes_are_adopted_in_the_next_session(self):
        self._open()
        self.session.action_close()
        following = self._create_session(day="2024-05-21", notice="2024-05-10")
        item = following.item_ids[0]
        item.write({"kind": "minutes", "minutes_session_id": self.session.id})
        self._open(following)
        vote = self._vote(session=following, name="Minutes of 16 April")
        vote.action_unanimous()
        self.assertEqual(self.session.state, "closed")
        following.action_close()
        self.assertEqual(
            (self.session.state, self.session.adopted_in_id, self.session.date_adopted),
            ("adopted", following, date(2024, 5, 21)),
        )
        self.session.action_publish()
        self.assertEqual(self.session.state, "published")
        with self.assertRaises(UserError):
            self.session.action_publish()
