# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import mute_logger

from .common_convention import LccConventionCase

MANAGER = "lcc_base.group_lcc_manager,base.group_partner_manager"


@tagged("post_install", "-at_install")
class TestFollowUp(LccConventionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.epci = cls.env["lcc.epci"].create(
            {"name": "Grouping of Tests", "siren": "200000917"}
        )
        cls.testisle, cls.hilltop = cls.env["lcc.commune"].create(
            [
                {
                    "code": "97990",
                    "name": "Testisle",
                    "population": 3400,
                    "territory_id": cls.coast.id,
                    "epci_id": cls.epci.id,
                },
                {
                    "code": "97991",
                    "name": "Hilltop",
                    "population": 600,
                    "territory_id": cls.hills.id,
                    "epci_id": cls.epci.id,
                },
            ]
        )
        cls.follow_up = cls.env["lcc.municipal.follow.up"].create(
            {"commune_id": cls.testisle.id, "partner_id": cls.commune.id}
        )

    def test_commune_and_grouping(self):
        grouping = self.env["lcc.municipal.follow.up"].create({"epci_id": self.epci.id})
        self.assertEqual(self.follow_up.name, "Testisle")
        self.assertEqual(self.follow_up.territory_id, self.coast)
        self.assertEqual(self.follow_up.population, 3400)
        self.assertEqual(grouping.population, 4000)
        self.assertFalse(grouping.territory_id, "its communes lie in two")
        self.testisle.population = 3500
        self.assertEqual((self.follow_up.population, grouping.population), (3500, 4100))

    def test_one_body(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.env.cr.savepoint():
                self.follow_up.copy({"epci_id": self.epci.id, "commune_id": False})
                self.follow_up.copy({"epci_id": self.epci.id, "commune_id": False})
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            with self.env.cr.savepoint():
                self.env["lcc.municipal.follow.up"].create({"name": "Nobody"})

    def test_stage_follows_the_facts(self):
        self.assertEqual(self.follow_up.stage, "planned")
        self.follow_up.date_interest = date(2024, 1, 10)
        self.assertEqual(self.follow_up.stage, "interest")
        deliberation = self._deliberate()
        self.assertEqual(self.follow_up.deliberation_id, deliberation)
        self.assertEqual(self.follow_up.stage, "voted")
        agreement = self._convene("adhesion", lcc_deliberation_id=deliberation.id)
        self.assertEqual(self.follow_up.stage, "voted")
        self._sign(agreement)
        self.assertEqual(self.follow_up.stage, "signed")
        agreement.write({"lcc_terminated_on": "2024-09-30", "lcc_end_reason": "Vote"})
        agreement.action_lcc_terminate()
        self.assertEqual(self.follow_up.stage, "voted")

    def test_convention_whose_term_has_ended(self):
        """Time alone moves the stage: the daily job tells it."""
        with freeze_time("2024-05-02 10:00:00"):
            self._sign(
                self._convene("adhesion", end_date="2024-12-31", **self._elsewhere())
            )
        self.follow_up.date_voted = date(2024, 4, 10)

        def get(day):
            with freeze_time(f"{day} 10:00:00"):
                self.env.flush_all()
                self.env.invalidate_all()
                self.follow_up._refresh_stages()
                return self.follow_up.stage

        self.assertEqual(get("2024-12-31"), "signed", "its last day")
        self.assertEqual(get("2025-01-01"), "voted")

    def test_convention_that_is_renewed_or_amended(self):
        with freeze_time("2024-05-02 10:00:00"):
            agreement = self._convene(
                "adhesion", end_date="2024-12-31", **self._elsewhere()
            )
            self._sign(agreement)
        with freeze_time("2024-12-01 10:00:00"):
            amendment = self._convene(
                "adhesion",
                end_date="2025-12-31",
                lcc_amends_id=agreement.id,
                **self._elsewhere(),
            )
            self._sign(amendment, "2024-12-01")
        for day, stage in (("2025-01-01", "signed"), ("2026-01-01", "planned")):
            with freeze_time(f"{day} 10:00:00"):
                self.env.flush_all()
                self.env.invalidate_all()
                self.follow_up._refresh_stages()
                self.assertEqual(self.follow_up.stage, stage)

    def test_deliberation_rejected(self):
        self._deliberate(adopted=False, executory=False)
        self.assertEqual(self.follow_up.stage, "planned")

    def test_deliberation_on_something_else(self):
        self._deliberate("subsidy")
        self.assertEqual(self.follow_up.stage, "planned")

    def test_reopened_session(self):
        self._deliberate(executory=False)
        self.assertEqual(self.follow_up.stage, "voted")
        self.session.action_reopen()
        self.assertEqual(self.follow_up.stage, "planned")

    def test_voted_elsewhere(self):
        self.follow_up.date_voted = date(2024, 4, 10)
        self.assertEqual(self.follow_up.stage, "voted")

    def test_by_hand(self):
        """Further than the facts, never back behind them."""
        self.follow_up.stage = "paying"
        self.follow_up.date_voted = date(2024, 4, 10)
        self.assertEqual(self.follow_up.stage, "paying")
        self.follow_up.stage = "voted"
        self.assertEqual(self.follow_up.stage, "voted")
        with self._refused(UserError, "“Deliberation voted”, as its documents tell"):
            self.follow_up.stage = "interest"

    def test_other_conventions_are_no_adhesion(self):
        mandate = self._convene(
            "creditor",
            partner_id=self.members[0].id,
            lcc_authority_id=self.commune.id,
            lcc_claim="indemnity",
        )
        self._sign(mandate)
        self.assertEqual(self.follow_up.stage, "planned")

    @freeze_time("2024-05-02 10:00:00")
    def test_deadline(self):
        self.follow_up.date_session = date(2024, 6, 20)
        self.assertEqual(self.follow_up.deadline, date(2024, 6, 20))
        agreement = self._convene(
            "adhesion", end_date="2024-12-31", lcc_notice_days=30, **self._elsewhere()
        )
        self._sign(agreement)
        self.assertEqual(self.follow_up.deadline, date(2024, 12, 1))
        self.assertEqual(self.follow_up.deadline_note, "Notice")

    def test_dues_without_members(self):
        self.assertFalse(self.follow_up.dues_amount)
        self.assertFalse(self.follow_up.dues_note)

    def test_from_the_list(self):
        communes = self.testisle + self.hilltop
        manager = new_test_user(self.env, "follow_manager", groups=MANAGER)
        action = (
            self.env.ref("lcc_municipal.lcc_commune_action_follow_up")
            .with_user(manager)
            .with_context(active_model="lcc.commune", active_ids=communes.ids)
            .run()
        )
        found = self.env["lcc.municipal.follow.up"].search(action["domain"])
        self.assertEqual(found.commune_id, communes)
        self.assertIn(self.follow_up, found)
        communes._lcc_follow_up()
        self.assertEqual(len(found.search(action["domain"])), 2)

    def test_new_convention(self):
        action = self.follow_up.action_new_convention()
        with Form(self.env["agreement"].with_context(**action["context"])) as form:
            self.assertEqual(form.partner_id, self.commune)
        self.assertEqual(form.record.lcc_kind, "adhesion")
        self.follow_up.partner_id = False
        with self._refused(UserError, "Name the legal person"):
            self.follow_up.action_new_convention()

    def test_roles(self):
        far = self.env["lcc.municipal.follow.up"].create(
            {"commune_id": self.hilltop.id}
        )
        local = new_test_user(
            self.env,
            "follow_local",
            groups=MANAGER,
            lcc_territory_ids=[Command.set(self.coast.ids)],
        )
        auditor = new_test_user(
            self.env, "follow_auditor", groups="lcc_base.group_lcc_auditor"
        )
        both = self.follow_up + far

        def seen(user, operation):
            return both.with_user(user)._filtered_access(operation).with_env(self.env)

        self.assertEqual(seen(local, "read"), self.follow_up)
        self.assertEqual(seen(local, "write"), self.follow_up)
        self.assertEqual(seen(self.clerk, "write"), both)
        self.assertEqual(seen(auditor, "read"), both)
        self.assertFalse(seen(auditor, "write"))
        with Form(self.follow_up.with_user(local)) as form:
            form.date_interest = date(2024, 1, 10)
        self.assertEqual(self.follow_up.stage, "interest")

    def test_board_of_who_may_not_see_the_session(self):
        """The stage is told by facts that the reader need not see."""
        self._deliberate()
        manager = new_test_user(self.env, "follow_manager", groups=MANAGER)
        self.env.invalidate_all()
        with Form(self.follow_up.with_user(manager)) as form:
            self.assertEqual(form.stage, "voted")
            form.note = "<p>Call the mayor.</p>"
