# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time
from lxml import etree
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import mute_logger
from odoo.tools.safe_eval import safe_eval

from .common import LccMunicipalCase


@tagged("post_install", "-at_install")
class TestGuard(LccMunicipalCase):
    """What a clerk cannot write, by whatever client."""

    def setUp(self):
        super().setUp()
        self.deliberation = self._draft()

    def _draft(self, session=None, **vals):
        items = (session or self.session).item_ids
        return (
            self.env["lcc.deliberation"]
            .with_user(self.clerk)
            .create({"item_id": items[0].id, "name": "A grant", **vals})
        )

    def _close(self):
        self._open()
        self.deliberation.action_unanimous()
        self.session.action_close()
        self.assertEqual(self.deliberation.number, "012/24")

    def test_numbers_are_not_written(self):
        for vals in (
            {"number": "001/24"},
            {"register_number": 1},
            {"register_year": 2024},
            {"register_assembly_id": self.council.id},
            {"date_executory": "2024-04-16"},
        ):
            with self._refused(UserError, "neither is written by hand"):
                self.deliberation.write(vals)
            with self._refused(UserError, "neither is written by hand"):
                self._draft(**vals)
        forged = self.deliberation.with_context(lcc_numbering=True)
        with self._refused(UserError, "neither is written by hand"):
            forged.number = "001/24"

    def test_executory_day_is_not_written(self):
        self._close()
        with self._refused(UserError, "neither is written by hand"):
            self.deliberation.date_executory = "2024-04-17"
        self.deliberation.date_published = "2024-04-18"
        self.assertFalse(self.deliberation.date_executory)

    def test_form_of_a_closed_session(self):
        """It offers no deliberation that could not be written."""
        views = self.env["lcc.session"].with_user(self.clerk).get_view(view_type="form")
        (field,) = etree.fromstring(views["arch"]).xpath(
            "//page[@name='deliberations']/field[@name='deliberation_ids']"
        )
        domains = safe_eval(field.get("options"))
        names = ("create", "delete")
        for name in names:
            self.assertTrue(self.session.filtered_domain(Domain(domains[name])), name)
        self._close()
        for name in names:
            self.assertFalse(self.session.filtered_domain(Domain(domains[name])), name)

    def test_vote_of_what_is_in_the_register(self):
        other = self._draft(name="Another")
        self._open()
        (self.deliberation + other).action_unanimous()
        self.session.action_close()
        with self._refused(UserError, "012/24 is in the register"):
            self.deliberation.vote_id = other.vote_id

    def test_vote_of_another_deliberation(self):
        with mute_logger("odoo.sql_db"), self._refused(IntegrityError, "vote_uniq"):
            self._draft(vote_id=self.deliberation.vote_id.id)
            self.env.flush_all()

    def test_vote_of_a_session_that_is_over(self):
        vote = self.env["lcc.vote"].create(
            {"item_id": self.session.item_ids[0].id, "name": "A motion"}
        )
        self._open()
        (vote + self.deliberation.vote_id).action_unanimous()
        self.session.action_close()
        deliberations = self.env["lcc.deliberation"].with_user(self.clerk)
        with self._refused(UserError, "is over"):
            deliberations.create({"vote_id": vote.id})
        following = self._create_session(day="2024-05-21", notice="2024-05-10")
        with self._refused(UserError, "is over"):
            self._draft(following).vote_id = vote

    def test_corrects(self):
        """A correction is later, of the same council, and of what has a number."""
        draft = self._draft(name="No number")
        with self._refused(ValidationError, "not an earlier deliberation"):
            self.deliberation.corrects_id = draft
        draft.unlink()
        self._close()
        before = self._create_session(day="2024-04-02", notice="2024-03-20")
        with self._refused(ValidationError, "not an earlier deliberation"):
            self._draft(before, corrects_id=self.deliberation.id)
        council = self._create_assembly("Other council", "municipal", 11)
        elsewhere = self._create_session(day="2024-05-21", assembly_id=council.id)
        with self._refused(ValidationError, "not an earlier deliberation"):
            self._draft(elsewhere, corrects_id=self.deliberation.id)
        following = self._create_session(day="2024-05-21", notice="2024-05-10")
        right = self._draft(following, corrects_id=self.deliberation.id)
        self.assertEqual(self.deliberation.corrected_by_ids, right)

    @freeze_time("2024-04-23 08:00:00")
    def test_days_that_have_not_come(self):
        self._close()
        for name in ("date_published", "date_transmitted"):
            with self._refused(ValidationError, "has not come yet"):
                self.deliberation[name] = date(2024, 4, 24)
            self.deliberation[name] = date(2024, 4, 23)
        with self._refused(ValidationError, "between that day and today"):
            self.session.date_list_posted = date(2024, 4, 24)
        with self._refused(ValidationError, "between that day and today"):
            self.session.date_list_posted = date(2024, 4, 15)
        self.session.date_list_posted = date(2024, 4, 23)

    def test_list_of_a_session_that_is_not_closed(self):
        with self._refused(ValidationError, "is not closed"):
            self.session.date_list_posted = date(2024, 4, 17)
        self._close()
        self.session.date_list_posted = date(2024, 4, 17)
        self.session.action_reopen()
        self.assertFalse(self.session.date_list_posted, "it is posted again")

    def test_annexes(self):
        annex, other = (
            self.env["ir.attachment"]
            .with_user(self.clerk)
            .create(
                [
                    {"name": "plan.txt", "raw": b"Plan", "res_model": "lcc.session"}
                    | {"res_id": self.session.id},
                    {"name": "other.txt", "raw": b"Other", "res_model": "lcc.session"}
                    | {"res_id": self.session.id},
                ]
            )
        )
        self.deliberation.annex_ids = [Command.set(annex.ids)]
        annex.raw = b"A plan"
        self._close()
        with self._refused(UserError, "annex of 012/24"):
            annex.raw = b"Another plan"
        with self._refused(UserError, "annex of 012/24"):
            annex.name = "budget.txt"
        with self._refused(UserError, "annex of 012/24"):
            annex.unlink()
        annex.write({"raw": b"A plan", "name": "plan.txt"})
        other.raw = b"What is no annex"
        other.unlink()
        self.assertEqual(annex.raw, b"A plan")

    def test_subsidy_of_a_published_act(self):
        """An act is public from its own publication, before the minutes are."""
        players = self.env["res.partner"].create(
            {"name": "The Players", "is_company": True}
        )
        subsidy = self.env["lcc.subsidy"].create(
            {
                "deliberation_id": self.deliberation.id,
                "beneficiary_id": players.id,
                "amount": 1000,
            }
        )
        self._close()
        subsidy.amount = 900
        self.deliberation.date_published = "2024-04-18"
        with self._refused(UserError, "was published"):
            subsidy.amount = 800
