# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from math import isfinite

from psycopg2.errors import UniqueViolation

from odoo import Command, api, fields, models
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tools import SQL, float_round

from ..tools.operation_kinds import KINDS, circulation_sign

# What a client may say of an operation that is posted in one go.
CLIENT_FIELDS = {
    "kind",
    "date",
    "lcc_currency_id",
    "place_from_id",
    "place_to_id",
    "partner_id",
    "payer_id",
    "amount",
    "payment_mode",
    "payment_method_line_id",
    "counterpart_account_id",
    "charged_partner_id",
    "note",
    "client_ref",
    "line_ids",
}
# What a value of each type of field is sent as.
CLIENT_TYPES = {
    "many2one": int,
    "monetary": (int, float),
    "char": str,
    "text": str,
    "selection": str,
    "one2many": (list, tuple),
}


class LccOperation(models.Model):
    """Posting: of drafts by their button, of complete values in one go."""

    _inherit = "lcc.operation"

    def action_post(self):
        """Post drafts. Posting what is posted already does nothing."""
        self.check_access("write")
        self._lock_drafts()
        drafts = self.filtered(lambda op: op.state == "draft")
        names = drafts._draw_names()
        # Whoever posts may not read every place; the checks come after.
        for operation, name in zip(drafts.sudo(), names, strict=True):
            operation._set_ledger_values(
                {
                    "name": name,
                    "amount": operation.amount or operation.lines_amount,
                    "posted_by_id": self.env.uid,
                    "posted_at": fields.Datetime.now(),
                    "state": "posted",
                    "books_state": operation._get_first_books_state(),
                }
            )
            operation._set_ledger_values(
                {
                    **operation._prepare_commission_vals(
                        operation.kind, operation.lcc_currency_id, operation.amount
                    ),
                    **operation._prepare_keeper_vals(
                        operation.kind,
                        operation.payment_mode,
                        (operation.place_from_id, operation.place_to_id),
                    ),
                }
            )
            for is_return, lines in operation.line_ids.grouped("is_return").items():
                for line in lines:
                    line._as_ledger().write(
                        {
                            **operation._prepare_ledger_vals(is_return),
                            "face_value": line.denomination_id.value,
                            "state": "posted",
                            "circulation_amount": circulation_sign(
                                line.place_from_id.kind, line.place_to_id.kind
                            )
                            * line.amount,
                        }
                    )
        drafts._finish_posting()
        return True

    def _lock_drafts(self):
        """A second click waits here, then sees the first one's work.

        What the access check has read is read anew: the button posts in READ
        COMMITTED, where nothing else would tell that it is out of date.
        """
        self.env.flush_all()
        ids = list(self.ids)
        for table, column in (
            ("lcc_operation", "id"),
            ("lcc_operation_line", "operation_id"),
        ):
            self.env.execute_query(
                SQL(
                    "SELECT id FROM %s WHERE %s = ANY(%s) ORDER BY id FOR UPDATE",
                    SQL.identifier(table),
                    SQL.identifier(column),
                    ids,
                )
            )
        self.env.invalidate_all(flush=False)

    @api.model
    def post_new(self, vals_list):
        """Create and post operations in one go, for programs and counters.

        An operation whose client reference is known already is returned as it
        stands: an answer that got lost may be asked for again.

        :param vals_list: list of dicts of kind, date, lcc_currency_id,
            place_from_id, place_to_id, partner_id, payer_id, amount (in the
            company's currency), payment_mode, payment_method_line_id, note,
            client_ref, counterpart_account_id, charged_partner_id, and line_ids as
            a list of {denomination_id, series_id, quantity, is_return}
        :return: list of {id, name, client_ref} in the order given
        :raise UserError: one of them is refused; none is posted then
        """
        prepared = []
        for vals in vals_list:
            if unknown := vals.keys() - CLIENT_FIELDS:
                raise UserError(
                    self.env._(
                        "These fields cannot be sent: %(fields)s.",
                        fields=", ".join(sorted(unknown)),
                    )
                )
            vals = {name: value for name, value in vals.items() if value}
            for name, value in vals.items():
                self._check_client_value(name, value)
            prepared.append(
                {
                    **vals,
                    "client_ref": vals.get("client_ref") or False,
                    "prepared_by_id": self.env.uid,
                    "line_ids": [
                        Command.create(self._read_client_line(line))
                        for line in vals.get("line_ids") or []
                    ],
                }
            )
        return [
            {"id": op.id, "name": op.name, "client_ref": op.client_ref}
            for op in self._create_posted(prepared)
        ]

    @api.model
    def _check_client_value(self, name, value):
        """Refuse a value of the wrong type before a database does, in its own words."""
        field = self._fields[name]
        types = CLIENT_TYPES.get(field.type)
        if types is None:  # read apart, as dates are
            return
        fits = isinstance(value, types) and not isinstance(value, bool)
        if fits and isinstance(value, float):
            fits = isfinite(value)
        if fits and field.type == "selection":
            fits = value in field.get_values(self.env)
        if not fits:
            raise UserError(
                self.env._(
                    "“%(value)s” is no value of “%(field)s” (%(name)s).",
                    value=value,
                    field=field._description_string(self.env),
                    name=name,
                )
            )

    @api.model
    def _read_client_line(self, line):
        """Values of a line, sent as they are or as a create command."""
        if isinstance(line, (list, tuple)) and line and line[0] == Command.CREATE:
            line = line[-1]
        ids = ("denomination_id", "series_id")
        if not isinstance(line, dict) or not all(
            isinstance(line.get(name) or 0, int) for name in ids
        ):
            raise UserError(
                self.env._("A line is sent with its denomination, series and quantity.")
            )
        return line

    @api.model
    def _create_posted(self, vals_list):
        """Create operations that are born posted: the fast way in.

        :param vals_list: values as for create, with lines as create commands
        :return: lcc.operation in the order given
        """
        currencies = self._get_vals_currencies(vals_list)
        # What bears no reference is known by its rank, to this call alone.
        keys = [
            (currency.company_id.id, vals["client_ref"])
            if vals.get("client_ref")
            else rank
            for rank, (vals, currency) in enumerate(
                zip(vals_list, currencies, strict=True)
            )
        ]
        known = self._find_client_refs(keys)
        new_vals = {}
        for key, vals in zip(keys, vals_list, strict=True):
            if key in known:
                self.browse(known[key])._check_same_as(vals)
            else:
                new_vals.setdefault(key, vals)
        created = self._insert_posted(list(new_vals.values()))
        created._finish_posting()
        known.update(zip(new_vals, created.ids, strict=True))
        return self.browse(known[key] for key in keys)

    @api.model
    def _insert_posted(self, vals_list, names=None):
        """Write operations and their lines as posted; no coupon moves yet.

        Who calls it goes on with ``_finish_posting``, once for all of them.

        :param vals_list: as for ``_create_posted``
        :param names: their numbers, instead of drawing the next ones
        :return: lcc.operation in the order given
        """
        if not vals_list:
            return self.browse()
        currencies = self._get_vals_currencies(vals_list)
        names = names or self._draw_names(currencies)
        places, faces = self._read_masters(vals_list)
        prepared = [
            self._prepare_posted_vals(vals, currency, name, places, faces)
            for vals, currency, name in zip(vals_list, currencies, names, strict=True)
        ]
        try:
            created = self._as_ledger().create([vals for vals, _lines in prepared])
        except UniqueViolation as error:
            if "client_ref" not in str(error):
                raise
            # Another session sends the same one: retried, it finds it posted.
            raise ConcurrencyError(str(error)) from error
        created = created.with_env(self.env)
        self.env["lcc.operation.line"]._insert_posted(
            created, [lines for _vals, lines in prepared]
        )
        return created

    @api.model
    def _read_masters(self, vals_list):
        """Read once what the values name: (places by id, face values by id)."""
        place_ids = {
            vals.get(name)
            for vals in vals_list
            for name in ("place_from_id", "place_to_id")
        }
        denomination_ids = {
            command[2].get("denomination_id")
            for vals in vals_list
            for command in vals.get("line_ids", [])
        }
        # A keeper may not read every place; the checks come after.
        places = self.env["lcc.place"].sudo().browse(filter(None, place_ids))
        denominations = self.env["lcc.denomination"].sudo()
        denominations = denominations.browse(filter(None, denomination_ids))
        return (
            {place.id: place for place in places},
            {denomination.id: denomination.value for denomination in denominations},
        )

    @api.model
    def _find_client_refs(self, keys):
        """Operations that client references name already: (company, ref) -> id."""
        named = tuple(key for key in keys if isinstance(key, tuple))
        if not named:
            return {}
        # Known whoever sent it: the reference is unique for the company.
        return {
            (company_id, ref): id_
            for company_id, ref, id_ in self.env.execute_query(
                SQL(
                    "SELECT company_id, client_ref, id FROM lcc_operation"
                    " WHERE (company_id, client_ref) IN %s",
                    named,
                )
            )
        }

    def _check_same_as(self, vals):
        """Refuse a client reference that comes again with another operation.

        :raise AccessError: the known one is not the user's to read
        """

        def tell(lines):
            quantities = {}
            for denomination, series, is_return, quantity in lines:
                key = (denomination, series, bool(is_return))
                quantities[key] = quantities.get(key, 0) + quantity
            return quantities

        if not self.has_access("read"):
            raise AccessError(
                self.env._(
                    "This reference was sent for another counter already: give the "
                    "operation a reference of its own."
                )
            )
        names = ("denomination_id", "series_id", "is_return", "quantity")
        known = self.sudo()  # whoever sent it first
        if (
            known.kind != vals.get("kind", "exchange")
            or known.place_from_id.id != vals.get("place_from_id")
            or known.place_to_id.id != vals.get("place_to_id")
            or tell(
                (
                    line.denomination_id.id,
                    line.series_id.id,
                    line.is_return,
                    line.quantity,
                )
                for line in known.line_ids
            )
            != tell(
                [command[2].get(name) or 0 for name in names]
                for command in vals.get("line_ids", [])
            )
        ):
            raise UserError(
                self.env._(
                    "The reference %(ref)s names another operation already, "
                    "%(name)s: give this one a reference of its own.",
                    ref=known.client_ref,
                    name=known.name,
                )
            )

    def _draw_names(self, currencies=None):
        """Draw the next numbers, in the order of the operations."""
        if currencies is None:
            currencies = [operation.lcc_currency_id for operation in self]
        drawn = {
            currency: iter(
                # Numbers come from the system's sequence, whoever posts.
                currency.sudo().sequence_id._lcc_next_names(currencies.count(currency))
            )
            for currency in dict.fromkeys(currencies)
        }
        return [next(drawn[currency]) for currency in currencies]

    @api.model
    def _prepare_posted_vals(self, vals, currency, name, places_by_id, faces):
        """Complete the values of an operation and of its lines for posting.

        :return: (values of the operation, list of values of its lines)
        """
        kind = vals.get("kind", "exchange")
        date = self._read_date(vals.get("date"))
        common = {
            "kind": kind,
            "date": date,
            "lcc_currency_id": currency.id,
            "company_id": currency.company_id.id,
            "currency_id": currency.currency_id.id,
            "state": "posted",
        }
        place_ids = (vals.get("place_from_id"), vals.get("place_to_id"))
        if not all(place_ids) or place_ids[0] == place_ids[1]:
            self._refuse_same_place()
        places = [places_by_id[place_id] for place_id in place_ids]
        lines = [
            self._prepare_posted_line_vals(command[2], places, common, faces)
            for command in vals.get("line_ids", [])
        ]
        total = sum(line["amount"] for line in lines if not line["is_return"])
        amount = vals.get("amount") or total
        vals = {"payment_mode": "journal", "payment_method_line_id": False, **vals}
        if not vals.get("reversed_operation_id"):  # a reversal repeats what was kept
            vals.update(self._prepare_commission_vals(kind, currency, amount))
            vals.update(self._prepare_keeper_vals(kind, vals["payment_mode"], places))
        return {
            **common,  # the currency first: amounts are rounded by it
            **{key: value for key, value in vals.items() if key != "line_ids"},
            **common,
            "name": name,
            "amount": amount,
            "books_state": (
                vals.get("books_state", "waiting") if KINDS[kind].books else "none"
            ),
            "posted_by_id": self.env.uid,
            "posted_at": fields.Datetime.now(),
        }, lines

    @api.model
    def _prepare_commission_vals(self, kind, currency, amount):
        """The commission of today, with the account and taxes of today."""
        commission = self._commission_of(kind, currency, amount)
        terms = currency._get_commission_terms() if commission else {}
        return {"commission_amount": commission, **terms}

    @api.model
    def _prepare_keeper_vals(self, kind, payment_mode, places):
        """Who owes the euros that a counter keeps: its keeper of that day."""
        if payment_mode != "counter" or not KINDS[kind].euros:
            return {}
        source, target = (place.sudo() for place in places)
        place = source if source.is_physical else target
        return {"charged_partner_id": place.partner_id.id}

    @api.model
    def _read_date(self, value):
        try:
            return fields.Date.to_date(value) or fields.Date.context_today(self)
        except (TypeError, ValueError):
            raise UserError(
                self.env._(
                    "“%(value)s” is no date: write it as 2021-09-30.", value=value
                )
            ) from None

    @api.model
    def _prepare_posted_line_vals(self, vals, places, common, faces):
        quantity = vals.get("quantity")
        self.env["lcc.operation.line"]._check_quantity(quantity)
        face_value = faces.get(vals.get("denomination_id"))
        if not face_value or not vals.get("series_id"):
            raise UserError(
                self.env._("Say the denomination and the series of every line.")
            )
        is_return = bool(vals.get("is_return"))
        source, target = reversed(places) if is_return else places
        amount = float_round(quantity * face_value, precision_digits=2)
        sign = circulation_sign(source.kind, target.kind)
        return {
            "denomination_id": vals["denomination_id"],
            "series_id": vals["series_id"],
            "quantity": quantity,
            "is_return": is_return,
            **common,
            "place_from_id": source.id,
            "place_to_id": target.id,
            "face_value": face_value,
            "amount": amount,
            "circulation_amount": amount * sign,
        }

    def _get_first_books_state(self):
        if not KINDS[self.kind].books:
            return "none"
        # The payment on the till's journal has made the entry already.
        return "done" if self.payment_id else "waiting"

    def _finish_posting(self):
        """Check what was just written as posted, then move the coupons."""
        if not self:
            return
        self._check_postable()
        self._post_ledger()
        if "operation" in self.lcc_currency_id.mapped("books_mode"):
            # Right after, never inside: numbers of entries would queue up counters.
            close = self.env.ref(
                "lcc_currency.lcc_operation_cron_close_books", raise_if_not_found=False
            )
            if close:
                close.sudo()._trigger()  # whoever posts
        self._tell_two_persons()

    def _tell_two_persons(self):
        """Say in the conversation who prepared and who posted what takes two."""
        for operation in self:
            if KINDS[operation.kind].two_persons:
                operation.message_post(
                    body=self.env._(
                        "Prepared by %(prepared)s, posted by %(posted)s.",
                        prepared=operation.prepared_by_id.name,
                        posted=operation.posted_by_id.name,
                    )
                )
