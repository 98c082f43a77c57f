# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import LccAssemblyCase


@tagged("post_install", "-at_install")
class TestAssociation(LccAssemblyCase):
    """A general assembly and a steering committee, by their own statutes."""

    def test_general_assembly(self):
        """A quarter present or represented, three proxies each, 15 days of notice."""
        category = self.env["res.partner.category"].create({"name": "Member"})
        self.members.category_id = category
        assembly = self._create_assembly(
            "General assembly",
            "general",
            member_domain=f"[('category_id', 'in', [{category.id}])]",
            quorum_numerator=1,
            quorum_denominator=4,
            proxies_per_holder=3,
        )
        self.assertEqual(assembly.rules, "statutes")
        session = self._create_session(notice="2024-04-01", assembly_id=assembly.id)
        self.assertEqual(len(session.presence_ids), 14)
        self.assertEqual((session.notice_days, session.notice_days_due), (15, 15))
        present = session.presence_ids[:1]
        present.status = "present"
        self.assertEqual(session.quorum, 4)
        self.assertFalse(session.has_quorum)
        for giver in session.presence_ids[1:4]:
            self.env["lcc.proxy"].create(
                {
                    "session_id": session.id,
                    "giver_id": giver.id,
                    "holder_id": present.id,
                }
            )
        self.assertTrue(session.has_quorum, "those represented count")
        with self._refused(ValidationError, "may hold 3"):
            self.env["lcc.proxy"].create(
                {
                    "session_id": session.id,
                    "giver_id": session.presence_ids[5].id,
                    "holder_id": present.id,
                }
            )
        vote = self._vote(session=session)
        self.assertEqual(vote.voter_count, 4)

    def test_colleges(self):
        """60 for users, 40 for professionals: 30 + 20 against 30 + 20 is rejected."""
        assembly = self._create_assembly(
            "Steering committee",
            "steering",
            seats=12,
            seats_min=5,
            notice_days=8,
            college_ids=[
                Command.create({"name": "Users", "weight": 60}),
                Command.create({"name": "Professionals", "weight": 40}),
            ],
        )
        users, professionals = assembly.college_ids
        self.env["lcc.mandate"].create(
            [
                {
                    "assembly_id": assembly.id,
                    "partner_id": member.id,
                    "rank": rank,
                    "college_id": (users if rank <= 4 else professionals).id,
                    "date_from": "2024-01-01",
                    "date_to": "2026-12-31",
                }
                for rank, member in enumerate(self.members[:8], 1)
            ]
        )
        session = self._create_session(assembly_id=assembly.id, notice="2024-04-08")
        session.presence_ids.status = "present"
        session.chair_id = session.presence_ids[0]
        session.action_convene()
        session.action_open()
        vote = self._vote(session=session)
        self.env["lcc.vote.ballot"].create(
            [
                {
                    "vote_id": vote.id,
                    "presence_id": self._presence(rank, session).id,
                    "choice": "against",
                }
                for rank in (1, 2, 5, 6)
            ]
        )
        vote.action_done()
        self.assertEqual(
            [
                (line.college_id, line.in_favour, line.against)
                for line in vote.college_count_ids
            ],
            [(users, 2, 2), (professionals, 2, 2)],
        )
        self.assertEqual(vote.outcome, "rejected")
        vote.college_count_ids[0].write({"in_favour": 3, "against": 1})
        self.assertEqual(vote.outcome, "adopted")
        self.assertEqual(assembly.vacant_count, 4)
        vote.action_undo()
        vote.ballot_ids.filtered(
            lambda one: one.presence_id == self._presence(1, session)
        ).choice = "in_favour"
        vote.action_done()
        self.assertEqual(
            [(line.in_favour, line.against) for line in vote.college_count_ids],
            [(3, 1), (2, 2)],
        )

    def test_who_leaves_at_the_next_assembly(self):
        committee = self._create_assembly("Steering committee", "steering")
        general = self._create_assembly("General assembly", "general")
        leaving, staying = self.env["lcc.mandate"].create(
            [
                {
                    "assembly_id": committee.id,
                    "partner_id": member.id,
                    "date_from": "2024-01-01",
                    "date_to": day,
                }
                for member, day in zip(
                    self.members[:2], ("2098-06-30", "2099-06-30"), strict=True
                )
            ]
        )
        self._create_session("2098-07-01", "2098-06-01", assembly_id=general.id)
        self.assertTrue(leaving.leaves_next)
        self.assertFalse(staying.leaves_next)
