# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from .common import LccMunicipalCase


@tagged("post_install", "-at_install")
class TestSessionLive(LccMunicipalCase):
    """The session of Loix on its live page: the votes are deliberations."""

    def setUp(self):
        super().setUp()
        self.deliberations = self._enter_agenda()
        self._open()
        self.session = self.session.with_user(self.clerk)

    def _votes(self):
        live = self.session.get_live()
        return [vote for item in live["items"] for vote in item["votes"]]

    def test_deliberations_are_voted(self):
        votes = self._votes()
        self.assertEqual(len(votes), 22)
        self.assertEqual(
            votes[0]["record"], ["lcc.deliberation", self.deliberations[0].id]
        )
        self.assertEqual(votes[3]["reference"], "Ecotaxe")
        for vote in self.session._get_votes():
            self.session.live_vote(vote.id, "unanimous", vote._get_live_stamp())
        self.session.live_set_aside(
            "aside", False, "A test.", self.session._get_live_stamp()
        )
        self.session.live_state("close", self.session._get_live_stamp())
        self.assertEqual(
            [vote["reference"] for vote in self._votes()],
            [f"{number:03}/24" for number in range(12, 34)],
        )

    def test_deliberation_that_was_not_foreseen(self):
        item = self.session._get_items()[0]
        live = self.session.live_add_vote(
            item.id, "And this?", self.session._get_live_stamp()
        )
        added = self.session.deliberation_ids - self.deliberations
        self.assertEqual(
            (added.vote_id.id, added.item_id, added.name),
            (live["vote_id"], item, "And this?"),
        )

    def test_association_votes_without_a_register(self):
        self.council.write({"kind": "general", "rules": "statutes"})
        session = self._create_session(day="2024-06-01", notice="2024-05-01")
        vote = session._create_live_vote(session._get_items()[0], "Shall we?")
        self.assertEqual(vote.name, "Shall we?")
        self.assertFalse(vote.deliberation_ids)

    def test_number_of_queries(self):
        """One more for 22 deliberations than lcc_assembly makes without any."""
        self.env.flush_all()
        self.env.invalidate_all()
        self.session.get_live()
        self.env.invalidate_all()
        with self.assertQueryCount(26):
            self.session.get_live()
