# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from html import unescape

from lxml import etree

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools.safe_eval import safe_eval

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
class TestOperationForm(LccCurrencyCase):
    def _new(self, kind, user=None, **defaults):
        operations = self.env["lcc.operation"].with_user(user or self.manager)
        context = {f"default_{name}": value for name, value in defaults.items()}
        operations = operations.with_context(
            default_kind=kind, default_lcc_currency_id=self.currency.id, **context
        )
        return Form(operations)

    def _lines(self, form):
        return {
            int(self.env["lcc.denomination"].browse(line["denomination_id"]).value): (
                line["quantity"]
            )
            for line in form.line_out_ids._records
        }

    def test_exchange_proposes_the_fewest_coupons(self):
        form = self._new("exchange")
        form.place_from_id = self.counter_a
        form.amount = 88
        self.assertEqual(self._lines(form), {50: 1, 20: 1, 10: 1, 5: 1, 2: 1, 1: 1})
        self.assertEqual(form.difference, 0)
        form.amount = 70
        self.assertEqual(self._lines(form), {50: 1, 20: 1})
        form.line_out_ids.remove(0)
        self.assertEqual(form.lines_amount, 20)
        self.assertEqual(form.difference, 50)
        operation = form.save()
        operation.action_propose()
        operation.action_post()
        self.assertEqual(operation.amount, 70)

    def test_amount_of_a_saved_draft_changes(self):
        draft = self._draft("exchange", self.counter_a, self.holders, {5: 3})
        with Form(draft) as form:
            form.amount = 70
        self.assertEqual(draft.line_ids.mapped("quantity"), [1, 1])
        self.assertEqual(draft.lines_amount, 70)
        draft.action_post()
        self.assertEqual(draft.amount, 70)

    def test_exchange_that_the_counter_cannot_make(self):
        form = self._new("exchange")
        form.place_from_id = self.counter_a
        with self.assertLogs("odoo.tests.form", "WARNING") as logs:
            form.amount = 8801
        self.assertIn("Counter A does not hold the coupons", logs.output[0])
        self.assertEqual(self._lines(form), {})
        self.assertEqual(form.difference, 8801)
        with self.assertRaisesRegex(UserError, "supply it first"):
            form.save().action_propose()

    def test_places_follow_the_kind(self):
        form = self._new("supply", place_to_id=self.counter_b.id)
        self.assertEqual(form.place_from_id, self.vault)
        self.assertEqual(form.place_to_id, self.counter_b)
        form.kind = "exchange"
        self.assertEqual(form.place_to_id, self.holders)
        # From the button of a counter's card
        action = self.counter_a.with_user(self.keeper).action_new_exchange()
        operations = self.env["lcc.operation"].with_user(self.keeper)
        form = Form(operations.with_context(**action["context"]))
        self.assertEqual(form.place_from_id, self.counter_a)
        self.assertEqual(form.place_to_id, self.holders)

    def test_euros_follow_the_counter(self):
        form = self._new("exchange")
        form.place_from_id = self.counter_a
        self.assertEqual(form.payment_mode, "journal")
        self.assertEqual(form.payment_method_line_id, self.cash)
        # Counter B has no means of payment: it keeps the euros.
        form.place_from_id = self.counter_b
        self.assertEqual(form.payment_mode, "counter")

    def test_means_of_payment_follow_the_kind(self):
        form = self._new("exchange", user=self.keeper)
        form.place_from_id = self.counter_a
        allowed = form.allowed_payment_method_line_ids[:]
        self.assertIn(self.cash, allowed)
        self.assertIn(self.cheque, allowed)
        self.assertNotIn(self.cash_out, allowed)
        form.kind = "reconversion"
        self.assertFalse(form.payment_method_line_id)
        allowed = form.allowed_payment_method_line_ids[:]
        self.assertIn(self.cash_out, allowed)
        self.assertNotIn(self.cash, allowed)
        form.kind = "supply"
        self.assertFalse(form.allowed_payment_method_line_ids[:])

    def test_journal_of_a_till_takes_no_euros(self):
        self.till.write({"account_id": False, "journal_id": self.cash_journal.id})
        form = self._new("exchange")
        self.assertNotIn(self.cash, form.allowed_payment_method_line_ids[:])
        self.assertIn(self.bank, form.allowed_payment_method_line_ids[:])

    def test_keeper_of_one_counter_need_not_choose_it(self):
        self.assertEqual(
            self._new("exchange", user=self.keeper).place_from_id, self.counter_a
        )
        self.assertFalse(self._new("exchange").place_from_id)

    def test_keeper_reads_the_name_of_means_of_payment(self):
        methods = self.env["account.payment.method.line"].with_user(self.keeper)
        names = dict(methods.name_search(domain=[("id", "=", self.cash.id)]))
        self.assertEqual(names, {self.cash.id: f"{self.cash.name} (Test cash)"})

    def test_reconversion_shows_commission_and_net(self):
        product = self.env["product.product"].create(
            {"name": "Commission", "type": "service"}
        )
        self.currency.write({"commission_rate": 5, "commission_product_id": product.id})
        form = self._new("reconversion")
        form.partner_id = self.shop
        with form.line_out_ids.new() as line:
            self.assertEqual(line.denomination_id, self.denominations[50])
            self.assertEqual(line.series_id, self.series)
            line.quantity = 2
        self.assertEqual(form.lines_amount, 100)
        self.assertEqual(form.commission_due, 5)
        self.assertEqual(form.net_amount, 95)
        form.amount = 80
        self.assertEqual(form.commission_due, 4)
        self.assertEqual(form.net_amount, 76)

    def test_lines_left_empty_are_left_out(self):
        form = self._new("supply", place_to_id=self.counter_a.id)
        with form.line_out_ids.new() as line:
            line.quantity = 3
        with form.line_out_ids.new() as line:
            self.assertEqual(line.denomination_id, self.denominations[20])
        operation = form.save()
        self.assertEqual(operation.line_ids.mapped("quantity"), [3])
        self.assertEqual(operation.line_ids.denomination_id, self.denominations[50])
        with Form(operation) as form, form.line_out_ids.new():
            pass
        self.assertEqual(operation.line_ids.mapped("quantity"), [3])

    def test_swap_shows_both_ways(self):
        form = self._new("swap")
        form.place_from_id = self.counter_a
        with form.line_out_ids.new() as line:
            line.denomination_id = self.denominations[50]
            line.quantity = 1
        with form.line_in_ids.new() as line:
            line.denomination_id = self.denominations[20]
            line.quantity = 2
        self.assertEqual((form.lines_amount, form.taken_amount), (50, 40))
        self.assertEqual(form.difference, 10)
        with form.line_in_ids.new() as line:
            line.denomination_id = self.denominations[10]
            line.quantity = 1
        self.assertEqual(form.difference, 0)
        operation = form.save()
        self.assertEqual(len(operation.line_ids), 3)
        self.assertEqual(operation.line_out_ids.mapped("is_return"), [False])
        operation.action_post()
        self.assertEqual(self._held(self.counter_a)[50], 99)

    def test_series_are_shown_when_there_are_several(self):
        self.assertFalse(self._new("supply").has_several_series)
        newest = self.env["lcc.coupon.series"].create(
            {
                "name": "2021",
                "date_from": "2021-01-01",
                "lcc_currency_id": self.currency.id,
            }
        )
        form = self._new("supply")
        self.assertTrue(form.has_several_series)
        self.assertEqual(form.next_series_id, newest)

    def test_take_all(self):
        operation = self._draft("return", self.counter_b, self.vault, {50: 1})
        operation.action_take_all()
        operation.action_post()
        self.assertEqual(operation.amount, 4400)
        self.assertEqual(self._held(self.counter_b), {})
        empty = self._draft("return", self.counter_b, self.vault, {50: 1})
        with self.assertRaisesRegex(UserError, "Counter B holds no coupon"):
            empty.action_take_all()

    def test_links(self):
        exchange = self._exchange()
        reversal = exchange._reverse(reason="Test")
        self.assertEqual(exchange.action_view_reversal()["res_id"], reversal.id)
        self.assertEqual(reversal.action_view_reversal()["res_id"], exchange.id)
        printing = self.emission.operation_ids
        self.assertEqual(printing.action_view_emission()["res_id"], self.emission.id)
        (exchange + reversal)._post_books()
        moves = exchange.move_id
        operations = self.env["lcc.operation"].search(
            moves.action_view_lcc_operations()["domain"]
        )
        self.assertIn(exchange, operations)

    def test_lists_cost_no_query_per_record(self):
        fields = {
            "name": {},
            "partner_id": {"fields": {"display_name": {}}},
            "place_from_id": {"fields": {"display_name": {}}},
            "payment_method_line_id": {"fields": {"display_name": {}}},
            "amount": {},
            "reversal_ids": {},
        }
        held = {"held_coupons": {}, "is_low": {}}
        exchanges = sum(
            (self._exchange() for _i in range(6)), self.env["lcc.operation"]
        )
        places = self.vault + self.counter_a + self.counter_b
        self.env.flush_all()

        def count(records, spec):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            records.with_user(self.manager).web_read(spec)
            return self.cr.sql_log_count - before

        count(exchanges, fields)  # warms the caches of rights and translations
        self.assertEqual(count(exchanges, fields), count(exchanges[:2], fields))
        count(places, held)
        self.assertEqual(count(places, held), count(places[0], held))

    def test_posted_form_is_read_only(self):
        exchange = self._exchange().with_user(self.manager)
        form = Form(exchange)
        for name in ("date", "amount", "place_from_id", "partner_id", "kind", "note"):
            with self.assertRaises(AssertionError):
                form[name] = False

    def test_every_view_opens(self):
        """Each action has its views and search, whoever opens it."""
        for name in (
            "lcc_operation",
            "lcc_operation_exchange",
            "lcc_operation_reconversion",
            "lcc_operation_supply",
            "lcc_operation_other",
            "lcc_operation_line",
            "lcc_place",
            "lcc_place_all",
            "lcc_place_balance",
            "lcc_flow",
            "lcc_emission",
            "lcc_currency",
            "lcc_denomination",
            "lcc_coupon_series",
        ):
            action = self.env.ref(f"lcc_currency.{name}_action")
            self.assertTrue(action.help, name)
            self.assertTrue(action.path, name)
            for user in (self.auditor, self.manager):
                records = self.env[action.res_model].with_user(user)
                views = [(False, mode) for mode in action.view_mode.split(",")]
                arch = records.get_views([*views, (False, "search")])["views"]
                self._try_filters(records, arch["search"]["arch"])

    def _try_filters(self, records, arch):
        """Every filter and group-by of a search view finds its fields."""
        for node in etree.fromstring(arch).iter("filter"):
            if node.get("domain"):
                domain = safe_eval(node.get("domain"), {"uid": self.env.uid})
                records.search_count(domain)
            elif node.get("context"):
                group = safe_eval(node.get("context"))["group_by"]
                records.formatted_read_group([], [group], ["__count"])


