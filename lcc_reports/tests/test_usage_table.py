# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import Form, TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestUsageTable(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "lang": "en_US"})
        cls.env["res.lang"]._activate_lang("en_US")
        cls.before = cls._create_table(
            2020,
            [("Users", {}), ("Accounts", {})],
            [("Mail", 14, 18), ("Forum", 9, 64)],
        )
        cls.table = cls._create_table(
            2021,
            [
                ("Accounts", {}),
                ("users ", {}),
                ("Data", {"kind": "tenth"}),
                ("Share", {"kind": "percent"}),
            ],
            [("MAIL", 23, 19, 26.8, 60), ("Calendar", 15, 11, 0.3, 40)],
        )
        cls.table.row_heading = "Service"

    @classmethod
    def _create_table(cls, year, columns, rows):
        return cls.env["lcc.usage.table"].create(
            {
                "name": "Services",
                "date_from": f"{year}-01-01",
                "date_to": f"{year}-12-31",
                "column_ids": [
                    Command.create({"name": name, "sequence": place, **vals})
                    for place, (name, vals) in enumerate(columns)
                ],
                "row_ids": [
                    Command.create(
                        {
                            "name": name,
                            "sequence": place,
                            **{
                                f"value_{n}": value for n, value in enumerate(values, 1)
                            },
                        }
                    )
                    for place, (name, *values) in enumerate(rows)
                ],
            }
        )

    def test_alone(self):
        table = self.table._get_table()
        self.assertEqual(table.title, "Services")
        self.assertEqual(table.label, "Service")
        self.assertEqual(
            [(column.label, column.kind) for column in table.columns],
            [
                ("Accounts", "count"),
                ("users ", "count"),
                ("Data", "tenth"),
                ("Share", "percent"),
            ],
        )
        self.assertEqual(table.rows[0].label, "MAIL")
        self.assertEqual(table.rows[0].cells, (23, 19, 26.8, 60))
        # shares are not added up
        self.assertEqual(table.rows[2].cells, (38, 30, 27.1, None))
        self.assertEqual(list(table.rows[2].adds), [0, 1])

    def test_beside_the_period_before(self):
        """Rows and columns of one name stand side by side, whatever their order; a
        service that was closed stays, so that the total of its year is right."""
        self.table.previous_id = self.before
        table = self.table._get_table()
        self.assertEqual(
            [column.label for column in table.columns][:4],
            ["Accounts – 2021", "Accounts – 2020", "users  – 2021", "users  – 2020"],
        )
        rows = {row.label: row.cells for row in table.rows}
        self.assertEqual(rows["MAIL"], (23, 18, 19, 14, 26.8, None, 60, None))
        self.assertEqual(rows["Calendar"], (15, None, 11, None, 0.3, None, 40, None))
        self.assertEqual(rows["Forum"], (None, 64, None, 9, *(None,) * 4))
        self.assertEqual(rows["Total"], (38, 82, 30, 23, 27.1, 0, None, None))

    def test_period(self):
        periods = {
            ("2021-01-01", "2021-09-30"): "2021 (9 months)",
            ("2020-07-01", "2021-06-30"): "07/01/2020 to 06/30/2021",
        }
        for (first, last), words in periods.items():
            self.table.write({"date_from": first, "date_to": last})
            self.assertEqual(self.table.period, words)

    def test_copy_next(self):
        action = self.table.action_copy_next()
        new = self.env["lcc.usage.table"].browse(action["res_id"])
        self.assertEqual(new.period, "2022")
        self.assertEqual(new.previous_id, self.table)
        self.assertEqual(
            new.column_ids.mapped("name"), ["Accounts", "users ", "Data", "Share"]
        )
        self.assertEqual(new.row_ids.mapped("value_1"), [23, 15])
        new.row_ids.unlink()
        self.assertEqual(len(self.table.row_ids), 2)

    def test_slots(self):
        """A column that is moved or taken away leaves the figures of the others."""
        first, *others = self.table.column_ids
        self.assertEqual(self.table.column_ids.mapped("slot"), [1, 2, 3, 4])
        first.sequence = 99
        self.table.invalidate_recordset(["column_ids"])
        self.assertEqual(self.table._get_table().rows[0].cells, (19, 26.8, 60, 23))
        others[0].unlink()
        self.table.invalidate_recordset()
        new = self.table.column_ids.create({"table_id": self.table.id, "name": "New"})
        self.assertEqual(new.slot, 2)

    def test_too_many_columns(self):
        with self.assertRaisesRegex(ValidationError, "at most 6"):
            self.table.column_ids = [
                Command.create({"name": f"More {n}"}) for n in range(3)
            ]

    def test_form(self):
        """Figures can be typed before the table is saved: columns have their place."""
        with Form(self.env["lcc.usage.table"]) as form:
            form.name = "Places"
            form.date_from, form.date_to = "2021-01-01", "2021-12-31"
            for name in ("Visits", "Hours"):
                with form.column_ids.new() as column:
                    column.name = name
            with form.row_ids.new() as row:
                row.name = "Foix"
                row.value_1, row.value_2 = 3, 4
        table = form.save()
        self.assertEqual(table.column_ids.mapped("slot"), [1, 2])
        self.assertEqual(table._get_table().rows[0].cells, (3, 4))

    def test_empty(self):
        table = self._create_table(2022, [("Visits", {})], [])._get_table()
        self.assertEqual(table.rows, [])
