# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import LccAssemblyCase


@tagged("post_install", "-at_install")
class TestVote(LccAssemblyCase):
    """Votes of a council of 14, eleven present and two represented."""

    def setUp(self):
        super().setUp()
        self._open()
        self._give(12, 4)
        self._give(13, 5)

    def _counts(self, vote):
        return (
            vote.in_favour,
            vote.against,
            vote.abstentions,
            vote.aside_count,
            vote.outcome,
        )

    def test_unanimous(self):
        vote = self._vote()
        vote.action_unanimous()
        self.assertEqual(self._counts(vote), (13, 0, 0, 0, "adopted"))
        self.assertFalse(vote.warning)

    def test_interest_of_the_mayor(self):
        """The mayor leaves: 1 takes no part, and the eldest in the chair is told."""
        vote = self._vote()
        self._set_aside(vote, 1)
        vote.chair_id = self._presence(11)
        vote.action_unanimous()
        self.assertEqual(self._counts(vote), (12, 0, 0, 1, "adopted"))
        self.assertEqual((vote.present_count, vote.quorum), (10, 8))
        self.assertIn("L2122-17", vote.warning)
        self.session.action_close()
        self.assertEqual(self.session.state, "closed")

    def test_aside_with_a_proxy(self):
        """No proxy counts whose holder takes no part, nor that of who must leave."""
        vote = self._vote()
        self._set_aside(vote, 4)
        self._set_aside(vote, 13)
        self.assertEqual(vote.voter_count, 10)
        self.assertEqual(vote.aside_count, 2)

    def test_representative_is_not_in_office(self):
        """L1111-6, II: the quorum is of 12 members, since 2022."""
        vote = self._vote()
        self._set_aside(vote, 1, "representative")
        self._set_aside(vote, 2, "representative")
        self.assertEqual((vote.in_office_count, vote.quorum), (12, 7))
        self.session.date_start = "2022-02-22 19:00:00"
        self.assertEqual((vote.in_office_count, vote.quorum), (14, 8))

    def test_account_of_the_mayor(self):
        vote = self._vote(2, is_account=True)
        self.assertEqual(vote.majority, "not_against")
        vote.action_unanimous()
        self.assertIn("elects who chairs", vote.warning)
        self.assertIn("leaves the room", vote.warning)
        with self._refused(UserError, "L2121-14"):
            self.session.action_close()
        vote.action_undo()
        self._set_aside(vote, 1, "account")
        vote.chair_id = self._presence(7)
        vote.write({"in_favour": 6, "against": 6})
        vote.action_done()
        self.assertEqual(self._counts(vote), (6, 6, 0, 1, "adopted"))
        self.assertFalse(vote.warning)

    def test_tie(self):
        vote = self._vote(in_favour=6, against=6, abstentions=1)
        vote.action_done()
        self.assertEqual(vote.outcome, "rejected")
        vote.chair_choice = "in_favour"
        self.assertEqual(vote.outcome, "adopted")
        vote.write({"method": "secret", "askers": 4})
        self.assertEqual(vote.outcome, "rejected")

    def test_counts_that_do_not_add_up(self):
        vote = self._vote(in_favour=14)
        vote.action_done()
        self.assertIn(
            "14 votes are told, 11 members are present and 2 represented: 13 may vote, "
            "not 14.",
            vote.warning,
        )
        with self._refused(UserError, "13 may vote, not 14"):
            self.session.action_close()

    def test_names_of_the_minority(self):
        vote = self._vote()
        self.env["lcc.vote.ballot"].create(
            [
                {
                    "vote_id": vote.id,
                    "presence_id": self._presence(rank).id,
                    "choice": choice,
                }
                for rank, choice in ((6, "against"), (12, "against"), (7, "abstention"))
            ]
        )
        vote.action_done()
        self.assertEqual(self._counts(vote), (10, 2, 1, 0, "adopted"))

    def test_absent_cannot_be_named(self):
        vote = self._vote()
        with self._refused(ValidationError, "neither present"):
            self.env["lcc.vote.ballot"].create(
                {
                    "vote_id": vote.id,
                    "presence_id": self._presence(14).id,
                    "choice": "against",
                }
            )

    def test_roll_call(self):
        vote = self._vote(askers=3)
        vote.action_call_roll()
        self.assertEqual(len(vote.ballot_ids), 13)
        by_proxy = vote.ballot_ids.filtered(
            lambda ballot: ballot.presence_id == self._presence(12)
        )
        self.assertEqual(by_proxy.cast_by_id, self._presence(4))
        vote.ballot_ids[:7].choice = "against"
        vote.action_done()
        self.assertEqual(self._counts(vote), (6, 7, 0, 0, "rejected"))
        self.assertFalse(vote.warning)
        vote.askers = 2
        self.assertIn("3 are needed", vote.warning)

    def test_secret_vote(self):
        vote = self._vote(method="secret", askers=4, in_favour=7, against=4, blank=2)
        vote.action_done()
        self.assertFalse(vote.warning)
        with self._refused(ValidationError, "Nobody is named"):
            self.env["lcc.vote.ballot"].create(
                {
                    "vote_id": vote.id,
                    "presence_id": self._presence(2).id,
                    "choice": "against",
                }
            )

    def test_nomination_in_three_ballots(self):
        vote = self._vote(method="secret", is_nomination=True)
        self.env["lcc.vote.candidate"].create(
            [
                {"vote_id": vote.id, "name": name, "voices": voices}
                for name, voices in (("A", 6), ("B", 5), ("C", 2))
            ]
        )
        vote.action_done()
        self.assertEqual(vote.outcome, "again")
        second = vote.action_next_ballot()
        self.assertEqual(second.candidate_ids.mapped("name"), ["A", "B", "C"])
        second.candidate_ids[0].voices = 6
        second.candidate_ids[1].voices = 6
        second.action_done()
        self.assertEqual(second.outcome, "again")
        third = second.action_next_ballot()
        third.candidate_ids[0].voices = 6
        third.candidate_ids[1].write({"voices": 6, "is_eldest": True})
        third.action_done()
        self.assertEqual((third.outcome, third.elected_id.name), ("elected", "B"))
        with self.assertRaises(UserError):
            third.action_next_ballot()

    def test_nomination_by_show_of_hands(self):
        vote = self._vote(is_nomination=True)
        self.assertIn("in secret", vote.warning)
        vote.is_secret_waived = True
        self.assertFalse(vote.warning)

    def test_interest_in_the_room(self):
        vote = self._vote()
        aside = self._set_aside(vote, 6, is_in_room=True)
        self.assertIn("stays in the room", vote.warning)
        self.session.write(
            {"date_start": "2026-01-20 19:00:00", "date_notice": "2026-01-09 08:00:00"}
        )
        self.assertFalse(vote.warning)
        self.assertEqual(vote.present_count, 10)
        aside.unlink()
        self.assertEqual(vote.present_count, 11)
