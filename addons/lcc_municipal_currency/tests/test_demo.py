# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from unittest import SkipTest

from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mandate = cls.env.ref(
            "lcc_municipal_currency.roquelaine_mandate", raise_if_not_found=False
        )
        if not cls.mandate:
            raise SkipTest("The demo is not installed.")
        companies = cls.mandate.company_id.ids
        cls.env = cls.env(context={"allowed_company_ids": companies, "lang": "en_US"})
        cls.mandate = cls.mandate.with_env(cls.env)

    def _ref(self, name):
        return self.env.ref(f"lcc_municipal_currency.{name}")

    def test_two_months_are_received_and_handed_over(self):
        self.assertEqual(self.mandate.lcc_received, 80)
        self.assertEqual(self.mandate.lcc_handed, 80)
        months = self.env["lcc.creditor.month"].search(
            [("agreement_id", "=", self.mandate.id)], order="month"
        )
        self.assertEqual(months.mapped("received"), [40, 40, 0, 0, 0])
        operation = self.mandate.lcc_operation_ids
        self.assertEqual(operation.books_state, "done")
        owed = operation.move_id.line_ids.filtered(
            lambda item: item.account_id.code == "467200"
        )
        self.assertEqual((owed.debit, owed.reconciled), (80, True))
        self.assertEqual(self._ref("roquelaine_follow_up").stage, "paying")

    def test_till(self):
        till = self._ref("roquelaine_till")
        self.assertEqual(till.lcc_units_held, 108)

    def test_indemnities(self):
        statement = self._ref("roquelaine_indemnities")
        self.assertEqual(statement.line_ids.mapped("local_amount"), [0, 80, 0, 0])

    def test_general_assembly(self):
        session = self._ref("pyrene_session_assembly")
        self.assertEqual(session.state, "closed")
        self.assertEqual(
            (session.member_count, session.present_count, session.quorum), (24, 9, 6)
        )
        votes = session.vote_ids.sorted(lambda one: one.item_id.sequence)
        self.assertEqual(
            [
                (one.in_favour, one.against, one.abstentions, one.outcome)
                for one in votes
            ],
            [
                (13, 0, 0, "adopted"),
                (12, 0, 1, "adopted"),
                (10, 2, 1, "adopted"),
            ],
        )

    def test_steering_committee(self):
        committee = self._ref("pyrene_committee")
        self.assertEqual((committee.member_count, committee.vacant_count), (8, 4))
        self.assertEqual(committee.college_ids.mapped("seats"), [6, 4, 2])
        session = self._ref("pyrene_session_committee")
        self.assertEqual(session.state, "closed")
        self.assertEqual(session.vote_ids.mapped("outcome"), ["adopted"] * 2)
