# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
from datetime import date

import openpyxl

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..models.lcc_dues_collection import Dues
from .common import LccMembershipCase


@tagged("post_install", "-at_install")
class TestDuesBridge(LccMembershipCase, HttpCase):
    """From the table of dues to account 756, item by item, each alone."""

    def _take(self, member, amount, day, **kwargs):
        day = date.fromisoformat(day)
        return self._collect(member, self.dues_year, amount, day, **kwargs)

    def _get_bridge(self, year=2025, date_from="2025-01-01", date_to="2025-12-31"):
        return self.env["lcc.dues.bridge"].get_bridge(year, date_from, date_to)

    def _read(self, bridge):
        """(table, items by key, balance), whose check must be zero."""
        self.assertEqual(bridge["unexplained"], 0)
        items = {item["key"]: item["amount"] for item in bridge["items"]}
        return bridge["table"], items, bridge["balance"]

    def _refund(self, move, day, amount=None):
        """A credit note of the whole invoice, or of a part of each line."""
        refund = move._reverse_moves([{"invoice_date": day, "date": day}])
        if amount:
            refund.invoice_line_ids.price_unit = amount
        refund.action_post()
        return refund

    def _enter_by_hand(self, day, amount):
        move = self.env["account.move"].create(
            {
                "journal_id": self.bank_journal.id,
                "date": day,
                "ref": "Lump of dues",
                "line_ids": [
                    Command.create(
                        {"account_id": self._account("512001").id, "debit": amount}
                    ),
                    Command.create(
                        {"account_id": self._account("756100").id, "credit": amount}
                    ),
                ],
            }
        )
        move.action_post()
        return move

    def test_dues_in_the_period_need_no_explanation(self):
        self._take(self.alice, 20, "2025-03-01", gift=5)
        self._take(self.bruno, 20, "2025-12-31")
        bridge = self._get_bridge()
        self.assertEqual(self._read(bridge), (40.0, {}, 40.0))
        self.assertIn("756100", bridge["accounts"])

    def test_dues_paid_after_and_before(self):
        self._take(self.alice, 20, "2025-03-01")
        self._take(self.alice, 21, "2025-10-01")  # 2026
        self._take(self.bruno, 22, "2025-11-01")
        self.assertEqual(
            self._read(self._get_bridge(date_to="2025-09-30")),
            (42.0, {"after": -22.0}, 20.0),
        )
        self.assertEqual(
            self._read(self._get_bridge(date_from="2025-03-02")),
            (42.0, {"before": -20.0, "other_year": 21.0}, 43.0),
        )
        # dues of 2026 were all in the books before 2026
        self.assertEqual(
            self._read(self._get_bridge(2026, "2026-01-01", "2026-12-31")),
            (21.0, {"before": -21.0}, 0.0),
        )

    def test_history_has_no_invoice(self):
        self.env["membership.membership_line"].create(
            {
                "partner_id": self.alice.id,
                "membership_id": self.dues_year.id,
                "date": "2025-03-10",
                "date_from": "2025-01-01",
                "date_to": "2025-12-31",
                "member_price": 17.5,
                "state": "paid",
            }
        )
        self.assertEqual(
            self._read(self._get_bridge()), (17.5, {"history": -17.5}, 0.0)
        )

    def test_dues_on_another_account(self):
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2025, 3, 1))]
        )
        call.invoice_line_ids.account_id = self._account("754100")
        self._take(self.alice, 20, "2025-03-01", call=call)
        bridge = self._get_bridge()
        self.assertEqual(self._read(bridge), (20.0, {"account": -20.0}, 0.0))
        self.assertIn("754100", bridge["items"][0]["lines"][0]["detail"])

    def test_unpaid_and_partly_paid_calls(self):
        self.association.is_posting_at_call = True
        moves = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20), Dues(self.bruno, self.dues_year, 20)]
        )
        day = moves[0].invoice_date
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=moves[1].ids
        ).create({"amount": 8, "payment_date": day})._create_payments()
        self.assertEqual(moves[1].payment_state, "partial")
        self.assertEqual(
            self._read(
                self._get_bridge(day.year, f"{day.year}-01-01", f"{day.year}-12-31")
            ),
            (0.0, {"unpaid": 40.0}, 40.0),
        )

    def test_draft_calls_are_in_neither(self):
        self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(2025, 3, 1))]
        )
        self.assertEqual(self._read(self._get_bridge()), (0.0, {}, 0.0))

    def test_entries_by_hand(self):
        move = self._enter_by_hand("2025-06-01", 66.6)
        bridge = self._get_bridge()
        self.assertEqual(self._read(bridge), (0.0, {"entry": 66.6}, 66.6))
        [line] = bridge["items"][0]["lines"]
        self.assertEqual((line["res_model"], line["res_id"]), ("account.move", move.id))
        self.assertIn("Lump of dues", line["name"])
        self.assertIn("Test bank", line["detail"])

    def test_credit_note_in_the_same_period(self):
        move = self._take(self.alice, 20, "2025-03-01")
        self._refund(move, "2025-04-01")
        self.assertEqual(self._read(self._get_bridge()), (0.0, {}, 0.0))

    def test_credit_note_in_another_period(self):
        move = self._take(self.alice, 20, "2025-03-01")
        self._take(self.bruno, 20, "2025-03-01")
        self._refund(move, "2025-10-05")
        self.assertEqual(
            self._read(self._get_bridge(date_to="2025-09-30")),
            (20.0, {"credit": 20.0}, 40.0),
        )
        self.assertEqual(
            self._read(self._get_bridge(date_from="2025-10-01")),
            (20.0, {"before": -20.0, "credit": -20.0}, -20.0),
        )
        self.assertEqual(
            self._read(self._get_bridge(2024, "2025-10-01", "2025-12-31")),
            (0.0, {"other_year": -20.0}, -20.0),
        )

    def test_credit_note_of_a_part(self):
        move = self._take(self.alice, 20, "2025-03-01")
        self._refund(move, "2025-10-05", amount=5)
        self.assertEqual(self._read(self._get_bridge()), (15.0, {}, 15.0))
        self.assertEqual(
            self._read(self._get_bridge(date_to="2025-09-30")),
            (15.0, {"credit": 5.0}, 20.0),
        )

    def test_everything_at_once(self):
        """As the association of the case: dues of the year before, and paid later."""
        self._take(self.alice, 50.2, "2025-01-10", **self._for(2024))
        self._take(self.bruno, 30, "2025-05-02")
        self._take(self.alice, 66.6, "2025-10-03")
        self._enter_by_hand("2025-07-01", 12.0)
        bridge = self._get_bridge(date_to="2025-09-30")
        self.assertEqual(
            self._read(bridge),
            (96.6, {"after": -66.6, "other_year": 50.2, "entry": 12.0}, 92.2),
        )
        self.assertEqual(
            [item["key"] for item in bridge["items"]], ["after", "other_year", "entry"]
        )
        after = bridge["items"][0]
        self.assertEqual(after["count"], 1)
        [line] = after["lines"]
        self.assertEqual(
            (line["name"], line["date"], line["amount"]),
            ("Alice", "2025-10-03", -66.6),
        )

    def _for(self, year):
        """A call for dues of a year, entered before the year was over."""
        call = self.env["lcc.dues.collection"]._call(
            [Dues(self.alice, self.dues_year, 20, date=date(year, 2, 1))]
        )
        return {"call": call}

    def test_figures_open_their_lines(self):
        self._take(self.alice, 20, "2025-03-01")
        self._take(self.bruno, 20, "2025-11-01")
        move = self._enter_by_hand("2025-07-01", 12.0)
        bridge = self._get_bridge(date_to="2025-09-30")
        options = (bridge["year"], bridge["date_from"], bridge["date_to"])
        get_action = self.env["lcc.dues.bridge"].get_item_action
        after, entry = get_action("after", *options), get_action("entry", *options)
        self.assertEqual(after["res_model"], "lcc.dues.report")
        dues = self.env["lcc.dues.report"].search(after["domain"])
        self.assertEqual(dues.partner_id, self.bruno)
        self.assertEqual(entry["res_model"], "account.move.line")
        items = self.env["account.move.line"].search(entry["domain"])
        self.assertEqual((items.move_id, items.credit), (move, 12.0))
        table = self.env["lcc.dues.report"].search(bridge["table_domain"])
        self.assertEqual(sum(table.mapped("amount_paid")), 40.0)
        books = self.env["account.move.line"].search(bridge["balance_domain"])
        self.assertEqual(-sum(books.mapped("balance")), 32.0)

    def test_the_check_is_no_tautology(self):
        """A figure that its own lines do not make is shown as unexplained."""
        self._take(self.alice, 20, "2025-03-01")
        line = self.alice.member_line_ids
        line.flush_recordset()
        self.env.cr.execute(
            "UPDATE membership_membership_line SET lcc_amount_paid = 13 WHERE id = %s",
            [line.id],
        )
        self.env.invalidate_all()
        bridge = self._get_bridge()
        self.assertEqual(
            (bridge["table"], bridge["balance"], bridge["unexplained"]), (13, 20, 7)
        )

    def test_default_period_is_the_year(self):
        self._take(self.alice, 20, "2025-03-01")
        bridge = self.env["lcc.dues.bridge"].get_bridge()
        self.assertEqual(
            (bridge["year"], bridge["date_from"], bridge["date_to"]),
            (2025, "2025-01-01", "2025-12-31"),
        )

    def test_a_period_that_ends_before_it_begins(self):
        with self.assertRaisesRegex(UserError, "ends before it begins"):
            self._get_bridge(date_from="2025-05-01", date_to="2025-04-30")

    def test_screen(self):
        self._take(self.alice, 20, "2025-03-01")
        self._take(self.bruno, 20, "2025-11-01")
        self.start_tour(
            "/odoo/dues-and-books?year=2025&from=2025-01-01&to=2025-09-30",
            "lcc_membership_dues_bridge",
            login="lcc_membership_treasurer",
        )

    # Papers

    def test_workbook_has_every_line_and_the_check(self):
        self._take(self.alice, 20, "2025-03-01")
        self._take(self.bruno, 22.5, "2025-11-01")
        options = {"year": 2025, "date_from": "2025-01-01", "date_to": "2025-09-30"}
        content, _kind = self.env["ir.actions.report"]._render_xlsx(
            "lcc_membership.dues_bridge_xlsx", None, {**options, "context": {}}
        )
        steps, lines = openpyxl.load_workbook(io.BytesIO(content)).worksheets
        self.assertEqual(
            [row[1] for row in steps.iter_rows(min_row=5, values_only=True)],
            [42.5, -22.5, 20, "=ROUND(B7-SUM(B5:B6),2)"],
        )
        [row] = lines.iter_rows(min_row=5, values_only=True)
        self.assertEqual(row[0], "Dues of 2025 entered after the period")
        self.assertEqual((row[1], row[3]), ("Bruno", -22.5))

    def _read_workbook(self, user):
        """Cells of the second sheet, as a set of texts."""
        options = {"year": 2025, "date_to": "2025-09-30", "context": {}}
        content, _kind = (
            self.env["ir.actions.report"]
            .with_user(user)
            ._render_xlsx("lcc_membership.dues_bridge_xlsx", None, options)
        )
        lines = openpyxl.load_workbook(io.BytesIO(content)).worksheets[1]
        return " ".join(
            str(cell)
            for row in lines.iter_rows(min_row=5, values_only=True)
            for cell in row
        )

    def _read_paper(self, user):
        content, _kind = (
            self.env["ir.actions.report"]
            .with_user(user)
            ._render_qweb_html(
                "lcc_membership.lcc_dues_bridge_report",
                [],
                data={"year": 2025, "date_to": "2025-09-30"},
            )
        )
        return content.decode()

    def test_members_are_named_for_who_may_export_them(self):
        """Others get numbers, and no texts of entries: these may name somebody."""
        self._take(self.bruno, 22.5, "2025-11-01")
        move = self._enter_by_hand("2025-07-01", 12.0)
        move.line_ids.name = "Dues of Alice"
        logs = self.env["lcc.export.log"].search([])
        for read in (self._read_workbook, self._read_paper):
            text = read(self.treasurer)
            self.assertIn(self.bruno.lcc_member_number, text)
            self.assertIn(move.name, text)
            for said in ("Bruno", "Alice", "Lump of dues"):
                self.assertNotIn(said, text)
        self.assertEqual(self.env["lcc.export.log"].search([]), logs)
        group = self.env.ref("lcc_membership.group_lcc_member_export")
        self.treasurer.group_ids += group
        for read, file_format in (
            (self._read_workbook, "xlsx"),
            (self._read_paper, "pdf"),
        ):
            text = read(self.treasurer)
            for said in ("Bruno", "Dues of Alice", "Lump of dues"):
                self.assertIn(said, text)
            new = self.env["lcc.export.log"].search([]) - logs
            self.assertEqual(
                sorted(new.mapped(lambda log: (log.model, log.record_count))),
                [("account.move", 1), ("membership.membership_line", 1)],
            )
            self.assertEqual(new.mapped("file_format"), [file_format] * 2)
            self.assertEqual(new.user_id, self.treasurer)
            dues = new.filtered(lambda log: log.model == "membership.membership_line")
            self.assertEqual((dues.member_count, (new - dues).member_count), (1, 0))
            logs += new

    def test_texts_of_entries_alone_are_logged(self):
        self._enter_by_hand("2025-07-01", 12.0)
        self.treasurer.group_ids += self.env.ref(
            "lcc_membership.group_lcc_member_export"
        )
        logs = self.env["lcc.export.log"].search([])
        self.assertIn("Lump of dues", self._read_paper(self.treasurer))
        log = self.env["lcc.export.log"].search([]) - logs
        self.assertEqual(
            (log.model, log.field_names), ("account.move", "ref, line_ids.name")
        )

    def test_the_screen_tells_the_largest_lines_and_the_rest(self):
        carla = self.bruno.copy({"name": "Carla"})
        for member, amount in ((self.alice, 30), (self.bruno, 20), (carla, 5)):
            self._take(member, amount, "2025-11-01")
        [item] = self.env["lcc.dues.bridge"]._get_bridge(
            2025, date_to="2025-09-30", limit=1
        )["items"]
        self.assertEqual([line["amount"] for line in item["lines"]], [-30.0])
        self.assertEqual(item["rest"], {"label": "2 smaller ones", "amount": -25.0})
        [item] = self._get_bridge(date_to="2025-09-30")["items"]
        self.assertFalse(item["rest"])

    def test_paper(self):
        self._take(self.bruno, 22.5, "2025-11-01")
        options = {"year": 2025, "date_from": "2025-01-01", "date_to": "2025-09-30"}
        content, kind = (
            self.env["ir.actions.report"]
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf("lcc_membership.lcc_dues_bridge_report", data=options)
        )
        self.assertEqual(kind, "pdf")
        self.assertTrue(content.startswith(b"%PDF"))

    # Rights

    def test_who_compares_with_the_books(self):
        self._take(self.alice, 20, "2025-03-01")
        self._enter_by_hand("2025-07-01", 12.0)
        reader = self._create_user(
            "reader", "lcc_base.group_lcc_auditor,account.group_account_readonly"
        )
        for user, can_read in ((self.treasurer, False), (reader, True)):
            bridge = self.env["lcc.dues.bridge"].with_user(user).get_bridge(2025)
            self.assertEqual(bridge["balance"], 32.0)
            self.assertEqual(bridge["can_read_books"], can_read)
        for user in (self.auditor, self.manager, self.accountant):
            with self.assertRaises(AccessError):
                self.env["lcc.dues.bridge"].with_user(user).get_bridge(2025)

    def test_who_follows_some_territories_compares_nothing(self):
        self.treasurer.lcc_territory_ids = self.foix
        with self.assertRaisesRegex(AccessError, "all territories"):
            self.env["lcc.dues.bridge"].with_user(self.treasurer).get_bridge(2025)
