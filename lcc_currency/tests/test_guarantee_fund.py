# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from .test_situation import SituationCase


class GuaranteeFundCase(SituationCase):
    """The Pyrène's figures: fund 34,000; liability 33,345 then 41,040."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fund_journal = cls.env["account.journal"].create(
            {"name": "Test ethical bank", "type": "bank", "code": "TETH"}
        )
        cls.fund_account = cls.fund_journal.default_account_id
        cls.currency.write(
            {
                "fund_account_ids": [Command.set(cls.fund_account.ids)],
                "fund_journal_id": cls.fund_journal.id,
                "fund_source_journal_id": cls.bank_journal.id,
            }
        )
        cls.accountant = cls._create_user(
            "accountant",
            "lcc_base.group_lcc_treasurer,account.group_account_invoice",
        )

    def setUp(self):
        super().setUp()
        self.startPatcher(freeze_time("2021-09-30 10:00:00"))
        coupons = self.currency.coupon_account_id
        self._entry("2020-12-31", {coupons: -33345.0, self.fund_account: 34000.0})
        self._entry("2021-09-15", {coupons: -7695.0})

    def _fund(self, user=None):
        fund = self.env["lcc.guarantee.fund"].with_user(user or self.auditor)
        return fund.get_fund(self.currency.id)

    def _prepare(self, user=None):
        fund = self.env["lcc.guarantee.fund"].with_user(user or self.accountant)
        action = fund.prepare_transfer(self.currency.id)
        self.assertEqual(action["res_model"], "account.payment")
        return self.env["account.payment"].browse(action["res_id"])


@tagged("post_install", "-at_install")
class TestGuaranteeFund(GuaranteeFundCase):
    def test_pyrene(self):
        before, after = self._totals("2020-12-31"), self._totals("2021-09-30")
        self.assertEqual((before["liability"], before["fund"]), (33345.0, 34000.0))
        self.assertEqual(round(before["cover"], 1), 102.0)
        self.assertEqual(before["missing"], 0.0)
        self.assertEqual((after["liability"], after["fund"]), (41040.0, 34000.0))
        self.assertEqual(round(after["cover"], 1), 82.8)
        self.assertEqual(after["missing"], 7040.0)

    def test_target(self):
        self.currency.fund_target = 80.0
        self.assertEqual(self._totals("2021-09-30")["missing"], 0.0)
        self.currency.fund_target = 110.0
        self.assertEqual(self._totals("2021-09-30")["missing"], 11144.0)

    def test_history(self):
        data = self._fund()
        history = {month["date"]: month for month in data["history"]}
        self.assertEqual(len(history), 10)  # December 2020 to September 2021
        first, last = data["history"][0], data["history"][-1]
        self.assertEqual(first["date"], "2020-12-31")
        self.assertEqual((first["liability"], first["fund"]), (33345.0, 34000.0))
        self.assertEqual(round(first["cover"], 1), 102.0)
        self.assertEqual(first["missing"], 0.0)
        self.assertEqual(history["2021-08-31"]["liability"], 33345.0)
        self.assertEqual(last["date"], "2021-09-30")
        self.assertEqual(round(last["cover"], 1), 82.8)
        self.assertEqual(last["missing"], 7040.0)
        self.assertEqual(data["current"], last)
        [account] = data["accounts"]
        self.assertEqual(account["balance"], 34000.0)

    def test_history_begins_with_what_was_before(self):
        with freeze_time("2023-09-15 10:00:00"):
            history = self._fund()["history"]
        self.assertEqual(len(history), 24)
        self.assertEqual(history[0]["date"], "2021-10-31")
        self.assertEqual(history[0]["liability"], 41040.0)
        self.assertEqual(history[-1]["date"], "2023-09-15")

    def test_history_of_a_currency_at_rest(self):
        """Nothing moved for two years: the months before the last change show."""
        with freeze_time("2024-01-15 10:00:00"):
            data = self._fund()
        self.assertEqual(len(data["history"]), 10)
        self.assertEqual(data["history"][-1]["date"], "2021-09-30")
        self.assertEqual(data["current"]["missing"], 7040.0)

    def test_history_of_the_ledger(self):
        """Openings enter the circulation, and are not put into it by the month."""
        new = self.series.copy({"name": "2021", "date_from": "2021-01-01"})
        for quantity in (2, 1):
            coupons = self._coupons({50: quantity}, series=new)
            self._post(
                "opening", self.printer, self.holders, coupons, date="2021-01-31"
            )
        self._exchange(date="2021-02-01")
        self._post("reconversion", self.holders, self.vault, {50: 1}, date="2021-02-28")
        history = {month["date"]: month for month in self._fund()["history"]}
        self.assertEqual(history["2020-12-31"]["circulation"], 0.0)
        self.assertEqual(history["2021-01-31"]["circulation"], 150.0)
        self.assertEqual(history["2021-02-28"]["circulation"], 117.0)

    def test_thresholds(self):
        self._exchange(date="2020-09-30")
        self._exchange({50: 1}, date="2021-02-01")
        self._exchange({20: 1}, date="2021-02-02")._reverse(date="2021-02-03")
        self._post(
            "swap",
            self.vault,
            self.holders,
            self._coupons({5: 2}) + self._coupons({10: 1}, is_return=True),
            date="2021-02-04",
        )
        thresholds = {line["key"]: line for line in self._fund()["thresholds"]}
        self.assertEqual(thresholds["issued"]["amount"], 50.0)
        self.assertEqual(thresholds["circulation"]["amount"], 67.0)
        self.assertEqual(thresholds["circulation"]["limit"], 1000000.0)

    def test_below_zero(self):
        self.assertEqual(self._fund()["below_zero"], [])
        self._post("surplus", self.holders, self.vault, {20: 2}, date="2021-03-10")
        [line] = self._fund()["below_zero"]
        self.assertEqual(line["quantity"], -2)
        self.assertEqual(line["denomination_id"], self.denominations[20].id)

    def test_queries(self):
        """As many queries for two years as for two months."""
        self._fund()
        counts = []
        for today in ("2021-09-30 10:00:00", "2024-01-15 10:00:00"):
            with freeze_time(today):
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.env.cr.sql_log_count
                self._fund()
                counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_readers(self):
        for user in (self.auditor, self.manager, self.treasurer):
            self.assertEqual(self._fund(user)["current"]["missing"], 7040.0)
        with self.assertRaisesRegex(AccessError, "auditors and managers"):
            self._fund(self.keeper)


@tagged("post_install", "-at_install")
class TestTransfer(GuaranteeFundCase):
    def test_prepared_and_never_posted(self):
        payment = self._prepare()
        self.assertEqual(payment.state, "draft")
        self.assertFalse(payment.move_id)
        self.assertEqual(payment.amount, 7040.0)
        self.assertEqual(payment.payment_type, "outbound")
        self.assertEqual(payment.partner_id, self.company.partner_id)
        self.assertEqual(payment.journal_id, self.bank_journal)
        self.assertEqual(
            payment.destination_account_id, self.company.transfer_account_id
        )
        self.assertIn("Test currency", payment.memo)
        self.assertIn("Test ethical bank", payment.memo)
        self.assertEqual(self._totals("2021-09-30")["fund"], 34000.0)

    def test_twice(self):
        payment = self._prepare()
        self.assertEqual(self._prepare(), payment)
        summary = self._fund(self.accountant)["transfer"]
        self.assertEqual((summary["id"], summary["amount"]), (payment.id, 7040.0))

    def test_posted(self):
        """On the way to the fund: it is not prepared again."""
        payment = self._prepare()
        payment.action_post()
        transfer = self.company.transfer_account_id
        [item] = payment.move_id.line_ids.filtered(
            lambda line: line.account_id == transfer
        )
        self.assertEqual(item.balance, 7040.0)
        with self.assertRaisesRegex(UserError, "7,040.00.* is posted"):
            self._prepare()
        # More is missing since: only that is prepared.
        self._entry("2021-09-30", {self.currency.coupon_account_id: -60.0})
        self.assertEqual(self._prepare().amount, 60.0)

    def test_arrived(self):
        self._prepare().action_post()
        self._entry(
            "2021-09-30",
            {self.fund_account: 7040.0, self.company.transfer_account_id: -7040.0},
        )
        self.assertEqual(round(self._totals("2021-09-30")["cover"], 1), 100.0)
        with self.assertRaisesRegex(UserError, "Nothing is missing"):
            self._prepare()
        # The items of account 58 were left unmatched: they hide nothing later.
        self._entry("2021-09-30", {self.currency.coupon_account_id: -60.0})
        self.assertEqual(self._prepare().amount, 60.0)

    def test_nothing_missing(self):
        self.currency.fund_target = 80.0
        with self.assertRaisesRegex(UserError, "target of 80 %"):
            self._prepare()

    def test_settings(self):
        self.currency.fund_source_journal_id = self.fund_journal
        with self.assertRaisesRegex(UserError, "two different ones"):
            self._prepare()
        self.currency.fund_source_journal_id = False
        with self.assertRaisesRegex(UserError, "two different ones"):
            self._prepare()
        self.currency.fund_source_journal_id = self.bank_journal
        self.company.transfer_account_id = False
        with self.assertRaisesRegex(UserError, "account of internal transfers"):
            self._prepare()

    def test_rights(self):
        """A treasurer without accounting rights, or an accountant who is none."""
        clerk = self._create_user(
            "clerk", "lcc_base.group_lcc_manager,account.group_account_invoice"
        )
        for user in (self.auditor, self.manager, self.treasurer, clerk):
            with self.assertRaisesRegex(AccessError, "treasurer"):
                self._prepare(user)
            self.assertFalse(self._fund(user)["can_prepare"])
        self.assertTrue(self._fund(self.accountant)["can_prepare"])


@tagged("post_install", "-at_install")
class TestGuaranteeFundTour(GuaranteeFundCase, HttpCase):
    def setUp(self):
        super(GuaranteeFundCase, self).setUp()  # the browser lives today
        coupons = self.currency.coupon_account_id
        self._entry("2020-12-31", {coupons: -41040.0, self.fund_account: 34000.0})

    def test_tour(self):
        self.start_tour(
            "/odoo/currency-fund",
            "lcc_guarantee_fund_tour",
            login=self.accountant.login,
        )
        payment = self.env["account.payment"].search(
            [("lcc_fund_currency_id", "=", self.currency.id)]
        )
        self.assertEqual((payment.amount, payment.state), (7040.0, "draft"))
