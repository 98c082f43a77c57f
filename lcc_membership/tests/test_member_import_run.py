# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date
from unittest.mock import patch

from freezegun import freeze_time
from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import lcc_member_import_run
from .member_import import LccMemberImportCase

PERSONAL = ("name", "email", "phone", "zip", "city", "values", "dues")


@tagged("post_install", "-at_install")
@freeze_time("2021-02-01")
class TestMemberImportRun(LccMemberImportCase):
    def _rows(self, count):
        return [
            ["Nom", "Mail", "CP", 2020],
            *(
                [f"Membre Numéro{n}", f"m{n}@nasty.example.org", "09991", 10]
                for n in range(count)
            ),
        ]

    def _run_job(self, seconds=10):
        """The job, without its commits.

        :param seconds: what it is told that it has left
        """
        jobs = self.env.registry["ir.cron"]
        with patch.object(jobs, "_commit_progress", return_value=seconds) as progress:
            self.env["lcc.member.import"]._cron_run()
        return [call.args for call in progress.call_args_list]

    def test_batches(self):
        with patch.object(lcc_member_import_run, "BATCH", 3):
            record = self._check(self._rows(8))
            record.action_import()
            self.assertEqual(record.state, "running")
            self.assertFalse(record.line_ids.result_partner_id)
            with self.assertRaisesRegex(UserError, "was accepted by"):
                record.action_check()
            self.assertEqual(self._run_job(seconds=0), [(3,)], "no time is left")
            record.invalidate_recordset()
            self.assertEqual(
                record.get_progress(),
                {"is_running": True, "percent": 37, "done": 3, "total": 8},
            )
            self.assertEqual(self._run_job(), [(3,), (2,)])
        record.invalidate_recordset()
        self.assertEqual(record.state, "done")
        self.assertEqual(record.done_count, 8)
        self.assertEqual(record.line_ids[0].display_name, "2", "no name is left")
        members = record.line_ids.result_partner_id
        self.assertEqual(len(members), 8)
        self.assertEqual(members.mapped("create_uid"), self.manager)
        self.assertFalse(record.get_progress()["is_running"])

    def test_territories_are_found_once_for_a_batch(self):
        communes = self.env.registry["lcc.commune"]
        find = communes._find_by_address
        record = self._create_import(self._rows(20))
        with patch.object(
            communes, "_find_by_address", autospec=True, side_effect=find
        ) as found:
            record.action_check()
            self.assertEqual(found.call_count, 1)
            record.action_import()
            self.assertEqual(found.call_count, 2)
        self.assertEqual(record.line_ids.result_partner_id.lcc_territory_id, self.foix)

    def test_queries_do_not_grow_with_the_lines(self):
        counts = []
        for size in (20, 120):
            rows = self._rows(size)
            for row in rows[1:]:
                row[0], row[1] = f"{row[0]} {size}", f"{size}{row[1]}"
            record = self._check(rows)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            record.action_import()
            counts.append(self.env.cr.sql_log_count - before)
        # three for each member: its number, and the sequence that gives it
        self.assertLess(counts[1] - counts[0], 100 * 4)

    def test_a_line_that_is_refused(self):
        record = self._check(self._rows(5))
        partners = self.env.registry["res.partner"]
        create = partners.create

        def refuse(self, vals_list):
            if any(vals["name"].endswith("Numéro3") for vals in vals_list):
                message = "No threes."
                raise UserError(message)
            return create(self, vals_list)

        with patch.object(partners, "create", refuse):
            record.action_import()
        self.assertEqual(record.state, "partial")
        self.assertEqual([record.done_count, record.failed_count], [4, 1])
        failed = record.line_ids.filtered(lambda line: line.state == "failed")
        self.assertEqual([failed.number, failed.message], [5, "No threes."])
        self.assertTrue(record.file, "kept until all is done")
        record.action_import()
        self.assertEqual(record.state, "done")
        self.assertEqual(len(record.line_ids.result_partner_id), 5)

    def test_leave_out_the_rest(self):
        record = self._check(self._rows(2))
        with patch.object(
            self.env.registry["lcc.member.import"],
            "_write_dues",
            side_effect=UserError("No."),
        ):
            record.action_import()
        self.assertEqual(record.state, "partial")
        self.assertFalse(self._member("Membre Numéro0"), "never half a line")
        record.action_finish()
        self.assertEqual([record.state, record.skip_count], ["done", 2])

    def test_what_is_personal_is_wiped(self):
        rows = [*self._rows(2), ["Membre Numéro2", "pas-un-mail@", "09991", 10]]
        record = self._check(rows)
        self.assertIn("pas-un-mail@", record.error_ids.message)
        record.action_skip_errors()
        record.action_import()
        self.assertEqual(record.state, "done")
        self.assertFalse(record.file)
        for line in record.line_ids:
            for name in PERSONAL:
                self.assertFalse(line[name], name)
        self.assertFalse(record.error_ids)
        self.assertFalse(any(record.column_ids.mapped("samples")))
        self.assertEqual(
            record.line_ids[0].result_partner_id.name,
            "Membre Numéro0",
            "where it comes from stays",
        )

    def _import_partly(self, rows, error):
        """An import whose third member is refused."""
        record = self._check(rows)
        partners = self.env.registry["res.partner"]
        create = partners.create

        def refuse(self, vals_list):
            if any(vals["name"].endswith("Numéro2") for vals in vals_list):
                raise error
            return create(self, vals_list)

        with patch.object(partners, "create", refuse):
            record.action_import()
        self.assertEqual(record.state, "partial")
        self.assertEqual([record.done_count, record.failed_count], [2, 1])
        return record

    def test_what_failed_is_wiped_once_it_is_left_out(self):
        record = self._import_partly(self._rows(3), UserError("m2@ is taken."))
        self.assertEqual(record.line_ids[2].message, "m2@ is taken.")
        record.action_finish()
        self.assertFalse(record.line_ids[2].message or record.line_ids[2].name)

    def test_what_nobody_finishes_is_wiped(self):
        record = self._import_partly(self._rows(3), UserError("No."))
        imports = self.env["lcc.member.import"]
        with freeze_time("2021-04-01"):
            imports._gc_personal_data()
        self.assertEqual(record.state, "partial")
        self.assertTrue(record.file)
        with freeze_time("2021-04-03"):
            imports._gc_personal_data()
        self.assertEqual([record.state, record.skip_count], ["done", 1])
        self.assertFalse(record.file or any(record.line_ids.mapped("values")))

    def test_a_fault_of_the_software(self):
        """It is one line's, whatever it is; the log has the whole of it."""
        with self.assertLogs(lcc_member_import_run.__name__, "ERROR") as logs:
            record = self._import_partly(self._rows(3), TypeError("Not a number"))
        self.assertEqual(len(logs.records), 1)
        self.assertIn("lines [4]", logs.output[0])
        self.assertIn("TypeError: Not a number", record.line_ids[2].message)

    def test_what_passes_is_tried_again(self):
        record = self._check(self._rows(2))
        error = SerializationFailure("Somebody else was first.")
        with (
            patch.object(
                self.env.registry["lcc.member.import"], "_write_dues", side_effect=error
            ),
            self.assertRaises(SerializationFailure),
        ):
            record.action_import()
        self.assertFalse(record.failed_count)

    def test_stop(self):
        with patch.object(lcc_member_import_run, "BATCH", 3):
            record = self._check(self._rows(5))
            with self.assertRaisesRegex(UserError, "does not run any more"):
                record.action_stop()
            record.action_import()
            self._run_job(seconds=0)
            with self.assertRaises(AccessError):
                record.with_user(self.auditor).action_stop()
            record.action_stop()
            record.invalidate_recordset()
            self.assertEqual(record.state, "partial")
            self.assertEqual([record.done_count, record.left_count], [3, 2])
            self.assertEqual(self._run_job(), [])
            record.action_import()
            self._run_job()
            record.invalidate_recordset()
            self.assertEqual([record.state, record.done_count], ["done", 5])
            record.action_undo()
            self._run_job(seconds=0)
            record.action_stop()
            record.invalidate_recordset()
            self.assertEqual([record.state, record.done_count], ["partial", 2])
            record.action_undo()
            self._run_job()
        record.invalidate_recordset()
        self.assertEqual(record.state, "undone")

    def test_leave_out_what_was_stopped(self):
        with patch.object(lcc_member_import_run, "BATCH", 1):
            record = self._check(self._rows(2))
            record.action_import()
            record.action_stop()
        record.action_finish()
        self.assertEqual([record.state, record.skip_count], ["done", 2])

    def test_old_imports_are_wiped(self):
        record = self._check(self._rows(1))
        other = self._import(
            [["Nom", "Mail", "CP"], ["Alice Doe", "alice@example.org", "09991"]]
        )
        self.alice.phone = False
        other.line_ids.sudo().previous = {"phone": [False, "1"]}
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE lcc_member_import SET write_date = '2021-02-01' WHERE id = %s",
            [record.id],
        )
        self.env.invalidate_all()
        with freeze_time("2021-03-20"):
            self.env["lcc.member.import"]._gc_personal_data()
        self.assertTrue(record.file)
        self.assertTrue(other.line_ids.sudo().previous)
        with freeze_time("2021-05-01"):
            self.env["lcc.member.import"]._gc_personal_data()
            self.assertFalse(record.file or record.line_ids)
            self.assertFalse(other.line_ids.sudo().previous)
            with self.assertRaisesRegex(UserError, "too old to be undone"):
                other.action_undo()

    def test_old_imports_without_their_file_are_wiped(self):
        """It went with somebody who was erased; the others are still told."""
        record = self._check(self._rows(1))
        record.sudo()._forget_source()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE lcc_member_import SET write_date = '2021-02-01' WHERE id = %s",
            [record.id],
        )
        self.env.invalidate_all()
        with freeze_time("2021-04-03"):
            self.env["lcc.member.import"]._gc_personal_data()
        self.assertFalse(record.line_ids)
        self.assertEqual(record.state, "new")

    def test_who_is_told(self):
        record = self._create_import(self._rows(1))
        with self.assertRaisesRegex(UserError, "Check the file first"):
            record.action_import()
        with self.assertRaisesRegex(UserError, "Only what was imported"):
            record.action_undo()
        with self.assertRaisesRegex(UserError, "set by the system: state"):
            record.state = "done"
        record.action_check()
        record.action_import()
        with self.assertRaisesRegex(UserError, "Undo it instead"):
            record.unlink()


