# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import json
from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import LccMembershipCase

EXPORT = "base.group_allow_export"
PERSONAL = "lcc_membership.group_lcc_member_export"


@tagged("post_install", "-at_install")
class TestExport(LccMembershipCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls._create_user("clerk", f"base.group_user,{EXPORT}")
        cls.trusted = cls._create_user(
            "trusted", f"base.group_user,{EXPORT},{PERSONAL}"
        )
        cls.shop = cls.env["res.partner"].create(
            {"name": "Shop", "email": "shop@example.org"}
        )
        cls.log = cls.env["lcc.export.log"]

    def _export(self, user, records, *paths):
        return records.with_user(user).export_data(list(paths))["datas"]

    def _logs(self, user):
        return self.log.search([("user_id", "=", user.id)])

    def test_members_need_the_right(self):
        both = self.alice + self.shop
        with self.assertRaisesRegex(AccessError, "leave out the members"):
            self._export(self.clerk, both, "name", "email")
        self.assertFalse(self._logs(self.clerk))
        rows = self._export(self.trusted, both, "name", "email")
        self.assertEqual(
            rows, [["Alice", "alice@example.org"], ["Shop", "shop@example.org"]]
        )
        log = self._logs(self.trusted)
        self.assertRecordValues(
            log,
            [
                {
                    "kind": "export",
                    "model": "res.partner",
                    "model_name": "Contact",
                    "record_count": 2,
                    "member_count": 1,
                    "field_names": "name, email",
                    "file_format": False,
                    "company_id": self.company.id,
                }
            ],
        )

    def test_the_right_replaces_none(self):
        self.trusted.group_ids -= self.env.ref(EXPORT)
        with self.assertRaisesRegex(UserError, "rights to export"):
            self._export(self.trusted, self.alice, "name")
        self.assertFalse(self._logs(self.trusted))

    def test_who_is_no_member_is_untouched(self):
        rows = self._export(self.clerk, self.shop, "name", "email", "country_id/code")
        self.assertEqual(rows, [["Shop", "shop@example.org", ""]])
        self.assertFalse(self._logs(self.clerk))

    def test_archived_and_withdrawn_members_count(self):
        self.alice.active = False
        with self.assertRaises(AccessError):
            self._export(self.clerk, self.alice, "email")

    def test_a_member_through_a_contact(self):
        self.shop.parent_id = self.alice
        with self.assertRaises(AccessError):
            self._export(self.clerk, self.shop, "parent_id/email")
        self.assertEqual(
            self._export(self.clerk, self.shop, "parent_id/id", "parent_id")[0][1],
            "Alice",
        )

    def test_dues_name_members(self):
        line = self._collect(
            self.alice, self.dues_year, 20, date(2026, 5, 4)
        )._lcc_get_dues()
        territory = self._export(self.clerk, line, "lcc_territory_id", "lcc_amount")
        self.assertEqual(territory, [["Test Foix", 20.0]])
        self._export(self.clerk, line, "partner_id/.id")
        for path in ("partner_id", "display_name", "partner_id/email"):
            with self.assertRaises(AccessError, msg=path):
                self._export(self.clerk, line, path)
        self._export(self.trusted, line, "partner_id/email", "lcc_amount")
        log = self._logs(self.trusted)
        self.assertEqual(log.model, "membership.membership_line")
        self.assertEqual(log.field_names, "partner_id/email, lcc_amount")

    def test_invoices_name_their_partner_only(self):
        move = self._collect(self.alice, self.dues_year, 20, date(2026, 5, 4))
        self.accountant.group_ids += self.env.ref(EXPORT)
        rows = self._export(self.accountant, move, "partner_id", "partner_id/name")
        self.assertEqual(rows, [["Alice", "Alice"]])
        with self.assertRaises(AccessError):
            self._export(self.accountant, move, "name", "partner_id/email")

    def test_users_hold_the_data_of_their_contact(self):
        user = self._create_user("member", "base.group_portal")
        user.partner_id.lcc_member_type_id = self.person_type
        admin = self._create_user("boss", f"base.group_system,{EXPORT}")
        with self.assertRaises(AccessError):
            self._export(admin, user, "login", "email")
        self.assertEqual(
            self._export(admin, user, "login"), [["lcc_membership_member"]]
        )

    def test_log_is_read_by_auditors_and_changed_by_nobody(self):
        self._export(self.trusted, self.alice, "name")
        log = self._logs(self.trusted)
        for user in (self.auditor, self.manager, self.treasurer):
            self.assertEqual(log.with_user(user).member_count, 1)
            for operation in ("write", "create", "unlink"):
                self.assertFalse(log.with_user(user).has_access(operation))
        for user in (self.clerk, self.trusted, self.accountant):
            with self.assertRaises(AccessError):
                log.with_user(user).read(["member_count"])
        with self.assertRaisesRegex(UserError, "neither changed nor deleted"):
            log.member_count = 0
        with self.assertRaisesRegex(UserError, "neither changed nor deleted"):
            log.unlink()


@tagged("post_install", "-at_install")
class TestWebExport(LccMembershipCase, HttpCase):
    def _download(self, file_format, **params):
        data = {
            "model": "res.partner",
            "fields": [{"name": "name", "label": "Name", "type": "char"}],
            "ids": (self.alice + self.bruno).ids,
            "domain": [],
            "import_compat": False,
            "context": {},
            **params,
        }
        return self.url_open(
            f"/web/export/{file_format}",
            data={"data": json.dumps(data), "csrf_token": Request.csrf_token(self)},
        )

    def test_csv_xlsx_and_groups(self):
        clerk = self._create_user("web_clerk", f"base.group_user,{EXPORT}")
        self.authenticate(clerk.login, clerk.login)
        with mute_logger("odoo.addons.web.controllers.export", "odoo.http"):
            response = self._download("csv")
        self.assertIn("a right of its own", response.text)
        clerk.group_ids += self.env.ref(PERSONAL)
        response = self._download("csv")
        self.assertEqual(response.text.split(), ['"Name"', '"Alice"', '"Bruno"'])
        self.assertEqual(self._download("xlsx").status_code, 200)
        grouped = self._download("xlsx", groupby=["lcc_territory_id"])
        self.assertEqual(grouped.status_code, 200)
        logs = self.env["lcc.export.log"].search([("user_id", "=", clerk.id)])
        self.assertEqual(
            logs.mapped(lambda log: (log.file_format, log.member_count)),
            [("xlsx", 2), ("xlsx", 2), ("csv", 2)],
        )
