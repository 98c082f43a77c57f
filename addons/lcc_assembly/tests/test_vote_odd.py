# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LccAssemblyCase


@tagged("post_install", "-at_install")
class TestVoteOdd(LccAssemblyCase):
    """Votes that are counted twice, undone, or held while members come and go."""

    # Names

    def test_who_left_after_being_named(self):
        """Théodore is named against, then leaves: ten vote, all of them in favour."""
        self._open()
        vote = self._vote()
        self._name(vote, 6, "against")
        self._presence(6).departure_item_id = vote.item_id
        vote.action_done()
        self.assertEqual((vote.in_favour, vote.against), (10, 0))
        self.assertFalse(vote.ballot_ids)

    def test_who_left_is_still_named(self):
        self._open()
        vote = self._vote()
        self._name(vote, 6, "against")
        vote.action_done()
        self.assertFalse(vote.warning)
        self._presence(6).status = "absent"
        self._presence(12).status = "present"  # eleven again
        self.assertIn("Théodore Guillet may not vote", vote.warning)
        with self._refused(UserError, "Théodore Guillet may not vote"):
            self.session.action_close()

    def _name(self, vote, rank, choice):
        return self.env["lcc.vote.ballot"].create(
            {
                "vote_id": vote.id,
                "presence_id": self._presence(rank, vote.session_id).id,
                "choice": choice,
            }
        )

    def test_secret_vote_forgets_names(self):
        self._open()
        vote = self._vote()
        self._name(vote, 6, "against")
        vote.method = "secret"
        self.assertFalse(vote.ballot_ids)

    def test_chair_who_is_named_decides_a_tie(self):
        """Five to five, the mayor among those against: rejected without a question."""
        self._open(present=10)
        vote = self._vote()
        for rank in range(1, 6):
            self._name(vote, rank, "against")
        vote.action_done()
        self.assertEqual(
            (vote.in_favour, vote.against, vote.chair_choice, vote.outcome),
            (5, 5, "against", "rejected"),
        )
        vote.action_undo()
        vote.ballot_ids[0].presence_id = self._presence(6)
        vote.action_done()
        self.assertEqual(
            (vote.in_favour, vote.against, vote.chair_choice, vote.outcome),
            (5, 5, "in_favour", "adopted"),
        )

    # Quorum

    def test_who_refuses_to_vote_counts_for_the_quorum(self):
        """Eight of 14 in the room, of whom one does not vote and is there."""
        self._open(present=8)
        vote = self._vote()
        aside = self._set_aside(vote, 8, "will", is_in_room=True)
        self.assertEqual((vote.voter_count, vote.has_quorum), (7, True))
        aside.is_in_room = False
        self.assertEqual((vote.voter_count, vote.has_quorum), (7, False))
        aside.write({"is_in_room": True, "reason": "interest"})
        self.assertEqual((vote.voter_count, vote.has_quorum), (7, False))

    # Accounts

    def test_mayor_votes_on_the_account_by_no_proxy(self):
        self._open()
        self._presence(1).status = "excused"
        self._give(1, 2)
        vote = self._vote(2, is_account=True, chair_id=self._presence(7).id)
        self.assertEqual(vote.voter_count, 11)
        self.assertIn("votes by no proxy", vote.warning)
        self._set_aside(vote, 1, "account")
        self.assertEqual(vote.voter_count, 10)
        self.assertFalse(vote.warning)

    def test_president_of_a_grouping_leaves_for_the_account(self):
        self.council.write({"kind": "community", "rules": "grouping"})
        self.mandates[0].office = "president"
        session = self._create_session()
        session.item_ids.description = "<p>Why.</p>"
        self._open(session)
        chair = self._presence(7, session)
        vote = self._vote(2, session=session, is_account=True, chair_id=chair.id)
        self.assertIn("Yvonne Trégan leaves the room", vote.warning)

    # Nominations

    def _nominate(self, voices, **vals):
        vote = self._vote(method="secret", is_nomination=True, **vals)
        vote.candidate_ids = [
            Command.create({"name": name, "voices": number})
            for name, number in voices.items()
        ]
        return vote

    def test_last_ballot_without_an_eldest(self):
        """Five each in the third ballot: nobody is elected by the order of entry."""
        self._open()
        vote = self._nominate({"A": 5, "B": 5}, ballot_number=3, blank=1)
        vote.action_done()
        self.assertEqual((vote.outcome, len(vote.elected_id)), ("again", 0))
        with self._refused(UserError, "who of them is the eldest"):
            self.session.action_close()
        vote.candidate_ids[1].is_eldest = True
        self.assertEqual(vote.elected_id.name, "B")

    def test_next_ballot_begins_anew(self):
        """What was blank before is not; who takes no part still does not."""
        self._open()
        vote = self._nominate({"A": 4, "B": 4}, blank=2)
        vote.candidate_ids[0].write(
            {"is_eldest": True, "partner_id": self.members[3].id}
        )
        self._set_aside(vote, 11)
        vote.action_done()
        second = vote.action_next_ballot()
        self.assertEqual(
            (second.blank, second.voter_count, second.state), (0, 10, "draft")
        )
        self.assertEqual(
            [(one.name, one.voices, one.is_eldest) for one in second.candidate_ids],
            [("A", 0, True), ("B", 0, False)],
        )
        self.assertEqual(second.candidate_ids[0].partner_id, self.members[3])
        with self._refused(UserError, "No other ballot"):
            vote.action_next_ballot()

    def test_only_candidate(self):
        """Who is the only one is appointed without a vote (L2121-21)."""
        self._open()
        vote = self._nominate({"A": 0})
        vote.method = "noted"
        vote.action_done()
        self.assertEqual((vote.outcome, vote.elected_id.name), ("elected", "A"))
        self.assertFalse(vote.warning)
        self.assertIn("A, the only candidate", vote._get_result_words())
        vote.action_undo()
        vote.candidate_ids = [Command.create({"name": "B"})]
        vote.action_done()
        self.assertFalse(vote.elected_id)
        self.assertIn("voted in secret", vote.warning)

    # Who chairs

    def test_another_chair_during_the_session(self):
        """What was voted keeps its chair, and so does what was chosen by hand."""
        self._open()
        first, second, third = (self._vote(i, f"Q{i}") for i in range(3))
        first.action_unanimous()
        second.chair_id = self._presence(5)
        self.session.chair_id = self._presence(2)
        self.assertEqual(
            [vote.chair_id.rank for vote in (first, second, third)], [1, 5, 2]
        )
        third.item_id.chair_id = self._presence(4)
        self.assertEqual(third.chair_id.rank, 4)
        self.session.chair_id = self._presence(3)
        self.assertEqual(
            [vote.chair_id.rank for vote in (first, second, third)], [1, 5, 4]
        )

    def test_chair_chosen_after_the_votes_were_prepared(self):
        self.session.chair_id = False
        vote = self._vote()
        self.assertFalse(vote.chair_id)
        self._open()
        self.assertEqual(vote.chair_id.rank, 1)


