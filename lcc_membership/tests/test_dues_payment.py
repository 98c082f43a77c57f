# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from ..models.lcc_dues_collection import Dues
from .common import LccMembershipCase


@tagged("post_install", "-at_install")
class TestDuesPayment(LccMembershipCase):
    """The screen on which dues are taken, as a manager without accounting rights."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_env = cls.env(user=cls.manager)

    def _form(self, partner, **context):
        form = Form(self.user_env["lcc.dues.payment"].with_context(**context))
        form.partner_id = partner
        form.date = "2026-05-04"
        return form

    def _shown(self, form, name):
        """Labels under which a field is on the screen."""
        fields = form._view["tree"].iterfind(f".//field[@name='{name}']")
        return [
            field.get("string")
            for field in fields
            if not safe_eval(
                field.get("invisible"),
                {"is_owed": form.is_owed, "price_minimum": form.price_minimum},
            )
        ]

    def test_dues_with_a_gift_on_top(self):
        form = self._form(self.alice)
        self.assertEqual(form.product_id, self.dues_year)
        self.assertEqual(form.amount, 20)
        form.gift = 5
        self.assertEqual(form.total, 25)
        form.payment_method_line_id = self.cash
        form.save().action_done()
        self.assertEqual((self._balance("7561"), self._balance("7541")), (20, 5))

    def test_free_price_proposals(self):
        form = self._form(self.alice)
        self.assertEqual(self._shown(form, "amount_due"), ["Owed"])
        form.product_id = self.dues_rolling
        self.assertEqual(form.amount, 15)
        self.assertEqual(self._shown(form, "amount_due"), ["Suggested"])
        self.assertEqual(len(self._shown(form, "price_minimum")), 1)
        payment = form.save()
        payment.with_context(lcc_proposal=3).action_propose()
        self.assertEqual(payment.amount, 30)
        payment.action_done()
        self.assertEqual(self._balance("7561"), 30)

    def test_a_call_is_found_and_paid(self):
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_rolling, 15)]
        )
        form = self._form(self.alice)
        self.assertTrue(form.has_call)
        self.assertEqual(form.product_id, self.dues_rolling)
        form.amount = 12
        form.save().action_done()
        self.assertEqual(call.payment_state, "paid")
        self.assertEqual(call.amount_total, 12)

    def test_less_than_owed(self):
        form = self._form(self.alice)
        form.amount = 5
        self.assertTrue(form.is_short)
        form.save().action_done()
        self.assertEqual(self._balance("7561"), 5)
        rest = self.env["lcc.dues.collection"]._find_open_call(self.alice)
        self.assertEqual(rest.amount_total, 15)

    def test_less_than_owed_and_waived(self):
        form = self._form(self.alice)
        form.amount = 5
        form.shortfall = "waived"
        form.save().action_done()
        self.assertFalse(self.env["lcc.dues.collection"]._find_open_call(self.alice))

    def test_less_than_a_free_price_in_the_books(self):
        self.association.is_posting_at_call = True
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_rolling, 15)]
        )
        form = self._form(self.alice)
        self.assertEqual(self._shown(form, "amount_due"), ["Owed"])
        self.assertEqual(self._shown(form, "price_minimum"), [])
        form.amount = 6
        self.assertTrue(form.is_short)
        form.save().action_done()
        self.assertEqual((call.amount_residual, self._balance("7561")), (9, 15))

    def test_a_call_of_two_dues_is_paid_whole(self):
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2026, 5, 4))]
        )
        friends = self._create_dues_product(
            "Test dues of friends", list_price=12, membership_type="lcc_civil_year"
        )
        call.invoice_line_ids = [
            Command.create({"product_id": friends.id, "tax_ids": [Command.clear()]})
        ]
        form = self._form(self.alice)
        self.assertEqual((form.product_id, form.amount), (self.dues_year, 32))
        form.save().action_done()
        self.assertEqual((call.payment_state, self._balance("7561")), ("paid", 32))

    def test_a_call_with_a_gift_is_paid_whole(self):
        """20.00 of dues, and 10.00 that the accountant has added to the draft."""
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2026, 5, 4))]
        )
        gift = self.association._get_gift_product()
        call.invoice_line_ids = [
            Command.create(
                {
                    "product_id": gift.id,
                    "price_unit": 10,
                    "tax_ids": [Command.clear()],
                }
            )
        ]
        form = self._form(self.alice)
        self.assertEqual((form.product_id, form.amount), (self.dues_year, 30))
        form.amount = 20
        with self.assertRaisesRegex(UserError, r"paid whole, 30\.00"):
            form.save().action_done()
        form = self._form(self.alice)
        form.gift = 5
        form.save().action_done()
        self.assertEqual((call.payment_state, call.amount_total), ("paid", 35))
        self.assertEqual(self.alice.member_line_ids.state, "paid")
        self.assertEqual((self._balance("7561"), self._balance("7541")), (20, 15))

    def test_nothing_at_all_is_refused(self):
        form = self._form(self.alice)
        form.amount = 0
        with self.assertRaisesRegex(UserError, "what is paid now"):
            form.save().action_done()

    def test_a_press_that_is_sent_again_takes_nothing(self):
        payment = self._form(self.alice).save()
        payment.action_done()
        with self.assertRaisesRegex(UserError, "taken already"):
            payment.action_done()
        self.assertEqual(len(self.alice.member_line_ids), 1)

    def test_more_than_owed_is_a_gift(self):
        form = self._form(self.alice)
        form.amount = 25
        with self.assertRaisesRegex(UserError, "as a gift"):
            form.save().action_done()

    def test_who_was_no_member_becomes_one(self):
        partner = self.env["res.partner"].create({"name": "Carla"})
        self._form(partner).save().action_done()
        self.assertEqual(partner.lcc_member_type_id, self.person_type)
        self.assertTrue(partner.lcc_member_number)

    def test_another_company_has_its_own_dues(self):
        """2026 is paid, and 2027 called, in this company alone."""
        self._collect(self.alice, self.dues_year, 20, date(2026, 1, 10))
        self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2027, 1, 1))]
        )
        vals = {"partner_id": self.alice.id, "date": "2026-05-04"}
        other = self._create_association("Other association")
        here, there = self.env["lcc.dues.payment"].create(
            [
                {**vals, "product_id": self.dues_year.id, "company_id": company.id}
                for company in (self.company, other)
            ]
        )
        self.assertEqual((here.has_call, there.has_call), (True, False))
        self.assertEqual(here.period, "From 01/01/2027 to 12/31/2027")
        self.assertEqual(there.period, "From 05/04/2026 to 12/31/2026")

    def test_withdrawn_member_is_refused(self):
        self.alice._lcc_withdraw("2026-02-01", "moved")
        with self.assertRaisesRegex(UserError, "readmit"):
            self._form(self.alice).save().action_done()

    def test_gift_alone(self):
        form = self._form(self.alice)
        form.product_id = self.env["product.product"]
        form.gift = 40
        form.save().action_done()
        self.assertEqual((self._balance("7561"), self._balance("7541")), (0, 40))

    def test_stack_of_cheques(self):
        stack = Form(self.user_env["lcc.dues.stack"])
        stack.date = "2026-05-04"
        stack.payment_method_line_id = self.cheque
        stack.expected_total = 65
        for partner, gift, reference in (
            (self.alice, 10, "0001"),
            (self.bruno, 15, "0002"),
        ):
            with stack.line_ids.new() as line:
                line.partner_id = partner
                line.gift = gift
                line.reference = reference
        self.assertEqual(stack.total, 65)
        stack.save().action_done()
        self.assertEqual(self._balance("5112"), -65)
        self.assertEqual((self._balance("7561"), self._balance("7541")), (40, 25))

    def test_stack_that_does_not_add_up(self):
        stack = Form(self.user_env["lcc.dues.stack"])
        stack.expected_total = 30
        with stack.line_ids.new() as line:
            line.partner_id = self.alice
        stack = stack.save()
        with self.assertRaisesRegex(UserError, "add up to"):
            stack.action_done()
        self.assertFalse(self.alice.member_line_ids)
