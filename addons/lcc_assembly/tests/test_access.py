# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import LccAssemblyCase


@tagged("post_install", "-at_install")
class TestAccess(LccAssemblyCase):
    def test_clerk(self):
        session = self.session.with_user(self.clerk)
        self._open(session)
        self._vote(session=session).action_unanimous()
        session.action_close()
        self.assertEqual(session.state, "closed")

    def test_drafts_are_nobody_elses(self):
        employee = new_test_user(self.env, "lcc_employee", groups="base.group_user")
        manager = new_test_user(
            self.env, "lcc_manager", groups="lcc_base.group_lcc_treasurer"
        )
        self._open()
        vote = self._vote()
        vote.action_unanimous()
        for user in (employee, manager):
            for record in (self.session, vote, self._presence(1)):
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["display_name"])
        self.session.action_close()
        self.session.with_context(tracking_disable=True).sudo().write(
            {"state": "published"}
        )
        self.env.flush_all()
        self.assertEqual(vote.with_user(employee).in_favour, 11)
        with self.assertRaises(AccessError):
            self.session.with_user(employee).write({"date_published": "2024-05-01"})
        with self.assertRaises(AccessError):
            self.env["lcc.session.override"].with_user(employee).search([])

    def test_other_company(self):
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "lcc_stranger",
            groups="lcc_assembly.group_lcc_clerk",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        for model in ("lcc.assembly", "lcc.mandate", "lcc.session", "lcc.presence"):
            self.assertFalse(self.env[model].with_user(stranger).search([]), model)
