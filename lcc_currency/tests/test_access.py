# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from .common import LccCurrencyCase


@tagged("post_install", "-at_install")
@freeze_time("2020-06-15 12:00:00")
class TestAccess(LccCurrencyCase):
    """Who reads and who writes what."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.at_a = cls._exchange({10: 1})
        cls.at_b = cls._exchange({10: 1}, place=cls.counter_b)
        cls.portal = new_test_user(
            cls.env, login="lcc_currency_portal", groups="base.group_portal"
        )
        cls.public = cls.env.ref("base.public_user")
        cls.employee = cls._create_user("employee", "base.group_user")
        cls.records = {
            record._name: record
            for record in (
                cls.currency,
                cls.denominations[1],
                cls.series,
                cls.counter_a,
                cls.emission,
                cls.emission.line_ids[:1],
                cls.at_a,
                cls.at_a.line_ids[:1],
                cls.env["lcc.place.balance"].search(
                    [("place_id", "=", cls.counter_a.id)], limit=1
                ),
                cls.env["lcc.flow"].search(
                    [("place_from_id", "=", cls.counter_a.id)], limit=1
                ),
            )
        }

    def _post_as(self, user, *args, **vals):
        """Post by both ways; return the two operations."""
        operations = self.env["lcc.operation"].with_user(user)
        draft = operations.create(self._vals(*args, **vals))
        draft.action_post()
        [answer] = operations.post_new([self._vals(*args, **vals)])
        return draft + draft.browse(answer["id"])

    def _post_as_refused(self, user, message, *args, error=AccessError, **vals):
        operations = self.env["lcc.operation"].with_user(user)
        with self.assertRefused(message, error=error):
            operations.create(self._vals(*args, **vals)).action_post()
        with self.assertRefused(message, error=error):
            operations.post_new([self._vals(*args, **vals)])

    # ------------------------------------------------------------------
    # Every model
    # ------------------------------------------------------------------

    def test_every_model_has_access_lines_and_rules(self):
        names = (
            self.env["ir.model.data"]
            .search([("module", "=", "lcc_currency"), ("model", "=", "ir.model")])
            .mapped("res_id")
        )
        models = [
            name
            for name in self.env["ir.model"].browse(names).mapped("model")
            if name.startswith("lcc.")
            and not self.env[name]._abstract
            and self.env[name]._original_module == "lcc_currency"
        ]
        self.assertIn("lcc.operation", models)
        for name in models:
            with self.subTest(name):
                accesses = self.env["ir.model.access"].search([("model_id", "=", name)])
                self.assertTrue(accesses, "no access line")
                self.assertTrue(all(accesses.mapped("group_id")), "open to everybody")
                for access in accesses:
                    self.assertTrue(
                        access.group_id.get_external_id()[
                            access.group_id.id
                        ].startswith("lcc_base."),
                        access.name,
                    )
                if not any(accesses.mapped("perm_read")):
                    continue  # the system's own
                rules = self.env["ir.rule"].search([("model_id", "=", name)])
                self.assertTrue(rules.filtered("global"), "no rule for everybody")

    def test_auditor_reads_all_and_writes_nothing(self):
        for name, record in self.records.items():
            record = record.with_user(self.auditor)
            with self.subTest(name):
                self.assertTrue(record.search_count([]))
                self.assertTrue(record.read(["id"]))
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(record.has_access(operation), operation)
        operation = self.at_a.with_user(self.auditor)
        draft = self._draft("exchange", self.counter_a, self.holders, {10: 1})
        for call in (
            lambda: draft.with_user(self.auditor).write({"note": "x"}),
            lambda: operation.copy(),
            lambda: operation.action_post_books(),
            lambda: operation._reverse(),
            lambda: draft.with_user(self.auditor).action_post(),
            lambda: draft.with_user(self.auditor).action_propose(),
            lambda: draft.with_user(self.auditor).unlink(),
            lambda: operation.post_new(
                [self._vals("exchange", self.counter_a, self.holders, {10: 1})]
            ),
            lambda: self.emission.copy().with_user(self.auditor).action_post(),
            lambda: self.currency.with_user(self.auditor).write({"name": "x"}),
            lambda: self.counter_a.with_user(self.auditor).write({"name": "x"}),
            lambda: self.counter_a.with_user(self.auditor).unlink(),
            lambda: operation.message_post(body="x"),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_nothing_for_others(self):
        """Portal, public and an employee without a role see nothing."""
        for user in (self.portal, self.public, self.employee):
            for name, record in self.records.items():
                with self.subTest((user.login, name)):
                    for operation in ("read", "write", "create", "unlink"):
                        self.assertFalse(record.with_user(user).has_access(operation))
            self._post_as_refused(
                user, "access", "exchange", self.counter_a, self.holders, {10: 1}
            )

    # ------------------------------------------------------------------
    # Keepers
    # ------------------------------------------------------------------

    def _seen(self, name, user, domain=()):
        return self.env[name].with_user(user).search(list(domain)).sudo()

    def test_keeper_sees_own_counters_only(self):
        self.assertEqual(
            self._seen("lcc.place", self.keeper), self.counter_a + self.holders
        )
        self.assertEqual(
            self._seen("lcc.place.balance", self.keeper).place_id, self.counter_a
        )
        operations = self._seen("lcc.operation", self.keeper)
        self.assertIn(self.at_a, operations)
        self.assertNotIn(self.at_b, operations)
        for operation in operations:
            self.assertIn(
                self.counter_a, operation.place_from_id + operation.place_to_id
            )
        for name in ("lcc.operation.line", "lcc.flow"):
            for record in self._seen(name, self.keeper):
                self.assertIn(self.counter_a, record.place_from_id + record.place_to_id)
        for record in (self.emission, self.emission.line_ids[:1]):
            self.assertFalse(record.with_user(self.keeper).has_access("read"))
        for record in (self.at_b, self.at_b.line_ids, self.counter_b, self.vault):
            with self.assertRaises(AccessError):
                record.with_user(self.keeper).read(["id", "display_name"])

    def test_keeper_reads_no_total_of_others(self):
        amounts = (
            self.env["lcc.place.balance"]
            .with_user(self.keeper)
            ._read_group([], ["place_id"], ["amount:sum"])
        )
        self.assertEqual(len(amounts), 1)
        # 8,800.00 less the exchange of 10.00
        self.assertEqual(amounts[0][1], 8_790)
        self.assertEqual(self.counter_a.with_user(self.keeper).amount, 8_790)

    def test_keeper_posts_at_own_counter(self):
        operations = self._post_as(
            self.keeper, "exchange", self.counter_a, self.holders, {10: 1, 1: 1}
        )
        self.assertEqual(set(operations.mapped("state")), {"posted"})
        self.assertEqual(operations.posted_by_id, self.keeper)
        self._post_as(
            self.keeper, "reconversion", self.holders, self.counter_a, {10: 1}
        )
        self._post_as(
            self.keeper,
            "swap",
            self.counter_a,
            self.holders,
            self._coupons({5: 2}) + self._coupons({10: 1}, is_return=True),
        )

    def test_keeper_takes_the_proposal(self):
        draft = self._draft(
            "exchange", self.counter_a, self.holders, {}, user=self.keeper, amount=88
        )
        draft.action_propose()
        self.assertEqual(len(draft.line_ids), 6)
        draft.action_post()

    def test_keeper_posts_nowhere_else(self):
        message = "doesn't have 'create' access"
        for args in (
            ("exchange", self.counter_b, self.holders, {10: 1}),
            ("exchange", self.vault, self.holders, {10: 1}),
            ("reconversion", self.holders, self.counter_b, {10: 1}),
            ("swap", self.vault, self.holders, {10: 1}),
        ):
            with self.subTest(args[:3]):
                self._post_as_refused(self.keeper, message, *args)

    def test_keeper_posts_no_supply_nor_loss(self):
        for kind, source, target in (
            ("supply", self.vault, self.counter_a),
            ("return", self.counter_a, self.vault),
            ("loss", self.counter_a, self.holders),
            ("surplus", self.holders, self.counter_a),
            ("opening", self.printer, self.counter_a),
            ("grant", self.vault, self.holders),
        ):
            vals = self._vals(kind, source, target, {10: 1})
            operations = self.env["lcc.operation"].with_user(self.keeper)
            for call in (operations.post_new, operations.create):
                with self.subTest(kind), self.assertRefused("is posted by a manager"):
                    call([vals])
            draft = self._draft(kind, source, target, {10: 1}).with_user(self.keeper)
            for call in (
                draft.action_post,
                draft.unlink,
                draft.line_ids.unlink,
                lambda draft=draft: draft.write({"note": "Mine"}),
            ):
                with self.subTest(kind), self.assertRaises(AccessError):
                    call()

    def test_keeper_does_not_move_a_draft_elsewhere(self):
        draft = self._draft(
            "exchange", self.counter_a, self.holders, {10: 1}, user=self.keeper
        )
        with self.assertRaises(AccessError):
            draft.place_from_id = self.counter_b
            draft.action_post()
        draft = self._draft("exchange", self.counter_b, self.holders, {10: 1})
        for call in (
            lambda op: op.action_post(),
            lambda op: op.write({"place_from_id": self.counter_a.id}),
            lambda op: op.line_ids.write({"quantity": 2}),
            lambda op: op.line_ids.unlink(),
            lambda op: op.unlink(),
        ):
            with self.assertRaises(AccessError):
                call(draft.with_user(self.keeper))

    def test_keeper_writes_no_master(self):
        for record in (
            self.currency,
            self.denominations[1],
            self.series,
            self.counter_a,
            self.holders,
        ):
            record = record.with_user(self.keeper)
            for operation in ("write", "create", "unlink"):
                self.assertFalse(record.has_access(operation))

    def test_client_ref_tells_nothing_of_others(self):
        """A known reference does not open another counter's operation."""
        operations = self.env["lcc.operation"]
        vals = self._vals(
            "exchange", self.counter_b, self.holders, {1: 1}, client_ref="b-1"
        )
        vals["payment_mode"] = "counter"
        operations.with_user(self.keeper_b).post_new([vals])
        with self.assertRaises(AccessError):
            operations.with_user(self.keeper).post_new(
                [
                    self._vals(
                        "exchange",
                        self.counter_a,
                        self.holders,
                        {1: 1},
                        client_ref="b-1",
                    )
                ]
            )

    # ------------------------------------------------------------------
    # Managers, treasurers
    # ------------------------------------------------------------------

    def test_manager_runs_the_daily_work(self):
        self._post_as(self.manager, "supply", self.vault, self.counter_a, {10: 1})
        self._post_as(self.manager, "loss", self.counter_a, self.holders, {10: 1})
        self.env["lcc.place"].with_user(self.manager).create(
            {
                "name": "Counter C",
                "kind": "counter",
                "lcc_currency_id": self.currency.id,
            }
        )
        self.emission.with_user(self.manager).copy({"line_ids": []})

    def test_settings_are_the_treasurer_s(self):
        for record in (self.currency, self.denominations[1], self.series):
            for operation in ("write", "create", "unlink"):
                with self.subTest((record._name, operation)):
                    self.assertFalse(
                        record.with_user(self.manager).has_access(operation)
                    )
                    self.assertTrue(
                        record.with_user(self.treasurer).has_access(operation)
                    )
        self.currency.with_user(self.treasurer).exchange_max = 500
        self.env["lcc.currency"].with_user(self.treasurer).create(
            {"name": "Second currency", "symbol": "2ND"}
        )

    def test_managers_gain_nothing_elsewhere(self):
        """The roles give no right on accounting."""
        self.at_a._post_books()
        for user in (self.treasurer, self.manager, self.keeper, self.auditor):
            for record in (self.at_a.move_id.sudo(), self.cash_journal):
                with self.subTest((user.login, record._name)):
                    self.assertFalse(
                        record.with_user(user).sudo(False).has_access("write")
                    )

    # ------------------------------------------------------------------
    # Two persons
    # ------------------------------------------------------------------

    def test_two_persons(self):
        for kind, source, target in (
            ("destruction", self.vault, self.destroyed),
            ("lapse", self.holders, self.lapsed),
        ):
            with self.subTest(kind):
                draft = self._draft(kind, source, target, {10: 1}, decision="Board")
                with self.assertRefused("takes two persons: .*manager.* prepared it"):
                    draft.with_user(self.manager).action_post()
                draft.with_user(self.treasurer).action_post()
                self.assertEqual(draft.prepared_by_id, self.manager)
                self.assertEqual(draft.posted_by_id, self.treasurer)
                self.assertIn("Prepared by", draft.message_ids[0].body)
                with self.assertRefused("takes two persons"):
                    draft.with_user(self.treasurer).post_new(
                        [self._vals(kind, source, target, {10: 1})]
                    )

    def test_who_changes_a_draft_prepares_it(self):
        draft = self._draft("destruction", self.vault, self.destroyed, {10: 1, 2: 1})
        second = draft.with_user(self.treasurer)
        for change in (
            lambda op: op.write({"note": "More"}),
            lambda op: op.write({"line_ids": self._coupons({5: 1})}),
            lambda op: op.line_ids[:1].write({"quantity": 500}),
            lambda op: op.line_ids[:1].unlink(),
            lambda op: op.line_ids.create(
                {**self._coupons({1: 1})[0][2], "operation_id": op.id}
            ),
        ):
            with self.assertRefused("takes two persons: .*treasurer.* prepared it"):
                change(second)
                second.action_post()
        second.action_post()

    def test_print_run_takes_two_persons(self):
        emission = self.emission.copy({"line_ids": []}).with_user(self.manager)
        emission.line_ids = [
            Command.create(
                {"denomination_id": self.denominations[1].id, "quantity": 10}
            )
        ]
        self.assertEqual(emission.prepared_by_id, self.manager)
        with self.assertRefused("takes two persons"):
            emission.action_post()
        second = emission.with_user(self.treasurer)
        for change in (
            lambda run: run.write({"name": "Changed"}),
            lambda run: run.line_ids.write({"quantity": 500}),
            lambda run: run.line_ids.copy({"quantity": 3}),
        ):
            with self.assertRefused("takes two persons"):
                change(second)
                second.action_post()
        second.action_post()
        self.assertEqual(emission.state, "posted")

    def test_keeper_is_no_second_person(self):
        draft = self._draft("destruction", self.vault, self.destroyed, {10: 1})
        with self.assertRaises(AccessError):
            draft.with_user(self.keeper).action_post()

    # ------------------------------------------------------------------
    # Companies, territories
    # ------------------------------------------------------------------

    def test_companies(self):
        other = self._create_association("Other association")
        user = self._create_user("other", "lcc_base.group_lcc_treasurer", company=other)
        for name, record in self.records.items():
            record = record.with_user(user).with_context(allowed_company_ids=other.ids)
            with self.subTest(name):
                self.assertFalse(record.search([("id", "=", record.id)]))
                with self.assertRaises(AccessError):
                    record.read(["id", "display_name"])
                    record.check_access("read")
        with self.assertRaises(AccessError):
            self.env["lcc.operation"].with_user(user).with_context(
                allowed_company_ids=other.ids
            ).post_new([self._vals("exchange", self.counter_a, self.holders, {10: 1})])

    def test_auditor_who_keeps_a_counter(self):
        """Reads all, and posts at the own counter only."""
        user = self._create_user(
            "both", "lcc_base.group_lcc_auditor,lcc_base.group_lcc_keeper"
        )
        self.counter_a.keeper_ids = user
        self.assertIn(self.at_b, self._seen("lcc.operation", user))
        message = "doesn't have 'create' access"
        args = (self.holders, {1: 1})
        self._post_as_refused(user, message, "exchange", self.counter_b, *args)
        self._post_as(user, "exchange", self.counter_a, *args)

    def test_manager_does_not_move_what_others_follow(self):
        """One end of an operation is one's own, the other end is not."""
        here, there = self.env["lcc.territory"].create(
            [{"name": "Test here"}, {"name": "Test there"}]
        )
        self.vault.territory_id = here
        self.counter_b.territory_id = there
        user = self._create_user("here", "lcc_base.group_lcc_manager")
        user.lcc_territory_ids = here
        message = "You do not follow all the places"
        args = ("return", self.counter_b, self.vault, {1: 1})
        with self.assertRefused(message):
            self.env["lcc.operation"].with_user(user).post_new([self._vals(*args)])
        draft = self._draft(*args).with_user(user)
        with self.assertRefused(message):
            draft.action_post()

    def test_manager_with_a_local_group(self):
        here, there = self.env["lcc.territory"].create(
            [{"name": "Test here"}, {"name": "Test there"}]
        )
        self.counter_a.territory_id = here
        self.counter_b.territory_id = there
        group = self.env["lcc.local.group"].create({"name": "Test group"})
        user = self._create_user("group", "lcc_base.group_lcc_manager")
        user.lcc_local_group_ids = group
        counters = self.counter_a + self.counter_b
        self.assertFalse(self._seen("lcc.place", user) & counters)
        group.territory_ids = here
        self.assertEqual(self._seen("lcc.place", user) & counters, self.counter_a)

    def test_sequence_of_a_currency_is_the_systems(self):
        """Deleting a currency deletes its sequence, never another one."""
        foreign = self.env["ir.sequence"].create({"name": "Test sequence"})
        other = self._create_currency("Other currency", self.company)
        other.with_user(self.treasurer).sequence_id = foreign
        self.assertNotEqual(other.sequence_id, foreign)
        other.with_user(self.treasurer).unlink()
        self.assertTrue(foreign.exists())

    def test_manager_with_territories(self):
        region, north, south = self.env["lcc.territory"].create(
            [{"name": "Test region"}, {"name": "Test north"}, {"name": "Test south"}]
        )
        north.parent_id = region
        self.counter_a.territory_id = north
        self.counter_b.territory_id = south
        user = self._create_user("north", "lcc_base.group_lcc_manager")
        user.lcc_territory_ids = region
        places = self._seen("lcc.place", user)
        self.assertIn(self.counter_a, places)
        self.assertIn(self.vault, places, "what has no territory is everybody's")
        self.assertNotIn(self.counter_b, places)
        operations = self._seen("lcc.operation", user)
        self.assertIn(self.at_a, operations)
        self.assertNotIn(self.at_b, operations)
        for name in ("lcc.operation.line", "lcc.flow"):
            records = self._seen(name, user)
            self.assertTrue(records)
            self.assertNotIn(
                self.counter_b, records.place_from_id + records.place_to_id
            )
        self.assertNotIn(self.counter_b, self._seen("lcc.place.balance", user).place_id)
        self._post_as(user, "exchange", self.counter_a, self.holders, {1: 1})
        self._post_as_refused(
            user,
            "doesn't have 'create' access",
            "exchange",
            self.counter_b,
            self.holders,
            {1: 1},
        )
        user.lcc_territory_ids = False
        self.assertIn(self.at_b, self._seen("lcc.operation", user))
