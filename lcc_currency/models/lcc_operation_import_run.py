# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
from contextlib import closing
from dataclasses import dataclass, field

from odoo import SUPERUSER_ID, Command, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL, format_date, split_every

from odoo.addons.lcc_base.tools.spreadsheet import (
    RowError,
    SpreadsheetError,
    header_name,
)

from ..tools.operation_file import (
    MAX_ERRORS,
    FileOperation,
    OperationReader,
    changes_by_day,
    first_shortages,
)
from ..tools.operation_kinds import KINDS, circulation_sign
from .lcc_operation_import_result import Progress

BATCH = 1000
MAX_SHORTAGES = 100


@dataclass
class ImportPlan:
    """What a file would do, before anything is written."""

    operations: list[FileOperation] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    line_count: int = 0
    unused_columns: list[str] = field(default_factory=list)
    books: dict = field(default_factory=dict)


class LccOperationImport(models.Model):
    """A run: reading the file, checking it, writing its operations, undoing them.

    Reading (tools/operation_file.py) knows names, numbers and totals; the check by
    days knows what places hold; the ledger's own checks run on each operation
    before it is written. An error anywhere, and nothing is written.
    """

    _inherit = "lcc.operation.import"

    def _run_check(self):
        self = self.with_company(self.company_id)
        progress = Progress(self)
        plan = self._make_plan(progress)
        if not plan.errors:
            plan.errors = self._check_rules(plan, progress)
        self._keep_result(plan, "refused" if plan.errors else "checked")

    def _run_import(self):
        self = self.with_company(self.company_id)
        progress = Progress(self)
        plan = self._make_plan(progress)
        if not plan.errors:
            self._check_who_imports(plan)
            try:
                with self.env.cr.savepoint():
                    self._write_plan(plan, progress)
            except UserError as error:
                # One operation was refused: say so of each that is.
                plan.errors = self._check_rules(plan, progress) or [
                    RowError(0, "", "", str(error))
                ]
        self._keep_result(plan, "refused" if plan.errors else "done")

    # ------------------------------------------------------------------
    # Reading and checking
    # ------------------------------------------------------------------

    def _make_plan(self, progress):
        content = base64.b64decode(self.with_context(bin_size=False).file or b"")
        expected = content.count(b"\n")
        reader = OperationReader(
            self._get_names(),
            {header_name(v): k for k, v in self._get_column_labels().items()},
            lambda lines: progress.tell("read", lines, max(expected, lines)),
        )
        progress.tell("read", 0, 1)
        try:
            reader.read(content, self.filename or "")
        except SpreadsheetError as error:
            reader.errors.append(RowError(error.line, error.column, "", error.message))
        plan = ImportPlan(
            list(reader.operations or ()), reader.errors, reader.line_count
        )
        plan.unused_columns = reader.headings.unused if reader.headings else []
        if not plan.errors:
            self._check_content(plan)
        if not plan.errors:
            self._check_known(plan)
        if not plan.errors:
            self._check_stock(plan)
        if not plan.errors:
            plan.books = self._compare_books(plan)
        return plan

    def _check_content(self, plan):
        if not plan.operations:
            message = self.env._("The file holds no operation.")
            plan.errors.append(RowError(0, "", "", message))
        names = self._get_new_partners(plan)
        if names and not self.env["res.partner"].has_access("create"):
            message = self.env._(
                "You may not create contacts: have them created first, or another "
                "person import the file."
            )
            plan.errors.append(RowError(0, "", ", ".join(sorted(names)), message))

    def _check_known(self, plan):
        """Name the operations that were imported already."""
        Operation = self.env["lcc.operation"]
        Operation.flush_model(["client_ref", "company_id"])
        known = {}
        for batch in split_every(10000, plan.operations):
            rows = self.env.execute_query(
                SQL(
                    "SELECT client_ref, name, import_id FROM lcc_operation"
                    " WHERE company_id = %s AND client_ref = ANY(%s)",
                    self.company_id.id,
                    [operation.client_ref for operation in batch],
                )
            )
            known.update({ref: (name, source) for ref, name, source in rows})
        if len(known) == len(plan.operations):
            source = self.browse(next(iter(known.values()))[1])
            plan.errors = [RowError(0, "", "", self._get_known_message(source))]
            return
        for operation in plan.operations:
            if operation.client_ref in known:
                name, import_id = known[operation.client_ref]
                message = self.env._(
                    "This operation was imported already as %(name)s, from "
                    "%(file)s. Take the line out. If it is another operation that "
                    "looks the same, give it a reference of its own.",
                    name=name,
                    file=self.browse(import_id).sudo().filename,  # whoever's import
                )
                self._add_error(plan, operation, operation.reference or "", message)

    def _get_known_message(self, source):
        source = source.sudo()  # whoever imported it
        return self.env._(
            "All operations of this file were imported already, from %(file)s by "
            "%(user)s on %(date)s. To import them again, undo that import first.",
            file=source.filename,
            user=source.imported_by_id.name,
            date=format_date(self.env, source.imported_at),
        )

    @staticmethod
    def _add_error(plan, operation, value, message):
        if len(plan.errors) < MAX_ERRORS:
            plan.errors.append(RowError(operation.line, "", value, message))

    def _get_new_partners(self, plan):
        """Names of contacts to create -> whether one of them reconverts."""
        names = {}
        for operation in plan.operations:
            if isinstance(operation.partner, str):
                reconverts = operation.kind == "reconversion"
                names[operation.partner] = reconverts or names.get(operation.partner)
        return names

    def _check_who_imports(self, plan):
        is_treasurer = self.env.user.has_group("lcc_base.group_lcc_treasurer")
        if not is_treasurer and any(op.kind == "opening" for op in plan.operations):
            raise UserError(
                self.env._("This file has openings: the treasurer must import it.")
            )
        if not is_treasurer and self.books == "done" != self._default_books():
            raise UserError(
                self.env._(
                    "The books of this currency are kept here: choose “To be entered "
                    "in the books”, or let the treasurer import this file."
                )
            )
        kinds = {op.kind for op in plan.operations if KINDS[op.kind].two_persons}
        if kinds and self.uploaded_by_id == self.env.user:
            labels = self._get_kind_labels()
            raise UserError(
                self.env._(
                    "%(kinds)s: such operations take two persons. You brought this "
                    "file; another manager must import it.",
                    kinds=", ".join(sorted(labels[kind] for kind in kinds)),
                )
            )

    def _check_rules(self, plan, progress):
        """Ask the ledger whether it would take each operation; nothing is kept.

        Each batch is written, checked and rolled back: the rules are those of the
        ledger and of the addons that add to them, told nowhere else.

        :return: list of RowError
        """
        errors = []
        done = 0
        with closing(self.env.cr.savepoint()):
            partners = self._create_partners(plan)
            for batch in split_every(BATCH, plan.operations):
                errors += self._check_batch(batch, partners)
                done += len(batch)
                progress.tell("check", done, len(plan.operations))
                if len(errors) >= MAX_ERRORS:
                    break
        return errors

    def _check_batch(self, batch, partners):
        """Try a batch; of one that is refused, try each half."""
        vals_list = []
        for operation in batch:
            vals = self._prepare_operation_vals(operation, partners)
            # Nobody posts yet: two persons are asked for at the import.
            vals["prepared_by_id"] = SUPERUSER_ID
            vals_list.append(vals)
        names = ["/"] * len(batch)
        try:
            with closing(self.env.cr.savepoint()):
                written = self.env["lcc.operation"]._insert_posted(vals_list, names)
                written._check_postable()
        except UserError as error:
            if len(batch) == 1:
                return [RowError(batch[0].line, "", "", str(error))]
            half = len(batch) // 2
            return [
                *self._check_batch(batch[:half], partners),
                *self._check_batch(batch[half:], partners),
            ]
        return []

    def _get_amount(self, operation):
        faces = self.env["lcc.denomination"].browse
        return self.currency_id.round(
            sum(
                movement.quantity * faces(movement.denomination).value
                for movement in operation.movements
                if not movement.is_return
            )
        )

    # Days

    def _check_stock(self, plan):
        """Name the lines after which a place would hold less than zero coupons."""
        places = self.lcc_currency_id.with_context(active_test=False).place_ids
        places = places.filtered("is_physical")
        changes = changes_by_day(plan.operations, set(places.ids))
        if not changes:
            return
        held = self._get_held_before(plan, changes)
        shortages = {}
        for key, day, quantity in first_shortages(held, changes):
            shortages[key] = (day, quantity)
            if len(shortages) >= MAX_SHORTAGES:
                break
        for key, movement in self._find_takers(plan, shortages).items():
            message = self._get_shortage_message(key, *shortages[key])
            plan.errors.append(
                RowError(movement.line, "", str(movement.quantity), message)
            )
        plan.errors.sort(key=lambda error: error.line)

    def _get_held_before(self, plan, changes):
        """What places held before the file's first day.

        Later movements of the ledger are added to the changes.
        """
        first = min(operation.date for operation in plan.operations)
        places = list({place for place, _series, _denomination in changes})
        self.env["lcc.operation.line"].flush_model()
        held = {
            tuple(key): quantity
            for *key, quantity in self.env.execute_query(
                SQL(
                    "SELECT place_id, series_id, denomination_id, quantity"
                    " FROM lcc_place_balance WHERE place_id = ANY(%s)",
                    places,
                )
            )
        }
        later = self.env.execute_query(
            SQL(
                """
    SELECT p.place_id, l.series_id, l.denomination_id, l.date,
           SUM(p.sign * l.quantity)::bigint
      FROM lcc_operation_line l
CROSS JOIN LATERAL (VALUES (l.place_to_id, 1), (l.place_from_id, -1))
                   p(place_id, sign)
     WHERE l.lcc_currency_id = %s AND l.state = 'posted' AND l.date >= %s
       AND p.place_id = ANY(%s)
  GROUP BY 1, 2, 3, 4
                """,
                self.lcc_currency_id.id,
                first,
                places,
            )
        )
        for *key, day, quantity in later:
            key = tuple(key)
            if key in changes:
                held[key] = held.get(key, 0) - quantity
                changes[key][day] = changes[key].get(day, 0) + quantity
        return held

    def _find_takers(self, plan, shortages):
        """The last line that takes what is short, up to the day when it is."""
        takers = {}
        for operation in sorted(plan.operations, key=lambda op: op.date):
            for movement in operation.movements:
                place = operation.target if movement.is_return else operation.source
                key = (place, movement.series, movement.denomination)
                if key in shortages and operation.date <= shortages[key][0]:
                    takers[key] = movement
        return takers

    def _get_shortage_message(self, key, day, quantity):
        place_id, series_id, denomination_id = key
        return self.env._(
            "On %(date)s %(place)s would hold %(quantity)s coupons of "
            "%(denomination)s (%(series)s). Correct the quantity, the place or the "
            "date, or bring the coupons there before.",
            date=format_date(self.env, day),
            place=self.env["lcc.place"].browse(place_id).name,
            quantity=quantity,
            denomination=self.env["lcc.denomination"]
            .browse(denomination_id)
            .display_name,
            series=self.env["lcc.coupon.series"].browse(series_id).name,
        )

    # ------------------------------------------------------------------
    # Writing
    # ------------------------------------------------------------------

    def _write_plan(self, plan, progress):
        """Write all operations, then move all coupons at once.

        Chunks keep memory low; the balances are locked for the last moment only.
        """
        partners = self._create_partners(plan)
        plan.operations.sort(key=lambda operation: (operation.date, operation.line))
        batches = (
            [self._prepare_operation_vals(operation, partners) for operation in batch]
            for batch in split_every(BATCH, plan.operations)
        )
        self._post_batches(batches, len(plan.operations), progress)

    def _create_partners(self, plan):
        names = self._get_new_partners(plan)
        try:
            created = self.env["res.partner"].create(
                [
                    {"name": name, "is_company": bool(reconverts)}
                    for name, reconverts in names.items()
                ]
            )
        except AccessError as error:
            raise UserError(str(error)) from error
        return dict(zip(names, created, strict=True))

    def _post_batches(self, batches, total, progress):
        """Write batches of operations as posted, then move their coupons."""
        Operation = self.env["lcc.operation"]
        ids = []
        two_persons = []
        for vals_list in batches:
            created = Operation._insert_posted(vals_list)
            created._check_postable()
            ids += created.ids
            two_persons += created.filtered(
                lambda operation: KINDS[operation.kind].two_persons
            ).ids
            self.env.flush_all()
            for name in ("lcc.operation", "lcc.operation.line"):
                self.env[name].invalidate_model(flush=False)
            progress.tell("write", len(ids), total)
        progress.tell("move", 1, 1)
        Operation.browse(ids)._post_ledger()
        Operation.browse(two_persons)._tell_two_persons()

    def _prepare_operation_vals(self, operation, partners):
        partner = operation.partner
        if isinstance(partner, str):
            partner = partners[partner].id
        mode, method = operation.means or self._get_usual_means(operation)
        charged = operation.kind in ("loss", "surplus")
        return {
            "kind": operation.kind,
            "date": operation.date,
            "lcc_currency_id": self.lcc_currency_id.id,
            "place_from_id": operation.source,
            "place_to_id": operation.target,
            "charged_partner_id" if charged else "partner_id": partner or False,
            "payment_mode": mode,
            "payment_method_line_id": method,
            "counterpart_account_id": operation.account or False,
            "decision": operation.decision or False,
            "note": "\n".join(filter(None, (operation.reference, operation.note)))
            or False,
            "client_ref": operation.client_ref,
            "prepared_by_id": self.uploaded_by_id.id,
            "import_id": self.id,
            "books_state": self.books,
            "line_ids": [
                Command.create(
                    {
                        "denomination_id": movement.denomination,
                        "series_id": movement.series,
                        "quantity": movement.quantity,
                        "is_return": movement.is_return,
                    }
                )
                for movement in operation.movements
            ],
        }

    def _get_usual_means(self, operation):
        """How the euros of an exchange come in where the file does not say it."""
        place = self.env["lcc.place"].browse(operation.source)
        if operation.kind == "exchange" and place._keeps_euros():
            return "counter", False
        return "journal", place.payment_method_line_id.id

    # ------------------------------------------------------------------
    # Result
    # ------------------------------------------------------------------

    def _keep_result(self, plan, state):
        """Write what the file tells, and how it went."""
        self._forget_result()
        # The system's own rows.
        self.env["lcc.operation.import.error"].sudo().create(
            [
                {
                    "import_id": self.id,
                    "line": error.line,
                    "column": error.column,
                    "value": "" if error.value is None else str(error.value),
                    "message": self.env._(error.message),
                }
                for error in plan.errors[:MAX_ERRORS]
            ]
        )
        self.env["lcc.operation.import.summary"].sudo().create(
            self._prepare_summaries(plan)
        )
        days = [operation.date for operation in plan.operations]
        vals = {
            "state": state,
            "line_count": plan.line_count,
            "operation_count": len(plan.operations),
            "date_from": min(days, default=False),
            "date_to": max(days, default=False),
            "new_partners": ", ".join(sorted(self._get_new_partners(plan))),
            "unused_columns": ", ".join(plan.unused_columns),
            "error_count": len(plan.errors),
            "is_two_persons": any(
                KINDS[operation.kind].two_persons for operation in plan.operations
            ),
        }
        vals.update(plan.books)
        if state == "done":
            vals.update(imported_by_id=self.env.uid, imported_at=fields.Datetime.now())
        self._set_values(vals)

    def _prepare_summaries(self, plan):
        faces = {
            face.id: face.value
            for face in self.lcc_currency_id.with_context(
                active_test=False
            ).denomination_ids
        }
        summaries = {}
        for operation in plan.operations:
            summary = summaries.setdefault(
                operation.kind,
                {
                    "import_id": self.id,
                    "kind": operation.kind,
                    "operation_count": 0,
                    "date_from": operation.date,
                    "date_to": operation.date,
                    "quantity": 0,
                    "amount": 0.0,
                },
            )
            summary["operation_count"] += 1
            summary["date_from"] = min(summary["date_from"], operation.date)
            summary["date_to"] = max(summary["date_to"], operation.date)
            for movement in operation.movements:
                if not movement.is_return:
                    summary["quantity"] += movement.quantity
                    summary["amount"] += (
                        movement.quantity * faces[movement.denomination]
                    )
        return list(summaries.values())

    def _compare_books(self, plan):
        """Circulation and books at the end of the file's last day, once imported."""
        day = max(operation.date for operation in plan.operations)
        totals = self.env["lcc.situation"]._get_totals(self.lcc_currency_id, day)
        effect = self._get_circulation_effect(plan)
        circulation = totals["circulation"] + sum(effect.values())
        liability = totals["liability"] + self._get_waiting_amount(day)
        if self.books == "waiting":
            liability += sum(
                amount for kind, amount in effect.items() if KINDS[kind].books
            )
        return {
            "circulation_after": circulation,
            "liability_after": liability,
            "books_gap": self.currency_id.round(circulation - liability),
        }

    def _get_waiting_amount(self, day):
        """What posted operations that wait for the books will add to them."""
        [(amount,)] = self.env.execute_query(
            SQL(
                """
SELECT COALESCE(SUM(l.circulation_amount), 0)
  FROM lcc_operation o JOIN lcc_operation_line l ON l.operation_id = o.id
 WHERE o.lcc_currency_id = %s AND o.books_state = 'waiting'
   AND o.state = 'posted' AND o.date <= %s
                """,
                self.lcc_currency_id.id,
                day,
            )
        )
        return float(amount)

    def _get_circulation_effect(self, plan):
        """What the file adds to the circulation, by kind of operation."""
        kinds = {
            place.id: place.kind
            for place in self.lcc_currency_id.with_context(active_test=False).place_ids
        }
        effect = {}
        for operation in plan.operations:
            sign = circulation_sign(kinds[operation.source], kinds[operation.target])
            if sign and operation.kind != "swap":
                effect.setdefault(operation.kind, 0.0)
                effect[operation.kind] += sign * self._get_amount(operation)
        return effect

    # ------------------------------------------------------------------
    # Undoing
    # ------------------------------------------------------------------

    def _run_undo(self):
        """Reverse all operations of the import that still stand.

        Entries of the books are reversed by the close, where the import made them
        wait for it; operations that were in the books already make no entry, as the
        import made none. The file may then be imported again.
        """
        self = self.with_company(self.company_id)
        progress = Progress(self)
        mine = [("import_id", "=", self.id)]
        operations = self.env["lcc.operation"].search(mine)
        # To be counted only.
        if len(operations) != operations.sudo().search_count(mine):
            raise UserError(
                self.env._(
                    "Some operations of this import are at places that you do not "
                    "follow: ask a manager who sees them all to undo it."
                )
            )
        standing = operations.filtered(lambda operation: not operation.reversal_ids)
        batches = (
            [self._prepare_reversal_vals(op) for op in standing.browse(batch)]
            for batch in split_every(BATCH, standing.ids)
        )
        self._post_batches(batches, len(standing), progress)
        operations._set_ledger_values({"client_ref": False})
        self._set_values({"state": "undone"})

    def _prepare_reversal_vals(self, operation):
        operation._check_reversible()
        reason = self.env._("The import of %(file)s was undone.", file=self.filename)
        vals = operation._prepare_reversal_vals(None, reason)
        if operation.books_state == "done" and not operation.move_id:
            vals["books_state"] = "done"
        return vals