@tagged("post_install", "-at_install")
@freeze_time("2021-02-01")
class TestMemberImportUndo(LccMemberImportCase):
    HEADINGS = ["Nom", "Mail", "Tél", "CP", "Ville", 2019, 2020]

    def _import_three(self):
        return self._import(
            [
                self.HEADINGS,
                ["Zoé MARTIN", "zoe@nasty.example.org", "", "09991", "", 10, 12],
                ["Alice", "alice@example.org", "0639982222", "", "", "", 12],
                ["Zoé Martin", "zoe@nasty.example.org", "0639983333", "", "", "", ""],
            ]
        )

    def test_undo(self):
        record = self._import_three()
        zoe = self._member("Zoé Martin")
        self.assertEqual(self.alice.phone, "+33 6 39 98 22 22")
        record.action_undo()
        self.assertEqual([record.state, record.kept_count], ["undone", 0])
        self.assertFalse(zoe.exists())
        self.assertFalse(self.alice.member_line_ids)
        self.assertFalse(self.alice.phone)
        self.assertEqual(self.alice.name, "Alice")
        self.assertFalse(record.summary_ids)
        again = self._import_three()
        self.assertEqual(again.new_count, 1)

    def test_undo_of_who_was_no_member(self):
        contact = self.env["res.partner"].create(
            {"name": "Luc", "email": "luc@nasty.example.org", "zip": "09992"}
        )
        record = self._check(
            [["Nom", "Mail", "CP"], ["LUC", "luc@nasty.example.org", "09991"]]
        )
        record.line_ids.action_overwrite()
        record.action_import()
        self.assertEqual(contact.lcc_territory_id, self.foix)
        self.assertTrue(contact.lcc_member_number)
        record.action_undo()
        self.assertRecordValues(
            contact,
            [
                {
                    "lcc_member_type_id": False,
                    "lcc_member_number": False,
                    "lcc_entry_date": False,
                    "zip": "09992",
                    "lcc_territory_id": self.couserans.id,
                }
            ],
        )

    def test_what_others_use_stays(self):
        record = self._import_three()
        zoe = self._member("Zoé Martin")
        self._collect(zoe, self.dues_year, 20, date(2021, 1, 15))
        record.action_undo()
        self.assertEqual([record.state, record.kept_count], ["undone", 2])
        self.assertIn("Other documents name the member", record.line_ids[0].message)
        self.assertTrue(zoe.exists())
        self.assertEqual(zoe.member_line_ids.mapped("lcc_year"), [2021])

    def test_who_was_written_about_stays(self):
        record = self._import([["Nom", "CP"], ["Un", ""], ["Deux", ""], ["Trois", ""]])
        one, two, three = record.line_ids.result_partner_id
        one.message_post(body="Called.", message_type="comment")
        self.env["ir.attachment"].create(
            {"name": "letter", "res_model": "res.partner", "res_id": two.id}
        )
        record.action_undo()
        self.assertEqual((one + two + three).exists(), one + two)

    def test_erasure(self):
        """What a member was before is erased with the member."""
        record = self._import_three()
        line = record.line_ids[1]
        self.assertEqual(line.sudo().previous["phone"], [False, "+33 6 39 98 22 22"])
        self.alice.sudo()._lcc_erase_related()
        self.assertFalse(line.sudo().previous)

    def test_erasure_of_what_is_pending(self):
        """Lines that are, or may be, of who is erased are wiped and left out."""
        record = self._check(
            [
                ["Nom", "Mail", "CP", 2020],
                ["Zoé", "zoe@nasty.example.org", "09992", 10],
                ["Alice", "alice@example.org", "9", 10],
                ["Alice", "alice2@example.org", "09991", 12],
                ["Alice", "alice2@example.org", "", ""],
            ]
        )
        self.assertEqual(
            record.line_ids.mapped("action"), ["new", "fill", "decide", "fill"]
        )
        self.alice.sudo()._lcc_erase_related()
        self.assertEqual(
            record.line_ids.mapped("action"), ["new", "skip", "skip", "skip"]
        )
        for line in record.line_ids[1:]:
            for name in (*PERSONAL, "candidate_ids"):
                self.assertFalse(line[name], name)
        self.assertFalse(
            record.file or record.error_ids or record.column_ids[0].samples
        )
        record.action_import()
        self.assertEqual(record.state, "done")
        self.assertEqual([(s.year, s.total) for s in record.summary_ids], [(2020, 10)])
        self.alice.sudo()._lcc_erase_related()
        self.assertEqual(len(record.summary_ids), 1)

    def test_a_fault_of_the_software(self):
        """Who cannot be undone stays, and the others go."""
        record = self._import_three()
        imports = self.env.registry["lcc.member.import"]
        error = TypeError("Not a number")
        with (
            patch.object(imports, "_restore", side_effect=error),
            mute_logger(lcc_member_import_run.__name__),
        ):
            record.action_undo()
        self.assertEqual(record.state, "undone")
        zoe, alice, again = record.line_ids
        self.assertEqual(
            [zoe.state, alice.state, again.state], ["undone", "kept", "undone"]
        )
        self.assertIn("TypeError: Not a number", alice.message)
        self.assertEqual(len(self.alice.member_line_ids), 1, "never half a member")

    def test_what_was_changed_since_stays(self):
        record = self._import_three()
        zoe = self._member("Zoé Martin")
        self.alice.phone = "+33 6 39 98 55 55"
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET write_date = '2031-02-02' WHERE id = %s", [zoe.id]
        )
        self.env.cr.execute(
            "UPDATE membership_membership_line SET write_date = '2031-02-02'"
            " WHERE partner_id = %s",
            [self.alice.id],
        )
        self.env.invalidate_all()
        record.action_undo()
        self.assertEqual(record.kept_count, 3)
        zoe_line, alice_line = record.line_ids[:2]
        self.assertIn("The member was changed since", zoe_line.message)
        self.assertFalse(zoe.member_line_ids)
        self.assertIn("Its dues were changed since", alice_line.message)
        self.assertEqual(len(self.alice.member_line_ids), 1)
        self.assertEqual(self.alice.phone, "+33 6 39 98 55 55")

    def test_undo_in_batches(self):
        with patch.object(lcc_member_import_run, "BATCH", 1):
            record = self._check([self.HEADINGS, ["Un"], ["Deux"]])
            record.action_import()
            jobs = self.env.registry["ir.cron"]
            with patch.object(jobs, "_commit_progress", return_value=10):
                self.env["lcc.member.import"]._cron_run()
                record.invalidate_recordset()
                members = record.line_ids.result_partner_id
                self.assertEqual(len(members), 2)
                record.action_undo()
                self.assertEqual(record.state, "undoing")
                self.env["lcc.member.import"]._cron_run()
        record.invalidate_recordset()
        self.assertEqual(record.state, "undone")
        self.assertFalse(members.exists())

    def test_own_date(self):
        record = self._import_three()
        self.assertEqual(record.undo_until, fields.Date.to_date("2021-04-02"))
