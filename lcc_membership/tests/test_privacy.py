# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
import io
import zipfile
from datetime import date

from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, HttpCase, tagged
from odoo.tools import SQL, mute_logger

from ..models.lcc_dues_collection import Dues
from .common import LccMembershipCase

MARK = "Zyxwmark"
EXPORT = "lcc_membership.group_lcc_member_export"


class PrivacyCase(LccMembershipCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.trusted = cls._create_user(
            "trusted", f"lcc_base.group_lcc_manager,base.group_partner_manager,{EXPORT}"
        )
        cls.member = cls.env["res.partner"].create(
            {
                "name": f"{MARK} Carla",
                "email": f"{MARK}@example.org",
                "phone": "+33 5 61 00 00 01",
                "street": f"1 rue {MARK}",
                "zip": "09991",
                "city": "Testville",
                "function": MARK,
                "comment": f"<p>{MARK}</p>",
                "barcode": MARK,
                "ref": MARK,
                "image_1920": base64.b64encode(
                    base64.b64decode(
                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
                        "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
                    )
                ),
                "category_id": [Command.create({"name": "Gardener"})],
                "lcc_member_type_id": cls.person_type.id,
                "lcc_entry_date": "2024-01-01",
                "lcc_newsletter_date": "2024-01-02",
                "lcc_charter_date": "2024-01-03",
                "lcc_charter_file": base64.b64encode(b"signed by " + MARK.encode()),
                "lcc_charter_filename": f"{MARK}.pdf",
                "lcc_private_note": f"<p>{MARK} is shy</p>",
                "lcc_volunteer_note": MARK,
                "lcc_directory_text": f"<p>{MARK}</p>",
                "bank_ids": [Command.create({"acc_number": f"{MARK}1"})],
                "child_ids": [
                    Command.create({"name": f"{MARK} home", "type": "other"})
                ],
            }
        )
        cls.invoice = cls._take_dues(cls.member)
        cls.line = cls.invoice._lcc_get_dues()

    @classmethod
    def _take_dues(cls, member):
        dues = Dues(
            member=member,
            product=cls.dues_year,
            amount=20,
            gift=7.5,
            date=date(2024, 1, 4),
            means=cls.cash,
        )
        return cls.env["lcc.dues.collection"]._collect([dues])

    def _where(self, text):
        """Tables in which a text is found; nothing is left in memory."""
        self.env.flush_all()
        tables = self.env.execute_query(
            SQL("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        )
        return [
            table
            for (table,) in tables
            if self.env.execute_query(
                SQL(
                    "SELECT 1 FROM %s one WHERE one::text ILIKE %s LIMIT 1",
                    SQL.identifier(table),
                    f"%{text}%",
                )
            )
        ]


@tagged("post_install", "-at_install")
class TestHandOver(PrivacyCase):
    def _hand_over(self, user=None):
        name, content = self.member.with_user(user or self.trusted)._lcc_hand_over()
        archive = zipfile.ZipFile(io.BytesIO(content))
        book = load_workbook(io.BytesIO(archive.read(archive.namelist()[0])))
        return name, archive, book

    def _rows(self, sheet):
        return [list(row) for row in sheet.iter_rows(values_only=True)]

    def test_all_that_is_known_in_words(self):
        number = self.member.lcc_member_number
        name, archive, book = self._hand_over()
        self.assertEqual(name, f"member_{number}.zip")
        self.assertEqual(
            set(archive.namelist()),
            {f"member_{number}.xlsx", f"{MARK}.pdf", "image_1920.png"},
        )
        self.assertEqual(archive.read(f"{MARK}.pdf"), b"signed by Zyxwmark")
        facts = dict(self._rows(book["Member"])[1:])
        self.assertEqual(facts["Name"], "Zyxwmark Carla")
        self.assertEqual(facts["Member number"], number)
        self.assertEqual(facts["Type of member"], "Person")
        self.assertEqual(facts["City"], "Testville")
        self.assertEqual(facts["Territory"], "Test Foix")
        self.assertEqual(facts["Tags"], "Gardener")
        self.assertEqual(facts["Agreed to the newsletter on"].date(), date(2024, 1, 2))
        self.assertEqual(facts["Private notes"], "Zyxwmark is shy")
        self.assertNotIn("Withdrawn on", facts)
        header, dues = self._rows(book["Membership Line"])
        dues = dict(zip(header, dues, strict=True))
        self.assertEqual(dues["Year of the dues"], 2024)
        self.assertEqual(dues["Dues"], 20)
        self.assertEqual(dues["Paid on"].date(), date(2024, 1, 4))
        self.assertEqual(dues["Territory"], "Test Foix")
        header, gift = self._rows(book["Journal Item"])
        self.assertEqual(dict(zip(header, gift, strict=True))["Total"], 7.5)
        self.assertEqual(
            self._rows(book["Contacts and addresses"])[1][1], "Zyxwmark home"
        )
        self.assertEqual(self._rows(book["Bank accounts"])[1][0], "Zyxwmark1")

    def test_models_of_the_suite_are_found_by_themselves(self):
        models = [data.model for data in self.member._lcc_get_member_data()]
        self.assertEqual(models.count("membership.membership_line"), 1)
        self.assertIn("lcc.local.group", models)
        group = self.env["lcc.local.group"].create(
            {"name": "Test market", "contact_id": self.member.id}
        )
        _name, _archive, book = self._hand_over()
        header, row = self._rows(book["Local Group"])
        self.assertEqual(dict(zip(header, row, strict=True))["Name"], group.name)

    def test_it_is_logged_without_naming_anybody(self):
        self._hand_over()
        log = self.env["lcc.export.log"].search([("user_id", "=", self.trusted.id)])
        self.assertRecordValues(
            log,
            [
                {
                    "kind": "handover",
                    "record_count": 1,
                    "member_count": 1,
                    "file_format": "zip",
                }
            ],
        )
        privacy = self.env["privacy.log"].search([("user_id", "=", self.trusted.id)])
        self.assertEqual(privacy.anonymized_name, "Z******* C****")
        self.assertEqual(privacy.anonymized_email, "z*******@e******.org")
        self.assertEqual(privacy.execution_details, "Data handed over to the member")
        self.assertIn("Membership Line: 1", privacy.records_description)

    def test_who_may(self):
        self._hand_over(self.treasurer)
        for user in (self.manager, self.auditor, self.accountant):
            with self.assertRaises(AccessError):
                self._hand_over(user)
        self.trusted.lcc_territory_ids = self.couserans
        with self.assertRaises(AccessError):
            self._hand_over()

    def test_only_members(self):
        self.member.lcc_member_type_id = False
        with self.assertRaisesRegex(UserError, "is no member"):
            self._hand_over()

    def test_member_without_email(self):
        self.member.email = False
        self._hand_over()
        privacy = self.env["privacy.log"].search([("user_id", "=", self.trusted.id)])
        self.assertEqual(privacy.anonymized_email, "-")


@tagged("post_install", "-at_install")
class TestHandOverDownload(PrivacyCase, HttpCase):
    def test_download(self):
        action = self.member.with_user(self.trusted).action_lcc_hand_over()
        self.assertEqual(action["url"], f"/lcc/members/{self.member.id}/data")
        self.authenticate(self.trusted.login, self.trusted.login)
        response = self.url_open(action["url"])
        self.assertEqual(response.headers["Content-Type"], "application/zip")
        archive = zipfile.ZipFile(io.BytesIO(response.content))
        self.assertIn(f"{MARK}.pdf", archive.namelist())
        self.assertEqual(self.url_open("/lcc/members/0/data").status_code, 404)
        self.authenticate(self.manager.login, self.manager.login)
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(action["url"]).status_code, 403)
        self.authenticate(None, None)
        response = self.url_open(action["url"], allow_redirects=False)
        self.assertIn("/web/login", response.headers["Location"])


@tagged("post_install", "-at_install")
class TestErasure(PrivacyCase):
    def _erase(self, user=None):
        self.member.with_user(user or self.trusted)._lcc_erase()

    def test_nothing_of_the_person_is_left(self):
        self.member.message_post(body=f"{MARK} called", message_type="comment")
        self.member.activity_schedule(
            "mail.mail_activity_data_todo", summary=f"Call {MARK}"
        )
        self.invoice.message_post(
            body=f"Dear {MARK}",
            message_type="comment",
            partner_ids=self.member.ids,
        )
        self.invoice.message_post(
            body=f"Thanks, {MARK}",
            message_type="email",
            author_id=self.member.id,
            email_from=f"{MARK}@example.org",
        )
        self.invoice.message_subscribe(self.member.ids)
        self.env["ir.attachment"].create(
            {
                "name": f"{MARK}.txt",
                "res_model": "res.partner",
                "res_id": self.member.id,
                "raw": b"letter",
            }
        )
        self.env.flush_all()
        self.assertIn("res_partner", self._where(MARK))
        self._erase()
        self.cr.flush()  # messages that wait for the end of the transaction
        self.assertEqual(self._where(MARK), [])
        number = self.member.lcc_member_number
        self.assertRecordValues(
            self.member,
            [
                {
                    "name": f"Erased member {number}",
                    "active": False,
                    "lcc_member_type_id": self.person_type.id,
                    "lcc_entry_date": date(2024, 1, 1),
                    "lcc_withdrawal_date": date.today(),
                    "lcc_erased_date": date.today(),
                    "lcc_newsletter_date": False,
                    "lcc_charter_file": False,
                    "lcc_territory_id": False,
                    "country_id": False,
                    "image_1920": False,
                }
            ],
        )
        self.assertFalse(self.member.category_id)

    def test_books_are_kept(self):
        self._erase()
        self.assertRecordValues(
            self.line,
            [
                {
                    "partner_id": self.member.id,
                    "lcc_amount": 20,
                    "lcc_amount_paid": 20,
                    "state": "paid",
                    "lcc_territory_id": self.foix.id,
                }
            ],
        )
        self.assertEqual(self.invoice.amount_total, 27.5)
        self.assertEqual(
            self.invoice.invoice_partner_display_name,
            f"Erased member {self.member.lcc_member_number}",
        )
        self.assertEqual(self._balance("756"), 20)

    def test_log(self):
        self._erase()
        log = self.env["privacy.log"].search([("user_id", "=", self.trusted.id)])
        number = self.member.lcc_member_number
        self.assertEqual(log.execution_details, f"Member {number} erased")
        self.assertEqual(log.anonymized_name, "Z******* C****")
        self.assertIn("Kept: Membership Line (1)", log.records_description)
        self.assertIn("Erased: Contact (2)", log.records_description)

    def test_twice(self):
        self._erase()
        with self.assertRaisesRegex(UserError, "erased already"):
            self._erase()
        logs = self.env["privacy.log"].search([("user_id", "=", self.trusted.id)])
        self.assertEqual(len(logs), 1)
        with self.assertRaisesRegex(ValidationError, "make a new contact"):
            self.member.action_lcc_readmit()

    def test_open_dues_are_refused(self):
        self._collect(self.member, self.dues_year, 0, date(2025, 1, 4), means=None)
        call = self.env["lcc.dues.collection"]._call(
            [
                Dues(
                    member=self.member,
                    product=self.dues_year,
                    amount=20,
                    date=date(2026, 1, 4),
                )
            ]
        )
        with self.assertRaisesRegex(UserError, "are open"):
            self._erase()
        self.assertIn(MARK, self.member.name)
        self.assertFalse(self.member.lcc_withdrawal_date)
        wizard = self._open_wizard()
        self.assertIn("are open", wizard.problem)
        call.action_post()
        with self.assertRaisesRegex(UserError, "are open"):
            self._erase()
        call.button_draft()
        call.button_cancel()
        self._erase()

    def test_money_owed_is_refused(self):
        gift = self.association._get_gift_product()
        refund = self.env["account.move"].create(
            {
                "move_type": "out_refund",
                "partner_id": self.member.child_ids.id,
                "invoice_date": "2024-02-01",
                "invoice_line_ids": [
                    Command.create({"product_id": gift.id, "price_unit": 3})
                ],
            }
        )
        with self.assertRaisesRegex(UserError, "drafts"):
            self._erase()
        refund.action_post()
        with self.assertRaisesRegex(UserError, "owed by, or to"):
            self._erase()

    def test_who_may(self):
        for user in (self.manager, self.auditor, self.accountant):
            with self.assertRaises(AccessError):
                self._erase(user)
        self.trusted.lcc_territory_ids = self.couserans
        with self.assertRaises(AccessError):
            self._erase()
        self.assertIn(MARK, self.member.name)

    def test_neighbours_keep_their_data(self):
        """Odoo passes addresses on to and from the contacts around one."""
        shop = self.env["res.partner"].create(
            {"name": "Shop", "is_company": True, "street": "2 rue du Pont"}
        )
        self.member.parent_id = shop
        self.alice.parent_id = self.member
        self.assertEqual(self.alice.street, "2 rue du Pont")  # Odoo's own doing
        self._erase()
        self.assertEqual(shop.street, "2 rue du Pont")
        self.assertEqual(self.alice.street, "2 rue du Pont")
        self.assertFalse(self.alice.parent_id)
        self.assertFalse(self.member.parent_id)
        self.assertFalse(self.member.street)

    def test_users(self):
        portal = self._create_user(
            f"{MARK}_portal", "base.group_portal", partner_id=self.member.id
        )
        self._erase()
        self.assertFalse(portal.active)
        self.assertNotIn(MARK, portal.login)

    def test_employees_are_refused(self):
        user = self._create_user("worker", "base.group_user", partner_id=self.member.id)
        with self.assertRaisesRegex(UserError, "as an employee"):
            self._erase()
        self.assertTrue(user.active)

    def test_restricted_audit_trail(self):
        """Odoo lets nobody delete the notes that it protects: creation and this."""
        self.company.restrictive_audit_trail = True
        member = self.member.with_context(tracking_disable=False)
        note, comment = (
            member.message_post(body=text, message_type=kind)
            for text, kind in (("Tracked", "notification"), ("Called", "comment"))
        )
        self._erase()
        self.assertTrue(note.exists())
        self.assertFalse(comment.exists())
        log = self.env["privacy.log"].search([("user_id", "=", self.trusted.id)])
        self.assertIn("Kept: Message (2)", log.records_description)

    def test_bank_account_of_a_payment_is_kept(self):
        payment = self.env["account.payment"].create(
            {
                "partner_id": self.member.id,
                "payment_type": "outbound",
                "amount": 1,
                "journal_id": self.bank_journal.id,
                "partner_bank_id": self.member.bank_ids.id,
            }
        )
        bank = payment.partner_bank_id
        self._erase()
        self.assertTrue(bank.exists())
        self.assertFalse(bank.active)

    def _open_wizard(self):
        member = self.member.with_user(self.trusted)
        action = member.action_lcc_erase()
        return (
            self.env[action["res_model"]]
            .with_user(self.trusted)
            .with_context(**action["context"])
            .create({})
        )

    def test_wizard(self):
        action = self.member.with_user(self.trusted).action_lcc_erase()
        form = Form(
            self.env["lcc.member.erasure"]
            .with_user(self.trusted)
            .with_context(**action["context"])
        )
        self.assertFalse(form.problem)
        self.assertIn("Kept: Membership Line (1)", form.summary)
        form.save().action_erase()
        self.assertTrue(self.member.lcc_erased_date)


@tagged("post_install", "-at_install")
class TestPrivacyLookup(PrivacyCase):
    def test_lookup_finds_what_concerns_a_member(self):
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": self.member.name, "email": self.member.email}
        )
        wizard.action_lookup()
        found = {(line.res_model, line.res_id) for line in wizard.line_ids}
        charter = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "res.partner"),
                ("res_id", "=", self.member.id),
                ("res_field", "=", "lcc_charter_file"),
            ]
        )
        for record in (self.member, self.line, self.invoice, charter):
            self.assertIn((record._name, record.id), found)
        line = wizard.line_ids.filtered("lcc_is_member")
        self.assertEqual((line.res_model, line.res_id), ("res.partner", self.member.id))
        self.assertEqual(line.action_lcc_erase()["res_model"], "lcc.member.erasure")
        self.assertEqual(line.action_lcc_hand_over()["type"], "ir.actions.act_url")
        self.member._lcc_erase()
        line.invalidate_recordset(["lcc_is_member"])
        self.assertFalse(line.lcc_is_member)
