# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
class TestForgedValues(LccCurrencyCase):
    """Values that no screen sends, and that a program may send all the same."""

    def _client_vals(self, *args, **vals):
        vals = self._vals(*args, **vals)
        vals["line_ids"] = [line for _command, _id, line in vals["line_ids"]]
        return vals

    def test_context_of_a_draft(self):
        """A draft of 1,000,000.00 without coupons is not born posted."""
        draft = (
            self.env["lcc.operation"]
            .with_user(self.keeper)
            .with_context(
                default_state="posted",
                default_books_state="waiting",
                default_emission_id=self.emission.id,
                default_posted_by_id=self.treasurer.id,
            )
            .create(
                self._vals(
                    "exchange", self.counter_a, self.holders, [], amount=1_000_000
                )
            )
        )
        self.assertEqual((draft.state, draft.books_state), ("draft", "none"))
        self.assertFalse(draft.emission_id)
        self.assertFalse(draft.posted_by_id)

    def test_context_of_what_is_posted_in_one_go(self):
        exchange = self._exchange()
        operations = self.env["lcc.operation"].with_user(self.keeper)
        forged = operations.with_context(
            default_reversed_operation_id=exchange.id,
            default_emission_id=self.emission.id,
        )
        with self.assertRefused("does not move coupons from Holders"):
            forged.post_new(
                [self._client_vals("exchange", self.holders, self.counter_a, {10: 1})]
            )
        [answer] = forged.post_new(
            [self._client_vals("exchange", self.counter_a, self.holders, {10: 1})]
        )
        posted = operations.browse(answer["id"]).sudo()
        self.assertFalse(posted.reversed_operation_id)
        self.assertFalse(posted.emission_id)

    @mute_logger("odoo.sql_db")
    def test_line_of_a_print_run(self):
        """No way to print the serials 1 to 1000 of the series a second time."""
        other = self.series.copy({"name": "2021"})
        emission = self.emission.with_user(self.manager).copy({"line_ids": []})
        lines = emission.line_ids.with_context(default_is_released=True)
        line = lines.create(
            {
                "emission_id": emission.id,
                "denomination_id": self.denominations[1].id,
                "quantity": 1000,
            }
        )
        self.assertFalse(line.is_released)
        with self.assertRefused("are set by the system: series_id"):
            line.write({"series_id": other.id})

    def test_operation_of_a_payment_stays_its_own(self):
        journal = self.cash_journal.copy(
            {"default_account_id": self._account("531800").id}
        )
        self.till.journal_id = journal
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.shop.id,
                "amount": 100,
                "journal_id": journal.id,
                "date": "2020-03-01",
            }
        )
        payment.action_post()
        draft = payment.lcc_operation_ids.with_user(self.manager)
        draft.write(
            {
                "kind": "grant",
                "place_from_id": self.vault.id,
                "place_to_id": self.holders.id,
                "line_ids": self._coupons({50: 2}),
            }
        )
        with self.assertRefused("moves the coupons of that till"):
            draft.action_post()

    def test_accountant_undoes_a_payment(self):
        accountant = self._create_user("accountant", "account.group_account_manager")
        journal = self.cash_journal.copy(
            {"default_account_id": self._account("531800").id}
        )
        self.till.journal_id = journal
        self._exchange({50: 3}, date="2020-02-15")
        payment = (
            self.env["account.payment"]
            .with_user(accountant)
            .create(
                {
                    "payment_type": "inbound",
                    "partner_type": "customer",
                    "partner_id": self.shop.id,
                    "amount": 100,
                    "journal_id": journal.id,
                    "date": "2020-03-01",
                }
            )
        )
        payment.action_post()
        receipt = payment.sudo().lcc_operation_ids.with_user(self.manager)
        receipt.line_ids = self._coupons({50: 2})
        receipt.action_post()
        self.assertEqual(self._held(self.till), {50: 2})
        payment.action_draft()
        self.assertEqual(receipt.reversal_ids.state, "posted")
        self.assertEqual(self._held(self.till), {})

    def test_circulation_does_not_face_itself(self):
        draft = self._draft(
            "grant",
            self.vault,
            self.holders,
            {50: 1},
            counterpart_account_id=self.currency.coupon_account_id.id,
        )
        with self.assertRefused("is an account of the coupons or of the guarantee"):
            draft.action_post()

    def test_swap_takes_in_a_series_that_has_ended(self):
        new = self.series.copy({"name": "2021"})
        self._post(
            "opening",
            self.printer,
            self.vault,
            self._coupons({10: 10}, series=new),
            date="2020-01-20",
        )
        self._exchange({10: 5}, date="2020-02-10")
        early = self._post(
            "swap",
            self.counter_a,
            self.holders,
            self._coupons({5: 2}) + self._coupons({10: 1}, is_return=True),
            date="2020-02-20",
        )
        self.series.date_to = "2020-02-28"
        old_for_new = self._coupons({10: 1}, series=new)
        old_for_new += self._coupons({10: 1}, is_return=True)
        swap = self._post("swap", self.vault, self.holders, old_for_new)
        self.assertEqual(swap.state, "posted")
        new_for_old = self._coupons({10: 1})
        new_for_old += self._coupons({10: 1}, series=new, is_return=True)
        with self.assertRefused("no longer given out"):
            self._post("swap", self.vault, self.holders, new_for_old)
        reversal = early._reverse(date="2020-03-05", reason="Wrong")
        self.assertEqual(reversal.state, "posted")

    def test_client_reference_of_another_company(self):
        other_company = self._create_association("Other association")
        other = self._create_currency("Other currency", other_company)
        vault = self.vault.copy({"name": "Other", "lcc_currency_id": other.id})
        self.treasurer.company_ids |= other_company
        operations = self.env["lcc.operation"].with_user(self.treasurer)
        operations = operations.with_context(
            allowed_company_ids=(self.company | other_company).ids
        )
        answers = operations.post_new(
            [
                {
                    "kind": "opening",
                    "date": "2020-01-15",
                    "lcc_currency_id": currency.id,
                    "place_from_id": currency._get_place("printer").id,
                    "place_to_id": place.id,
                    "client_ref": "same",
                    "line_ids": [
                        {
                            "denomination_id": currency.denomination_ids[0].id,
                            "series_id": currency.series_ids.id,
                            "quantity": 1,
                        }
                    ],
                }
                for currency, place in ((self.currency, self.vault), (other, vault))
            ]
        )
        posted = operations.browse(answer["id"] for answer in answers)
        self.assertEqual(posted.lcc_currency_id, self.currency | other)

    def test_file_of_an_import_is_no_attachment(self):
        """Another hand on the file is noted: who brings it does not import it."""
        record = self.env["lcc.operation.import"].create(
            {"file": b"YTti", "filename": "x.csv", "lcc_currency_id": self.currency.id}
        )
        attachments = self.env["ir.attachment"].search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("res_field", "=", "file"),
            ]
        )
        self.assertFalse(attachments)
        self.assertEqual(record.file, b"YTti")

    def test_draft_is_not_moved_to_another_counter(self):
        draft = self._draft(
            "exchange", self.counter_a, self.holders, {10: 1}, user=self.keeper
        )
        with self.assertRefused("Counter B|doesn't have 'write' access", AccessError):
            draft.write({"place_from_id": self.counter_b.id})

    def test_means_of_payment(self):
        """Coupons of a till, and money that goes out, pay no exchange."""
        journal = self.cash_journal.copy(
            {"default_account_id": self._account("531800").id}
        )
        self.till.journal_id = journal
        operations = self.env["lcc.operation"].with_user(self.keeper)
        for method in (journal.inbound_payment_method_line_ids[:1], self.bank_out):
            with (
                self.subTest(method.name),
                self.assertRefused("is no means of payment"),
            ):
                operations.post_new(
                    [
                        self._client_vals(
                            "exchange",
                            self.counter_a,
                            self.holders,
                            {10: 1},
                            payment_method_line_id=method.id,
                        )
                    ]
                )
