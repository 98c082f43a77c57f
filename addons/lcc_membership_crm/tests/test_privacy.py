# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64

from odoo.tests import tagged

from odoo.addons.lcc_membership.tests.privacy_common import MARK, PrivacyCase

from .common import LccApplicationCase


@tagged("post_install", "-at_install")
class TestPrivacy(PrivacyCase, LccApplicationCase):
    """Applications and conventions of a member, handed over and erased."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lead = cls._apply(
            partner_id=cls.member.id,
            partner_name=f"{MARK} & Co",
            contact_name=MARK,
            email_from=f"{MARK}@example.org",
            email_cc=f"cc-{MARK}@example.org",
            phone="+33 5 61 00 00 01",
            street=f"1 rue {MARK}",
            description=f"<p>{MARK} called</p>",
            lcc_activity=MARK,
            lcc_charter_file=base64.b64encode(b"signed by " + MARK.encode()),
            lcc_charter_filename=f"{MARK}.pdf",
            user_id=cls.leader.id,
        )
        # one of sales, at an address below the member
        cls.sale = cls.env["crm.lead"].create(
            {
                "name": f"Stand of {MARK}",
                "contact_name": MARK,
                "partner_id": cls.member.child_ids.id,
            }
        )
        cls.leads = cls.lead + cls.sale
        cls.convention = cls.env["agreement"].create(
            {
                "name": f"Convention – {MARK}",
                "code": "TEST/1",
                "partner_id": cls.member.id,
                "signature_date": "2026-03-05",
            }
        )

    def _get_rows(self, title):
        sheets = self.member.sudo()._lcc_get_sheets()
        [sheet] = [sheet for sheet in sheets if sheet.title == title]
        return [dict(zip(sheet.header, row, strict=True)) for row in sheet.rows]

    def test_handed_over(self):
        sale, lead = sorted(
            self._get_rows("Lead"), key=lambda row: row["City"] == "Testville"
        )
        self.assertEqual(sale["Opportunity"], f"Stand of {MARK}")
        self.assertEqual(lead["Company Name"], f"{MARK} & Co")
        self.assertEqual(lead["Email"], f"{MARK}@example.org")
        self.assertEqual(lead["Street"], f"1 rue {MARK}")
        self.assertEqual(lead["Activity"], MARK)
        self.assertEqual(lead["Committee's decision"], "Accepted")
        self.assertEqual(lead["Territory"], "Test Foix")
        [convention] = self._get_rows("Agreement")
        self.assertEqual(convention["Name"], f"Convention – {MARK}")

    def test_erased(self):
        for lead in self.leads:
            lead.message_post(body=f"{MARK} called", message_type="comment")
            lead.activity_schedule(
                "mail.mail_activity_data_todo", summary=f"Call {MARK}"
            )
        self.lead.user_id = self.handler  # who is told so
        self.env["ir.attachment"].create(
            {
                "name": f"{MARK}.txt",
                "res_model": "crm.lead",
                "res_id": self.lead.id,
                "raw": b"letter",
            }
        )
        self.assertIn("crm_lead", self._where(MARK))
        self.member.with_user(self.trusted)._lcc_erase()
        self.cr.flush()  # messages that wait for the end of the transaction
        self.assertEqual(self._where(MARK), [])
        name = f"Erased member {self.member.lcc_member_number}"
        self.assertEqual(self.leads.mapped("name"), [name, name])
        self.assertEqual(self.leads.mapped("won_status"), ["lost", "lost"])
        self.assertRecordValues(
            self.lead,
            [
                {
                    "phone": False,
                    "zip": False,
                    "city": False,
                    "lcc_commune_id": False,
                    "lcc_territory_id": self.foix.id,
                    "lcc_charter_file": False,
                    "lcc_decision": "accepted",
                    "user_id": self.handler.id,
                }
            ],
        )
        self.assertEqual(self.convention.name, f"TEST/1 – {name}")
        self.assertEqual(str(self.convention.signature_date), "2026-03-05")
        log = self.env["privacy.log"].search([("user_id", "=", self.trusted.id)])
        self.assertIn("Erased: Lead (2)", log.records_description)
        self.assertIn("Kept: Agreement (1)", log.records_description)

    def test_others_are_left(self):
        other = self._apply(contact_name="Bruno", partner_id=self.bruno.id)
        self.env["agreement"].create(
            {"name": "Bruno", "code": "TEST/2", "partner_id": self.bruno.id}
        )
        self.member.with_user(self.trusted)._lcc_erase()
        self.assertEqual(other.contact_name, "Bruno")
        self.assertEqual(other.won_status, "pending")
        self.assertEqual(
            self.env["agreement"].search([("code", "=", "TEST/2")]).name, "Bruno"
        )

    def test_won_stays_won(self):
        self.lead.with_user(self.handler).action_set_won()
        dues = self.lead.lcc_dues_id
        self.member.member_line_ids.account_invoice_id.filtered(
            lambda move: move.state == "draft"
        ).button_cancel()
        self.member.with_user(self.trusted)._lcc_erase()
        self.assertEqual(self.lead.won_status, "won")
        self.assertTrue(self.lead.active)
        self.assertEqual(self.lead.lcc_dues_id, dues)

    def test_lookup_finds_applications(self):
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": self.member.name, "email": self.member.email}
        )
        wizard.action_lookup()
        found = {(line.res_model, line.res_id) for line in wizard.line_ids}
        self.assertIn(("crm.lead", self.lead.id), found)
