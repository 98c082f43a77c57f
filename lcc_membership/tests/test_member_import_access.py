# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import html2plaintext

from .member_import import LccMemberImportCase

ROWS = [
    ["Nom", "Mail", "CP", 2020],
    ["Zoé MARTIN", "zoe@nasty.example.org", "09991", 10],
]


@tagged("post_install", "-at_install")
@freeze_time("2021-02-01")
class TestMemberImportAccess(LccMemberImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.limited = cls._create_user(
            "limited",
            "lcc_base.group_lcc_manager,base.group_partner_manager",
            lcc_territory_ids=[Command.set(cls.foix.ids)],
        )

    def test_manager(self):
        record = self._import(ROWS)
        self.assertEqual(record.imported_by_id, self.manager)
        self.assertEqual(self._member("Zoé Martin").create_uid, self.manager)
        for model in ("line", "column", "error", "summary"):
            with self.assertRaises(AccessError):
                self.env[f"lcc.member.import.{model}"].with_user(self.manager).create(
                    {"import_id": record.id}
                )

    def test_what_the_system_says_is_not_given(self):
        vals = {"filename": "members.csv", "imported_at": "2021-01-01"}
        given = dict(vals)
        imports = self.env["lcc.member.import"].with_user(self.manager)
        record = imports.with_context(
            default_state="done",
            default_imported_by_id=self.auditor.id,
            default_dues_mode="called",
        ).create(given)
        self.assertRecordValues(
            record,
            [
                {
                    "state": "new",
                    "imported_by_id": False,
                    "imported_at": False,
                    "dues_mode": "called",
                }
            ],
        )
        self.assertEqual(given, vals, "whose dict it is has it still")

    def test_manager_who_may_not_create_contacts(self):
        user = self._create_user("no_contacts", "lcc_base.group_lcc_manager")
        record = self._create_import(ROWS, user)
        with self.assertRaisesRegex(UserError, "You may not create contacts"):
            record.action_check()

    def test_auditor(self):
        record = self._check(ROWS)
        seen = record.with_user(self.auditor)
        self.assertEqual(seen.line_ids.name, "Zoé Martin")
        self.assertEqual(seen.get_progress()["total"], 1)
        with self.assertRaises(AccessError):
            seen.read(["file"])
        for act in (
            seen.action_check,
            seen.action_import,
            seen.line_ids.action_skip,
            seen.action_undo,
            seen.unlink,
        ):
            with self.assertRaises(AccessError):
                act()
        with self.assertRaises(AccessError):
            self._create_import(ROWS, self.auditor)

    def test_others(self):
        record = self._check(ROWS)
        for groups in ("lcc_base.group_lcc_keeper", "account.group_account_user"):
            user = self._create_user(groups.replace(".", "_"), groups)
            with self.assertRaises(AccessError):
                record.with_user(user).read(["filename"])
            with self.assertRaises(AccessError):
                record.line_ids.with_user(user).read(["name"])

    def test_limited_manager(self):
        self.bruno.email = "bruno@example.org"
        record = self._check(
            [
                ["Nom", "Mail", "CP", "Territoire"],
                ["Zoé MARTIN", "zoe@nasty.example.org", "09991", ""],
                ["Luc", "", "09992", ""],
                ["Eve", "", "", ""],
                ["Ana", "", "", "Test Foix"],
                ["Bruno", "bruno@example.org", "09991", ""],
                ["Alice", "alice@example.org", "", ""],
                ["Zoé MARTIN", "zoe@nasty.example.org", "", ""],
            ],
            self.limited,
        )
        messages = {line: message for line, *_rest, message in self._errors(record)}
        self.assertEqual(sorted(messages), [3, 4, 6])
        self.assertIn("You follow some territories only", messages[3])
        self.assertIn("You follow some territories only", messages[4])
        self.assertIn("a member of a territory that you do not follow", messages[6])
        self.assertFalse(self._line(record, 6).partner_id, "no name is told")
        record.action_skip_errors()
        record.action_import()
        self.assertEqual(record.state, "done", record.line_ids.mapped("message"))
        self.assertEqual(
            record.line_ids.result_partner_id.mapped("name"),
            ["Zoé Martin", "Ana", "Alice"],
            "the last line is the first one's member",
        )

    def test_private_notes(self):
        """They are written, seen and taken back by who has the right, and no other."""
        trusted = self._create_user(
            "trusted_manager",
            "lcc_base.group_lcc_manager,base.group_partner_manager,"
            "lcc_membership.group_lcc_member_notes",
        )
        self.alice.lcc_private_note = "<p>Shy</p>"
        rows = [
            ["Nom", "Mail", "CP", "Remarques"],
            ["Zoé", "zoe@nasty.example.org", "09991", "Malade"],
            ["Alice", "alice@example.org", "", "En deuil"],
        ]
        record = self._check(rows, trusted)
        record.line_ids[1].action_overwrite()
        self.assertFalse(record.column_ids[3].samples)
        self.assertIn("En deuil", record.line_ids[1].changes)
        seen = record.with_user(self.manager)
        self.assertNotIn("En deuil", seen.line_ids[1].changes)
        self.assertNotIn("Malade", str(seen.line_ids[0].values))
        for name in ("private_note", "previous"):
            with self.assertRaises(AccessError):
                seen.line_ids.read([name])
        for act in (seen.action_import, seen.action_check):
            with self.assertRaisesRegex(UserError, "“Remarques” holds private notes"):
                act()
        record.action_check()
        record.line_ids[1].action_overwrite()
        record.action_import()
        zoe = self._member("Zoé")
        self.assertEqual(html2plaintext(zoe.lcc_private_note), "Malade")
        self.assertFalse(zoe.comment)
        self.assertFalse(record.line_ids[0].private_note)
        self.assertEqual(
            html2plaintext(self.alice.lcc_private_note).split(), "Shy En deuil".split()
        )
        with self.assertRaisesRegex(UserError, "“Remarques” holds private notes"):
            seen.action_undo()
        record.action_undo()
        self.assertFalse(zoe.exists())
        self.assertEqual(html2plaintext(self.alice.lcc_private_note), "Shy")

    def test_notes_without_the_right(self):
        """They are left out, or go where everybody reads them, by choice."""
        record = self._check([["Nom", "Remarques"], ["Zoé", "Aime le pain"]])
        notes = record.column_ids[1]
        self.assertFalse(notes.field_name)
        self.assertEqual(record.unused_columns, "Remarques")
        with self.assertRaisesRegex(UserError, "to which you have no right"):
            notes.field_name = "private_note"
        notes.field_name = "note"
        record.action_check()
        record.action_import()
        zoe = self._member("Zoé")
        self.assertEqual(html2plaintext(zoe.comment), "Aime le pain")
        self.assertFalse(zoe.lcc_private_note)

    def test_limited_manager_sees_own_imports(self):
        own = self._check(ROWS, self.limited)
        other = self._check([["Nom", "CP", "Mail"], ["Luc", "09992", ""]])
        imports = self.env["lcc.member.import"].with_user(self.limited)
        self.assertEqual(imports.search([("id", "in", (own + other).ids)]), own)
        for name in ("column_ids", "line_ids"):
            with self.assertRaises(AccessError):
                other[name].with_user(self.limited).read(["display_name"])
        self.assertEqual(own.line_ids.with_user(self.manager).name, "Zoé Martin")

    def test_other_companies(self):
        record = self._check(ROWS)
        company = self.env["res.company"].create({"name": "Other"})
        user = self._create_user("other_company", "lcc_base.group_lcc_manager")
        user.write(
            {
                "company_ids": [Command.set(company.ids)],
                "company_id": company.id,
            }
        )
        with self.assertRaises(AccessError):
            record.with_user(user).with_context(allowed_company_ids=company.ids).read(
                ["filename"]
            )

    def test_writes_with_the_rights_of_who_accepts(self):
        """The job is the system's; what it writes is not."""
        record = self._check([["Nom", "CP"], ["Zoé MARTIN", "09991"]], self.limited)
        record.line_ids.sudo().values = {"name": "Zoé", "zip": "09992"}
        record.action_import()
        self.assertEqual(record.state, "partial")
        self.assertFalse(self._member("Zoé"))
