# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from .common import LccPaymentCase


@tagged("post_install", "-at_install")
class TestMonths(LccPaymentCase):
    """Who was expected, and what did not come."""

    def _months(self, mandate=None):
        months = self.env["lcc.creditor.month"].search(
            [("agreement_id", "=", (mandate or self.mandate).id)], order="month"
        )
        return [
            (one.month.month, one.expected, one.received, one.missing) for one in months
        ]

    @freeze_time("2020-05-20 12:00:00")
    def test_up_to_today(self):
        self._receive()
        self._receive((self.mandate, "2020-04-01", 25), date="2020-05-04")
        self.assertEqual(
            self._months(),
            [(3, 40, 40, 0), (4, 40, 25, 15), (5, 40, 0, 40)],
        )
        month = self.env["lcc.creditor.month"].search(
            [("agreement_id", "=", self.mandate.id), ("month", "=", "2020-05-01")]
        )
        self.assertEqual(
            (month.partner_id, month.authority_id, month.territory_id, month.claim),
            (self.mayor, self.commune, self.coast, "indemnity"),
        )

    @freeze_time("2020-12-01 12:00:00")
    def test_up_to_the_end_of_the_term(self):
        self.assertEqual([month for month, *_ in self._months()], [3, 4, 5, 6, 7, 8])

    @freeze_time("2020-12-01 12:00:00")
    def test_up_to_the_last_day_of_a_terminated_mandate(self):
        self.mandate.write({"lcc_terminated_on": "2020-05-31", "lcc_end_reason": "x"})
        self.mandate.action_lcc_terminate()
        self.assertEqual([month for month, *_ in self._months()], [3, 4, 5])

    @freeze_time("2020-11-15 12:00:00")
    def test_renewed_by_itself(self):
        mandate = self._sign_mandate(
            self.deputy, lcc_renewal="tacit", lcc_renewal_months=6
        )
        self.assertEqual([month for month, *_ in self._months(mandate)][-1], 11)

    @freeze_time("2020-12-01 12:00:00")
    def test_amendment(self):
        amendment = self._prepare_mandate(
            self.mayor,
            lcc_amends_id=self.mandate.id,
            lcc_amount=60,
            start_date="2020-06-15",
            end_date="2020-09-30",
        )
        amendment.action_lcc_sign()
        self.assertEqual(
            [(month, expected) for month, expected, *_ in self._months()],
            [(3, 40), (4, 40), (5, 40), (6, 60), (7, 60), (8, 60), (9, 60)],
        )
        self.assertEqual(self._months(amendment), [])

    @freeze_time("2020-12-01 12:00:00")
    def test_subsidy_is_due_once(self):
        club = self._sign_mandate(self.shop, lcc_claim="subsidy", lcc_amount=300)
        self._receive((club, "2020-06-01", 100), date="2020-06-20")
        self.assertEqual(self._months(club), [(3, 300, 0, 300), (6, 0, 100, 0)])

    @freeze_time("2020-12-01 12:00:00")
    def test_drafts_and_cancelled_receipts_do_not_count(self):
        self._draft_receipt((self.mandate, "2020-03-01", 40))
        self._receive().with_user(self.treasurer).action_cancel()
        self._prepare_mandate(self.deputy)
        self.assertEqual(self._months()[0], (3, 40, 0, 40))
        months = self.env["lcc.creditor.month"].search(
            [("company_id", "=", self.company.id)]
        )
        self.assertEqual(months.partner_id, self.mayor)

    @freeze_time("2020-12-01 12:00:00")
    def test_list_of_what_did_not_come(self):
        self._receive()
        action = self.env.ref("lcc_municipal_currency.lcc_creditor_month_action")
        self.assertIn("search_default_missing", action.context)
        late = self.env["lcc.creditor.month"].search(
            [
                ("missing", ">", 0),
                ("month", "<", "today =1d"),
                ("company_id", "=", self.company.id),
            ]
        )
        self.assertEqual(
            sorted(late.mapped("month")),
            [date(2020, month, 1) for month in range(4, 9)],
        )
