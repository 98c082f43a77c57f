# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
import zipfile
from datetime import date

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .privacy_common import MARK, PrivacyCase


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
        self.assertEqual(dues["Amount of the dues"], 20)
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

    def test_other_lines_are_of_no_member(self):
        """A document that has the number of a member's record by chance."""
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": self.member.name, "email": self.member.email}
        )
        user = self.env["ir.model"]._get("res.users")
        line, other = self.env["privacy.lookup.wizard.line"].create(
            [
                {
                    "wizard_id": wizard.id,
                    "res_model_id": model.id,
                    "res_id": self.member.id,
                    "res_model": model.model,
                }
                for model in (self.env["ir.model"]._get("res.partner"), user)
            ]
        )
        self.assertTrue(line.action_lcc_erase())
        for act in (other.action_lcc_erase, other.action_lcc_hand_over):
            with self.assertRaisesRegex(UserError, "Only the data of a member"):
                act()
        with self.assertRaisesRegex(ValueError, "Expected singleton"):
            (line + other).action_lcc_erase()

    def test_documents_of_a_contact_below(self):
        self.member.child_ids.lcc_local_group_id = False
        group = self.env["lcc.local.group"].create(
            {"name": "Test market", "contact_id": self.member.child_ids.id}
        )
        data = next(
            data
            for data in self.member._lcc_get_member_data()
            if data.model == "lcc.local.group"
        )
        self.assertEqual(self.member._lcc_find_data(data), group)
