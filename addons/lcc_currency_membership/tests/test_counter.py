# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.lcc_currency.tests.common import LccCurrencyCase
from odoo.addons.lcc_membership.models.lcc_dues_collection import Dues


@tagged("post_install", "-at_install")
class TestDuesAtCounter(LccCurrencyCase):
    """Dues taken at counter A, which banks its euros, and B, which keeps them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dues = cls.env["product.product"].create(
            {
                "name": "Test dues",
                "type": "service",
                "membership": True,
                "membership_type": "lcc_civil_year",
                "list_price": 20,
                "company_id": cls.company.id,
                "taxes_id": False,
            }
        )
        cls.env.ref("lcc_membership.lcc_member_type_person").product_id = cls.dues
        cls.env["account.journal"].create(
            {"name": "Test dues", "type": "sale", "code": "TADH"}
        )
        cls.cash.payment_account_id = cls._account("530000")
        (cls.counter_a | cls.counter_b).is_taking_dues = True
        cls.counter_b.payment_method_line_id = False

    def _take(self, user, **vals):
        form = Form(self.env["lcc.dues.payment"].with_user(user))
        form.partner_id = self.person
        form.date = "2021-05-04"
        for name, value in vals.items():
            form[name] = value
        return form.save()

    def _balance(self, code, partner=None):
        domain = [
            ("account_id", "=", self._account(code).id),
            ("parent_state", "=", "posted"),
        ]
        if partner:
            domain.append(("partner_id", "=", partner.id))
        return sum(self.env["account.move.line"].search(domain).mapped("balance"))

    def test_keeper_takes_euros(self):
        payment = self._take(self.keeper)
        self.assertEqual(payment.place_id, self.counter_a)
        payment.action_done()
        self.assertEqual(self._balance("756100"), -20)
        self.assertEqual(self._balance("530000"), 20)
        self.assertEqual(self.person.member_line_ids.state, "paid")
        self.assertFalse(self.counter_a.amount - 8800)

    def test_keeper_owes_the_euros_that_the_counter_keeps(self):
        self.counter_b.partner_id = self.grocer
        payment = self._take(self.keeper_b, gift=5)
        payment.action_done()
        self.assertEqual(self._balance("756100"), -20)
        self.assertEqual(self._balance("754100"), -5)
        self.assertEqual(self._balance("467000", self.grocer), 25)
        self.assertEqual(self.person.member_line_ids.state, "paid")
        self.assertEqual(str(self.person.member_line_ids.lcc_date_paid), "2021-05-04")

    def test_keeper_takes_a_part_and_waives_nothing(self):
        payment = self._take(self.keeper, amount=5)
        payment.shortfall = "waived"
        with self.assertRaisesRegex(UserError, "let the rest stay due"):
            payment.action_done()
        payment.shortfall = "rest"
        payment.action_done()
        self.assertEqual(self._balance("756100"), -5)
        rest = self.env["lcc.dues.collection"]._find_open_call(self.person)
        self.assertEqual(rest.amount_total, 15)

    def test_kept_euros_are_cash_on_receipts(self):
        self.counter_b.partner_id = self.grocer
        self._take(self.keeper_b, gift=5).action_done()
        move = self.person.member_line_ids.account_invoice_id
        self.assertEqual(move._lcc_get_means(), "cash")
        self.assertEqual(move._lcc_get_means_names(), ["Cash, at Counter B"])
        accountant = self._create_user("accountant", "account.group_account_user")
        self.assertEqual(move.with_user(accountant)._lcc_get_means(), "cash")

    def test_debt_of_a_counter_set_off_by_hand_is_not_cash(self):
        """The same accounts, with no counter that took the money."""
        self.counter_b.partner_id = self.grocer
        self._take(self.keeper_b).action_done()
        move = self.person.member_line_ids.account_invoice_id
        entry = move._lcc_get_settlements().move_id
        copy = entry.copy({"date": "2021-05-04"})
        copy.action_post()
        move.line_ids.remove_move_reconcile()
        receivable = (move + copy).line_ids.filtered(
            lambda item: item.account_id.account_type == "asset_receivable"
        )
        receivable.reconcile()
        self.assertEqual(move.payment_state, "paid")
        self.assertEqual(move._lcc_get_means(), "")
        self.assertEqual(move._lcc_get_means_names(), [])

    def test_keeper_elsewhere_is_refused(self):
        dues = Dues(
            self.person,
            self.dues,
            20,
            date=date(2021, 5, 4),
            means=self.cash,
            counter=self.counter_b,
        )
        collection = self.env["lcc.dues.collection"].with_user(self.keeper)
        with self.assertRaises(AccessError):
            collection._collect([dues])
        with self.assertRaises(AccessError):
            collection._collect([dues._replace(counter=None)])
        self.counter_a.is_taking_dues = False
        with self.assertRaises(AccessError):
            collection._collect([dues._replace(counter=self.counter_a)])

    def test_coupons_need_a_till_of_the_counter(self):
        payment = self._take(self.keeper)
        payment.is_in_coupons = True
        with self.assertRaisesRegex(UserError, "no till of its own"):
            payment.action_done()
        self.assertFalse(self.person.member_line_ids)

    def test_coupons_go_to_the_till_of_the_counter(self):
        journal = self.env["account.journal"].create(
            {
                "name": "Till of counter A",
                "type": "cash",
                "code": "TILA",
                "default_account_id": self._account("531800").id,
            }
        )
        till = self.env["lcc.place"].create(
            {
                "name": "Till of counter A",
                "kind": "till",
                "lcc_currency_id": self.currency.id,
                "account_id": self._account("531800").id,
                "journal_id": journal.id,
                "counter_id": self.counter_a.id,
                "keeper_ids": self.keeper.ids,
            }
        )
        held = self.counter_a.amount
        action = self._take(self.keeper, is_in_coupons=True).action_done()
        receipt = self.env["lcc.operation"].search([("place_to_id", "=", till.id)])
        self.assertEqual(action["params"]["next"]["res_id"], receipt.id)
        self.assertEqual((receipt.kind, receipt.amount), ("till_receipt", 20))
        self.assertEqual(self._balance("531800"), 20)
        move = self.person.member_line_ids.account_invoice_id
        self.assertEqual(move._lcc_get_means(), "")
        self.assertEqual(move._lcc_get_means_names(), ["Coupons (Test currency)"])
        self.assertEqual(self._balance("756100"), -20)
        self.assertEqual(self.counter_a.amount, held)

    def test_only_tills_belong_to_counters(self):
        with self.assertRaisesRegex(ValidationError, "only a till"):
            self.counter_b.counter_id = self.counter_a
        with self.assertRaisesRegex(ValidationError, "is no counter"):
            self.vault.is_taking_dues = True

    def test_exchanges_for_members_only(self):
        self.currency.is_exchange_for_members = True
        exchange = self._draft(
            "exchange",
            self.counter_a,
            self.holders,
            {10: 2},
            date="2021-05-04",
            partner_id=self.person.id,
        )
        with self.assertRaisesRegex(UserError, "for members only"):
            exchange.action_post()
        self._take(self.manager, payment_method_line_id=self.cash).action_done()
        exchange.action_post()
        self.assertEqual(exchange.state, "posted")
