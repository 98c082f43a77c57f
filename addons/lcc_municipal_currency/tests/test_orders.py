# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date, timedelta
from random import Random

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import LccPaymentCase

FIRST = date(2020, 3, 2)
DAYS = 60


@tagged("post_install", "-at_install")
class TestOrders(LccPaymentCase):
    """Whatever is received, handed over and undone, in whatever order.

    A model of a few lines is played beside: what each creditor was paid and handed on
    each day. The books owe, on each day, what was not handed over; what circulates is
    the liability; nobody ever gets more than what came.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        other = cls._sign_mandate(cls.deputy, lcc_claim="salary")
        cls.mandates = cls.mandate | other

    def _play(self, seed, steps=25):
        self.random = Random(seed)
        self.received, self.handed = {}, {}  # record: {mandate: (day, amount)}
        refused = 0
        for _step in range(steps):
            turn = self.random.choice(
                [self._turn_receive] * 3
                + [self._turn_hand_over] * 4
                + [self._turn_send_on, self._turn_cancel]
                + [self._turn_reverse, self._turn_close]
            )
            try:
                with self.cr.savepoint():
                    allowed = turn()
            except UserError as error:
                self.assertRegex(str(error), "more in units than the euros")
                refused += 1
                self.env.invalidate_all()
            else:
                self.assertIsNot(allowed, False, "what the model refuses is refused")
        self._turn_close()
        self._check_books()
        return refused

    def _day(self):
        return FIRST + timedelta(days=self.random.randrange(DAYS))

    def _balances(self, mandate):
        """What the model keeps for a creditor at the end of each day."""
        kept = []
        balance = 0
        for number in range(DAYS):
            day = FIRST + timedelta(days=number)
            for record, sign in ((self.received, 1), (self.handed, -1)):
                for whose, when, amount in (
                    one for lines in record.values() for one in lines
                ):
                    if whose == mandate and when == day:
                        balance += sign * amount
            kept.append(balance)
        return kept

    def _is_sound(self):
        return all(min(self._balances(mandate)) >= 0 for mandate in self.mandates)

    def _turn_receive(self):
        day = self._day()
        lines = [
            (mandate, "2020-03-01", self.random.randint(1, 60))
            for mandate in self.random.sample(self.mandates.ids, 2)[
                : self.random.randint(1, 2)
            ]
            for mandate in self.env["agreement"].browse(mandate)
        ]
        receipt = self._receive(*lines, date=day)
        self.received[receipt] = [(who, day, amount) for who, _m, amount in lines]

    def _turn_send_on(self):
        mandate = self.random.choice(list(self.mandates))
        day, amount = self._day(), self.random.randint(1, 20)
        self.received["tried"] = [(mandate, day, -amount)]
        sound = self._is_sound()
        del self.received["tried"]
        receipt = self._receive(
            (mandate, "2020-03-01", amount),
            date=day,
            direction="out",
            payment_method_line_id=self.bank_out.id,
        )
        self.received[receipt] = [(mandate, day, -amount)]
        return sound

    def _turn_hand_over(self):
        mandate = self.random.choice(list(self.mandates))
        day, amount = self._day(), self.random.randint(1, 40)
        handover = self._open_handover(mandate, date=day)
        handover.line_ids = [
            (5,),
            (0, 0, {"agreement_id": mandate.id, "amount": amount}),
        ]
        before = mandate.lcc_operation_ids
        self.handed["tried"] = [(mandate, day, amount)]
        sound = self._is_sound()
        del self.handed["tried"]
        handover.action_hand_over()
        operation = mandate.lcc_operation_ids - before
        self.handed[operation] = [(mandate, day, amount)]
        return sound

    def _turn_cancel(self):
        if not self.received:
            return None
        receipt = self.random.choice(list(self.received))
        lines = self.received.pop(receipt)
        sound = self._is_sound()
        self.received[receipt] = lines
        receipt.with_user(self.treasurer).action_cancel()
        del self.received[receipt]
        return sound

    def _turn_reverse(self):
        if self.handed:
            operation = self.random.choice(list(self.handed))
            operation.with_user(self.treasurer)._reverse()
            del self.handed[operation]

    def _turn_close(self):
        waiting = self.env["lcc.operation"].search(
            [
                ("books_state", "=", "waiting"),
                ("lcc_currency_id", "=", self.currency.id),
            ]
        )
        waiting.with_user(self.treasurer)._post_books()

    def _check_books(self):
        circulation = 0
        for mandate in self.mandates:
            kept = self._balances(mandate)
            self.assertGreaterEqual(min(kept), 0)
            self.assertEqual(mandate.lcc_kept, kept[-1])
            items = self.env["account.move.line"].search(
                [
                    ("account_id", "=", self.currency.creditor_account_id.id),
                    ("partner_id", "=", mandate.partner_id.id),
                    ("parent_state", "=", "posted"),
                ]
            )
            self.assertEqual(
                [
                    -round(sum(i.balance for i in items if i.date <= day), 2)
                    for day in (FIRST + timedelta(days=n) for n in range(DAYS))
                ],
                kept,
            )
            open_items = items.filtered(lambda item: item.amount_residual)
            self.assertFalse(
                any(open_items.mapped("debit")) and any(open_items.mapped("credit")),
                "what was received faces what was handed over",
            )
            circulation += mandate.lcc_handed
        totals = self._totals("2020-12-31")
        self.assertEqual(totals["circulation"], circulation)
        self.assertEqual(totals["liability"], circulation)

    def test_random_orders(self):
        refused = 0
        for seed in range(4):
            with self.subTest(seed=seed), self.cr.savepoint() as point:
                refused += self._play(seed)
                point.rollback()
            self.env.invalidate_all()
        self.assertGreater(refused, 0, "some orders are refused")
