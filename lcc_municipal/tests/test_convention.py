# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from .common_convention import LccConventionCase


@tagged("post_install", "-at_install")
class TestConvention(LccConventionCase):
    # Adhesion and its deliberation

    def test_adhesion(self):
        deliberation = self._deliberate()
        agreement = self._convene("adhesion", lcc_deliberation_id=deliberation.id)
        self.assertEqual(agreement.name, "Convention of adhesion – Commune de Testisle")
        self.assertEqual(agreement.lcc_territory_id, self.coast)
        self.assertEqual(len(agreement.lcc_clause_ids), 7)
        self._sign(agreement)
        self.assertEqual(agreement.lcc_state, "signed")
        self.assertEqual(agreement.signature_date, date(2024, 5, 2))
        self.assertEqual(agreement.start_date, date(2024, 5, 2))
        self.assertFalse(agreement.lcc_lacking)

    def test_none_is_born_signed(self):
        """Neither values nor the defaults of a context sign."""
        agreements = self.env["agreement"].with_context(
            lcc_convention=True, default_lcc_state="signed"
        )
        vals = {"name": "Adhesion"}
        self.assertEqual(agreements.create(vals).lcc_state, "draft")
        with self._refused(UserError, "signed and terminated by its own buttons"):
            agreements.create({**vals, "lcc_state": "signed"})

    def test_without_deliberation(self):
        agreement = self._convene("adhesion")
        with self._refused(UserError, "Name the deliberation that allows it"):
            self._sign(agreement)
        agreement.write({**self._elsewhere(), "lcc_deliberation_executory": False})
        with self._refused(UserError, "Name the deliberation that allows it"):
            self._sign(agreement)
        agreement.write(self._elsewhere())
        with self._refused(UserError, "2024-31 is executory from 04/15/2024"):
            self._sign(agreement, "2024-04-14")
        self._sign(agreement, "2024-04-15")
        self.assertEqual(agreement.lcc_state, "signed")

    def test_deliberation_not_executory(self):
        deliberation = self._deliberate(executory=False)
        deliberation.date_published = "2024-04-23"
        agreement = self._convene("adhesion", lcc_deliberation_id=deliberation.id)
        with self._refused(UserError, "012/24 is not executory yet"):
            self._sign(agreement)
        deliberation.date_transmitted = "2024-05-03"
        with self._refused(UserError, "012/24 is executory from 05/03/2024"):
            self._sign(agreement)
        self._sign(agreement, "2024-05-03")

    def test_deliberation_rejected(self):
        deliberation = self._deliberate(adopted=False, executory=False)
        self.assertEqual(deliberation.outcome, "rejected")
        agreement = self._convene("adhesion", lcc_deliberation_id=deliberation.id)
        with self._refused(UserError, "012/24 was not adopted"):
            self._sign(agreement)

    def test_deliberation_not_voted(self):
        deliberation = self.env["lcc.deliberation"].create(
            {"item_id": self.session.item_ids[0].id, "name": "Soon"}
        )
        agreement = self._convene("adhesion", lcc_deliberation_id=deliberation.id)
        with self._refused(UserError, "“Soon” is not in the register yet"):
            self._sign(agreement)

    def test_deliberation_of_another_council(self):
        other = self.env["res.partner"].create({"name": "Commune of Elsewhere"})
        agreement = self._convene(
            "adhesion",
            partner_id=other.id,
            lcc_deliberation_id=self._deliberate().id,
        )
        with self._refused(UserError, "not of Commune of Elsewhere"):
            self._sign(agreement)

    # What a signature takes, and leaves

    def test_blanks(self):
        agreement = self._convene("adhesion", **self._elsewhere())
        agreement.lcc_clause_ids[3].body = "<p>Dues of [<b>amount</b>] a year.</p>"
        with self._refused(UserError, r"Fill in \[ amount \] in “Dues”"):
            self._sign(agreement)

    def test_model_has_blanks_of_its_own(self):
        agreement = self.env["agreement"].create(
            {
                "agreement_type_id": self._type("adhesion").id,
                "partner_id": self.commune.id,
            }
        )
        self.assertIn("[name and office]", agreement.lcc_lacking)
        self.assertIn("[amount]", agreement.lcc_lacking)

    def test_signatures(self):
        agreement = self._convene("adhesion", **self._elsewhere())
        with self._refused(UserError, "Enter who signs for the association"):
            agreement.write({"lcc_signatory": "Yvonne", "lcc_signed_on": "2024-05-02"})
            agreement.action_lcc_sign()
        with freeze_time("2024-05-01"), self._refused(UserError, "in the future"):
            self._sign(agreement)

    def test_signed_stays(self):
        agreement = self._convene("adhesion", **self._elsewhere())
        self._sign(agreement)
        for vals in (
            {"end_date": "2030-12-31"},
            {"partner_id": self.members[0].id},
            {"lcc_clause_ids": [Command.clear()]},
        ):
            with self._refused(UserError, "make an amendment"):
                agreement.write(vals)
        with self._refused(UserError, "make an amendment"):
            agreement.lcc_clause_ids[0].body = "<p>Other</p>"
        with self._refused(UserError, "make an amendment"):
            agreement.lcc_clause_ids[0].unlink()
        with self._refused(UserError, "kept"):
            agreement.unlink()
        with self._refused(UserError, "its own buttons"):
            agreement.signature_date = date(2020, 1, 1)
        agreement.lcc_user_id = self.clerk
        agreement.write({"lcc_signed_file": b"QQ==", "lcc_signed_filename": "a.pdf"})
        with self._refused(UserError, "The signed file is kept"):
            agreement.lcc_signed_file = b"Qg=="

    def test_state_by_its_buttons_only(self):
        with self._refused(UserError, "its own buttons"):
            self._convene("adhesion", lcc_state="signed")
        agreement = self._convene("adhesion")
        with self._refused(UserError, "its own buttons"):
            agreement.with_context(lcc_signing=True).lcc_state = "signed"
        with self._refused(UserError, "its own buttons"):
            agreement.signature_date = date(2024, 5, 2)
        with self._refused(UserError, "“Draft”"):
            agreement.action_lcc_terminate()

    def test_other_agreements(self):
        """Agreements of other types know nothing of this."""
        agreement = self.env["agreement"].create(
            {"name": "Supply", "code": "S1", "partner_id": self.commune.id}
        )
        agreement.signature_date = date(2024, 5, 2)
        agreement.end_date = date(2024, 12, 31)
        self.assertFalse(agreement.lcc_lacking)
        self.assertFalse(agreement.lcc_clause_ids)
        self.assertFalse(agreement.lcc_deadline)
        self.assertFalse(agreement.lcc_territory_id)
        agreement.unlink()

    def test_terminate(self):
        agreement = self._convene("adhesion", **self._elsewhere())
        self._sign(agreement)
        with self._refused(UserError, "last day and the reason"):
            agreement.action_lcc_terminate()
        agreement.write(
            {"lcc_terminated_on": "2024-09-30", "lcc_end_reason": "Vote of the council"}
        )
        agreement.lcc_terminated_on = "2024-05-01"
        with self._refused(UserError, "cannot end before it starts, on 05/02/2024"):
            agreement.action_lcc_terminate()
        agreement.lcc_terminated_on = "2024-09-30"
        agreement.action_lcc_terminate()
        self.assertEqual(agreement.lcc_state, "terminated")
        for vals in ({"lcc_terminated_on": "2030-12-31"}, {"lcc_end_reason": "No"}):
            with self._refused(UserError, "is terminated"):
                agreement.write(vals)
        self.assertEqual(agreement.lcc_term_end, date(2024, 9, 30))
        self.assertTrue(agreement.lcc_is_over)

    def test_signed_file_is_kept(self):
        """By no other door either: it is a file like others."""
        agreement = self._convene("adhesion", **self._elsewhere())
        agreement.lcc_signed_file = base64.b64encode(b"A scan")
        agreement.lcc_signed_file = base64.b64encode(b"A better scan")
        self._sign(agreement)
        file = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "agreement"),
                ("res_field", "=", "lcc_signed_file"),
                ("res_id", "=", agreement.id),
            ]
        )
        self.assertEqual(file.raw, b"A better scan")
        with self._refused(UserError, "it is kept"):
            file.with_user(self.clerk).raw = b"Another"
        with self._refused(UserError, "it is kept"):
            file.with_user(self.clerk).unlink()
        with self._refused(UserError, "The signed file is kept"):
            agreement.lcc_signed_file = False

    # Mandate to collect receipts

    def _mandate(self, **vals):
        return self._convene(
            "mandate",
            **{
                "lcc_receipts": "access",
                "end_date": "2026-12-31",
                "lcc_accountant_asked": "2024-04-20",
                **self._elsewhere(),
                **vals,
            },
        )

    @freeze_time("2024-05-20 10:00:00")
    def test_mandate_waits_for_the_accountant(self):
        mandate = self._mandate()
        self.assertEqual(mandate.lcc_accountant_opinion, "waiting")
        self.assertEqual(mandate.lcc_accountant_tacit_on, date(2024, 5, 21))
        self.assertEqual(mandate.lcc_deadline, date(2024, 5, 21))
        with self._refused(UserError, "silence agrees from 05/21/2024"):
            self._sign(mandate, "2024-05-20")

    @freeze_time("2024-05-21 10:00:00")
    def test_mandate_by_silence(self):
        mandate = self._mandate()
        self.assertEqual(mandate.lcc_accountant_opinion, "tacit")
        with self._refused(UserError, "silence agrees from 05/21/2024"):
            self._sign(mandate, "2024-05-20")
        self._sign(mandate, "2024-05-21")

    def test_mandate_accountant(self):
        mandate = self._mandate(lcc_accountant_asked=False)
        with self._refused(UserError, "Submit the draft to the public accountant"):
            self._sign(mandate)
        mandate.write(
            {"lcc_accountant_answer": "refused", "lcc_accountant_date": "2024-04-25"}
        )
        with self._refused(UserError, "not conforming"):
            self._sign(mandate)
        mandate.lcc_accountant_answer = "conform"
        self._sign(mandate)

    def test_mandate_clauses(self):
        mandate = self._mandate()
        self.assertEqual(
            mandate.lcc_clause_ids.mapped("requirement"),
            ["1", "2", "3", "4", "5", "6", "7", "8"],
        )
        mandate.lcc_clause_ids[6].body = "<p><br></p>"
        with self._refused(UserError, r"7\. Rendering of accounts.*D1611-32-3, 7°"):
            self._sign(mandate)
        mandate.lcc_clause_ids[6].unlink()
        with self._refused(UserError, r"7\. Rendering of accounts"):
            self._sign(mandate)

    @freeze_time("2024-06-10 10:00:00")
    def test_refusal_after_the_month(self):
        """Silence had agreed on 21 May: what comes later undoes nothing."""
        mandate = self._mandate(
            lcc_accountant_answer="refused", lcc_accountant_date="2024-05-20"
        )
        with self._refused(UserError, "not conforming"):
            self._sign(mandate, "2024-06-03")
        mandate.lcc_accountant_date = "2024-05-21"
        self.assertEqual(mandate.lcc_accountant_opinion, "tacit")
        self._sign(mandate, "2024-06-03")

    def test_receipts_that_a_decree_names(self):
        mandate = self._mandate(lcc_receipts="decree")
        with self._refused(UserError, "Name the receipts"):
            self._sign(mandate, "2024-06-03")
        mandate.lcc_receipts_note = "Parking fees"
        self._sign(mandate, "2024-06-03")

    def test_type_of_signed_conventions(self):
        """A type that loses its kind would open all that was signed."""
        kind = self._type("adhesion").copy({"name": "Adhesion, too"})
        agreement = self._convene(
            "adhesion", agreement_type_id=kind.id, **self._elsewhere()
        )
        kind.lcc_kind = "creditor"
        kind.lcc_kind = "adhesion"
        for clause in agreement.lcc_clause_ids:
            clause.body = "<p>What was agreed.</p>"
        self._sign(agreement)
        agreement.active = False
        with self._refused(UserError, "“Adhesion, too” were signed"):
            kind.lcc_kind = False
        kind.write({"lcc_kind": "adhesion", "name": "Joining"})
        self.assertEqual(agreement.lcc_kind, "adhesion")

    def test_mandate_receipts_and_term(self):
        mandate = self._mandate(lcc_receipts=False, end_date=False)
        self.assertIn("closed list", mandate.lcc_lacking)
        self.assertIn("A mandate has a term", mandate.lcc_lacking)

    # Till

    def test_till(self):
        till = self._convene("till", **self._elsewhere())
        with self._refused(UserError, "act that allows the till"):
            self._sign(till)
        till.write(
            {
                "lcc_till_name": "Pool",
                "lcc_till_act": "2024-7",
                "lcc_till_act_date": "2024-04-20",
                "lcc_till_coupons": True,
                "lcc_till_redeem": "month",
                "lcc_accountant_asked": "2024-01-01",
            }
        )
        with self._refused(UserError, "opinion in writing"):
            self._sign(till)
        till.write(
            {"lcc_accountant_answer": "conform", "lcc_accountant_date": "2024-04-20"}
        )
        self._sign(till)

    # Mandate of a creditor

    def test_creditor(self):
        mayor = self.members[0]
        mandate = self._convene("creditor", partner_id=mayor.id)
        with self._refused(UserError, "public body that pays"):
            self._sign(mandate)
        mandate.write(
            {
                "lcc_authority_id": self.commune.id,
                "lcc_claim": "indemnity",
                "lcc_amount": 150,
            }
        )
        self._sign(mandate)
        self.assertEqual(mandate.lcc_public_body_id, self.commune)
        self.assertEqual(mandate.lcc_territory_id, self.coast)
        self.assertEqual(self.commune.lcc_convention_count, 1)

    # Term, renewal, amendments, reminders

    def test_tacit_renewal_has_a_term(self):
        agreement = self._convene("adhesion", lcc_renewal="tacit", **self._elsewhere())
        with self._refused(UserError, "first term and months of renewal"):
            self._sign(agreement)

    def test_amendment(self):
        agreement = self._convene(
            "adhesion",
            end_date="2024-12-31",
            lcc_notice_days=60,
            **self._elsewhere(),
        )
        action = agreement.action_lcc_amend()
        with self._refused(ValidationError, "signed convention of the same kind"):
            self._convene("adhesion", lcc_amends_id=agreement.id)
        self._sign(agreement)
        with Form(self.env["agreement"].with_context(**action["context"])) as form:
            form.end_date = date(2026, 12, 31)
            with form.lcc_clause_ids.new() as clause:
                clause.name = "Term"
                clause.body = "<p>Two more years.</p>"
        amendment = form.save()
        self.assertEqual(amendment.lcc_amends_id, agreement)
        self.assertEqual(len(amendment.lcc_clause_ids), 1)
        with freeze_time("2024-10-01"):
            self.assertEqual(agreement.lcc_deadline, date(2024, 11, 1))
        amendment.write({**self._elsewhere(), "lcc_notice_days": 90})
        self._sign(amendment, "2024-11-15")
        self.env.invalidate_all()
        with freeze_time("2025-01-10"):
            self.assertEqual(agreement.lcc_term_end, date(2026, 12, 31))
            self.assertEqual(agreement.lcc_deadline, date(2026, 10, 2))
            self.assertFalse(agreement.lcc_is_over)
            self.assertFalse(amendment.lcc_deadline)
        self.assertEqual(agreement.end_date, date(2024, 12, 31), "it did not change")
        with self._refused(ValidationError, "itself an amendment"):
            self._convene("adhesion", lcc_amends_id=amendment.id)

    def _remind(self, day):
        self.env.invalidate_all()
        with (
            freeze_time(f"{day} 08:00:00"),
            patch.object(self.env.registry["ir.cron"], "_commit_progress") as progress,
        ):
            self.env["agreement"]._cron_lcc_remind()
        return progress

    def test_reminders(self):
        agreement = self._convene(
            "adhesion",
            end_date="2024-12-31",
            lcc_renewal="tacit",
            lcc_renewal_months=12,
            lcc_notice_days=90,
            lcc_user_id=self.clerk.id,
            **self._elsewhere(),
        )
        self._sign(agreement)
        self._remind("2024-08-01")
        self.assertFalse(agreement.activity_ids)
        self._remind("2024-09-02")  # thirty days before the 2nd of October
        self._remind("2024-09-03")
        activity = agreement.activity_ids
        self.assertEqual(len(activity), 1)
        self.assertEqual(activity.date_deadline, date(2024, 10, 2))
        self.assertEqual(activity.user_id, self.clerk)
        self.assertEqual(activity.summary, "Notice")
        activity.action_done()
        self._remind("2024-09-04")
        self.assertFalse(agreement.activity_ids, "done stays done")
        self._remind("2025-09-10")
        self.assertEqual(agreement.activity_ids.date_deadline, date(2025, 10, 2))

    def test_end_of_a_convention_ends_its_reminders(self):
        """The notice of a term that will not come is forgotten; accounts are owed."""
        agreement = self._convene(
            "adhesion",
            end_date="2024-12-31",
            lcc_notice_days=90,
            lcc_accounts_due="2024-10-15",
            **self._elsewhere(),
        )
        self._sign(agreement)
        self._remind("2024-09-25")
        self.assertEqual(len(agreement.activity_ids), 2)
        agreement.activity_schedule("mail.mail_activity_data_todo", summary="Call them")
        with freeze_time("2024-09-26"):
            agreement.write(
                {"lcc_terminated_on": "2024-09-30", "lcc_end_reason": "A vote"}
            )
            agreement.action_lcc_terminate()
        self.assertEqual(
            sorted(agreement.activity_ids.mapped("summary")),
            ["Accounts of the mandate", "Call them"],
        )

    def test_reminder_in_the_language_of_its_reader(self):
        """The cron runs as nobody, in English."""
        self.env["res.lang"]._activate_lang("fr_FR")
        self.clerk.lang = "fr_FR"
        agreement = self._convene(
            "adhesion",
            end_date="2024-12-31",
            lcc_user_id=self.clerk.id,
            **self._elsewhere(),
        )
        self._sign(agreement)
        self._remind("2024-12-15")
        self.assertEqual(agreement.activity_ids.summary, "Fin du terme")

    def test_term_on_paper(self):
        """Only what is renewed by itself has a first term."""
        agreement = self._convene("adhesion", end_date="2024-12-31")
        self.assertEqual(agreement._lcc_get_fact_label("end_date"), "Until")
        agreement.lcc_renewal = "tacit"
        self.assertEqual(agreement._lcc_get_fact_label("end_date"), "First term until")

    def _get_planned(self, agreement):
        activities = agreement.activity_ids.sorted("date_deadline")
        return [(one.date_deadline, one.summary) for one in activities]

    def test_a_missed_deadline_hides_no_other(self):
        mandate = self._mandate(
            end_date="2024-12-31",
            lcc_notice_days=90,
            lcc_accounts_due="2024-07-01",
            lcc_accountant_date="2024-04-25",
            lcc_accountant_answer="conform",
        )
        self._sign(mandate)
        self._remind("2024-06-20")
        accounts = (date(2024, 7, 1), "Accounts of the mandate")
        self.assertEqual(self._get_planned(mandate), [accounts])
        # nobody rendered them; ninety days before the end is the 2nd of October
        self._remind("2024-09-10")
        notice = (date(2024, 10, 2), "Notice")
        self.assertEqual(self._get_planned(mandate), [accounts, notice])
        mandate.lcc_accounts_due = "2024-09-20"
        self._remind("2024-09-11")
        self._remind("2024-09-12")
        late = (date(2024, 9, 20), "Accounts of the mandate")
        self.assertEqual(self._get_planned(mandate), [accounts, late, notice])

    def test_ended_term_is_no_deadline(self):
        agreement = self._convene(
            "adhesion", end_date="2024-12-31", lcc_notice_days=90, **self._elsewhere()
        )
        self._sign(agreement)
        for day, deadline in (
            ("2024-10-02", date(2024, 10, 2)),
            ("2024-12-31", date(2024, 12, 31)),
            ("2025-01-01", False),
        ):
            self.env.invalidate_all()
            with freeze_time(f"{day} 08:00:00"):
                self.assertEqual(agreement.lcc_deadline, deadline, day)

    def test_reminders_in_batches(self):
        agreements = self.env["agreement"]
        for _i in range(3):
            agreements |= self._convene(
                "adhesion", end_date="2024-12-31", **self._elsewhere()
            )
        for agreement in agreements:
            self._sign(agreement)
        with patch("odoo.addons.lcc_municipal.models.agreement_deadline.BATCH", 2):
            progress = self._remind("2024-12-15")
        mine = agreements.filtered("activity_ids")
        self.assertEqual(mine, agreements)
        self.assertGreater(progress.call_count, 1)
        self.assertEqual(progress.call_args.kwargs["remaining"], 0)

    def test_one_who_left_is_not_reminded(self):
        agreement = self._convene(
            "adhesion",
            end_date="2024-12-31",
            lcc_user_id=self.clerk.id,
            **self._elsewhere(),
        )
        self._sign(agreement)
        self.clerk.active = False
        self._remind("2024-12-15")
        self.assertEqual(agreement.activity_ids.user_id, self.env.user)
