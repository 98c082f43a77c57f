# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import HttpCase, no_retry, tagged

from odoo.addons.web.tests.test_js import unit_test_error_checker

from .common import LccAssemblyCase

SUITE = "dbaeb339"  # hash of @lcc_assembly, by which a page of tests runs these alone


@tagged("post_install", "-at_install")
class TestTours(LccAssemblyCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # HttpCase means the browser's own session by this name
        cls.evening, cls.session = cls.session, None

    def _presence(self, rank, session=None):
        return super()._presence(rank, session or self.evening)

    def test_live_session(self):
        """A clerk runs a session of three votes, from the opening to its closing."""
        session = self.evening
        session.action_convene()
        votes = [self._vote(i, f"Question {i + 1}", session) for i in range(3)]
        for rank in range(1, 11):
            self._presence(rank).status = "present"
        self.start_tour(
            f"/odoo/sessions/{session.id}", "lcc_session_live", login="lcc_clerk"
        )
        self.env.invalidate_all()
        self.assertEqual(session.state, "closed")
        self.assertTrue(session.date_opened and session.date_closed)
        self.assertEqual(
            (session.chair_id, session.secretary_id),
            (self._presence(1), self._presence(3)),
        )
        self.assertEqual(self._presence(12).proxy_holder_id, self._presence(4))
        self.assertEqual(
            [(vote.in_favour, vote.against, vote.aside_count) for vote in votes],
            [(10, 1, 1), (13, 0, 0), (12, 0, 0)],
        )
        first = votes[0]
        self.assertEqual(
            (first.chair_id, first.aside_ids.presence_id, first.aside_ids.reason),
            (self._presence(2), self._presence(1), "interest"),
        )
        self.assertEqual(
            (first.ballot_ids.presence_id, first.ballot_ids.choice),
            (self._presence(6), "against"),
        )
        items = session._get_items()
        self.assertFalse(self._presence(11).arrival_item_id)
        self.assertEqual(self._presence(11).departure_item_id, items[2])
        self.assertEqual(self._presence(13).arrival_item_id, items[1])
        self.assertFalse(session.override_ids)


@tagged("post_install", "-at_install")
class TestDebateTour(LccAssemblyCase, HttpCase):
    browser_size = "390x844"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.evening, cls.session = cls.session, None
        cls.council.write({"kind": "syndicate", "rules": "grouping"})
        substitute = cls.env["res.partner"].create({"name": "Irène Suppléante"})
        cls.mandates[13].substitute_id = substitute

    def test_debate_on_a_phone(self):
        session = self.evening
        session.item_ids.description = "<p>Why.</p>"
        self._open(session)
        self.start_tour(
            f"/odoo/sessions/{session.id}/session-live",
            "lcc_session_live_debate",
            login="lcc_clerk",
        )
        self.env.invalidate_all()
        first, second, _third = session._get_items()
        self.assertEqual(
            first.debate,
            "<p>Odile asks what it costs.</p><p>Paulin &lt;b&gt;answers&lt;/b&gt;.</p>",
        )
        self.assertFalse(second.debate)
        self.assertTrue(self._presence(14, session).is_substituted)
        self.assertEqual(self._presence(14, session).status, "present")


@tagged("post_install", "-at_install")
class TestBrowser(HttpCase):
    @no_retry
    def test_unit_desktop(self):
        """The tests of static/tests, in a browser."""
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={SUITE}",
            "",
            "",
            login="admin",
            timeout=300,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=unit_test_error_checker,
        )
