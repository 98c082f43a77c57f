# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..models.lcc_dues_collection import Dues
from .common import LccMembershipCase


@tagged("post_install", "-at_install")
class TestDues(LccMembershipCase):
    """What is owed, for which days, and how it comes into the books."""

    def _line(self, move):
        return move._lcc_get_dues()

    def _period(self, move):
        line = self._line(move)
        return str(line.date_from), str(line.date_to)

    # Periods

    def test_civil_year_of_a_newcomer(self):
        move = self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        self.assertEqual(self._period(move), ("2026-05-04", "2026-12-31"))
        self.assertEqual(self._line(move).lcc_year, 2026)

    def test_civil_year_renewed_early_and_late(self):
        self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        early = self._collect(self.alice, self.dues_year, 20, date(2026, 12, 31))
        self.assertEqual(self._period(early), ("2027-01-01", "2027-12-31"))
        late = self._collect(self.alice, self.dues_year, 20, date(2028, 3, 15))
        self.assertEqual(self._period(late), ("2028-01-01", "2028-12-31"))

    def test_civil_year_after_a_gap(self):
        self._collect(self.alice, self.dues_year, 20, date(2024, 5, 4))
        move = self._collect(self.alice, self.dues_year, 20, date(2026, 3, 4))
        self.assertEqual(self._period(move), ("2026-03-04", "2026-12-31"))

    def test_rolling_renewals(self):
        first = self._collect(self.alice, self.dues_rolling, 15, date(2024, 2, 29))
        self.assertEqual(self._period(first), ("2024-02-29", "2025-02-28"))
        early = self._collect(self.alice, self.dues_rolling, 15, date(2025, 1, 10))
        self.assertEqual(self._period(early), ("2025-03-01", "2026-02-28"))
        late = self._collect(self.alice, self.dues_rolling, 15, date(2026, 4, 1))
        self.assertEqual(self._period(late), ("2026-04-01", "2027-03-31"))

    def test_rolling_call_paid_late_begins_on_the_day_of_payment(self):
        self._collect(self.alice, self.dues_rolling, 15, date(2025, 3, 1))
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_rolling, 15, date=date(2026, 2, 1))]
        )
        self.assertEqual(self._period(call), ("2026-03-01", "2027-02-28"))
        self._collect(self.alice, self.dues_rolling, 15, date(2026, 4, 10), call=call)
        self.assertEqual(self._period(call), ("2026-04-10", "2027-04-09"))

    def test_until_a_date(self):
        move = self._collect(self.alice, self.dues_until, 12, date(2026, 5, 4))
        self.assertEqual(self._period(move), ("2026-05-04", "2026-08-31"))
        with self.assertRaisesRegex(UserError, "has paid until 2026-08-31"):
            self._collect(self.alice, self.dues_until, 12, date(2026, 6, 4))
        with self.assertRaisesRegex(UserError, "ended on 2026-08-31"):
            self._collect(self.bruno, self.dues_until, 12, date(2026, 9, 1))

    def test_two_categories(self):
        categories = self.env["membership.membership_category"].create(
            [{"name": "Test member"}, {"name": "Test friend"}]
        )
        self.dues_year.membership_category_id = categories[0]
        self.dues_until.membership_category_id = categories[1]
        self._collect(self.alice, self.dues_until, 12, date(2026, 1, 10))
        self._collect(self.alice, self.dues_year, 20, date(2026, 9, 5))
        with freeze_time("2026-05-01"):
            self.alice.invalidate_recordset()
            self.assertEqual(self.alice.membership_category_ids, categories[1])
        with freeze_time("2026-10-01"):
            self.alice.invalidate_recordset()
            self.assertEqual(self.alice.membership_category_ids, categories[0])

    # Amounts

    def test_scale_of_communes(self):
        large, small = self.env["res.partner"].create(
            [
                {
                    "name": "Commune of Testville",
                    "zip": "09991",
                    "city": "Testville",
                    "lcc_member_type_id": self.commune_type.id,
                },
                {
                    "name": "Commune of Villetest",
                    "zip": "09992",
                    "city": "Villetest",
                    "lcc_member_type_id": self.commune_type.id,
                },
            ]
        )
        template = self.dues_scale.product_tmpl_id
        self.assertEqual(float(template._lcc_get_amount(large)), 250.00)
        self.assertEqual(float(template._lcc_get_amount(small)), 30.00)
        small.lcc_population_declared = 612
        self.assertEqual(float(template._lcc_get_amount(small)), 61.20)

    def test_scale_of_a_grouping_adds_up_its_communes(self):
        epci = self.env["lcc.epci"].create(
            {
                "name": "Test grouping",
                "siren": "732829320",
                "commune_ids": [Command.set((self.testville | self.villetest).ids)],
            }
        )
        grouping = self.env["res.partner"].create(
            {
                "name": "Test grouping",
                "lcc_member_type_id": self.grouping_type.id,
                "lcc_epci_id": epci.id,
            }
        )
        self.assertEqual(grouping.lcc_population, 10245)

    def test_scale_without_bracket_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "one bracket"):
            self.dues_scale.lcc_bracket_ids = [Command.clear()]

    def test_free_price(self):
        self._collect(self.alice, self.dues_rolling, 7.5, date(2026, 1, 10))
        self.assertEqual(self._balance("7561"), 7.5)
        with self.assertRaisesRegex(UserError, "the least to pay is"):
            self._collect(self.bruno, self.dues_rolling, 4.99, date(2026, 1, 10))
        with self.assertRaisesRegex(ValidationError, "below the minimum"):
            self.dues_rolling.lcc_proposal_1 = 4

    def test_dues_of_nothing_give_a_membership(self):
        self.dues_rolling.write({"lcc_price_minimum": 0})
        move = self._collect(self.alice, self.dues_rolling, 0, date(2026, 1, 10))
        line = self._line(move)
        self.assertEqual(line.state, "paid")
        self.assertEqual(str(line.lcc_date_paid), "2026-01-10")
        self.assertEqual(self._period(move), ("2026-01-10", "2027-01-09"))
        self.assertFalse(move.reconciled_payment_ids)

    # Books

    def test_dues_and_gift_are_never_mixed(self):
        move = self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4), gift=30)
        self.assertEqual(self._balance("7561"), 20)
        self.assertEqual(self._balance("7541"), 30)
        self.assertEqual(self._balance("5300"), -50)
        self.assertEqual(move.payment_state, "paid")
        line = self._line(move)
        self.assertEqual(
            (line.lcc_amount, line.lcc_amount_paid, str(line.lcc_date_paid)),
            (20, 20, "2026-05-04"),
        )

    def test_a_call_is_no_income_until_it_is_paid(self):
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2026, 1, 1))]
        )
        self.assertEqual(call.state, "draft")
        self.assertEqual(self._line(call).state, "waiting")
        self.assertEqual(self._balance("756"), 0)
        self._collect(self.alice, self.dues_year, 20, date(2026, 3, 2), call=call)
        self.assertEqual(self._balance("756"), 20)
        self.assertEqual(str(call.date), "2026-03-02")
        self.assertEqual(self._period(call), ("2026-01-01", "2026-12-31"))

    def test_posting_at_call(self):
        self.association.is_posting_at_call = True
        with freeze_time("2026-01-05"):
            call = self.env["lcc.dues.collection"]._call(
                [Dues(self.alice, self.dues_year, 20, date=date(2026, 1, 1))]
            )
        self.assertEqual(self._balance("756"), 20)
        self.assertEqual(self._line(call).state, "invoiced")
        self.assertEqual(self._line(call).lcc_amount_paid, 0)
        self._collect(self.alice, self.dues_year, 20, date(2026, 3, 2), call=call)
        self.assertEqual(self._line(call).lcc_amount_paid, 20)

    def test_partial_payment_of_a_posted_call(self):
        self.association.is_posting_at_call = True
        with freeze_time("2026-01-05"):
            call = self.env["lcc.dues.collection"]._call(
                [Dues(self.alice, self.dues_year, 20, date=date(2026, 1, 1))]
            )
        self._collect(
            self.alice, self.dues_year, 5, date(2026, 3, 2), call=call, keeps_rest=True
        )
        self.assertEqual(self._line(call).state, "invoiced")
        self.assertEqual(self._line(call).lcc_amount_paid, 5)

    def test_partial_payment_of_a_draft_call(self):
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2026, 1, 1))]
        )
        self._collect(
            self.alice, self.dues_year, 5, date(2026, 3, 2), call=call, keeps_rest=True
        )
        self.assertEqual(self._balance("756"), 5)
        rest = self.env["lcc.dues.collection"]._find_open_call(self.alice)
        self.assertEqual(rest.amount_total, 15)
        self.assertEqual(self._period(rest), ("2026-01-01", "2026-12-31"))
        self._collect(self.alice, self.dues_year, 15, date(2026, 4, 2), call=rest)
        self.assertEqual(self._balance("756"), 20)
        self.assertEqual(sum(self.alice.member_line_ids.mapped("lcc_amount_paid")), 20)

    def test_credit_note(self):
        move = self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        refund = move._reverse_moves(
            [{"invoice_date": date(2026, 6, 1), "date": date(2026, 6, 1)}]
        )
        refund.action_post()
        line = self._line(move)
        self.assertEqual((line.state, line.lcc_amount_paid), ("canceled", 0))

    def test_credit_note_of_a_part_or_of_the_gift(self):
        move = self._collect(self.alice, self.dues_year, 20, date(2026, 3, 1), gift=5)
        refund = move._reverse_moves()
        line = self.alice.member_line_ids
        self.assertEqual((line.state, line.lcc_amount_paid), ("paid", 20))
        refund.invoice_line_ids[0].price_unit = 8
        refund.action_post()
        self.assertEqual((line.state, line.lcc_amount_paid), ("paid", 12))
        self.assertEqual(line.lcc_date_paid, date(2026, 3, 1))
        other = self._collect(self.bruno, self.dues_year, 20, date(2026, 3, 1), gift=5)
        refund = other._reverse_moves()
        refund.invoice_line_ids[0].unlink()
        refund.action_post()
        line = self.bruno.member_line_ids
        self.assertEqual((line.state, line.lcc_amount_paid), ("paid", 20))

    def test_credit_note_of_a_part_ends_no_dues(self):
        move = self._collect(self.alice, self.dues_year, 20, date(2026, 3, 1), gift=5)
        refund = move._reverse_moves([{"invoice_date": date(2026, 4, 1)}])
        refund.invoice_line_ids[0].unlink()
        refund.action_post()
        self.assertFalse(self._line(move).date_cancel)
        with freeze_time("2026-05-01"):
            self.alice.invalidate_recordset()
            self.assertEqual(self.alice.membership_state, "paid")
        self.assertEqual(self.alice._lcc_get_covered(), date(2026, 12, 31))

    def test_rest_waived_by_a_credit_note(self):
        self.association.is_posting_at_call = True
        with freeze_time("2026-01-05"):
            call = self.env["lcc.dues.collection"]._call(
                [Dues(self.bruno, self.dues_year, 20, date=date(2026, 1, 1))]
            )
        self._collect(
            self.bruno, self.dues_year, 12, date(2026, 3, 2), call=call, keeps_rest=True
        )
        waived, given_back = (
            call._reverse_moves([{"invoice_date": date(2026, 4, day)}])
            for day in (1, 2)
        )
        waived.invoice_line_ids.price_unit = 8
        waived.action_post()
        line = self._line(call)
        self.assertEqual(
            (line.state, line.lcc_amount_paid, line.date_cancel), ("paid", 12, False)
        )
        given_back.invoice_line_ids.price_unit = 12
        given_back.action_post()
        self.assertEqual(
            (line.state, line.lcc_amount_paid, line.date_cancel),
            ("canceled", 0, date(2026, 4, 2)),
        )

    def test_withdrawn_member_whose_invoice_is_handled(self):
        move = self._collect(self.alice, self.dues_year, 20, date(2026, 1, 10))
        self.alice._lcc_withdraw(date(2026, 6, 30), "resignation")
        line = self._line(move)
        move._reverse_moves().button_cancel()
        self.assertEqual(line.date_cancel, date(2026, 6, 30))
        move.button_draft()
        self.assertEqual(line.date_cancel, date(2026, 6, 30))
        self.alice.action_lcc_readmit()
        self.assertFalse(line.date_cancel)

    def test_paid_for_another(self):
        move = self._collect(
            self.alice, self.dues_year, 20, date(2026, 5, 4), payer=self.bruno
        )
        self.assertEqual(move.partner_id, self.bruno)
        self.assertEqual(self._line(move).partner_id, self.alice)
        self.assertEqual(self._line(move).lcc_territory_id, self.foix)

    def test_locked_period_is_refused(self):
        self.company.hard_lock_date = "2026-03-31"
        with self.assertRaisesRegex(UserError, "locked until"):
            self._collect(self.alice, self.dues_year, 20, date(2026, 3, 2))
        self.assertFalse(self.alice.member_line_ids)

    def test_means_without_account_is_refused(self):
        self.cash.payment_account_id = False
        with self.assertRaisesRegex(UserError, "has no account"):
            self._collect(self.alice, self.dues_year, 20, date(2026, 3, 2))

    def test_only_managers_take_dues(self):
        dues = Dues(
            self.alice, self.dues_year, 20, date=date(2026, 3, 2), means=self.cash
        )
        for user in (self.auditor, self.accountant):
            with self.assertRaises(AccessError):
                self.env["lcc.dues.collection"].with_user(user)._collect([dues])
        move = self.env["lcc.dues.collection"].with_user(self.manager)._collect([dues])
        self.assertEqual(move.payment_state, "paid")

    def test_gift_on_a_posted_call(self):
        self.association.is_posting_at_call = True
        with freeze_time("2026-01-05"):
            call = self.env["lcc.dues.collection"]._call(
                [Dues(self.alice, self.dues_year, 20, date=date(2026, 1, 1))]
            )
        moves = self._collect(
            self.alice, self.dues_year, 20, date(2026, 3, 2), call=call, gift=7
        )
        self.assertEqual(moves, call)
        self.assertEqual((self._balance("7561"), self._balance("7541")), (20, 7))
        self.assertEqual(self._balance("411"), 0)

    def test_posted_call_takes_no_more_and_waives_nothing(self):
        self.association.is_posting_at_call = True
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2026, 1, 1))]
        )
        day = date(2026, 3, 2)
        with self.assertRaisesRegex(UserError, "as a gift"):
            self._collect(self.alice, self.dues_year, 25, day, call=call)
        with self.assertRaisesRegex(UserError, "credit note"):
            self._collect(self.alice, self.dues_year, 5, day, call=call)
        self.assertEqual(call.amount_residual, 20)

    def test_rest_of_rolling_dues_is_for_the_same_days(self):
        self.dues_rolling.write({"lcc_price_policy": "fixed", "list_price": 15})
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_rolling, 15, date=date(2026, 1, 1))]
        )
        self._collect(
            self.alice,
            self.dues_rolling,
            5,
            date(2026, 3, 2),
            call=call,
            keeps_rest=True,
        )
        rest = self.env["lcc.dues.collection"]._find_open_call(self.alice)
        self._collect(self.alice, self.dues_rolling, 10, date(2026, 4, 2), call=rest)
        self.assertEqual(self._period(call), ("2026-03-02", "2027-03-01"))
        self.assertEqual(self._period(rest), ("2026-03-02", "2027-03-01"))

    def test_the_same_dues_twice_at_once_are_refused(self):
        dues = Dues(
            self.alice, self.dues_year, 20, date=date(2026, 3, 2), means=self.cash
        )
        collection = self.env["lcc.dues.collection"]
        with self.assertRaisesRegex(UserError, "there twice"):
            collection._collect([dues, dues])
        call = collection._call([dues])
        with self.assertRaisesRegex(UserError, "there twice"):
            collection._collect([dues._replace(call=call)] * 2)
        self.assertFalse(self.alice.member_line_ids - call._lcc_get_dues())

    def test_call_of_several_dues_is_paid_whole(self):
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2026, 1, 1))]
        )
        call.invoice_line_ids.quantity = 2
        day = date(2026, 3, 2)
        with self.assertRaisesRegex(UserError, "paid whole"):
            self._collect(self.alice, self.dues_year, 20, day, call=call)
        self._collect(self.alice, self.dues_year, 40, day, call=call)
        self.assertEqual((call.amount_total, call.payment_state), (40, "paid"))

    def test_call_with_a_discount_takes_what_is_paid(self):
        """20.00 less a half, of which 8.00 are paid."""
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2026, 1, 1))]
        )
        call.invoice_line_ids.discount = 50
        self._collect(
            self.alice, self.dues_year, 8, date(2026, 3, 2), call=call, keeps_rest=True
        )
        self.assertEqual((call.amount_total, call.payment_state), (8, "paid"))
        rest = self.env["lcc.dues.collection"]._find_open_call(self.alice)
        self.assertEqual(rest.amount_total, 2)

    def test_means_of_another_company_are_refused(self):
        other = self.cash_journal.outbound_payment_method_line_ids[:1]
        with self.assertRaisesRegex(UserError, "no means by which"):
            self._collect(self.alice, self.dues_year, 20, date(2026, 3, 2), means=other)

    def test_payer_out_of_sight_is_refused(self):
        user = self._create_user(
            "near", "lcc_base.group_lcc_manager", lcc_territory_ids=self.foix.ids
        )
        dues = Dues(
            self.alice,
            self.dues_year,
            20,
            payer=self.bruno,
            date=date(2026, 3, 2),
            means=self.cash,
        )
        with self.assertRaises(AccessError):
            self.env["lcc.dues.collection"].with_user(user)._collect([dues])

    def test_dues_of_another_company_cover_nothing_here(self):
        other = self._create_association("Other association")
        self.env["membership.membership_line"].create(
            {
                "partner_id": self.alice.id,
                "membership_id": self.dues_year.id,
                "date_from": "2026-01-01",
                "date_to": "2026-12-31",
                "member_price": 20,
                "state": "paid",
                "company_id": other.id,
            }
        )
        move = self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        self.assertEqual(self._period(move), ("2026-05-04", "2026-12-31"))

    def test_accountant_handles_invoices_of_dues(self):
        """Without any right on dues, which follow."""
        user = self._create_user("books", "account.group_account_invoice")
        move = (
            self.env["account.move"]
            .with_user(user)
            .create(
                {
                    "move_type": "out_invoice",
                    "journal_id": self.dues_journal.id,
                    "partner_id": self.alice.id,
                    "invoice_date": "2026-05-04",
                    "invoice_line_ids": [
                        Command.create(
                            {"product_id": self.dues_rolling.id, "price_unit": 15}
                        )
                    ],
                }
            )
        )
        move.invoice_line_ids.price_unit = 12
        move.action_post()
        line = self._line(move.sudo())
        self.assertEqual((line.state, line.member_price), ("invoiced", 12))
        move.button_draft()
        move.partner_id = self.bruno
        move.button_cancel()
        self.assertEqual((line.state, line.partner_id), ("canceled", self.bruno))

    def test_what_an_invoice_says_is_not_written(self):
        move = self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        line = self._line(move).with_user(self.treasurer)
        for vals in (
            {"state": "canceled"},
            {"lcc_amount_paid": 200},
            {"partner_id": self.bruno.id},
        ):
            with self.assertRaisesRegex(UserError, "follow their invoice"):
                line.write(vals)
        line.lcc_territory_id = self.couserans
        self.assertEqual(self._line(move).lcc_territory_id, self.couserans)
        with self.assertRaisesRegex(UserError, "follow their invoice"):
            line.create(
                {
                    "partner_id": self.alice.id,
                    "membership_id": self.dues_year.id,
                    "lcc_amount_paid": 200,
                }
            )

    def test_what_an_invoice_says_is_not_deleted(self):
        move = self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        line = self._line(move).with_user(self.treasurer)
        with self.assertRaisesRegex(UserError, "related to an invoice"):
            line.with_context(allow_membership_line_unlink=True).unlink()
        self.assertTrue(line.exists())
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.bruno, self.dues_year, 20, date=date(2026, 1, 1))]
        )
        line = self._line(call)
        call.with_user(self.accountant).unlink()
        self.assertFalse(line.exists())

    def test_what_an_invoice_says_is_no_default(self):
        move = self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        dues = self.env["membership.membership_line"].with_user(self.treasurer)
        line = dues.with_context(
            default_account_invoice_line_id=move.invoice_line_ids.id,
            default_lcc_amount_paid=200,
            default_member_price=7,
        ).create({"partner_id": self.bruno.id, "membership_id": self.dues_year.id})
        self.assertFalse(line.account_invoice_line_id)
        self.assertEqual((line.member_price, line.lcc_amount_paid), (7, 0))

    def test_history_is_copied(self):
        """Dues of an invoice are not: the copy would have been paid by nobody."""
        dues = self.env["membership.membership_line"].with_user(self.treasurer)
        history = dues.create(
            {
                "partner_id": self.alice.id,
                "membership_id": self.dues_year.id,
                "date": "2024-03-10",
                "date_from": "2024-01-01",
                "date_to": "2024-12-31",
                "member_price": 17.5,
                "state": "paid",
                "lcc_amount_paid": 0,
            }
        )
        self.assertEqual(history.lcc_amount_paid, 17.5)
        copy = history.copy({"date_from": "2023-01-01", "date_to": "2023-12-31"})
        copy.write({"state": "paid", "member_price": 15})
        self.assertEqual((copy.lcc_year, copy.lcc_amount_paid), (2023, 15))
        move = self._collect(self.bruno, self.dues_year, 20, date(2026, 5, 4))
        line = self._line(move).with_user(self.treasurer)
        with self.assertRaisesRegex(UserError, "follow their invoice"):
            line.copy()
        with self.assertRaisesRegex(UserError, "follow their invoice"):
            line.account_invoice_line_id = False

    def test_dues_are_not_written_by_way_of_an_invoice(self):
        """Who writes invoices has no right on dues: those of the line just follow."""
        user = self._create_user("books", "account.group_account_invoice")
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2026, 1, 1))]
        )
        other = self._collect(self.bruno, self.dues_year, 20, date(2026, 5, 4))
        commands = [
            Command.update(self._line(other).id, {"lcc_amount_paid": 200}),
        ]
        item = call.invoice_line_ids.with_user(user)
        with self.assertRaisesRegex(UserError, "follow the line of their invoice"):
            item.write({"price_unit": 21, "membership_line_ids": commands})
        with self.assertRaisesRegex(UserError, "follow the line of their invoice"):
            item.create(
                {
                    "move_id": call.id,
                    "product_id": self.dues_year.id,
                    "membership_line_ids": commands,
                }
            )
        self.assertEqual(self._line(other).lcc_amount_paid, 20)

    # Territory

    def test_dues_keep_the_territory_of_their_day(self):
        self._collect(self.alice, self.dues_year, 20, date(2025, 5, 4))
        self.alice.write({"zip": "09992", "city": "Villetest"})
        self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        by_year = {
            line.lcc_year: line.lcc_territory_id for line in self.alice.member_line_ids
        }
        self.assertEqual(by_year, {2025: self.foix, 2026: self.couserans})

    def test_why_a_territory_is_missing(self):
        vals = [
            {"name": "A"},
            {"name": "B", "zip": "99999", "city": "Nowhere"},
            {"name": "C", "city": "Bern", "country_id": self.env.ref("base.ch").id},
            {"name": "D", "zip": "09991", "city": "Testville"},
        ]
        partners = self.env["res.partner"].create(vals)
        self.assertEqual(
            partners.mapped("lcc_territory_gap"),
            ["address", "commune", "abroad", False],
        )
        self.testville.territory_id = False
        partners.invalidate_recordset()
        self.assertEqual(partners[3].lcc_territory_gap, "territory")

    # Members

    def test_number_and_entry(self):
        with freeze_time("2026-05-04"):
            carla = self.env["res.partner"].create(
                {"name": "Carla", "lcc_member_type_id": self.person_type.id}
            )
        self.assertRegex(carla.lcc_member_number, r"^\d{5}$")
        self.assertEqual(str(carla.lcc_entry_date), "2026-05-04")
        self.assertNotEqual(carla.lcc_member_number, self.alice.lcc_member_number)

    def test_number_of_who_is_made_in_a_list(self):
        partners = self.env["res.partner"].with_context(
            default_lcc_member_type_id=self.person_type.id
        )
        partner = partners.browse(partners.name_create("Denise")[0])
        self.assertTrue(partner.lcc_member_number)
        self.assertTrue(partner.lcc_entry_date)

    def test_withdrawal_in_the_middle(self):
        self._collect(self.alice, self.dues_year, 20, date(2026, 1, 10))
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2026, 12, 1))]
        )
        self.alice._lcc_withdraw(date(2026, 6, 30), "resignation")
        self.assertEqual(call.state, "cancel")
        for day, state in (("2026-06-30", "paid"), ("2026-07-01", "old")):
            with freeze_time(day):
                self.alice.invalidate_recordset()
                self.assertEqual(self.alice.membership_state, state)
        self.assertEqual(sum(self.alice.member_line_ids.mapped("lcc_amount_paid")), 20)
        self.alice.action_lcc_readmit()
        with freeze_time("2026-07-01"):
            self.alice.invalidate_recordset()
            self.assertEqual(self.alice.membership_state, "paid")


