# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import datetime

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .common import LccAssemblyCase

# 20:15 in Testisle
EVENING = "2024-04-16 18:15:00"


@tagged("post_install", "-at_install")
class TestSessionLive(LccAssemblyCase):
    """What the page of a live session tells and does, a clerk sitting at it."""

    def setUp(self):
        super().setUp()
        self._open()
        self.session = self.session.with_user(self.clerk)
        self.items = self.session._get_items()
        self.votes = [self._vote(i, f"Question {i + 1}") for i in range(3)]

    def _live(self):
        return self.session.get_live()

    def _stamp(self, record):
        return record._get_live_stamp()

    def _move(self, rank, action, item=0):
        presence = self._presence(rank)
        return self.session.live_presence(
            presence.id, action, self.items[item].id, self._stamp(presence)
        )

    def _do(self, vote, action, **vals):
        return self.session.live_vote(vote.id, action, self._stamp(vote), vals)

    # What it tells

    def test_what_it_tells(self):
        self._give(12, 4)
        self._set_aside(self.votes[1], 1)
        live = self._live()
        self.assertEqual(live["session"]["state"], "open")
        self.assertEqual(live["session"]["begins"], "20:00")
        self.assertEqual(live["session"]["chair_id"], self._presence(1).id)
        self.assertEqual([item["number"] for item in live["items"]], [1, 2, 3])
        first, second, _third = (item["votes"][0]["roll"] for item in live["items"])
        self.assertEqual((len(first["present"]), first["voters"]), (11, 12))
        self.assertEqual(
            first["represented"], {str(self._presence(12).id): self._presence(4).id}
        )
        self.assertEqual((len(second["present"]), second["voters"]), (10, 11))
        self.assertEqual(second["aside"], [self._presence(1).id])
        self.assertEqual(
            (second["quorum"], second["in_office"], second["has_quorum"]), (8, 14, True)
        )
        firmin = live["members"][11]
        self.assertEqual(firmin["name"], "Firmin Audebert")
        self.assertEqual(firmin["holder_id"], self._presence(4).id)
        self.assertEqual(live["members"][3]["held_ids"], [firmin["id"]])
        self.assertEqual(
            [one["text"] for one in live["findings"] if one["check"] == "count"],
            [f"“Question {i}” has not been voted." for i in (1, 2, 3)],
        )

    def test_nothing_new(self):
        version = self._live()["version"]
        self.assertFalse(self.session.get_live(version=version))
        self._presence(11).status = "excused"
        self.assertTrue(self.session.get_live(version=version))

    def test_words_of_the_language(self):
        self.assertEqual(self._live()["labels"]["method"]["show"], "Show of hands")
        self.assertEqual(
            set(self._live()["labels"]["reason"]),
            {"interest", "representative", "account", "will", "away"},
        )

    def test_number_of_queries(self):
        """As many for 14 members and 3 votes as for 60 members and 60 votes."""
        few = self._count_queries()
        self._make_large()
        self.assertLessEqual(self._count_queries(), few)
        live = self._live()
        self.assertEqual(len(live["members"]), 60)
        self.assertEqual(sum(len(item["votes"]) for item in live["items"]), 60)
        self._forget()
        with self.assertQueryCount(25):
            self._live()

    def _count_queries(self):
        self._forget()
        before = self.env.cr.sql_log_count
        self._live()
        return self.env.cr.sql_log_count - before

    def _forget(self):
        self._live()
        self.env.flush_all()
        self.env.invalidate_all()

    def _make_large(self):
        members = self.env["res.partner"].create(
            [{"name": f"Member {i}"} for i in range(46)]
        )
        session = self.session.sudo()
        session.presence_ids = [
            Command.create({"partner_id": one.id, "rank": 20, "status": "present"})
            for one in members
        ]
        session.item_ids = [
            Command.create({"name": f"Item {i}", "sequence": 10 + i}) for i in range(57)
        ]
        self.env["lcc.vote"].create(
            [
                {"item_id": item.id, "name": item.name}
                for item in session._get_items()[3:]
            ]
        )

    # Presence

    @freeze_time(EVENING)
    def test_late_arrival(self):
        self._do(self.votes[0], "unanimous")
        live = self._move(12, "toggle", 1)
        self.assertEqual(live["said"], "Firmin Audebert arrives at item 2.")
        firmin = self._presence(12)
        self.assertEqual(
            (firmin.status, firmin.arrival_item_id, firmin.arrival_time),
            ("present", self.items[1], datetime(2024, 4, 16, 18, 15)),
        )
        self.assertEqual(live["members"][11]["arrival"], "20:15")
        self.assertEqual([vote.voter_count for vote in self.votes], [11, 12, 12])

    @freeze_time(EVENING)
    def test_departure_after_a_vote(self):
        """Who leaves once an item is voted was there for it."""
        self._do(self.votes[0], "unanimous")
        live = self._move(11, "leave", 0)
        self.assertEqual(live["said"], "Edmée Fradin leaves before item 2.")
        self.assertEqual(self._presence(11).departure_item_id, self.items[1])
        self.assertEqual([vote.voter_count for vote in self.votes], [11, 10, 10])
        self._move(10, "leave", 1)
        self.assertEqual(self._presence(10).departure_item_id, self.items[1])

    @freeze_time(EVENING)
    def test_departure_from_the_last_item(self):
        self._do(self.votes[2], "unanimous")
        live = self._move(11, "leave", 2)
        self.assertEqual(live["said"], "Edmée Fradin was there for the last item.")
        self.assertEqual(self.votes[2].voter_count, 11)
        self.assertEqual(live["members"][10]["departure"], "20:15")
        with self._refused(UserError, "has been voted already"):
            self._move(12, "arrive", 2)

    def test_departure_and_return(self):
        self._move(11, "leave", 0)
        self._move(11, "arrive", 2)
        edmee = self._presence(11)
        self.assertEqual(edmee.away_item_ids, self.items[:2])
        self.assertFalse(edmee.departure_item_id)
        self.assertEqual([vote.voter_count for vote in self.votes], [10, 10, 11])

    def test_out_for_one_item(self):
        self._move(11, "away", 1)
        self.assertEqual([vote.voter_count for vote in self.votes], [11, 10, 11])
        self._do(self.votes[0], "unanimous")
        self._move(11, "toggle", 1)
        self.assertEqual([vote.voter_count for vote in self.votes], [11, 11, 11])

    def test_toggle_before_any_vote(self):
        """A mistake at the opening leaves no trace of an arrival."""
        self._move(12, "toggle", 0)
        firmin = self._presence(12)
        self.assertEqual((firmin.status, len(firmin.arrival_item_id)), ("present", 0))
        self._move(12, "toggle", 0)
        self.assertEqual(firmin.status, "absent")
        self._move(12, "excused", 0)
        self.assertEqual(firmin.status, "excused")

    def test_session_entered_later(self):
        """No time of arrival where the session was on another day."""
        self._move(12, "arrive", 1)
        self.assertEqual(self._presence(12).arrival_item_id, self.items[1])
        self.assertFalse(self._presence(12).arrival_time)

    def _give_live(self, giver, holder, item=0, **vals):
        presence = self._presence(giver)
        return self.session.live_proxy(
            presence.id,
            holder and self._presence(holder).id,
            self.items[item].id,
            self._stamp(presence),
            **vals,
        )

    def test_proxy_before_any_vote(self):
        live = self._give_live(12, 4, 1)
        self.assertEqual(live["said"], "Paulin Brossard votes for Firmin Audebert.")
        self.assertEqual([vote.voter_count for vote in self.votes], [12, 12, 12])

    def test_proxy_that_comes_in_the_evening(self):
        """It counts from the item on, and what was voted before stays right."""
        self._do(self.votes[0], "unanimous")
        self._give_live(12, 4, 1)
        self.assertEqual([vote.voter_count for vote in self.votes], [11, 12, 12])
        self._do(self.votes[1], "unanimous")
        self._give_live(12, 5, 2)
        self.assertEqual(len(self.session.proxy_ids), 2)
        self._move(4, "leave", 2)
        self.assertEqual([vote.voter_count for vote in self.votes], [11, 12, 11])
        live = self._give_live(12, False, 2)
        self.assertEqual(live["said"], "Firmin Audebert gives no proxy.")
        self.assertEqual([vote.voter_count for vote in self.votes], [11, 12, 10])

    def test_second_proxy_of_one_holder(self):
        self._give_live(12, 4)
        with self._refused(ValidationError, "L2121-20"):
            self._give_live(13, 4)

    # Votes

    def test_unanimous_and_undo(self):
        live = self._do(self.votes[0], "unanimous")
        shown = live["items"][0]["votes"][0]
        self.assertEqual(
            (shown["state"], shown["in_favour"], shown["outcome"]),
            ("done", 11, "adopted"),
        )
        self._do(self.votes[0], "undo")
        self.assertEqual(self.votes[0].state, "draft")

    def test_names(self):
        vote = self.votes[0]
        self._give(12, 4)
        for rank, choice in ((6, "against"), (12, "against"), (7, "abstention")):
            self.session.live_ballot(
                vote.id, self._presence(rank).id, choice, self._stamp(vote)
            )
        by_proxy = vote.ballot_ids.filtered(
            lambda one: one.presence_id == self._presence(12)
        )
        self.assertEqual(by_proxy.cast_by_id, self._presence(4))
        self.session.live_ballot(
            vote.id, self._presence(6).id, "abstention", self._stamp(vote)
        )
        self.session.live_ballot(
            vote.id, self._presence(7).id, False, self._stamp(vote)
        )
        self._do(vote, "names")
        self.assertEqual((vote.in_favour, vote.against, vote.abstentions), (10, 1, 1))

    def test_counts_take_the_place_of_names(self):
        vote = self.votes[0]
        self.session.live_ballot(
            vote.id, self._presence(6).id, "against", self._stamp(vote)
        )
        live = self._do(vote, "counts", in_favour=9, against=3, state="draft")
        self.assertEqual((vote.state, vote.in_favour, vote.against), ("done", 9, 3))
        self.assertFalse(vote.ballot_ids)
        self.assertIn(
            "12 votes are told, 11 members are present",
            live["items"][0]["votes"][0]["warnings"][0],
        )

    def test_counts_of_the_minority(self):
        """Who is not counted is in favour, save in a secret vote."""
        first, second = self.votes[:2]
        self._do(first, "counts", in_favour=None, against=2, abstentions=1)
        self.assertEqual((first.in_favour, first.outcome), (8, "adopted"))
        self._do(second, "choose", method="secret", askers=4)
        self._do(second, "counts", in_favour=None, against=2)
        self.assertEqual((second.in_favour, second.outcome), (0, "rejected"))

    def test_tie(self):
        vote = self.votes[0]
        self._set_aside(vote, 11, "will")
        live = self._do(vote, "counts", in_favour=5, against=5)
        self.assertTrue(live["items"][0]["votes"][0]["is_tie"])
        self.assertEqual(vote.outcome, "rejected")
        self._do(vote, "choose", chair_choice="in_favour")
        self.assertEqual(vote.outcome, "adopted")
        with self._refused(UserError, "Undo it first"):
            self._do(vote, "choose", method="secret")

    def test_nobody_is_named_in_a_secret_vote(self):
        vote = self.votes[0]
        self._do(vote, "roll_call")
        self.assertEqual((vote.method, len(vote.ballot_ids)), ("roll_call", 11))
        self._do(vote, "choose", method="secret", askers=4)
        self.assertEqual((vote.method, len(vote.ballot_ids)), ("secret", 0))

    def test_noted(self):
        self._do(self.votes[0], "noted")
        self.assertEqual(
            (self.votes[0].method, self.votes[0].outcome), ("noted", "adopted")
        )

    def test_nomination(self):
        vote = self.votes[0]
        self._do(vote, "choose", method="secret", is_nomination=True)
        for name in ("A", "B"):
            self._do(vote, "candidate", name=name)
        first, second = vote.candidate_ids
        live = self._do(
            vote, "counts", candidates={str(first.id): 5, str(second.id): 5}, blank=1
        )
        self.assertEqual(live["items"][0]["votes"][0]["outcome"], "again")
        following = self._do(vote, "next_ballot")["vote_id"]
        self.assertNotEqual(following, vote.id)
        self.assertEqual(self.env["lcc.vote"].browse(following).ballot_number, 2)

    def test_who_takes_no_part(self):
        vote, mayor = self.votes[0], self._presence(1)
        self.session.live_ballot(vote.id, mayor.id, "against", self._stamp(vote))
        self.session.live_aside(vote.id, mayor.id, "interest", self._stamp(vote))
        self.assertFalse(vote.ballot_ids)
        self.assertEqual((vote.aside_ids.reason, vote.voter_count), ("interest", 10))
        self.session.live_aside(
            vote.id, mayor.id, "will", self._stamp(vote), is_in_room=True
        )
        self.assertEqual(
            (vote.aside_ids.reason, vote.aside_ids.is_in_room), ("will", True)
        )
        self.session.live_aside(vote.id, mayor.id, False, self._stamp(vote))
        self.assertEqual(vote.voter_count, 11)

    def test_vote_that_was_not_foreseen(self):
        live = self.session.live_add_vote(
            self.items[1].id, "And this?", self._stamp(self.session)
        )
        vote = self.env["lcc.vote"].browse(live["vote_id"])
        self.assertEqual((vote.item_id, vote.name), (self.items[1], "And this?"))

    # The session

    def _change(self, action):
        return self.session.live_state(action, self._stamp(self.session))

    def test_suspension(self):
        self._change("suspend")
        self.assertEqual(len(self.session.suspension_ids), 1)
        self.assertTrue(self._live()["session"]["suspended"])
        self._change("resume")
        self.assertTrue(self.session.suspension_ids.date_to)
        self.assertFalse(self._live()["session"]["suspended"])

    def test_closing(self):
        for vote in self.votes[:2]:
            self._do(vote, "unanimous")
        self.session.live_appoint("secretary_id", False, self._stamp(self.session))
        with self._refused(UserError, "Question 3"):
            self._change("close")
        self._do(self.votes[2], "unanimous")
        with self._refused(UserError, "L2121-15"):
            self._change("close")
        self.session.live_set_aside(
            "secretary", False, "Nobody would.", self._stamp(self.session)
        )
        live = self._change("close")
        self.assertEqual(live["session"]["state"], "closed")
        self.assertEqual(
            (self.session.override_ids.reason, self.session.override_ids.user_id),
            ("Nobody would.", self.clerk),
        )
        with self._refused(UserError, "is over"):
            self._move(12, "present")
        self.assertEqual(self._change("reopen")["session"]["state"], "open")

    def test_appointments(self):
        session = self.session
        session.live_appoint("chair_id", self._presence(2).id, self._stamp(session))
        self.assertEqual(session.chair_id, self._presence(2))
        with self._refused(ValidationError, "L2121-15"):
            session.live_appoint(
                "secretary_id", self._presence(12).id, self._stamp(session)
            )
        with self.assertRaises(ValueError):
            session.live_appoint("state", 1, self._stamp(session))

    # Two clerks

    def test_what_somebody_else_changed_stays(self):
        """Both see the vote; one records 9 to 2, and the other's click does nothing."""
        vote = self.votes[0]
        stamp = self._stamp(vote)
        self._do(vote, "counts", in_favour=9, against=2)
        with self._refused(UserError, "Somebody else"):
            self.session.live_vote(vote.id, "undo", stamp)
        self.assertEqual((vote.in_favour, vote.against), (9, 2))

    def test_unanimous_of_others_than_shown(self):
        """A member left meanwhile: 11 were shown, and no vote of 10 is recorded."""
        vote = self.votes[0]
        stamp = self._stamp(vote)
        self._move(11, "leave", 0)
        with self._refused(UserError, "Somebody else"):
            self.session.live_vote(vote.id, "unanimous", stamp)

    def test_member_changed_meanwhile(self):
        firmin = self._presence(12)
        stamp = self._stamp(firmin)
        self._move(12, "excused")
        with self._refused(UserError, "Firmin Audebert"):
            self.session.live_presence(firmin.id, "toggle", self.items[0].id, stamp)
        self.assertEqual(firmin.status, "excused")

    def test_other_session(self):
        other = self._create_session(day="2024-05-21", notice="2024-05-10")
        stranger = self._presence(1, other)
        with self._refused(UserError, "not in the session"):
            self.session.live_presence(
                stranger.id, "present", self.items[0].id, self._stamp(stranger)
            )

    def test_changes_are_counted(self):
        before = self.session.live_changes
        self._move(12, "present")
        self._do(self.votes[0], "unanimous")
        self.assertEqual(self.session.live_changes, before + 2)

    # Rights

    def test_clerks_only(self):
        employee = new_test_user(self.env, "lcc_employee", groups="base.group_user")
        vote, session = self.votes[0], self.session.with_user(employee)
        with self.assertRaises(AccessError):
            session.get_live()
        with self.assertRaises(AccessError):
            session.live_vote(vote.id, "unanimous", self._stamp(vote))
        self.assertEqual(vote.state, "draft")
