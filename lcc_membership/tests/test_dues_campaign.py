# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..models.lcc_dues_collection import Dues
from .common import LccMembershipCase


class DuesCampaignCase(LccMembershipCase):
    """Members of a year's end, as of 1 December 2026.

    Alice, Bruno (no e-mail) and Carole, who has missed 2026, are persons; so are Denis,
    whose last dues are of 2023, Emma, who has paid 2027 already, Farid, who has
    withdrawn, and Ivan, who has never paid. Gaia's twelve months end on 28/02/2027,
    Hugo's on 31/05/2027. The commune Mairie pays by population, Hameau has none.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(freeze_time("2026-12-01 09:00:00"))
        members = {
            "carole": (cls.person_type, "09991", "Testville"),
            "denis": (cls.person_type, "09991", "Testville"),
            "emma": (cls.person_type, "09991", "Testville"),
            "farid": (cls.person_type, "09991", "Testville"),
            "ivan": (cls.person_type, "09991", "Testville"),
            "gaia": (cls.professional_type, "09992", "Villetest"),
            "hugo": (cls.professional_type, "09992", "Villetest"),
            "mairie": (cls.commune_type, "09991", "Testville"),
            "hameau": (cls.commune_type, False, "Nowhere"),
            "club": (cls.association_type, "09991", "Testville"),
        }
        for name, (member_type, postcode, city) in members.items():
            partner = cls.env["res.partner"].create(
                {
                    "name": name.capitalize(),
                    "email": f"{name}@example.org",
                    "zip": postcode,
                    "city": city,
                    "lcc_member_type_id": member_type.id,
                    "lcc_entry_date": "2020-01-01",
                }
            )
            setattr(cls, name, partner)
        year, rolling = cls.dues_year, cls.dues_rolling
        cls._take(
            (cls.alice, year, 20, date(2026, 1, 15)),
            (cls.bruno, year, 20, date(2026, 2, 1)),
            (cls.carole, year, 20, date(2025, 3, 1)),
            (cls.denis, year, 20, date(2023, 3, 1)),
            (cls.emma, year, 20, date(2026, 1, 2)),
            (cls.farid, year, 20, date(2026, 1, 2)),
            (cls.gaia, rolling, 15, date(2026, 3, 1)),
            (cls.hugo, rolling, 15, date(2026, 6, 1)),
            (cls.mairie, cls.dues_scale, 250, date(2026, 1, 2)),
            (cls.hameau, cls.dues_scale, 30, date(2026, 1, 2)),
            (cls.club, year, 20, date(2026, 1, 2)),
        )
        cls._take((cls.emma, year, 20, date(2026, 11, 15)))
        cls.farid._lcc_withdraw(date(2026, 10, 31), "resignation")
        cls.campaign = cls._create_campaign()

    @classmethod
    def _members(cls):
        names = "alice bruno carole denis emma farid ivan gaia hugo mairie hameau club"
        return cls.env["res.partner"].union(
            *(getattr(cls, name) for name in names.split())
        )

    @classmethod
    def _take(cls, *many):
        """Dues taken in cash: (member, product, amount, day)."""
        cls.env["lcc.dues.collection"]._collect(
            [
                Dues(member, product, amount, date=day, means=cls.cash)
                for member, product, amount, day in many
            ]
        )

    @classmethod
    def _create_campaign(cls, **vals):
        return cls.env["lcc.dues.campaign"].create(
            {
                "year": 2027,
                "date_start": "2026-12-01",
                "date_end": "2027-03-31",
                "company_id": cls.company.id,
                "reminder_ids": False,
                **vals,
            }
        )

    def _run_cron(self, name="_cron_call", **kwargs):
        """The scheduled job, run until nothing is left: how many were done."""
        done = []
        with patch.object(self.env.registry["ir.cron"], "_commit_progress") as progress:
            while not done or progress.call_args.kwargs["remaining"]:
                getattr(self.env["lcc.dues.campaign"], name)(**kwargs)
                done.append(progress.call_args.args[0])
        self.env.invalidate_all()
        return sum(done)

    def _call(self, campaign=None):
        campaign = campaign or self.campaign
        campaign.action_call()
        self._run_cron()
        return campaign.call_ids

    def _call_of(self, member, campaign=None):
        calls = (campaign or self.campaign).call_ids
        return calls.filtered(lambda call: call.partner_id == member)

    def _states(self, campaign=None):
        calls = (campaign or self.campaign).call_ids
        return {call.partner_id.name: call.state for call in calls}


@tagged("post_install", "-at_install")
class TestDuesCampaign(DuesCampaignCase):
    def _rows(self, preview, kind):
        return [(row["label"], row["count"], row["amount"]) for row in preview[kind]]

    # Preview

    def test_preview(self):
        preview = self.campaign.get_preview()
        self.assertEqual(self._rows(preview, "total"), [("To call", 5, 325.0)])
        self.assertCountEqual(
            self._rows(preview, "by_dues"),
            [
                ("Person: Test dues of the year", 3, 60.0),
                ("Professional: Test dues of twelve months", 1, 15.0),
                ("Commune: Test dues of communes", 1, 250.0),
            ],
        )
        self.assertEqual(
            self._rows(preview, "by_territory"),
            [("Test Couserans", 2, 35.0), ("Test Foix", 3, 290.0)],
        )
        self.assertEqual(
            self._rows(preview, "by_letter"), [("No e-mail: to call by letter", 1, 20)]
        )
        self.assertEqual(
            self._rows(preview, "left_out"),
            [
                ("Withdrawn member", 1, 0),
                ("Paid already for the time of the call", 2, 0),
                ("No dues for the type of member", 1, 0),
                (
                    "Hameau has no population: choose its commune or its grouping, or "
                    "declare a population.",
                    1,
                    0,
                ),
            ],
        )
        self.assertFalse(self.campaign.call_ids)

    def test_each_figure_of_the_preview_opens_its_members(self):
        preview = self.campaign.get_preview()
        opened = {}
        for kind in ("by_dues", "by_territory", "by_letter", "left_out"):
            for row in preview[kind]:
                action = self.campaign.action_view_preview(
                    row["kind"], row["key"], row["label"]
                )
                members = self.env["res.partner"].search(action["domain"])
                self.assertEqual(len(members), row["count"])
                opened[row["label"]] = members
        self.assertEqual(opened["No e-mail: to call by letter"], self.bruno)
        self.assertEqual(
            opened["Paid already for the time of the call"], self.emma + self.hugo
        )
        self.assertEqual(opened["Test Couserans"], self.bruno + self.gaia)

    def test_who(self):
        def called():
            plan = self.campaign._make_plan()
            # the demo data may hold members too
            return {one.member.name for one in plan.called if one.member in ours}

        ours = self._members()

        self.campaign.lapsed_years = 0
        self.assertEqual(called(), {"Alice", "Bruno", "Gaia", "Mairie"})
        self.campaign.lapsed_years = 3
        self.assertEqual(
            called(), {"Alice", "Bruno", "Carole", "Denis", "Gaia", "Mairie"}
        )
        self.campaign.territory_ids = self.couserans
        self.assertEqual(called(), {"Bruno", "Gaia"})
        self.campaign.territory_ids = False
        self.campaign.member_type_ids = self.commune_type
        self.assertEqual(called(), {"Mairie"})
        self.campaign.member_type_ids = self.person_type
        self.campaign.member_scope = "never"
        self.assertEqual(called(), {"Ivan"})
        self.campaign.member_scope = "all"
        self.assertEqual(called(), {"Alice", "Bruno", "Carole", "Denis", "Ivan"})

    def test_other_dues_than_usual(self):
        self.campaign.product_line_ids = [
            Command.create(
                {
                    "member_type_id": self.association_type.id,
                    "product_id": self.dues_year.id,
                }
            )
        ]
        self._call()
        self.assertEqual(self._call_of(self.club).amount, 20)

    def test_who_pays_no_dues_is_left_out(self):
        self.alice.free_member = True
        self.bruno.associate_member_id = self.carole
        reasons = {
            member.name: reason
            for member, (reason, _text) in self.campaign._make_plan().left_out.items()
        }
        self.assertEqual((reasons["Alice"], reasons["Bruno"]), ("free", "associate"))

    # Calls

    def test_calls(self):
        self._call()
        self.assertEqual(self.campaign.state, "open")
        self.assertEqual(
            self._states(),
            {
                "Alice": "called",
                "Bruno": "called",
                "Carole": "called",
                "Gaia": "called",
                "Mairie": "called",
                "Hameau": "error",
                "Club": "error",
            },
        )
        line = self._call_of(self.alice).line_ids
        self.assertEqual(
            (line.date_from, line.date_to, line.lcc_amount, line.state),
            (date(2027, 1, 1), date(2027, 12, 31), 20, "waiting"),
        )
        self.assertEqual(line.account_invoice_id.state, "draft")
        self.assertEqual(line.account_invoice_id.journal_id, self.dues_journal)
        # who has missed a year is a member from the new year on
        line = self._call_of(self.carole).line_ids
        self.assertEqual(line.date_from, date(2027, 1, 1))
        # twelve months begin where the running ones end
        line = self._call_of(self.gaia).line_ids
        self.assertEqual(
            (line.date_from, line.date_to), (date(2027, 3, 1), date(2028, 2, 29))
        )
        self.assertEqual(self._call_of(self.mairie).amount, 250)
        self.assertEqual(self.campaign.call_count, 5)
        self.assertEqual(self.campaign.error_count, 2)

    def test_calls_of_a_running_year(self):
        """From the day of the call on, but for who was a member up to the eve."""
        with freeze_time("2027-02-10"):
            campaign = self._create_campaign(date_start="2027-02-10")
            self._call(campaign)
            line = self._call_of(self.carole, campaign).line_ids
            self.assertEqual(line.date_from, date(2027, 2, 10))
            line = self._call_of(self.alice, campaign).line_ids
            self.assertEqual(line.date_from, date(2027, 1, 1))

    def test_a_cancelled_batch_is_made_again(self):
        """The server stops after one batch, and before the end of the next one."""
        self.campaign.action_call()
        campaigns = self.env["lcc.dues.campaign"]
        with patch.object(self.env.registry["ir.cron"], "_commit_progress"):
            campaigns._cron_call(limit=2)
            with self.env.cr.savepoint() as savepoint:
                campaigns._cron_call(limit=2)
                savepoint.rollback()
        self.env.invalidate_all()
        self.assertEqual(len(self.campaign.call_ids.filtered("date")), 2)
        self.assertEqual(self.campaign.get_progress()["percent"], 57)  # 4 of 7
        self.assertEqual(self._run_cron(), 3)
        self.assertEqual(self._run_cron(), 0)
        calls = self.campaign.call_ids.filtered("date")
        self.assertEqual(len(calls), 5)
        self.assertEqual([len(call.line_ids) for call in calls], [1] * 5)
        self.assertEqual(self.campaign.state, "open")

    def test_launched_twice(self):
        self.campaign.action_call()
        self.campaign.action_call()
        self._run_cron()
        self.assertEqual(len(self.campaign.call_ids), 7)

    def test_two_campaigns_of_a_year(self):
        other = self._create_campaign(name="Again")
        self.campaign.action_call()
        with self.assertRaisesRegex(UserError, "nobody to call"):
            self._create_campaign(
                member_type_ids=self.person_type.ids, name="Persons"
            ).action_call()
        self._run_cron()
        preview = other.get_preview()
        self.assertFalse(preview["total"])
        self.assertIn(("Called already", 5, 0), self._rows(preview, "left_out"))

    def test_the_database_refuses_a_second_call(self):
        self.campaign.action_call()
        other = self._create_campaign(name="Again")
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["lcc.dues.call"].create(
                {"campaign_id": other.id, "partner_id": self.alice.id}
            )

    def test_who_pays_while_calls_are_made_is_not_called(self):
        self.campaign.action_call()
        self._take((self.alice, self.dues_year, 20, date(2026, 12, 1)))
        self._run_cron()
        self.assertFalse(self._call_of(self.alice))
        self.assertEqual(len(self.alice.member_line_ids), 2)

    def test_who_was_called_elsewhere_is_left_out(self):
        self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2027, 1, 1))]
        )
        self._call()
        self.assertFalse(self._call_of(self.alice))
        self.assertTrue(self._call_of(self.bruno))

    # Errors

    def test_what_was_not_possible_is_tried_again(self):
        self._call()
        self.assertEqual(
            self._call_of(self.club).error, "No dues for the type of member"
        )
        self.hameau.lcc_population_declared = 120
        self.campaign.action_retry()
        self.assertEqual(self.campaign.state, "calling")
        self._run_cron()
        self.assertEqual(self._states()["Hameau"], "called")
        self.assertEqual(self._call_of(self.hameau).line_ids.lcc_amount, 30)
        self.assertEqual(self._states()["Club"], "error")

    def test_one_that_fails_does_not_stop_the_others(self):
        create = self.env.registry["lcc.dues.collection"]._create_invoices

        def fail(collection, many):
            if self.carole in [dues.member for dues in many]:
                message = "This member is locked."
                raise UserError(message)
            return create(collection, many)

        with patch.object(
            self.env.registry["lcc.dues.collection"], "_create_invoices", fail
        ):
            self._call()
        self.assertEqual(self._states()["Carole"], "error")
        self.assertEqual(self._call_of(self.carole).error, "This member is locked.")
        self.assertEqual(self.campaign.call_count, 4)
        self.campaign.action_retry()
        self._run_cron()
        self.assertEqual(self._states()["Carole"], "called")

    def test_stop(self):
        self.campaign.action_call()
        with patch.object(self.env.registry["ir.cron"], "_commit_progress"):
            self.env["lcc.dues.campaign"]._cron_call(limit=2)
        self.campaign.action_stop()
        self.assertEqual(self.campaign.state, "open")
        self.assertEqual(len(self.campaign.call_ids), 2)
        self.assertEqual(self._call(), self.campaign.call_ids)
        self.assertEqual(len(self.campaign.call_ids), 7)

    def test_progress(self):
        self.assertFalse(self.campaign.get_progress()["is_running"])
        self.campaign.action_call()
        with patch.object(self.env.registry["ir.cron"], "_commit_progress"):
            self.env["lcc.dues.campaign"]._cron_call(limit=3)
        self.env.invalidate_all()
        self.assertEqual(
            self.campaign.with_user(self.auditor).get_progress(),
            {
                "is_running": True,
                "can_stop": False,
                "step": "Calling members",
                "done": 5,  # two of them were not possible
                "total": 7,
                "percent": 71,
            },
        )
        progress = self.campaign.with_user(self.manager).get_progress()
        self.assertTrue(progress["can_stop"])

    def test_stop_before_the_first_call(self):
        self.campaign.action_call()
        self.campaign.action_stop()
        self.assertEqual(self.campaign.state, "draft")

    # What becomes of a call

    def test_late_by_the_date_alone(self):
        self._call()
        call = self._call_of(self.alice)
        calls = self.env["lcc.dues.call"]
        late = [("campaign_id", "=", self.campaign.id), ("state", "=", "late")]
        with freeze_time("2027-03-31"):
            self.env.invalidate_all()
            self.assertEqual(call.state, "called")
            self.assertEqual(calls.search_count(late), 0)
        with freeze_time("2027-04-01"):
            self.env.invalidate_all()
            self.assertEqual(call.state, "late")
            self.assertEqual(calls.search_count(late), 5)
            groups = calls._read_group(
                [("campaign_id", "=", self.campaign.id)], ["state"], ["__count"]
            )
            self.assertEqual(dict(groups), {"late": 5, "error": 2})
            self.assertEqual(self.campaign.late_count, 5)
        self.campaign.date_end = "2027-06-30"
        with freeze_time("2027-04-01"):
            self.env.invalidate_all()
            self.assertEqual(call.state, "called")

    def test_paid_by_its_call(self):
        self._call()
        call = self._call_of(self.alice)
        self.assertEqual((call.amount_due, call.amount_paid), (20, 0))
        self._collect(
            self.alice,
            self.dues_year,
            20,
            date(2027, 1, 10),
            call=call.line_ids.account_invoice_id,
        )
        self.assertEqual(call.state, "paid")
        self.assertEqual((call.amount_due, call.amount_paid), (0, 20))
        self.assertEqual(self.campaign.amount_paid, 20)
        self.assertEqual(self.campaign.paid_count, 1)

    def test_a_payment_leaves_the_calls_of_former_years_alone(self):
        self._call()
        former = self._call_of(self.alice)
        with freeze_time("2027-12-01"):
            campaign = self._create_campaign(
                year=2028, date_start="2027-12-01", date_end="2028-03-31"
            )
            self._call(campaign)
        call = self._call_of(self.alice, campaign)
        with freeze_time("2028-01-10"):
            self.env.invalidate_all()
            form = Form(self.env["lcc.dues.payment"].with_user(self.manager))
            form.partner_id = self.alice
            form.payment_method_line_id = self.cash
            form.save().action_done()
            self.assertEqual((former.state, call.state), ("late", "paid"))
        self.assertEqual(call.line_ids.lcc_year, 2028)

    def test_paid_in_part_is_not_paid(self):
        self._call()
        call = self._call_of(self.alice)
        self._collect(
            self.alice,
            self.dues_year,
            8,
            date(2027, 1, 10),
            call=call.line_ids.account_invoice_id,
            keeps_rest=True,
        )
        self.assertEqual(call.state, "called")
        self.assertEqual((call.amount_due, call.amount_paid), (12, 8))
        rest = self.env["lcc.dues.collection"]._find_open_call(self.alice)
        self._collect(self.alice, self.dues_year, 12, date(2027, 2, 1), call=rest)
        self.assertEqual(call.state, "paid")

    def test_paid_by_other_dues_takes_the_call_back(self):
        self._call()
        call = self._call_of(self.alice)
        draft = call.line_ids.account_invoice_id
        self._collect(self.alice, self.dues_rolling, 30, date(2027, 1, 10))
        self.assertEqual(call.state, "paid")
        self._run_cron()
        self.assertEqual((draft.state, call.state), ("cancel", "paid"))
        self.assertFalse(self.env["lcc.dues.collection"]._find_open_call(self.alice))

    def test_rolling_dues_paid_before_the_year(self):
        """Gaia pays in December what runs from 1 March on; the call is paid."""
        self._call()
        call = self._call_of(self.gaia)
        self._collect(
            self.gaia,
            self.dues_rolling,
            10,
            date(2026, 12, 20),
            call=call.line_ids.account_invoice_id,
        )
        self.assertEqual(call.state, "paid")
        self.assertEqual(call.line_ids.date_from, date(2027, 3, 1))

    def test_posted_calls(self):
        self.association.is_posting_at_call = True
        self._call()
        call = self._call_of(self.alice)
        self.assertEqual(call.line_ids.account_invoice_id.state, "posted")
        self.assertEqual(call.state, "called")
        with self.assertRaisesRegex(UserError, "credit note"):
            call.action_refuse()
        self.campaign.action_cancel()
        self._run_cron()
        self.assertEqual(call.line_ids.account_invoice_id.state, "posted")
        self.assertEqual((call.state, call.amount_due), ("called", 20))

    def test_refused_and_called_again(self):
        self._call()
        call = self._call_of(self.alice)
        call.with_user(self.manager).action_refuse()
        self.assertEqual(call.state, "refused")
        self.assertEqual(call.line_ids.account_invoice_id.state, "cancel")
        self.assertEqual(call.amount_due, 0)
        other = self._create_campaign(name="Again")
        reasons = {
            member: reason
            for member, (reason, _text) in other._make_plan().left_out.items()
        }
        self.assertEqual(reasons[self.alice], "refused")
        call.with_user(self.manager).action_unrefuse()
        self.assertEqual(call.state, "called")
        self.assertEqual(call.amount_due, 20)

    def test_refused_then_paid(self):
        self._call()
        call = self._call_of(self.alice)
        call.action_refuse()
        self._collect(self.alice, self.dues_year, 20, date(2027, 1, 10))
        self.assertEqual(call.state, "paid")
        with self.assertRaisesRegex(UserError, "not open"):
            call.action_refuse()

    def test_withdrawn(self):
        self._call()
        self.alice._lcc_withdraw(date(2026, 12, 15), "moved")
        self.assertEqual(self._call_of(self.alice).state, "cancelled")

    def test_readmitted_and_called_again(self):
        self._call()
        first = self._call_of(self.alice)
        self.alice._lcc_withdraw(date(2026, 12, 15), "moved")
        self.alice.action_lcc_readmit()
        self._call()
        calls = self._call_of(self.alice)
        self.assertEqual(len(calls), 2)
        self.assertTrue(first.is_void)
        self.assertEqual((calls - first).state, "called")

    def test_cancelled_campaign(self):
        self._call()
        call = self._call_of(self.alice)
        self._collect(
            self.alice,
            self.dues_year,
            20,
            date(2026, 12, 10),
            call=call.line_ids.account_invoice_id,
        )
        self.campaign.action_cancel()
        self._run_cron()
        self.assertEqual(
            self._states(),
            {
                "Alice": "paid",
                "Bruno": "cancelled",
                "Carole": "cancelled",
                "Gaia": "cancelled",
                "Mairie": "cancelled",
            },
        )
        drafts = self.campaign.call_ids.line_ids.account_invoice_id
        self.assertEqual(sorted(drafts.mapped("state")), ["cancel"] * 4 + ["posted"])
        other = self._create_campaign(name="Again")
        self._call(other)
        self.assertEqual(other.call_count, 4)

    # Bad input

    def test_dates(self):
        with self.assertRaisesRegex(ValidationError, "later day to pay by"):
            self._create_campaign(date_end="2026-11-30")
        with self.assertRaisesRegex(ValidationError, "2025 is over"):
            self._create_campaign(year=2025)

    def test_a_campaign_with_calls_is_kept(self):
        self._call()
        with self.assertRaisesRegex(UserError, "cancel it"):
            self.campaign.unlink()
