# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import LccPaymentCase

MODELS = (
    "lcc.creditor.receipt",
    "lcc.creditor.receipt.line",
    "lcc.creditor.month",
    "lcc.till.intake",
    "lcc.till.intake.line",
    "lcc.indemnity.statement",
    "lcc.indemnity.statement.line",
)


@tagged("post_install", "-at_install")
class TestAccess(LccPaymentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.receipt = cls._receive()
        cls.pool = cls._sign_till()
        cls.intake = cls.env["lcc.till.intake"].create(
            {
                "agreement_id": cls.pool.id,
                "date_from": "2020-04-01",
                "date_to": "2020-04-30",
                "line_ids": [
                    Command.create(
                        {"denomination_id": cls.denominations[5].id, "quantity": 12}
                    )
                ],
            }
        )
        cls.statement = cls.env["lcc.indemnity.statement"].create(
            {
                "authority_id": cls.commune.id,
                "year": 2020,
                "line_ids": [Command.create({"partner_id": cls.mayor.id})],
            }
        )

    def _found(self, user):
        """How many records of each model a user finds, of this test."""
        return {
            model: self.env[model]
            .with_user(user)
            .with_context(allowed_company_ids=user.company_ids.ids)
            .search_count([("company_id", "=", self.company.id)])
            for model in MODELS
        }

    def test_auditor_reads(self):
        found = self._found(self.auditor)
        self.assertEqual(found.pop("lcc.creditor.month"), 6)
        self.assertEqual(set(found.values()), {1})
        for record in (
            self.receipt,
            self.receipt.line_ids,
            self.intake,
            self.intake.line_ids,
            self.statement,
            self.statement.line_ids,
        ):
            record = record.with_user(self.auditor)
            for operation in ("write", "create", "unlink"):
                self.assertFalse(record.has_access(operation), record)
        with self.assertRaises(AccessError):
            self.receipt.with_user(self.auditor).action_cancel()
        with self.assertRaises(AccessError):
            self._open_handover(self.mandate, user=self.auditor)

    def test_manager_enters_and_hands_over(self):
        receipt = self._draft_receipt((self.mandate, "2020-04-01", 40))
        self.assertEqual(receipt.state, "draft")
        self._hand_over(user=self.manager)
        self.assertEqual(self.mandate.lcc_kept, 0)
        with self.assertRefused("The treasurer receives"):
            self.receipt.with_user(self.manager).action_cancel()

    def test_treasurer_without_accounting_rights(self):
        self.assertFalse(
            self.env["account.move"].with_user(self.treasurer).has_access("read")
        )
        self.assertEqual(self.receipt.sudo().move_id.state, "posted")

    def test_keeper_reads_nothing(self):
        for model in MODELS:
            self.assertFalse(self.env[model].with_user(self.keeper).has_access("read"))
        with self.assertRaises(AccessError):
            self._open_handover(self.mandate, user=self.keeper)

    def test_portal_reads_nothing(self):
        """The mayor has a portal of her own: not even her mandate is read there."""
        portal = new_test_user(
            self.env,
            "lcc_payment_portal",
            groups="base.group_portal",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        self.mandate.partner_id.user_ids = portal
        for model in (*MODELS, "agreement", "lcc.convention.statement"):
            self.assertFalse(
                self.env[model].with_user(portal).has_access("read"), model
            )

    def test_keeper_does_not_take_back(self):
        """What was handed over at her counter is reversed by a manager."""
        operation = self._hand_over().with_user(self.keeper)
        self.assertTrue(operation.has_access("write"))
        with self.assertRefused("posted by a manager"):
            operation._reverse()
        self.assertEqual(self.mandate.lcc_handed, 40)

    def test_manager_of_hills_takes_nothing_back_on_the_coast(self):
        user = self._create_user("hills", "lcc_base.group_lcc_manager")
        user.lcc_territory_ids = self.hills
        operation = self._hand_over()
        with self.assertRaises(AccessError):
            operation.with_user(user)._reverse()

    def test_treasurer_of_one_territory(self):
        """Euros of the coast and the hills are received by who follows both."""
        town = self.env["res.partner"].create(
            {"name": "Town", "is_company": True, "lcc_territory_id": self.hills.id}
        )
        other = self._sign_mandate(self.deputy, lcc_authority_id=town.id)
        receipt = self._draft_receipt(
            (self.mandate, "2020-04-01", 40),
            (other, "2020-04-01", 40),
            authority_id=False,
        )
        user = self._create_user("coast", "lcc_base.group_lcc_treasurer")
        user.lcc_territory_ids = self.coast
        with self.assertRefused("You do not follow all the creditors"):
            receipt.with_user(user).action_post()
        receipt.with_user(self.treasurer).action_post()
        with self.assertRefused("You do not follow all the creditors"):
            receipt.with_user(user).action_cancel()
        user.lcc_territory_ids |= self.hills
        receipt.with_user(user).action_cancel()
        self.assertEqual(receipt.state, "cancelled")

    def test_keeper_hands_nothing_over(self):
        with self.assertRaises(AccessError):
            operation = self._draft(
                "exchange",
                self.counter_a,
                self.holders,
                {20: 2},
                user=self.keeper,
                date="2020-04-10",
                payment_mode="mandate",
                payment_method_line_id=False,
                lcc_agreement_id=self.mandate.id,
                partner_id=self.mayor.id,
            )
            operation.action_post()

    def test_clerk_and_employee_read_nothing(self):
        clerk = new_test_user(
            self.env,
            "lcc_payment_clerk",
            groups="lcc_assembly.group_lcc_clerk",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
        )
        for model in MODELS:
            self.assertFalse(self.env[model].with_user(clerk).has_access("read"), model)
        mandate = self.mandate.with_user(clerk)
        self.assertEqual(mandate.lcc_share, "part")
        with self.assertRaises(AccessError):
            mandate.read(["lcc_kept"])
        self.assertTrue(
            self.env["agreement"]
            .with_user(clerk)
            .with_context(lcc_convention=True)
            .create(
                {
                    "agreement_type_id": self.env.ref(
                        "lcc_municipal.agreement_type_till"
                    ).id,
                    "partner_id": self.commune.id,
                }
            )
        )

    def test_territories(self):
        for territory, receipts, months in ((self.coast, 1, 6), (self.hills, 0, 0)):
            user = self._create_user(territory.name, "lcc_base.group_lcc_manager")
            user.lcc_territory_ids = territory
            found = self._found(user)
            self.assertEqual(found.pop("lcc.creditor.month"), months)
            self.assertEqual(set(found.values()), {receipts}, territory.name)

    def test_hand_over_of_another_territory(self):
        user = self._create_user("hills", "lcc_base.group_lcc_manager")
        user.lcc_territory_ids = self.hills
        with self.assertRaises(AccessError):
            operation = (
                self.env["lcc.operation"]
                .with_user(user)
                .create(
                    self._vals(
                        "exchange",
                        self.counter_a,
                        self.holders,
                        {20: 2},
                        date="2020-04-10",
                        payment_mode="mandate",
                        payment_method_line_id=False,
                        lcc_agreement_id=self.mandate.id,
                        partner_id=self.mayor.id,
                    )
                )
            )
            operation.action_post()

    def test_companies(self):
        other = self._create_association("Other association")
        user = self._create_user("other", "lcc_base.group_lcc_treasurer", other)
        self.assertEqual(set(self._found(user).values()), {0})

    def test_wizards_are_ones_own(self):
        handover = self._open_handover(self.mandate)
        self.assertFalse(handover.with_user(self.treasurer).has_access("read"))
