# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from .member_import import LccMemberImportCase

HEADINGS = ["Nom", "Mail", "Tél", "Adresse", "CP", "Ville", 2020]


@tagged("post_install", "-at_install")
@freeze_time("2021-02-01")
class TestMemberImportMatch(LccMemberImportCase):
    """Known already: Alice, alice@example.org, Testville; Bruno, Villetest."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bruno.phone = "06 39 98 11 11"

    def _check_lines(self, *rows, **vals):
        return self._check([HEADINGS, *rows], **vals)

    def _found(self, record):
        return [
            (line.reason, line.action, line.partner_id.name, line.twin_id.number)
            for line in record.line_ids
        ]

    def test_reasons(self):
        record = self._check_lines(
            ["ALICE", "Alice@Example.org", "", "", "", ""],
            ["Bruno", "", "+33639981111", "", "", ""],
            ["bruno", "", "", "", "9992", ""],
            ["Bruno", "", "", "", "09991", ""],
        )
        self.assertEqual(
            self._found(record),
            [
                ("email", "fill", "Alice", 0),
                ("phone", "fill", "Bruno", 0),
                ("name", "fill", "Bruno", 0),
                (False, "new", False, 0),
            ],
        )

    def test_number(self):
        self.alice.lcc_member_number = "T-77"
        record = self._check(
            [["Adhérent", "N° adhérent"], ["ALICE", "T-77"], ["Zoé", "T-77"]]
        )
        self.assertEqual(
            self._found(record),
            [("number", "fill", "Alice", 0), ("number", "decide", "Alice", 0)],
        )

    def test_doubtful(self):
        """Others of the same house, and namesakes, are to be decided."""
        self.bruno.email = "bruno@example.org"
        record = self._check_lines(
            ["Zoé MARTIN", "alice@example.org", "", "", "", ""],
            ["Bruno", "other@nasty.example.org", "", "", "09992", ""],
            ["Alice", "alice@example.org", "0639981111", "", "", ""],
        )
        self.assertEqual(
            self._found(record),
            [
                ("email", "decide", "Alice", 0),
                ("name", "decide", "Bruno", 0),
                ("email", "fill", "Alice", 0),
            ],
        )
        self.assertEqual(record.decide_count, 2)
        with self.assertRaisesRegex(UserError, "2 lines may be members"):
            record.action_import()
        record.with_context(lcc_choice="new").action_decide()
        record.action_import()
        self.assertEqual([record.new_count, record.update_count], [2, 1])
        self.assertEqual(len(self._member("Bruno")), 2)

    def test_names_with_particles(self):
        self.alice.name = "de la Tour Alice"
        record = self._check_lines(
            ["de la Tour Luc", "alice@example.org"],
            ["Alice de la TOUR", "alice@example.org"],
        )
        self.assertEqual(
            record.line_ids.mapped("action"), ["decide", "fill"], "of the same house"
        )

    def test_two_candidates(self):
        twin = self.alice.copy({"email": "alice@example.org"})
        record = self._check_lines(["Alice", "alice@example.org", "", "", "", "", 10])
        line = record.line_ids
        self.assertEqual(line.action, "decide")
        self.assertEqual(line.candidate_ids, self.alice | twin)
        line.write({"partner_id": twin.id, "action": "fill"})
        record.action_import()
        self.assertEqual(len(twin.member_line_ids), 1)
        self.assertFalse(self.alice.member_line_ids)

    def test_same_member_twice_in_the_file(self):
        record = self._import(
            [
                HEADINGS,
                ["Zoé MARTIN", "zoe@nasty.example.org", "", "", "", "", 10],
                ["MARTIN Zoé", "zoe@nasty.example.org", "0639982222", "", "", "", ""],
                ["Martin Zoé", "zoe@nasty.example.org", "0639983333", "", "", "", 10],
            ]
        )
        self.assertEqual(
            self._found(record),
            [
                (False, "new", False, 0),
                ("email", "fill", False, 2),
                ("email", "fill", False, 2),
            ],
        )
        zoe = self._member("Zoé Martin")
        self.assertEqual(record.line_ids.result_partner_id, zoe)
        self.assertEqual(zoe.phone, "+33 6 39 98 22 22")
        self.assertEqual(len(zoe.member_line_ids), 1, "the same dues, told twice")
        self.assertIn("Dues of 2020 were there already", record.line_ids[2].message)

    def test_first_line_left_out(self):
        record = self._check_lines(
            ["Zoé MARTIN", "zoe@nasty.example.org", "", "", "", "", 10],
            ["Zoé Martin", "zoe@nasty.example.org", "", "", "09991", "", 12],
            ["Zoé Martin", "zoe@nasty.example.org", "0639982222", "", "", "", ""],
        )
        record.line_ids[0].action_skip()
        record.action_import()
        zoe = self._member("Zoé Martin")
        self.assertEqual(record.line_ids[1:].result_partner_id, zoe)
        self.assertEqual(zoe.phone, "+33 6 39 98 22 22")
        self.assertEqual(zoe.member_line_ids.lcc_amount, 12)

    def test_fill_in_what_is_empty(self):
        record = self._check_lines(
            [
                "ALICE",
                "alice@example.org",
                "0639982222",
                "1 rue Haute",
                "09991",
                "",
                10,
            ],
            [
                "Bruno",
                "b@nasty.example.org",
                "0639981111",
                "2 rue",
                "09991",
                "Foix",
                "",
            ],
        )
        alice, bruno = record.line_ids
        self.assertEqual(
            alice.changes, "Phone: — → +33 6 39 98 22 22\nStreet: — → 1 rue Haute"
        )
        self.assertEqual(
            bruno.changes,
            "Email: — → b@nasty.example.org",
            "the street of another town is not put in his address",
        )
        record.action_import()
        self.assertEqual(self.alice.street, "1 rue Haute")
        self.assertEqual([self.bruno.street, self.bruno.zip], [False, "09992"])

    def test_the_file_is_right(self):
        self.alice.phone = "06 39 98 22 22"
        self.alice.comment = "Old note"
        record = self._check(
            [
                [*HEADINGS, "Notes"],
                [
                    "ALICE Doe",
                    "alice@example.org",
                    "0639982222",
                    "2 rue",
                    "09992",
                    "VILLETEST",
                    "",
                    "New note",
                ],
            ]
        )
        record.column_ids[-1].field_name = "note"
        record.action_check()
        record.line_ids.action_overwrite()
        self.assertEqual(
            [
                line
                for line in record.line_ids.changes.splitlines()
                if not line.startswith("Notes")
            ],
            [
                "City: Testville → Villetest",
                "Name: Alice → Alice Doe",
                "Street: — → 2 rue",
                "Zip: 09991 → 09992",
            ],
        )
        record.action_import()
        self.assertEqual(self.alice.name, "Alice Doe")
        self.assertEqual(self.alice.lcc_territory_id, self.couserans)
        self.assertEqual(self.alice.phone, "06 39 98 22 22", "the same number")
        self.assertIn("Old note", self.alice.comment)
        self.assertIn("New note", self.alice.comment)

    def test_a_contact_becomes_a_member(self):
        contact = self.env["res.partner"].create(
            {"name": "Luc", "email": "luc@nasty.example.org"}
        )
        self._import([["Nom", "Mail", 2020], ["Luc", "luc@nasty.example.org", 10]])
        self.assertEqual(contact.lcc_member_type_id, self.person_type)
        self.assertTrue(contact.lcc_member_number)
        self.assertEqual(str(contact.lcc_entry_date), "2020-01-01")

    def test_type_of_a_member_stays(self):
        self.alice.lcc_member_type_id = self.association_type
        record = self._check_lines(["Alice", "alice@example.org", "", "", "", ""])
        record.line_ids.action_overwrite()
        record.action_import()
        self.assertEqual(
            self.alice.lcc_member_type_id,
            self.association_type,
            "the file does not say that she is a person",
        )

    def test_choices(self):
        record = self._check_lines(["Zoé MARTIN", "alice@example.org", "", "", "", ""])
        line = record.line_ids
        line.action_new()
        record.action_check()
        self.assertEqual(record.line_ids.action, "new", "decided once")
        with self.assertRaisesRegex(UserError, "Only what to do with a line"):
            record.line_ids.name = "Other"
        record.line_ids.partner_id = False
        with self.assertRaisesRegex(UserError, "say first which member"):
            record.line_ids.action_fill()
        record.line_ids.action_skip()
        record.action_import()
        self.assertEqual(record.skip_count, 1)
        with self.assertRaisesRegex(UserError, "between the check and the import"):
            record.line_ids.action_new()

    def test_entered_meanwhile(self):
        record = self._check_lines(
            ["Zoé MARTIN", "zoe@nasty.example.org", "", "", "", ""]
        )
        zoe = self.env["res.partner"].create(
            {"name": "Zoé Martin", "email": "zoe@nasty.example.org"}
        )
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = '2021-02-02' WHERE id = %s", [zoe.id]
        )
        record.action_import()
        self.assertEqual(record.state, "partial")
        line = record.line_ids
        self.assertIn("was entered since the file was checked", line.message)
        line.write({"partner_id": zoe.id, "action": "fill"})
        record.action_import()
        self.assertEqual(record.state, "done")
        self.assertEqual(line.result_partner_id, zoe)