@tagged("post_install", "-at_install")
class TestCollegesOdd(LccAssemblyCase):
    """Users weigh 60 and have four members, shops 40 and four; all are present."""

    def setUp(self):
        super().setUp()
        self.committee = self._create_assembly(
            "Steering committee",
            "steering",
            college_ids=[
                Command.create({"name": "Users", "weight": 60}),
                Command.create({"name": "Shops", "weight": 40}),
            ],
        )
        users, shops = self.committee.college_ids
        self.env["lcc.mandate"].create(
            [
                {
                    "assembly_id": self.committee.id,
                    "partner_id": member.id,
                    "rank": rank,
                    "college_id": (users if rank <= 4 else shops).id,
                    "date_from": "2024-01-01",
                }
                for rank, member in enumerate(self.members[:8], 1)
            ]
        )
        self.session = self._create_session(
            assembly_id=self.committee.id, notice="2024-03-25"
        )
        self._open(present=8)

    def _against(self, vote, *ranks):
        for rank in ranks:
            self.env["lcc.vote.ballot"].create(
                {
                    "vote_id": vote.id,
                    "presence_id": self._presence(rank).id,
                    "choice": "against",
                }
            )

    def _told(self, vote):
        return [(one.in_favour, one.against) for one in vote.college_count_ids]

    def test_counts_without_names(self):
        """Two for, six against: no college is counted in favour for want of names."""
        vote = self._vote(in_favour=2, against=6)
        vote.action_done()
        self.assertEqual(self._told(vote), [(0, 0), (0, 0)])
        self.assertEqual(vote.outcome, "rejected")
        with self._refused(UserError, "are 2, 6, 0, and 0, 0, 0 by college"):
            self.session.action_close()
        users, shops = vote.college_count_ids
        users.write({"in_favour": 1, "against": 3})
        shops.write({"in_favour": 1, "against": 3})
        self.assertFalse(vote.warning)
        self.session.action_close()

    def test_vote_that_is_undone(self):
        vote = self._vote()
        vote.action_unanimous()
        self.assertEqual(self._told(vote), [(4, 0), (4, 0)])
        vote.action_undo()
        self._against(vote, 1, 2, 3)
        vote.action_done()
        self.assertEqual(self._told(vote), [(1, 3), (4, 0)])
        # 60 × 1/4 + 40 = 55 against 45
        self.assertEqual(vote.outcome, "adopted")

    def test_weights_of_the_day(self):
        vote = self._vote()
        self._against(vote, 1, 2, 3)
        vote.action_done()
        self.session.action_close()
        self.committee.college_ids[0].weight = 90
        self.assertEqual(vote.college_count_ids.mapped("weight"), [60, 40])
        self.assertEqual(vote.outcome, "adopted")

    def test_majority_of_those_present(self):
        """Two of four users, three of four shops: 30 + 30 of 100 are more than half."""
        self.committee.majority = "present"
        vote = self._vote()
        self.assertEqual(vote.majority, "present")
        self._against(vote, 1, 2, 5)
        vote.action_done()
        self.assertEqual(vote.outcome, "adopted")
        vote.action_undo()
        self._against(vote, 3)
        # 15 + 30 of 100
        vote.action_done()
        self.assertEqual(vote.outcome, "rejected")

    def test_no_chair_decides_between_colleges(self):
        self.committee.chair_decides = True
        vote = self._vote()
        self._against(vote, 1, 2, 5, 6)
        vote.action_done()
        self.assertEqual((vote.in_favour, vote.against), (4, 4))
        self.assertEqual((vote.outcome, vote._is_tie()), ("rejected", False))

    def test_college_of_another_assembly(self):
        with self._refused(UserError, "no college of Municipal council"):
            self.mandates[0].college_id = self.committee.college_ids[0]
