# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user, tagged

from .common import LccMunicipalCase


@tagged("post_install", "-at_install")
class TestRead(LccMunicipalCase):
    """What a deliberation takes from its vote is read with it, and stays true."""

    NAMES = ("number", "name", "day", "outcome", "in_favour")

    def setUp(self):
        super().setUp()
        self.deliberations = self._enter_agenda()
        self._hold_session(self.deliberations)
        self.session.action_close()
        self.register = self.env["lcc.deliberation"].with_user(self.clerk)
        self.domain = [("session_id", "=", self.session.id)]
        self._read()  # what the process keeps, such as the rights of the clerk

    def _read(self):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.register.search_read(
            self.domain, self.NAMES, order="register_order"
        )

    def test_queries(self):
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(1):  # deliberations with their votes
            rows = self.register.search_read(self.domain, self.NAMES)
        self.assertEqual(len(rows), 22)

    def test_values(self):
        rows = self._read()
        self.assertEqual(
            [rows[0][name] for name in self.NAMES[:1] + self.NAMES[3:]],
            ["012/24", "adopted", 11],
        )
        self.assertEqual(rows[1]["in_favour"], 13)
        self.assertEqual(rows[21]["name"], "Budget supplémentaire 2024")

    def test_what_is_written_is_read(self):
        """A vote that changes, with what is computed of it and waits."""
        self.session.action_reopen()
        self._read()
        deliberation = self.register.browse(self.deliberations[0].id)
        self.assertEqual(
            (deliberation.in_favour, deliberation.outcome), (11, "adopted")
        )
        deliberation.vote_id.write({"in_favour": 5, "against": 6})
        self.register.search_fetch(self.domain, self.NAMES)
        self.assertEqual(
            (deliberation.in_favour, deliberation.outcome), (5, "rejected")
        )
        deliberation.in_favour = 7
        self.assertEqual(deliberation.vote_id.in_favour, 7)
        self.assertEqual(deliberation.outcome, "adopted")

    def test_whose_rules(self):
        """Who reads published sessions alone finds nothing before."""
        reader = new_test_user(self.env, "lcc_reader", groups="base.group_user")
        register = self.register.with_user(reader)
        self.assertFalse(register.search_read(self.domain, self.NAMES))
        self.session.write({"state": "published"})
        self.env.flush_all()
        self.env.invalidate_all()
        rows = register.search_read(self.domain, [*self.NAMES, "session_id", "warning"])
        self.assertEqual(len(rows), 22)
        self.assertEqual(rows[0]["session_id"][0], self.session.id)

    def test_published_act(self):
        """Employees read what the public reads, before the minutes are published."""
        reader = new_test_user(self.env, "lcc_reader", groups="base.group_user")
        first, second = self.deliberations[:2]
        first.date_published = "2024-04-19"
        person, club = self.env["res.partner"].create(
            [{"name": "A person"}, {"name": "A club", "is_company": True}]
        )
        subsidies = self.env["lcc.subsidy"].create(
            [
                {"deliberation_id": first.id, "beneficiary_id": one.id, "amount": 9}
                for one in (person, club)
            ]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        register = self.register.with_user(reader)
        rows = register.search_read(self.domain, [*self.NAMES, "session_id", "warning"])
        self.assertEqual([row["number"] for row in rows], ["012/24"])
        with Form(register.browse(first.id)) as form:
            self.assertEqual(form.number, "012/24")
        with self.assertRaises(AccessError):
            register.browse(second.id).read(["name"])
        for record in (self.session, self.session.presence_ids[0]):
            with self.assertRaises(AccessError):
                record.with_user(reader).read(["display_name"])
        self.assertEqual(
            subsidies.with_user(reader)._filtered_access("read").with_env(self.env),
            subsidies[1],
            "as open data has them: no persons",
        )

    def test_published_act_of_a_commission(self):
        """No page shows what a commission does."""
        reader = new_test_user(self.env, "lcc_reader", groups="base.group_user")
        self.deliberations[0].date_published = "2024-04-19"
        self.env.flush_all()
        self.cr.execute("UPDATE lcc_assembly SET kind = 'commission'")
        self.env.invalidate_all()
        self.assertFalse(self.register.with_user(reader).search(self.domain))

    def test_other_company(self):
        """The rule of votes holds for deliberations: nobody reads another company's."""
        other = self.env["res.company"].create({"name": "Another"})
        clerk = new_test_user(
            self.env,
            "lcc_other_clerk",
            groups="lcc_assembly.group_lcc_clerk",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        register = self.env["lcc.deliberation"].with_user(clerk)
        self.assertFalse(register.search(self.domain))
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            register.browse(self.deliberations[0].id).read(["number"])
        with self.assertRaises(AccessError):
            register.browse(self.deliberations[0].id).url = "https://example.org"
