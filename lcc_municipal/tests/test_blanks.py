# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LccMunicipalCase


@tagged("post_install", "-at_install")
class TestBlanks(LccMunicipalCase):
    """Words that a model leaves to fill in stand in no register."""

    def _draft(self, **vals):
        return self.env["lcc.deliberation"].create(
            {
                "item_id": self.session.item_ids[0].id,
                "name": "Adhesion",
                "considerations": "<p>Considering the association [name],</p>",
                "decision": "<p>Sets its dues at [<b>amount</b>].</p>",
                **vals,
            }
        )

    def _set_aside(self, deliberation):
        self.env["lcc.session.override"].with_user(self.clerk).create(
            {
                "session_id": self.session.id,
                "check": "text",
                "vote_id": deliberation.vote_id.id,
                "reason": "These brackets quote the prefecture.",
            }
        )

    def test_told_before_the_vote(self):
        deliberation = self._draft()
        text = "fill in [name], [ amount ] in the deliberation"
        self.assertIn(text, deliberation.warning)
        self._open()
        self.assertIn(text, self.session.problems)
        deliberation.decision = "<p>Sets its dues at 50 €.</p>"
        self.assertIn("fill in [name] in the deliberation", deliberation.warning)
        self.assertNotIn("amount", self.session.problems)

    def test_no_blanks(self):
        deliberation = self._draft(considerations=False, decision="<p>Joins.</p>")
        self.assertEqual(deliberation.vote_id._check_blanks(), [])

    def test_blank_in_the_subject(self):
        deliberation = self._draft(
            name="Grant to [name]", considerations=False, decision=False
        )
        self.assertIn("fill in [name] in", deliberation.warning)

    def test_closing(self):
        deliberation = self._draft()
        self._open()
        deliberation.action_unanimous()
        with self._refused(UserError, r"fill in \[name\]"):
            self.session.with_user(self.clerk).action_close()
        self.assertFalse(deliberation.number)
        deliberation.write(
            {"considerations": False, "decision": "<p>Sets its dues at 50 €.</p>"}
        )
        self.session.with_user(self.clerk).action_close()
        self.assertEqual(deliberation.number, "012/24")

    def test_set_aside_with_its_reason(self):
        deliberation = self._draft()
        self._open()
        deliberation.action_unanimous()
        self._set_aside(deliberation)
        self.session.with_user(self.clerk).action_close()
        self.assertEqual(deliberation.number, "012/24")
        lines = [
            line
            for line in self.session._get_control_lines()
            if line["check"] == "Text of a deliberation"
        ]
        self.assertEqual([line["state"] for line in lines], ["aside"])

    def test_register_of_before(self):
        """What is in the register stays: nothing later waits for it."""
        deliberation = self._draft()
        self._open()
        deliberation.action_unanimous()
        self._set_aside(deliberation)
        self.session.action_close()
        self.env.flush_all()
        self.cr.execute("DELETE FROM lcc_session_override")
        self.env.invalidate_all()
        self.session.write({"state": "adopted", "date_adopted": "2024-05-21"})
        self.session.action_publish()
        self.assertEqual(self.session.state, "published")
