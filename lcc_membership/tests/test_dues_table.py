# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
from datetime import date

import openpyxl
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..models.lcc_dues_collection import Dues
from .common import LccMembershipCase


@tagged("post_install", "-at_install")
class TestDuesTable(LccMembershipCase, HttpCase):
    """2024 and 2025, worked out by hand.

    2024: Foix 28 members, 27 of 10.35 and one of 10.15 (289.60 in all); Couserans 2
    members, 20.00 and 12.50; no address 1 of 5.00; outside 1 of 0.00.
    2025: Foix 4 of 20.00; Couserans nobody; no address nobody; outside 1 of 15.00.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.in_foix = cls._create_members(28, zip="09991", city="Testville")
        cls.in_couserans = cls._create_members(2, zip="09992", city="Villetest")
        cls.nowhere = cls._create_members(1)
        cls.abroad = cls._create_members(
            1, city="Testbridge", country_id=cls.env.ref("base.es").id
        )
        cls._record(cls.in_foix, 2024, [10.35] * 27 + [10.15])
        cls._record(cls.in_couserans, 2024, [20, 12.5])
        cls._record(cls.nowhere, 2024, [5])
        cls._record(cls.abroad, 2024, [0])
        cls._record(cls.in_foix[:4], 2025, [20] * 4)
        cls._record(cls.abroad, 2025, [15])

    @classmethod
    def _create_members(cls, count, **vals):
        return cls.env["res.partner"].create(
            [
                {
                    "name": f"Member {number}",
                    "lcc_member_type_id": cls.person_type.id,
                    **vals,
                }
                for number in range(count)
            ]
        )

    @classmethod
    def _record(cls, members, year, amounts, **vals):
        """History, without invoices: dues of a year paid on 10 March of it."""
        return cls.env["membership.membership_line"].create(
            [
                {
                    "partner_id": member.id,
                    "membership_id": cls.dues_year.id,
                    "date": f"{year}-03-10",
                    "date_from": f"{year}-01-01",
                    "date_to": f"{year}-12-31",
                    "member_price": amount,
                    "state": "paid",
                    **vals,
                }
                for member, amount in zip(members, amounts, strict=True)
            ]
        )

    def _get_table(self, **options):
        options.setdefault("years", [2024, 2025])
        return self.env["lcc.dues.table"].get_table(**options)

    def _read(self, table, names, index=0):
        """Cells of a year by label."""
        return {
            row["label"]: tuple(row["cells"][index][name] for name in names)
            for row in [*table["rows"], table["total"]]
        }

    def test_figures_of_a_year(self):
        table = self._get_table()
        figures = self._read(table, ["members", "share", "amount", "average"])
        self.assertEqual(
            list(figures.items()),
            [
                ("(unassigned 1) No address", (1, 3.1, 5.0, 5.0)),
                (
                    "(unassigned 2) Address outside the territories",
                    (1, 3.1, 0.0, 0.0),
                ),
                ("Test Couserans", (2, 6.3, 32.5, 16.3)),
                ("Test Foix", (28, 87.5, 289.6, 10.3)),
                ("Total", (32, 100.0, 327.1, 10.2)),
            ],
        )

    def test_cents_are_rounded_for_display_only(self):
        whole = self._read(self._get_table(), ["amount_whole"])
        self.assertEqual(whole["Test Foix"], (290,))
        self.assertEqual(whole["Test Couserans"], (33,))  # 32.50
        self.assertEqual(whole["Total"], (327,))  # and not 5 + 0 + 33 + 290 = 328

    def test_nothing_over_nothing_is_blank(self):
        cells = self._read(
            self._get_table(), ["members", "share", "amount", "average"], 1
        )
        self.assertEqual(cells["Test Couserans"], (0, 0.0, 0.0, None))
        self.assertEqual(cells["(unassigned 1) No address"], (0, 0.0, 0.0, None))
        empty = self._get_table(years=[2019])
        self.assertEqual(empty["rows"], [])
        self.assertEqual(
            self._read(empty, ["members", "share", "amount", "average"])["Total"],
            (0, None, 0.0, None),
        )

    def test_change_from_the_year_before(self):
        table = self._get_table()
        names = ["members_change", "amount_change"]
        self.assertEqual(
            self._read(table, names, 1),
            {
                "(unassigned 1) No address": (-1, -5.0),
                "(unassigned 2) Address outside the territories": (0, 15.0),
                "Test Couserans": (-2, -32.5),
                "Test Foix": (-24, -209.6),
                "Total": (-27, -232.1),
            },
        )
        # nothing is known of 2023
        self.assertEqual(self._read(table, names)["Test Foix"], (None, None))
        # the year before counts without being shown
        alone = self._get_table(years=[2025])
        self.assertEqual(self._read(alone, names)["Test Foix"], (-24, -209.6))

    def test_past_years_keep_their_reason_and_territory(self):
        (self.nowhere + self.in_couserans[0]).write(
            {"zip": "09991", "city": "Testville"}
        )
        self.assertEqual(self.nowhere.lcc_territory_id, self.foix)
        figures = self._read(self._get_table(), ["members"])
        self.assertEqual(figures["(unassigned 1) No address"], (1,))
        self.assertEqual(figures["Test Foix"], (28,))
        self.assertEqual(figures["Test Couserans"], (2,))

    def test_every_reason_has_its_row(self):
        unknown, lost, erased = self._create_members(3)
        unknown.write({"zip": "09999", "city": "Nowhere"})
        commune = self.env["lcc.commune"].create(
            {"name": "Lostville", "code": "09903", "territory_id": False}
        )
        lost.lcc_commune_id = commune
        self._record(unknown + lost, 2026, [1, 2])
        self._record(erased, 2026, [4]).lcc_territory_gap = False
        self.assertEqual(
            self._read(self._get_table(years=[2026]), ["amount"]),
            {
                "(unassigned 2) Address outside the territories": (3.0,),
                "(unassigned 3) Reason not known": (4.0,),
                "Total": (7.0,),
            },
        )
        groups = self.env["lcc.dues.report"]._read_group(
            [("year", "=", 2026), ("company_id", "=", self.company.id)],
            ["territory_gap"],
            ["amount_paid:sum"],
        )
        self.assertEqual(dict(groups), {"commune": 1, "territory": 2, False: 4})

    def test_a_member_with_two_lines_counts_once(self):
        self._record(self.in_foix[0], 2025, [7])
        figures = self._read(self._get_table(), ["members", "amount", "average"], 1)
        self.assertEqual(figures["Test Foix"], (4, 87.0, 21.8))  # 21.75
        self.assertEqual(figures["Total"], (5, 102.0, 20.4))

    def test_a_member_in_two_rows_is_told(self):
        self._record(self.in_foix[0], 2025, [7], lcc_territory_id=self.couserans.id)
        table = self._get_table()
        figures = self._read(table, ["members", "amount"], 1)
        self.assertEqual(figures["Test Couserans"], (1, 7.0))
        self.assertEqual(figures["Test Foix"], (4, 80.0))
        self.assertEqual(figures["Total"], (5, 102.0))
        self.assertEqual(table["twice"], [0, 1])

    def test_called_dues_count_on_demand(self):
        self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20), Dues(self.bruno, self.dues_year, 20)]
        )
        year = self.alice.member_line_ids.lcc_year
        paid = self._get_table(years=[year])
        self.assertEqual(self._read(paid, ["members"])["Total"], (0,))
        called = self._get_table(years=[year], with_called=True)
        self.assertEqual(
            self._read(called, ["members", "amount"]),
            {
                "Test Couserans": (1, 20.0),
                "Test Foix": (1, 20.0),
                "Total": (2, 40.0),
            },
        )

    def test_partial_payment_is_not_paid(self):
        move = self._collect(self.alice, self.dues_year, 20, date(2023, 2, 1))
        move.line_ids.remove_move_reconcile()
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=move.ids
        ).create({"amount": 8, "payment_date": "2023-02-01"})._create_payments()
        self.assertEqual(self.alice.member_line_ids.lcc_amount_paid, 8)
        self.assertEqual(
            self._read(self._get_table(years=[2023]), ["members", "amount"])["Total"],
            (0, 0.0),
        )
        called = self._get_table(years=[2023], with_called=True)
        self.assertEqual(self._read(called, ["members", "amount"])["Total"], (1, 20.0))

    def test_credit_note_takes_dues_out(self):
        move = self._collect(self.alice, self.dues_year, 20, date(2023, 2, 1))
        self._collect(self.bruno, self.dues_year, 20, date(2023, 2, 1))
        names = ["members", "amount"]
        self.assertEqual(
            self._read(self._get_table(years=[2023]), names)["Total"], (2, 40.0)
        )
        move._reverse_moves([{"invoice_date": "2023-03-01"}], cancel=True)
        self.assertEqual(
            self._read(self._get_table(years=[2023]), names)["Total"], (1, 20.0)
        )

    def test_cancelled_since_is_left_out_and_said(self):
        """A credit note of a later day leaves the past as it is known today."""
        move = self._collect(self.alice, self.dues_year, 20, date(2023, 2, 1))
        options = {"years": [2023], "until": "2023-02-28"}
        self.assertEqual(
            self._read(self._get_table(**options), ["members"])["Total"], (1,)
        )
        move._reverse_moves([{"invoice_date": "2023-03-01"}], cancel=True)
        table = self._get_table(**options)
        self.assertEqual(self._read(table, ["members"])["Total"], (0,))
        self.assertEqual(
            table["notes"][0],
            "Paid until 02/28/2023. What was cancelled or given back since is left out "
            "too.",
        )
        called = self._get_table(**options, with_called=True)
        self.assertIn("Called until 02/28/2023.", called["notes"][0])
        self.assertEqual(len(self._get_table(years=[2023])["notes"]), 1)

    def test_words_around_the_table(self):
        self._record(self.in_foix[0], 2025, [7], lcc_territory_id=self.couserans.id)
        table = self._get_table()
        self.assertEqual(
            [(column["key"], column["label"]) for column in table["columns"]],
            [
                ("members", "Members"),
                ("share", "Share"),
                ("amount", "Amount, €"),
                ("average", "Average"),
                ("members_change", "Change, members"),
                ("amount_change", "Change, amount"),
            ],
        )
        self.assertEqual(
            table["notes"][0],
            "2025: members with dues in two rows stand in both, and count once in the "
            "total (1 less than the sum of the rows).",
        )

    def test_paid_until_a_day(self):
        self._record(self.in_foix[5], 2025, [20], date="2025-11-02")
        figures = {
            until: self._read(self._get_table(until=until), ["members"], 1)["Total"][0]
            for until in ("2025-03-09", "2025-03-10", "2025-11-01", "2025-11-02")
        }
        self.assertEqual(
            figures,
            {
                "2025-03-09": 0,
                "2025-03-10": 5,
                "2025-11-01": 5,
                "2025-11-02": 6,
            },
        )

    def test_rows_by_local_group_and_type(self):
        group = self.env["lcc.local.group"].create({"name": "Test group"})
        member = self._create_members(1, lcc_local_group_id=group.id)
        shop = self._create_members(1, lcc_member_type_id=self.professional_type.id)
        self._record(member + shop, 2025, [3, 50])
        by_group = self._get_table(years=[2025], group_by="local_group")
        self.assertEqual(
            self._read(by_group, ["members", "amount"]),
            {
                "(no local group)": (6, 145.0),
                "Test group": (1, 3.0),
                "Total": (7, 148.0),
            },
        )
        by_type = self._get_table(years=[2025], group_by="type")
        self.assertEqual(
            self._read(by_type, ["members", "amount"]),
            {
                self.person_type.name: (6, 98.0),
                self.professional_type.name: (1, 50.0),
                "Total": (7, 148.0),
            },
        )
        options = {"years": [2025], "member_type_id": self.professional_type.id}
        self.assertEqual(
            self._read(self._get_table(**options), ["amount"])["Total"], (50.0,)
        )
        options = {"years": [2025], "local_group_id": group.id}
        self.assertEqual(
            self._read(self._get_table(**options), ["amount"])["Total"], (3.0,)
        )

    @freeze_time("2026-06-01")
    def test_default_years_are_the_last_two_with_dues(self):
        self._record(self.in_foix[:1], 2027, [20])  # paid long before
        table = self._get_table(years=None)
        self.assertEqual(table["years"], [2024, 2025])
        self.assertEqual(table["offered_years"], [2027, 2025, 2024])

    def test_bad_choices(self):
        with self.assertRaisesRegex(UserError, "Choose years"):
            self._get_table(years=["soon"])
        with self.assertRaisesRegex(UserError, "is no date"):
            self._get_table(until="31/12/2025")

    # What figures open, and the other ways to see them

    def test_every_figure_opens_its_lines(self):
        table = self._get_table()
        report = self.env["lcc.dues.report"]
        for row in [*table["rows"], table["total"]]:
            for year, cell in zip(table["years"], row["cells"], strict=True):
                lines = report.search(
                    [*table["domain"], *row["domain"], ("year", "=", year)]
                )
                self.assertEqual(len(lines.partner_id), cell["members"])
                self.assertAlmostEqual(sum(lines.mapped("amount_paid")), cell["amount"])
        action = report.search(
            [("partner_id", "=", self.nowhere.id)]
        ).action_open_dues()
        self.assertEqual(action["res_id"], self.nowhere.member_line_ids.id)

    def test_pivot_agrees(self):
        self._record(self.in_foix[0], 2025, [7])
        groups = self.env["lcc.dues.report"].formatted_read_group(
            [("company_id", "=", self.company.id), ("state", "in", ("paid", "free"))],
            ["territory_id", "gap", "year"],
            ["member_count:count_distinct", "amount_paid:sum"],
        )
        read = {
            (
                (group["territory_id"] or [0, group["gap"]])[1],
                group["year"],
            ): (group["member_count:count_distinct"], group["amount_paid:sum"])
            for group in groups
        }
        self.assertEqual(
            read,
            {
                ("address", 2024): (1, 5.0),
                ("outside", 2024): (1, 0.0),
                ("Test Couserans", 2024): (2, 32.5),
                ("Test Foix", 2024): (28, 289.6),
                ("outside", 2025): (1, 15.0),
                ("Test Foix", 2025): (4, 87.0),
            },
        )

    def _render_xlsx(self, **options):
        content, kind = self.env["ir.actions.report"]._render_xlsx(
            "lcc_membership.dues_table_xlsx", None, {**options, "context": {}}
        )
        self.assertEqual(kind, "xlsx")
        return content

    def test_workbook_agrees(self):
        content = self._render_xlsx(years=[2024, 2025], is_whole=True)
        shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True).active
        rows = {row[0]: row[1:] for row in shown.values if row[0]}
        self.assertEqual(rows["Test Foix"][0], 28)
        self.assertEqual(rows["Test Foix"][2], 289.6)
        self.assertAlmostEqual(rows["Test Foix"][3], 289.6 / 28)
        self.assertEqual(rows["Test Foix"][6:9], (4, 0.8, 80))
        self.assertEqual(rows["Test Foix"][10:], (-24, -209.6))
        self.assertIn(rows["Test Couserans"][9], (None, ""))  # 0 / 0
        self.assertEqual(rows["Total"][0], 32)
        self.assertEqual(rows["Total"][2], 327.1)
        formulas = openpyxl.load_workbook(io.BytesIO(content)).active
        total = {cell.coordinate: cell.value for cell in formulas[9]}
        self.assertEqual(total["A9"], "Total")
        self.assertEqual(total["B9"], "=SUM(B5:B8)")
        self.assertEqual(total["D9"], "=SUM(D5:D8)")
        self.assertEqual(formulas["C8"].value, '=IF(B$9=0,"",B8/B$9)')
        self.assertEqual(formulas["E8"].value, '=IF(B8=0,"",D8/B8)')
        self.assertEqual(formulas["D8"].number_format, "#,##0")
        self.assertEqual(formulas["E8"].number_format, "#,##0.0")
        self.assertEqual(formulas.freeze_panes, "B5")

    def test_workbook_counts_a_member_in_two_rows_once(self):
        self._record(self.in_foix[0], 2025, [7], lcc_territory_id=self.couserans.id)
        content = self._render_xlsx(years=[2025])
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        self.assertEqual(sheet["B8"].value, "=SUM(B5:B7)-1")
        self.assertIn("count once in the total (1 less", sheet["A10"].value)

    def test_paper_agrees(self):
        values = self.env["report.lcc_membership.dues_table_paper"]._get_report_values(
            None, {"years": [2024, 2025], "is_whole": True, "until": "2025-12-31"}
        )
        show = values["show"]
        foix = next(row for row in values["rows"] if row["label"] == "Test Foix")
        self.assertEqual(
            [show(foix["cells"][0], one["key"]) for one in values["columns"]],
            ["28", "87.5 %", "290", "10.3", "", ""],
        )
        self.assertEqual(
            [show(foix["cells"][1], one["key"]) for one in values["columns"]],
            ["4", "80.0 %", "80", "20.0", "-24", "-210"],
        )
        self.assertEqual(values["subtitle"], "Paid dues, until 12/31/2025")
        content, kind = (
            self.env["ir.actions.report"]
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(
                "lcc_membership.lcc_dues_table_report",
                data={"years": [2023, 2024, 2025]},
            )
        )
        self.assertEqual(kind, "pdf")
        self.assertTrue(content.startswith(b"%PDF"))

    def test_screen(self):
        self.start_tour(
            "/odoo/dues-by-territory?years=2024",
            "lcc_membership_dues_table",
            login="lcc_membership_auditor",
        )

    # Rights

    def test_who_reads_the_table(self):
        for user in (self.auditor, self.manager, self.treasurer):
            table = self.env["lcc.dues.table"].with_user(user)
            total = self._read(table.get_table(years=[2024]), ["amount"])["Total"]
            self.assertEqual(total, (327.1,))
        for user in (
            self.accountant,
            self._create_user("keeper", "lcc_base.group_lcc_keeper"),
        ):
            with self.assertRaises(AccessError):
                self.env["lcc.dues.table"].with_user(user).get_table()
            with self.assertRaises(AccessError):
                self.env["lcc.dues.report"].with_user(user).search([])

    def test_who_follows_a_territory_sees_its_dues(self):
        self.manager.lcc_territory_ids = self.couserans
        table = self.env["lcc.dues.table"].with_user(self.manager)
        self.assertEqual(
            self._read(table.get_table(years=[2024]), ["members", "share", "amount"]),
            {"Test Couserans": (2, 100.0, 32.5), "Total": (2, 100.0, 32.5)},
        )

    def test_names_of_members_are_exported_by_right_only(self):
        self.auditor.group_ids += self.env.ref("base.group_allow_export")
        report = self.env["lcc.dues.report"].with_user(self.auditor)
        lines = report.search([("year", "=", 2025)])
        with self.assertRaisesRegex(AccessError, "personal data"):
            lines.export_data(["partner_id", "amount_paid"])
        self.auditor.group_ids += self.env.ref("base.group_allow_export")
        rows = lines[:1].export_data(["year", "amount_paid"])["datas"]
        self.assertEqual(rows[0][0], 2025)

    def test_other_companies_are_left_out(self):
        other = self._create_association("Other association")
        self._record(self.in_foix[:1], 2025, [99], company_id=other.id)
        total = self._read(self._get_table(), ["members", "amount"], 1)["Total"]
        self.assertEqual(total, (5, 95.0))