@tagged("post_install", "-at_install")
class TestStatus(LccMembershipCase):
    """The status is true when asked, on any day, without any job."""

    def _states(self, day):
        partners = self.alice | self.bruno
        with freeze_time(day):
            partners.invalidate_recordset()
            read = partners.mapped("membership_state")
            found = [
                partners.filtered_domain([("membership_state", "=", state)])
                and self.env["res.partner"].search(
                    [("membership_state", "=", state), ("id", "in", partners.ids)]
                )
                for state in ("paid", "old", "none")
            ]
            groups = dict(
                self.env["res.partner"]._read_group(
                    [("id", "in", partners.ids)], ["membership_state"], ["__count"]
                )
            )
        at_day = partners._lcc_get_membership_states(day)
        self.assertEqual([at_day[partner] for partner in partners], read)
        return read, [partners_found.ids for partners_found in found], groups

    def test_status_without_cron(self):
        self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        alice, bruno = self.alice.ids, self.bruno.ids
        self.assertEqual(
            self._states("2026-05-03"),
            (["none", "none"], [[], [], alice + bruno], {"none": 2}),
        )
        self.assertEqual(
            self._states("2026-12-31"),
            (["paid", "none"], [alice, [], bruno], {"paid": 1, "none": 1}),
        )
        self.assertEqual(
            self._states("2027-01-01"),
            (["old", "none"], [[], alice, bruno], {"old": 1, "none": 1}),
        )

    def test_status_of_an_associated_member(self):
        self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        self.bruno.associate_member_id = self.alice
        self.assertEqual(self._states("2026-06-01")[0], ["paid", "paid"])
        self.assertEqual(self._states("2027-01-01")[0], ["old", "old"])

    def test_day_of_the_time_zone(self):
        self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        # 23:30 UTC on the last day is the next year in France
        with freeze_time("2026-12-31 23:30:00"):
            partner = self.alice.with_context(tz="Europe/Paris")
            partner.invalidate_recordset()
            self.assertEqual(partner.membership_state, "old")
            partner = self.alice.with_context(tz="UTC")
            partner.invalidate_recordset()
            self.assertEqual(partner.membership_state, "paid")

    def test_analysis_of_the_addon_membership(self):
        self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        with freeze_time("2027-01-01"):
            rows = self.env["report.membership"].search_read(
                [("partner_id", "=", self.alice.id)],
                ["membership_state", "tot_earned", "num_paid"],
            )
        self.assertEqual(
            [(r["membership_state"], r["tot_earned"], r["num_paid"]) for r in rows],
            [("old", 20.0, 1)],
        )
