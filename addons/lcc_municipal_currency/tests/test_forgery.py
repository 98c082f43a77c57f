# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.tests import tagged

from .common import LccPaymentCase


@tagged("post_install", "-at_install")
class TestForgery(LccPaymentCase):
    """What a manager's program may send, and what it does not change by that."""

    def test_line_that_says_it_was_received(self):
        receipt = self._draft_receipt()
        lines = self.env["lcc.creditor.receipt.line"].with_user(self.manager)
        vals = {
            "receipt_id": receipt.id,
            "agreement_id": self.mandate.id,
            "month": "2020-03-01",
            "amount": 40,
        }
        line = lines.create({**vals, "state": "posted", "partner_id": self.deputy.id})
        line |= lines.with_context(default_state="posted").create(vals)
        line.write({"state": "posted", "date": "2020-01-01"})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(line.mapped("state"), ["draft", "draft"])
        self.assertEqual(line.partner_id, self.mayor)
        self.assertEqual(self.mandate.lcc_received, 0)
        self.assertFalse(self._open_handover(self.mandate).line_ids)

    def test_receipt_that_is_born_received(self):
        receipts = self.env["lcc.creditor.receipt"].with_user(self.manager)
        receipt = receipts.with_context(default_state="posted").create(
            {"authority_id": self.commune.id}
        )
        self.assertEqual(receipt.state, "draft")

    def test_statement_that_is_born_issued(self):
        statements = self.env["lcc.indemnity.statement"].with_user(self.manager)
        statement = statements.with_context(default_state="issued").create(
            {"authority_id": self.commune.id, "year": 2020}
        )
        self.assertEqual(statement.state, "draft")

    def test_balances_follow_movements(self):
        vals = {"lcc_kept": 500, "lcc_received": 500, "lcc_units_held": 500}
        draft = self._prepare_mandate(self.deputy, **vals).with_user(self.manager)
        draft.write(vals)
        copy = draft.with_context(default_lcc_kept=500).copy()
        self.env.flush_all()
        self.env.invalidate_all()
        for mandate in (draft, copy):
            self.assertEqual(
                (mandate.lcc_kept, mandate.lcc_received, mandate.lcc_units_held),
                (0, 0, 0),
            )

    def test_convention_that_is_born_signed(self):
        mandate = self._prepare_mandate(self.deputy)
        copy = mandate.with_context(default_lcc_state="signed").copy()
        self.assertEqual(copy.lcc_state, "draft")