@tagged("post_install", "-at_install")
class TestAccountant(LccCurrencyCase):
    """An accountant without any role in the local currency works as before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.accountant = cls._create_user("accountant", "account.group_account_manager")

    def test_reads_entries(self):
        exchange = self._exchange()
        exchange._post_books()
        move = exchange.sudo().move_id.with_user(self.accountant)
        self.assertNotIn("lcc_operation_ids", move.read()[0])
        with Form(move) as form:
            form.ref = "Seen"
        self.assertEqual(move.ref, "Seen")

    def test_posts_a_payment_on_the_journal_of_a_till(self):
        self.till.write({"account_id": False, "journal_id": self.cash_journal.id})
        payment = (
            self.env["account.payment"]
            .with_user(self.accountant)
            .create(
                {
                    "payment_type": "inbound",
                    "partner_id": self.shop.id,
                    "journal_id": self.cash_journal.id,
                    "amount": 80,
                }
            )
        )
        payment.action_post()
        self.assertNotIn("lcc_operation_ids", payment.read()[0])
        operation = payment.sudo().lcc_operation_ids
        self.assertEqual((operation.kind, operation.amount), ("till_receipt", 80))
        action = payment.sudo().action_view_lcc_operations()
        self.assertEqual(self.env["lcc.operation"].search(action["domain"]), operation)
        payment.action_cancel()
        self.assertFalse(payment.sudo().lcc_operation_ids)


@tagged("post_install", "-at_install")
class TestReceipt(LccCurrencyCase):
    def _print(self, operation, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.env.user)
        html, _type = reports._render_qweb_html(
            "lcc_currency.lcc_operation_receipt_report", operation.ids
        )
        return " ".join(
            unescape(html.decode()).replace("\N{NO-BREAK SPACE}", " ").split()
        )

    def test_exchange(self):
        exchange = self._exchange({20: 2, 5: 1}, partner_id=self.person.id)
        text = self._print(exchange)
        for expected in (
            f"Exchange receipt {exchange.name}",
            "Test association",
            "Counter A",
            "Test person",
            "45.00",
            "Test cash",
        ):
            self.assertIn(expected, text)
        self.assertNotIn("Reversed", text)
        exchange._reverse(reason="Test")
        self.assertIn("<strong>Reversed</strong>", self._print(exchange))

    def test_reconversion(self):
        product = self.env["product.product"].create(
            {"name": "Commission", "type": "service"}
        )
        self.currency.write({"commission_rate": 4, "commission_product_id": product.id})
        self._exchange({50: 1})
        text = self._print(
            self._post("reconversion", self.holders, self.vault, {50: 1})
        )
        for expected in ("Reconversion receipt", "Test shop", "50.00", "2.00", "48.00"):
            self.assertIn(expected, text)

    def test_keeper_prints_in_the_language_of_the_holder(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.person.lang = "fr_FR"
        exchange = self._exchange(partner_id=self.person.id, date="2020-03-31")
        text = self._print(exchange, self.keeper)
        self.assertIn("31/03/2020", text)
        self.assertIn("17,00", text)

    def test_draft_is_no_receipt(self):
        draft = self._draft("exchange", self.counter_a, self.holders, {5: 1})
        self.assertIn("this paper is no receipt", self._print(draft))

    def test_pdf_of_several(self):
        exchanges = self._exchange() + self._exchange()
        pdf, _type = (
            self.env["ir.actions.report"]
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf(
                "lcc_currency.lcc_operation_receipt_report", exchanges.ids
            )
        )
        self.assertTrue(pdf.startswith(b"%PDF"))


@tagged("post_install", "-at_install")
class TestDailyClose(LccCurrencyCase):
    def test_cron(self):
        exchange = self._exchange()
        cron = self.env.ref("lcc_currency.lcc_operation_cron_close_books")
        self.assertTrue(cron.active)
        self.assertEqual((cron.interval_number, cron.interval_type), (1, "days"))
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertEqual(exchange.books_state, "done")
