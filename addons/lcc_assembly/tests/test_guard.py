# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user, tagged

from .common import LccAssemblyCase


@tagged("post_install", "-at_install")
class TestGuard(LccAssemblyCase):
    """What a clerk cannot write, whatever a client sends."""

    def setUp(self):
        super().setUp()
        self.session = self.session.with_user(self.clerk)
        self.env = self.env(user=self.clerk)

    def _close(self):
        self._open()
        self.vote = self._vote()
        self.vote.action_unanimous()
        self.session.action_close()

    def test_states_are_set_by_actions(self):
        for state in ("convened", "closed", "published"):
            with self._refused(UserError, "not written by hand"):
                self.session.state = state
        self._close()
        for vals in ({"state": "draft"}, {"date_adopted": "2024-05-21"}):
            with self._refused(UserError, "not written by hand"):
                self.session.write(vals)
        self.assertEqual(self.session.state, "closed")

    def test_no_session_begins_published(self):
        vals = {"assembly_id": self.council.id, "date_start": "2024-06-01 18:00:00"}
        sessions = self.env["lcc.session"]
        one = sessions.create({**vals, "state": "published"})
        two = sessions.with_context(default_state="published").create(vals)
        self.assertEqual((one.state, two.state), ("draft", "draft"))
        three = self.session.copy({"state": "published"})
        self.assertEqual(three.state, "draft")

    def test_what_the_law_computes(self):
        self._open()
        vote = self._vote(in_favour=3, against=8)
        vote.action_done()
        self.assertEqual(vote.outcome, "rejected")
        for vals in (
            {"outcome": "adopted"},
            {"has_quorum": True},
            {"voter_count": 20},
            {"state": "draft"},
            {"session_id": self.session.id},
        ):
            with self._refused(UserError, "not written by hand"):
                vote.write(vals)
        with self._refused(UserError, "not written by hand"):
            self.session.day = "2024-05-16"
        self.assertEqual(vote.outcome, "rejected")

    def test_what_the_law_computes_from_the_beginning(self):
        """Neither values nor defaults of a context tell the outcome of a vote."""
        self._open()
        item = self.session.item_ids[0]
        votes = self.env["lcc.vote"].with_context(
            default_outcome="adopted", default_voter_count=30
        )
        vote = votes.create(
            {"item_id": item.id, "name": "Shall we?", "state": "done", "quorum": 1}
        )
        self.assertEqual(
            (vote.state, vote.outcome, vote.voter_count, vote.quorum),
            ("draft", False, 11, 8),
        )

    def test_nothing_is_moved_into_a_closed_session(self):
        other = self._create_session(day="2024-05-21", notice="2024-05-10")
        item = other.item_ids[0]
        stranger = self._vote(session=other, name="Later")
        self._close()
        with self._refused(UserError, "is over"):
            item.session_id = self.session
        with self._refused(UserError, "is over"):
            stranger.item_id = self.session.item_ids[0]
        with self._refused(UserError, "is over"):
            self.session.item_ids = [Command.link(item.id)]

    def test_links_stay_in_the_session(self):
        other = self._create_session(day="2024-05-21", notice="2024-05-10")
        self._open()
        vote = self._vote()
        stranger, far = self._presence(2, other), other.item_ids[0]
        for record, vals in (
            (self.session, {"chair_id": stranger.id}),
            (self.session.item_ids[0], {"chair_id": stranger.id}),
            (vote, {"chair_id": stranger.id}),
            (self._presence(2), {"departure_item_id": far.id}),
            (self._presence(2), {"away_item_ids": [Command.link(far.id)]}),
            (self._give(12, 1), {"revoked_item_id": far.id}),
        ):
            with self._refused(ValidationError, "belongs to another session"):
                record.write(vals)
        with self._refused(ValidationError, "belongs to another session"):
            self.env["lcc.vote.aside"].create(
                {"vote_id": vote.id, "presence_id": stranger.id}
            )

    def test_minutes_of_an_earlier_session_of_the_body(self):
        other = self._create_assembly("Other council", "municipal")
        elsewhere = self._create_session(
            day="2024-03-01", notice="2024-02-20", assembly_id=other.id
        )
        later = self._create_session(day="2024-05-21", notice="2024-05-10")
        for session in (self.session, elsewhere, later):
            with self._refused(ValidationError, "not those of an earlier session"):
                self.session.item_ids[0].minutes_session_id = session

    def test_convened_session_stays_with_its_assembly(self):
        other = self._create_assembly("Other council", "municipal")
        self.session.assembly_id = other
        self.session.assembly_id = self.council
        self.session.action_convene()
        with self._refused(UserError, "stays with its assembly"):
            self.session.assembly_id = other

    def test_overrides_are_in_ones_own_name(self):
        admin = self.env.ref("base.user_admin")
        override = self.env["lcc.session.override"].create(
            {
                "session_id": self.session.id,
                "check": "notice",
                "reason": "Why",
                "user_id": admin.id,
                "date": "2020-01-01 00:00:00",
            }
        )
        self.assertEqual(override.user_id, self.clerk)
        self.assertGreater(override.date.year, 2020)
        with self._refused(UserError, "not written by hand"):
            override.user_id = admin

    def _adopt(self):
        following = self._create_session(day="2024-05-21", notice="2024-05-10")
        following.item_ids[0].write(
            {"kind": "minutes", "minutes_session_id": self.session.id}
        )
        self._open(following)
        self._vote(session=following, name="Minutes").action_unanimous()
        following.action_close()
        return following

    def test_dates_of_published_minutes(self):
        self._close()
        self._adopt()
        self.session.date_published = "2024-05-22"
        self.session.action_publish()
        self.session.date_signed_chair = "2024-05-23"
        for name in ("date_published", "date_signed_chair"):
            with self._refused(UserError, "is published"):
                self.session[name] = "2024-06-01"
        self.session.date_published = "2024-05-22"  # as a form sends it again

    def test_adoption_is_taken_back(self):
        self._close()
        following = self._adopt()
        self.assertEqual(self.session.state, "adopted")
        following.action_reopen()
        self.assertEqual(
            (self.session.state, self.session.date_adopted, following.state),
            ("closed", False, "open"),
        )
        self.assertFalse(self.session.adopted_in_id)
        following.action_close()
        self.session.action_publish()
        with self._refused(UserError, "minutes that are published"):
            following.action_reopen()

    def test_mandate_of_a_session_that_was_held(self):
        mandate = self.mandates[1].with_user(self.clerk)
        mandate.office = "councillor"
        mandate.office = "deputy"
        self._close()
        with self._refused(UserError, "end it, and enter the next one"):
            mandate.office = "mayor"
        mandate.write({"office": "deputy", "date_to": "2024-12-31"})
        self.assertFalse(mandate.is_in_office)

    def test_statutes_that_change_afterwards(self):
        """A quarter of 14 is 4; half of 14 would be 7."""
        assembly = self._create_assembly(
            "General assembly",
            "general",
            member_domain=f"[('id', 'in', {self.members.ids})]",
            quorum_numerator=1,
            quorum_denominator=4,
        )
        session = self._create_session(assembly_id=assembly.id, notice="2024-03-01")
        session.presence_ids[:5].status = "present"
        session.chair_id = session.secretary_id = session.presence_ids[0]
        session.action_convene()
        session.action_open()
        session.action_close()
        assembly.write({"quorum_denominator": 2, "notice_days": 60})
        self.env.invalidate_all()
        self.assertEqual((session.quorum, session.notice_days_due), (4, 15))
        session.action_reopen()
        self.assertEqual((session.quorum, session.notice_days_due), (7, 60))

    def test_rules_follow_the_assembly_until_the_session(self):
        self._close()
        coming = self._create_session(day="2024-05-21", notice="2024-05-10")
        self.council.rules = "commune_large"
        self.assertEqual((coming.rules, coming.notice_days_due), ("commune_large", 5))
        self.assertEqual(
            (self.session.rules, self.session.notice_days_due), ("commune_small", 3)
        )

    def test_clerk_sends_the_notice(self):
        session = self._create_session(day="2099-04-16", notice=False)
        session.with_user(self.clerk).action_convene()
        self.assertEqual(session.state, "convened")
        self.assertEqual(len(session.presence_ids.filtered("notice_mail_id")), 14)

    def test_published_session_is_read_by_employees(self):
        """Its form opens, and does not tell what was set aside."""
        self._close()
        self._adopt()
        self.session.action_publish()
        employee = new_test_user(
            self.env(su=True), "lcc_employee", groups="base.group_user"
        )
        session = self.session.with_user(employee)
        form = Form(session)
        self.assertEqual((form.state, form.place), ("published", "Town hall"))
        with self.assertRaises(AccessError):
            session.read(["problems"])
        self.assertEqual(Form(self.vote.with_user(employee)).outcome, "adopted")
