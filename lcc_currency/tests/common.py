# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from contextlib import contextmanager
from datetime import date

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import new_test_user
from odoo.tools import SQL

from odoo.addons.base.tests.common import BaseCommon

FACES = (1, 2, 5, 10, 20, 50)


class LccCurrencyCase(BaseCommon):
    """An association with a currency in use; no demo data is needed.

    Series “2020” exists from 1 January 2020. On 15 January 1,000 coupons of each
    face value are printed (serials 1 to 1000). On 1 February counter A gets 100 of
    each (8,800.00) and counter B 50 of each (4,400.00); the vault keeps 850 of each
    (74,800.00). Nothing circulates. Books are made per place and day.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls._create_association("Test association")
        cls.env = cls.env(
            context={**cls.env.context, "allowed_company_ids": cls.company.ids}
        )
        cls.treasurer = cls._create_user("treasurer", "lcc_base.group_lcc_treasurer")
        cls.manager = cls._create_user("manager", "lcc_base.group_lcc_manager")
        cls.keeper = cls._create_user("keeper", "lcc_base.group_lcc_keeper")
        cls.keeper_b = cls._create_user("keeper_b", "lcc_base.group_lcc_keeper")
        cls.auditor = cls._create_user("auditor", "lcc_base.group_lcc_auditor")
        cls.person, cls.shop, cls.grocer = cls.env["res.partner"].create(
            [
                {"name": "Test person"},
                {"name": "Test shop", "is_company": True},
                {"name": "Test grocer", "is_company": True},
            ]
        )
        cls._create_means_of_payment()
        cls.currency = cls._create_currency("Test currency", cls.company)
        cls.series = cls.currency.series_ids
        cls.denominations = {int(d.value): d for d in cls.currency.denomination_ids}
        cls._create_places()
        cls._print_and_supply()

    # ------------------------------------------------------------------
    # Set up
    # ------------------------------------------------------------------

    @classmethod
    def _create_association(cls, name):
        """A company on the chart of French associations."""
        company = (
            cls.env["res.company"]
            .with_context(chart_template_load=True)
            .create({"name": name, "country_id": cls.env.ref("base.fr").id})
        )
        cls.env["account.chart.template"].try_loading(
            "fr_asso", company=company, install_demo=False
        )
        return company

    @classmethod
    def _create_user(cls, name, groups, company=None):
        company = company or cls.company
        return new_test_user(
            cls.env,
            login=f"lcc_currency_{name}",
            groups=groups,
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )

    @classmethod
    def _account(cls, code):
        return cls.env["account.account"].search(
            [("code", "=", code), ("company_ids", "in", cls.company.ids)]
        )

    @classmethod
    def _create_means_of_payment(cls):
        """Cash 530000, a bank 512001, and cheques kept on 511200 until banked."""
        cls.cash_journal, cls.bank_journal = cls.env["account.journal"].create(
            [
                {
                    "name": "Test cash",
                    "type": "cash",
                    "code": "TCSH",
                    "default_account_id": cls._account("530000").id,
                },
                {
                    "name": "Test bank",
                    "type": "bank",
                    "code": "TBNK",
                    "default_account_id": cls._account("512001").id,
                },
            ]
        )
        cls.cash = cls.cash_journal.inbound_payment_method_line_ids[:1]
        cls.cash_out = cls.cash_journal.outbound_payment_method_line_ids[:1]
        cls.bank = cls.bank_journal.inbound_payment_method_line_ids[:1]
        cls.bank_out = cls.bank_journal.outbound_payment_method_line_ids[:1]
        cls.cheque = cls.bank.copy(
            {"name": "Cheque", "payment_account_id": cls._account("511200").id}
        )

    @classmethod
    def _create_currency(cls, name, company, **vals):
        return cls.env["lcc.currency"].create(
            {
                "name": name,
                "symbol": "TST",
                "company_id": company.id,
                "denomination_ids": [Command.create({"value": v}) for v in FACES],
                "series_ids": [
                    Command.create({"name": "2020", "date_from": "2020-01-01"})
                ],
                **vals,
            }
        )

    @classmethod
    def _create_places(cls):
        cls.vault, cls.counter_a, cls.counter_b, cls.till = cls.env["lcc.place"].create(
            [
                {
                    "name": name,
                    "kind": kind,
                    "lcc_currency_id": cls.currency.id,
                    **vals,
                }
                for name, kind, vals in (
                    ("Vault", "vault", {}),
                    (
                        "Counter A",
                        "counter",
                        {
                            "partner_id": cls.shop.id,
                            "keeper_ids": [Command.set(cls.keeper.ids)],
                            "payment_method_line_id": cls.cash.id,
                        },
                    ),
                    (
                        "Counter B",
                        "counter",
                        {
                            "partner_id": cls.grocer.id,
                            "keeper_ids": [Command.set(cls.keeper_b.ids)],
                        },
                    ),
                    ("Till", "till", {"account_id": cls._account("531800").id}),
                )
            ]
        )
        cls.holders, cls.printer, cls.destroyed, cls.lapsed = (
            cls.currency._get_place(kind)
            for kind in ("holders", "printer", "destroyed", "lapsed")
        )

    @classmethod
    def _print_and_supply(cls):
        cls.emission = (
            cls.env["lcc.emission"]
            .with_user(cls.manager)
            .create(
                {
                    "name": "First print run",
                    "lcc_currency_id": cls.currency.id,
                    "series_id": cls.series.id,
                    "date": "2020-01-15",
                    "vault_id": cls.vault.id,
                    "line_ids": [
                        Command.create(
                            {
                                "denomination_id": cls.denominations[face].id,
                                "quantity": 1000,
                                "serial_first": 1,
                                "serial_last": 1000,
                            }
                        )
                        for face in FACES
                    ],
                }
            )
        )
        cls.emission.with_user(cls.treasurer).action_post()
        for counter, quantity in ((cls.counter_a, 100), (cls.counter_b, 50)):
            cls._post(
                "supply",
                cls.vault,
                counter,
                dict.fromkeys(FACES, quantity),
                date="2020-02-01",
            )

    # ------------------------------------------------------------------
    # Helpers
    # ------------------------------------------------------------------

    @classmethod
    def _coupons(cls, coupons, series=None, is_return=False):
        """Line commands from {face value: quantity}."""
        return [
            Command.create(
                {
                    "denomination_id": cls.denominations[face].id,
                    "series_id": (series or cls.series).id,
                    "quantity": quantity,
                    "is_return": is_return,
                }
            )
            for face, quantity in coupons.items()
        ]

    @classmethod
    def _vals(cls, kind, source, target, coupons, **vals):
        """Values of an operation dated 1 March 2020, paid in cash where euros move.

        :param coupons: {face value: quantity}, or line commands
        """
        if isinstance(coupons, dict):
            coupons = cls._coupons(coupons)
        means = {"exchange": cls.cash, "reconversion": cls.cash_out}.get(kind)
        if kind == "reconversion":
            vals.setdefault("partner_id", cls.shop.id)
        return {
            "kind": kind,
            "date": "2020-03-01",
            "lcc_currency_id": cls.currency.id,
            "place_from_id": source.id,
            "place_to_id": target.id,
            "payment_method_line_id": means.id if means else False,
            "line_ids": coupons,
            **vals,
        }

    @classmethod
    def _draft(cls, *args, user=None, **vals):
        """An operation prepared by the manager; arguments as ``_vals``."""
        operations = cls.env["lcc.operation"].with_user(user or cls.manager)
        return operations.create(cls._vals(*args, **vals))

    @classmethod
    def _post(cls, *args, **vals):
        """An operation prepared by the manager, posted by the treasurer."""
        operation = cls._draft(*args, **vals).with_user(cls.treasurer)
        operation.action_post()
        return operation

    @classmethod
    def _exchange(cls, coupons=None, place=None, **vals):
        """A posted exchange, of 17.00 at counter A unless said otherwise."""
        return cls._post(
            "exchange",
            place or cls.counter_a,
            cls.holders,
            coupons or {10: 1, 5: 1, 2: 1},
            **vals,
        )

    def _held(self, place, series=None):
        """What a place holds now: {face value: quantity}, zeros left out."""
        balances = self.env["lcc.place.balance"].search(
            [
                ("place_id", "=", place.id),
                ("series_id", "=", (series or self.series).id),
                ("quantity", "!=", 0),
            ]
        )
        return {int(b.denomination_id.value): b.quantity for b in balances}

    def _totals(self, day):
        """Totals of the situation at a day written 2020-03-01."""
        return self.env["lcc.situation"]._get_totals(
            self.currency, date.fromisoformat(day)
        )

    def _items(self, moves):
        """Journal items as (account code, debit, credit, partner name or "")."""
        return sorted(
            (line.account_id.code, line.debit, line.credit, line.partner_id.name or "")
            for line in moves.line_ids
        )

    def _snapshot(self):
        """Every row that a refused operation must leave as it was."""
        self.env.flush_all()
        rows = {}
        for table in (
            "account_move",
            "account_move_line",
            "lcc_emission",
            "lcc_emission_line",
            "lcc_flow",
            "lcc_operation",
            "lcc_operation_line",
            "lcc_place_balance",
        ):
            self.cr.execute(
                SQL("SELECT to_jsonb(t)::text FROM %s t", SQL.identifier(table))
            )
            rows[table] = sorted(row for (row,) in self.cr.fetchall())
        return rows

    @contextmanager
    def assertRefused(self, message, error=UserError):
        """Check that a call is refused with a message, and that nothing is half done.

        :param message: regular expression
        """
        before = self._snapshot()
        with self.assertRaises(error) as refused:
            yield
        self.assertRegex(str(refused.exception), message)
        self.assertEqual(self._snapshot(), before)

    def assertBooks(self, operations, expected):
        """Enter operations in the books and compare the items of their entries.

        :param expected: list of (account code, debit, credit, partner name or "")
        """
        operations.with_user(self.treasurer)._post_books()
        self.assertEqual(set(operations.mapped("books_state")), {"done"})
        moves = operations.sudo().move_id
        self.assertEqual(set(moves.mapped("state")), {"posted"})
        self.assertEqual(self._items(moves), sorted(expected))
