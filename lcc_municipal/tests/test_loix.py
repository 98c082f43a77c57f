# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common import LccMunicipalCase


@tagged("post_install", "-at_install")
class TestLoix(LccMunicipalCase):
    def test_session(self):
        deliberations = self._enter_agenda()
        self._hold_session(deliberations)
        self.assertEqual((self.session.quorum, self.session.present_count), (8, 11))
        self.session.action_close()
        numbers = deliberations.mapped("number")
        self.assertEqual(len(numbers), 22)
        self.assertEqual(numbers, [row["number"] for row in self.rows])
        self.assertEqual((numbers[0], numbers[-1]), ("012/24", "033/24"))
        self.assertEqual(self.council.register_next, 34)
        self.assertEqual(
            [(one.in_favour, one.aside_count) for one in deliberations],
            # Firmin's proxy does not count while the mayor, who holds it, is out
            [(11, 1)] + [(13, 0)] * 6 + [(11, 1)] * 5 + [(13, 0)] * 10,
        )
        self.assertEqual(set(deliberations.mapped("outcome")), {"adopted"})
        self.assertEqual(
            sum(deliberations.filtered("is_account").mapped("amount")), 431193.66
        )

    def test_next_number(self):
        self._hold_session(self._enter_agenda())
        self.session.action_close()
        following = self._create_session(day="2024-05-21", notice="2024-05-10")
        one = self.env["lcc.deliberation"].create(
            {"item_id": following.item_ids[0].id, "name": "The next one"}
        )
        self._open(following)
        one.action_unanimous()
        following.action_close()
        self.assertEqual(one.number, "034/24")

    def test_list_posted(self):
        self._open()
        self.session.action_close()
        self.session.date_list_posted = date(2024, 4, 23)
        self.assertEqual(self.session.date_list_due, date(2024, 4, 23))
        self.assertFalse(self.session.is_list_late)
        self.session.date_list_posted = date(2024, 4, 24)
        self.assertTrue(self.session.is_list_late)

    @freeze_time("2024-04-24 08:00:00")
    def test_list_not_posted_yet(self):
        self.assertTrue(self.session.is_list_late)

    def _get_late(self, session):
        checks = [finding.check for finding in session._get_findings()]
        return [check for check in checks if check in ("list", "minutes")]

    @freeze_time("2024-05-29 08:00:00")
    def test_late(self):
        """A week after the session for the list, a week after the next for minutes."""
        self._open()
        self.session.action_close()
        self.assertEqual(self._get_late(self.session), ["list"])
        self.session.date_list_posted = date(2024, 4, 23)
        self.assertEqual(self._get_late(self.session), [])
        self.session.write({"state": "adopted", "date_adopted": "2024-05-21"})
        self.assertEqual(self._get_late(self.session), ["minutes"])
        self.session.date_published = date(2024, 5, 28)
        self.assertEqual(self._get_late(self.session), [])

    @freeze_time("2024-05-22 08:00:00")
    def test_signatures_of_adopted_minutes(self):
        """Both sign what was adopted, before it is published (L2121-15)."""
        self._open()
        self.session.action_close()
        self.assertFalse(self._is_unsigned())
        self.session.write({"state": "adopted", "date_adopted": "2024-05-21"})
        self.session.date_signed_chair = date(2024, 5, 21)
        self.assertTrue(self._is_unsigned())
        self.session.date_signed_secretary = date(2024, 5, 22)
        self.assertFalse(self._is_unsigned())

    def _is_unsigned(self):
        texts = [finding.text for finding in self.session._get_findings()]
        return any("adopted and not signed yet" in text for text in texts)

    def test_association_posts_no_list(self):
        committee = self._create_assembly("Steering committee", "steering", 5)
        session = self._create_session(assembly_id=committee.id)
        session.write({"state": "closed"})
        session.write({"state": "adopted", "date_adopted": "2024-05-21"})
        self.assertFalse(session.date_list_due)
        self.assertEqual(self._get_late(session), [])

    def test_executory(self):
        deliberation = self._enter_agenda()[0]
        self._hold_session(self.session.deliberation_ids.sorted("sequence"))
        with self._refused(ValidationError, "not in the register"):
            deliberation.date_published = date(2024, 4, 23)
        self.session.action_close()
        deliberation.date_published = date(2024, 4, 23)
        self.assertFalse(deliberation.date_executory, "posted and not transmitted")
        deliberation.date_transmitted = date(2024, 4, 24)
        self.assertEqual(deliberation.date_executory, date(2024, 4, 24))
        with self._refused(ValidationError, "before the session"):
            deliberation.date_transmitted = date(2024, 4, 15)

    def test_register_does_not_change(self):
        deliberations = self._enter_agenda()
        self._hold_session(deliberations)
        self.session.action_close()
        with self._refused(UserError, "012/24 is in the register"):
            deliberations[0].amount = 2000
        with self._refused(UserError, "kept"):
            deliberations[0].unlink()
        self.session.action_reopen()
        self.assertFalse(any(deliberations.mapped("number")))
        self.assertEqual(self.council.register_next, 12)
        deliberations[0].amount = 1000
        self.session.action_close()
        self.assertEqual(deliberations[0].number, "012/24")
        deliberations[0].date_published = date(2024, 4, 23)
        with self._refused(UserError, "later session"):
            self.session.action_reopen()

    def test_by_the_form(self):
        with Form(self.env["lcc.deliberation"].with_user(self.clerk)) as form:
            form.item_id = self.session.item_ids[0]
            form.name = "A grant"
            form.amount = 1000
        deliberation = form.save()
        self.assertEqual(deliberation.session_id, self.session)
        self.assertEqual(deliberation.vote_id.name, "A grant")
        self.assertTrue(deliberation.is_transmissible)
