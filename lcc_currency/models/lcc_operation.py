# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from psycopg2.errors import UniqueViolation

from odoo import Command, api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import SQL, float_round, format_date

from ..tools.denominate import fewest_coupons
from ..tools.operation_kinds import KINDS, allows, circulation_sign
from .lcc_ledger import LEDGER, is_ledger

# What only the system sets, on drafts as on posted operations.
SYSTEM_FIELDS = {
    "name",
    "state",
    "company_id",
    "currency_id",
    "prepared_by_id",
    "posted_by_id",
    "posted_at",
    "reversed_operation_id",
    "emission_id",
    "payment_id",
    "move_id",
    "books_state",
    "client_ref",
    "import_id",
}
# What a counter keeper may post; supplies and losses take a manager.
KEEPER_KINDS = {"exchange", "reconversion", "swap"}
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


class LccOperation(models.Model):
    """A document that moves coupons.

    A draft may change freely. Posting copies what the ledger needs to the lines,
    moves the balances in one statement and freezes everything; a posted operation
    is undone by another one, its reversal.
    """

    _name = "lcc.operation"
    _description = "Coupon operation"
    _inherit = ["mail.thread", "lcc.ledger", "lcc.books"]
    _order = "date desc, id desc"
    _mail_post_access = "read"

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    kind = fields.Selection(
        [
            ("exchange", "Exchange"),
            ("reconversion", "Reconversion"),
            ("supply", "Supply"),
            ("return", "Return"),
            ("swap", "Swap"),
            ("grant", "Grant"),
            ("till_receipt", "Till receipt"),
            ("till_spending", "Till spending"),
            ("till_withdrawal", "Till withdrawal"),
            ("loss", "Loss"),
            ("surplus", "Surplus"),
            ("till_loss", "Till loss"),
            ("till_surplus", "Till surplus"),
            ("emission", "Print run"),
            ("destruction", "Destruction"),
            ("lapse", "Lapse"),
            ("opening", "Opening"),
        ],
        required=True,
        default="exchange",
    )
    date = fields.Date(required=True, default=fields.Date.context_today, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("posted", "Posted")],
        required=True,
        default="draft",
        readonly=True,
        copy=False,
    )
    lcc_currency_id = fields.Many2one(
        "lcc.currency",
        string="Local currency",
        required=True,
        ondelete="restrict",
        default=lambda self: self.env["lcc.currency"].search([], limit=1),
    )
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, ondelete="restrict"
    )
    currency_id = fields.Many2one("res.currency", readonly=True, ondelete="restrict")
    place_from_id = fields.Many2one(
        "lcc.place",
        string="From",
        required=True,
        ondelete="restrict",
        compute="_compute_place_from_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    place_to_id = fields.Many2one(
        "lcc.place",
        string="To",
        required=True,
        ondelete="restrict",
        compute="_compute_place_to_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    allowed_place_from_ids = fields.Many2many(
        "lcc.place", compute="_compute_allowed_places"
    )
    allowed_place_to_ids = fields.Many2many(
        "lcc.place", compute="_compute_allowed_places"
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Holder",
        index="btree_not_null",
        ondelete="restrict",
        help="Who receives or hands in the coupons.",
    )
    payer_id = fields.Many2one(
        "res.partner",
        string="Paid by",
        ondelete="restrict",
        help="Who pays or receives the euros, when it is somebody else.",
    )
    line_ids = fields.One2many("lcc.operation.line", "operation_id", copy=True)
    line_out_ids = fields.One2many(
        "lcc.operation.line", "operation_id", domain=[("is_return", "=", False)]
    )
    line_in_ids = fields.One2many(
        "lcc.operation.line", "operation_id", domain=[("is_return", "=", True)]
    )
    amount = fields.Monetary(
        help="Face value of the coupons. In an exchange one euro buys one unit."
    )
    commission_amount = fields.Monetary(
        string="Commission kept",
        readonly=True,
        copy=False,
        help="Kept from a reconversion, taxes included.",
    )
    payment_mode = fields.Selection(
        [
            ("journal", "By the association"),
            ("counter", "By the counter"),
            ("payable", "To be paid later"),
        ],
        string="Euros handled",
        default="journal",
        required=True,
        help="Who takes in or pays out the euros. A counter that keeps them owes "
        "them to the association until it brings them in.",
    )
    payment_method_line_id = fields.Many2one(
        "account.payment.method.line",
        string="Means of payment",
        ondelete="restrict",
        compute="_compute_payment_method_line_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    counterpart_account_id = fields.Many2one(
        "account.account",
        string="Counterpart account",
        ondelete="restrict",
        help="Income or expense that faces the coupons of a grant or of a till.",
    )
    charged_partner_id = fields.Many2one(
        "res.partner",
        string="Charged to",
        ondelete="restrict",
        help="Keeper or carrier who answers for a loss or a surplus. Leave it empty "
        "when the association bears it.",
    )
    decision = fields.Char(
        help="Who decided it and when, such as “Assembly of 12 March 2021”."
    )
    note = fields.Text()
    prepared_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    posted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    posted_at = fields.Datetime(readonly=True, copy=False)
    client_ref = fields.Char(
        string="Client reference",
        copy=False,
        help="Given by the program that sends the operation: sent twice, it is "
        "posted once.",
    )
    emission_id = fields.Many2one(
        "lcc.emission", readonly=True, copy=False, index="btree_not_null"
    )
    import_id = fields.Many2one(
        "lcc.operation.import",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
    )
    payment_id = fields.Many2one(
        "account.payment", readonly=True, copy=False, index="btree_not_null"
    )
    move_id = fields.Many2one(
        "account.move",
        string="Accounting entry",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    books_state = fields.Selection(
        [
            ("none", "No entry"),
            ("waiting", "Waiting for the books"),
            ("done", "In the books"),
        ],
        string="Books",
        readonly=True,
        default="none",
        copy=False,
    )
    reversed_operation_id = fields.Many2one(
        "lcc.operation",
        string="Reversal of",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    reversal_ids = fields.One2many("lcc.operation", "reversed_operation_id")

    _client_ref_uniq = models.UniqueIndex(
        "(company_id, client_ref) WHERE client_ref IS NOT NULL",
        "An operation with that client reference exists already.",
    )
    _reversed_uniq = models.UniqueIndex(
        "(reversed_operation_id) WHERE reversed_operation_id IS NOT NULL",
        "This operation is reversed already.",
    )
    _latest = models.Index("(date DESC, id DESC)")
    _waiting = models.Index("(lcc_currency_id, date) WHERE books_state = 'waiting'")
    _draft = models.Index("(lcc_currency_id, create_date) WHERE state = 'draft'")

    # ------------------------------------------------------------------
    # Computed fields
    # ------------------------------------------------------------------

    @api.depends("kind", "lcc_currency_id", "reversed_operation_id")
    def _compute_allowed_places(self):
        for operation in self:
            allowed = operation._get_allowed_places()
            operation.allowed_place_from_ids = allowed["place_from_id"]
            operation.allowed_place_to_ids = allowed["place_to_id"]

    @api.depends("kind", "lcc_currency_id")
    def _compute_place_from_id(self):
        self._choose_place("place_from_id")

    @api.depends("kind", "lcc_currency_id")
    def _compute_place_to_id(self):
        self._choose_place("place_to_id")

    def _choose_place(self, name):
        """Choose the place where the kind leaves no choice, keep what still fits."""
        for operation in self:
            allowed = operation._get_allowed_places()[name]
            if operation[name]._origin not in allowed:
                operation[name] = allowed if len(allowed) == 1 else False

    def _get_allowed_places(self):
        """Places that the kind allows: field name -> lcc.place."""
        rule = KINDS[self.kind or "opening"]
        ways = [rule.sources, rule.targets]
        if self.reversed_operation_id:
            ways.reverse()
        places = self.env["lcc.place"].search(
            [("lcc_currency_id", "=", self.lcc_currency_id.id)]
        )
        return {
            name: places.filtered(lambda place, kinds=kinds: place.kind in kinds)
            for name, kinds in zip(("place_from_id", "place_to_id"), ways, strict=True)
        }

    @api.depends("kind", "place_from_id")
    def _compute_payment_method_line_id(self):
        for operation in self:
            method = operation.payment_method_line_id
            if method.payment_type != operation._get_payment_type():
                method = False
            if operation.kind == "exchange" and not method:
                method = operation.place_from_id.payment_method_line_id
            operation.payment_method_line_id = method

    @api.depends("name", "kind")
    def _compute_display_name(self):
        for operation in self:
            operation.display_name = operation.name or self.env._(
                "Draft %(kind)s", kind=operation._get_kind_label()
            )

    # ------------------------------------------------------------------
    # Create, write, unlink
    # ------------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        if is_ledger(self.env):
            return super().create(vals_list)
        currencies = self._get_vals_currencies(vals_list)
        for vals, currency in zip(vals_list, currencies, strict=True):
            if vals.get("state", "draft") != "draft":
                raise UserError(
                    self.env._(
                        "An operation is created as a draft, then posted by its button."
                    )
                )
            for name in SYSTEM_FIELDS & vals.keys():
                del vals[name]
            vals.update(
                lcc_currency_id=currency.id,
                company_id=currency.company_id.id,
                currency_id=currency.currency_id.id,
                prepared_by_id=self.env.uid,
            )
        return super().create(vals_list)

    def write(self, vals):
        if is_ledger(self.env) or not self._is_content(vals):
            return super().write(vals)
        self._check_draft()
        if forbidden := SYSTEM_FIELDS & vals.keys():
            raise UserError(
                self.env._(
                    "These fields are set by the system: %(fields)s.",
                    fields=", ".join(sorted(forbidden)),
                )
            )
        vals = dict(vals, prepared_by_id=self.env.uid)
        if "lcc_currency_id" in vals:
            currency = self.env["lcc.currency"].browse(vals["lcc_currency_id"])
            vals.update(
                company_id=currency.company_id.id, currency_id=currency.currency_id.id
            )
        result = super().write(vals)
        if vals.keys() & {
            "date",
            "kind",
            "place_from_id",
            "place_to_id",
            "lcc_currency_id",
        }:
            self.line_ids._follow_operation()
        return result

    @api.model
    def _is_content(self, vals):
        """Tell whether a write touches the document, not only its conversation."""
        return any(
            not name.startswith(("message_", "activity_", "website_message"))
            for name in vals
        )

    def unlink(self):
        self._check_draft()
        self.line_ids.unlink()
        return super().unlink()

    def _check_draft(self):
        for operation in self:
            if operation.state == "posted":
                raise UserError(
                    self.env._(
                        "Operation %(name)s is posted: it can no longer change nor be "
                        "deleted. Reverse it, then enter the right one.",
                        name=operation.name,
                    )
                )

    def _note_preparer(self):
        """Who changes a draft prepares it: another one posts what takes two."""
        others = self.filtered(lambda op: op.prepared_by_id != self.env.user)
        others._set_ledger_values({"prepared_by_id": self.env.uid})

    def _get_vals_currencies(self, vals_list):
        default = None
        currencies = []
        for vals in vals_list:
            if vals.get("lcc_currency_id"):
                currency = self.env["lcc.currency"].browse(vals["lcc_currency_id"])
            else:
                default = default or self.env["lcc.currency"].search([], limit=1)
                currency = default
            if not currency:
                raise UserError(
                    self.env._("Create a local currency before its operations.")
                )
            currencies.append(currency)
        return currencies

    def _as_ledger(self):
        """These operations as the ledger itself writes them: no tracking, no guard."""
        return self.with_context(
            lcc_ledger=LEDGER,
            tracking_disable=True,
            mail_create_nolog=True,
            mail_create_nosubscribe=True,
            mail_notrack=True,
        )

    def _set_ledger_values(self, vals):
        self._as_ledger().write(vals)

    def _prepare_ledger_vals(self, is_return):
        """What a line copies from its operation.

        :param bool is_return: whether the coupons go from the target to the source
        """
        self.ensure_one()
        source, target = self.place_from_id, self.place_to_id
        if is_return:
            source, target = target, source
        return {
            "place_from_id": source.id,
            "place_to_id": target.id,
            "kind": self.kind,
            "date": self.date,
            "lcc_currency_id": self.lcc_currency_id.id,
            "company_id": self.company_id.id,
            "currency_id": self.currency_id.id,
        }

    # ------------------------------------------------------------------
    # Proposals
    # ------------------------------------------------------------------

    def _get_commission(self):
        return self._commission_of(self.kind, self.lcc_currency_id, self.amount)

    def _propose_lines(self):
        """Fewest coupons of the place that make the amount, oldest series first.

        :return: list of line values, or None when the place cannot make it
        """
        self.ensure_one()
        place = self.place_from_id
        if not place or not place.is_physical:
            return None
        today = self.date or fields.Date.context_today(self)
        holdings = [
            (series, denomination, quantity)
            for series, denomination, quantity in place._get_holdings()[
                place._origin or place
            ]
            if series.date_from <= today
            and (not series.date_to or series.date_to >= today)
        ]
        unit = self._get_rounding()
        stock = {}
        for _series, denomination, quantity in holdings:
            face = round(denomination.value / unit)
            stock[face] = stock.get(face, 0) + quantity
        chosen = fewest_coupons(round(self.amount / unit), stock)
        if chosen is None:
            return None
        lines = []
        for series, denomination, quantity in holdings:
            face = round(denomination.value / unit)
            take = min(chosen.get(face, 0), quantity)
            if take:
                chosen[face] -= take
                lines.append(
                    {
                        "series_id": series.id,
                        "denomination_id": denomination.id,
                        "quantity": take,
                    }
                )
        return lines

    def action_propose(self):
        """Replace the lines by the fewest coupons that make the amount."""
        for operation in self:
            operation._check_draft()
            lines = operation._propose_lines()
            if lines is None:
                raise UserError(
                    self.env._(
                        "%(place)s does not hold the coupons that make this amount. "
                        "Choose another amount, or supply it first.",
                        place=operation.place_from_id.name,
                    )
                )
            operation._replace_lines(lines)

    def _replace_lines(self, vals_list):
        self.line_ids.unlink()
        self.line_ids = [Command.create(vals) for vals in vals_list]

    # ------------------------------------------------------------------
    # Posting
    # ------------------------------------------------------------------

    def action_post(self):
        """Post drafts. Posting what is posted already does nothing."""
        self.check_access("write")
        self.flush_recordset()
        # A second click waits here, then sees the first one's work.
        self.env.execute_query(
            SQL("SELECT id FROM lcc_operation WHERE id IN %s FOR UPDATE", self._ids)
            if self
            else SQL("SELECT 1")
        )
        drafts = self.filtered(lambda op: op.state == "draft")
        names = drafts._draw_names()
        for operation, name in zip(drafts, names, strict=True):
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
                {"commission_amount": operation._get_commission()}
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
    def _read_client_line(self, line):
        """Values of a line, sent as they are or as a create command."""
        if isinstance(line, (list, tuple)) and line and line[0] == Command.CREATE:
            line = line[-1]
        if not isinstance(line, dict):
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
        known = self._find_client_refs(vals_list)
        # What bears no reference is known by its rank, to this call alone.
        keys = [vals.get("client_ref") or rank for rank, vals in enumerate(vals_list)]
        new_vals = {}
        for key, vals in zip(keys, vals_list, strict=True):
            if key not in known:
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
        kinds, faces = self._read_masters(vals_list)
        prepared = [
            self._prepare_posted_vals(vals, currency, name, kinds, faces)
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
        """Read once what the values name: (place id -> kind, face values by id)."""
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
            {place.id: place.kind for place in places},
            {denomination.id: denomination.value for denomination in denominations},
        )

    @api.model
    def _find_client_refs(self, vals_list):
        """Operations that the client references name already: reference -> id."""
        refs = [vals["client_ref"] for vals in vals_list if vals.get("client_ref")]
        if not refs:
            return {}
        # Known whoever sent it: the reference is unique for the company.
        return dict(
            self.env.execute_query(
                SQL(
                    "SELECT client_ref, id FROM lcc_operation"
                    " WHERE client_ref IN %s AND company_id IN %s",
                    tuple(refs),
                    tuple(self.env.companies.ids),
                )
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
    def _prepare_posted_vals(self, vals, currency, name, kinds, faces):
        """Complete the values of an operation and of its lines for posting.

        :return: (values of the operation, list of values of its lines)
        """
        kind = vals.get("kind", "exchange")
        if kind not in KINDS:
            raise UserError(
                self.env._("There is no operation of kind “%(kind)s”.", kind=kind)
            )
        date = fields.Date.to_date(vals.get("date")) or fields.Date.context_today(self)
        common = {
            "kind": kind,
            "date": date,
            "lcc_currency_id": currency.id,
            "company_id": currency.company_id.id,
            "currency_id": currency.currency_id.id,
            "state": "posted",
        }
        places = (vals.get("place_from_id"), vals.get("place_to_id"))
        if not all(places) or places[0] == places[1]:
            self._refuse_same_place()
        lines = [
            self._prepare_posted_line_vals(command[2], places, common, kinds, faces)
            for command in vals.get("line_ids", [])
        ]
        total = sum(line["amount"] for line in lines if not line["is_return"])
        amount = vals.get("amount") or total
        return {
            **common,  # the currency first: amounts are rounded by it
            "payment_mode": "journal",
            "payment_method_line_id": False,
            **{key: value for key, value in vals.items() if key != "line_ids"},
            **common,
            "name": name,
            "amount": amount,
            "commission_amount": vals["commission_amount"]
            if vals.get("reversed_operation_id")
            else self._commission_of(kind, currency, amount),
            "books_state": (
                vals.get("books_state", "waiting") if KINDS[kind].books else "none"
            ),
            "posted_by_id": self.env.uid,
            "posted_at": fields.Datetime.now(),
        }, lines

    @api.model
    def _prepare_posted_line_vals(self, vals, places, common, kinds, faces):
        quantity = vals.get("quantity")
        if not isinstance(quantity, int) or quantity <= 0:
            raise UserError(
                self.env._(
                    "A quantity of coupons is a whole number above zero, not "
                    "%(quantity)s.",
                    quantity=quantity,
                )
            )
        face_value = faces.get(vals.get("denomination_id"))
        if not face_value or not vals.get("series_id"):
            raise UserError(
                self.env._("Say the denomination and the series of every line.")
            )
        is_return = bool(vals.get("is_return"))
        source, target = reversed(places) if is_return else places
        amount = float_round(quantity * face_value, precision_digits=2)
        sign = circulation_sign(kinds.get(source), kinds.get(target))
        return {
            "denomination_id": vals["denomination_id"],
            "series_id": vals["series_id"],
            "quantity": quantity,
            "is_return": is_return,
            **common,
            "place_from_id": source,
            "place_to_id": target,
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
        self.filtered(
            lambda op: op.lcc_currency_id.books_mode == "operation"
        )._post_books()
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

    def _check_postable(self):
        """Refuse what the ledger must not hold, each with its own message.

        Master records are read once for the batch and stay in cache.
        """
        today = fields.Date.context_today(self)
        for company, operations in self.grouped("company_id").items():
            for date in set(operations.mapped("date")):
                self._check_date(company, date, today)
            operations._check_companies(company)
        for operation in self.sudo():  # a keeper may not read every master record
            operation._check_places()
            operation._check_lines()
            operation._check_amounts()
            operation._check_persons()
            if operation.reversed_operation_id:
                operation._check_reversal_date()
            else:
                operation._check_rules()
            if operation.books_state == "waiting":
                operation._check_counterpart()

    @api.model
    def _check_date(self, company, date, today):
        if date > today:
            raise UserError(
                self.env._(
                    "An operation cannot be dated in the future (%(date)s).",
                    date=format_date(self.env, date),
                )
            )
        # Lock dates are the company's, whoever posts.
        locks = company.sudo()._get_violated_lock_dates(date, False, None)
        if locks:
            raise UserError(
                self.env._(
                    "The books are locked up to %(lock)s: an operation cannot be "
                    "dated %(date)s. Date it later, or ask the accountant.",
                    lock=format_date(self.env, locks[-1][0]),
                    date=format_date(self.env, date),
                )
            )

    def _check_places(self):
        places = self.place_from_id | self.place_to_id
        if len(places) < 2:
            self._refuse_same_place()
        for place in places:
            if place.lcc_currency_id != self.lcc_currency_id:
                raise UserError(
                    self.env._(
                        "%(place)s is no place of %(currency)s.",
                        place=place.name,
                        currency=self.lcc_currency_id.name,
                    )
                )
            if not place.active:
                raise UserError(self.env._("%(place)s is archived.", place=place.name))
        if not allows(
            self.kind,
            self.place_from_id.kind,
            self.place_to_id.kind,
            is_reversal=bool(self.reversed_operation_id),
        ):
            raise UserError(
                self.env._(
                    "The operation “%(kind)s” does not move coupons from "
                    "%(place_from)s to %(place_to)s.",
                    kind=self._get_kind_label(),
                    place_from=self.place_from_id.name,
                    place_to=self.place_to_id.name,
                )
            )

    @api.model
    def _refuse_same_place(self):
        raise UserError(
            self.env._(
                "Coupons cannot move from a place to the same place: choose two places."
            )
        )

    def _check_companies(self, company):
        """Refuse contacts, means of payment and accounts of another company.

        In one query: the books would only find out at the close.
        """
        rows = self.env.execute_query(
            SQL(
                """
   SELECT DISTINCT o.id
     FROM lcc_operation o
LEFT JOIN account_payment_method_line m ON m.id = o.payment_method_line_id
LEFT JOIN account_journal j ON j.id = m.journal_id
LEFT JOIN res_partner p
       ON p.id IN (o.partner_id, o.payer_id, o.charged_partner_id)
    WHERE o.id IN %(ids)s
      AND (j.company_id != ALL(%(companies)s)
           OR p.company_id != ALL(%(companies)s)
           OR o.counterpart_account_id IS NOT NULL
              AND NOT EXISTS (
                  SELECT FROM account_account_res_company_rel r
                   WHERE r.account_account_id = o.counterpart_account_id
                     AND r.res_company_id = ANY(%(companies)s)))
                """,
                ids=self._ids,
                companies=company.sudo().parent_ids.ids,  # whoever posts
            )
        )
        if rows:
            strangers = self.browse(id_ for (id_,) in rows)
            raise UserError(
                self.env._(
                    "%(names)s: the contacts, the means of payment and the accounts "
                    "must belong to %(company)s.",
                    names=", ".join(strangers.mapped("name")),
                    company=company.sudo().name,
                )
            )

    def _check_lines(self):
        if not self.line_ids:
            raise UserError(
                self.env._("Say which coupons move: the operation has no line.")
            )
        issues = KINDS[self.kind].issues and not self.reversed_operation_id
        for line in self.line_ids:
            currency = self.lcc_currency_id
            if {
                line.denomination_id.lcc_currency_id,
                line.series_id.lcc_currency_id,
            } != {currency}:
                raise UserError(
                    self.env._(
                        "%(denomination)s of series %(series)s is no coupon of "
                        "%(currency)s.",
                        denomination=line.denomination_id.display_name,
                        series=line.series_id.name,
                        currency=currency.name,
                    )
                )
            if line.is_return and not KINDS[self.kind].both_ways:
                raise UserError(
                    self.env._("Only a swap takes coupons in and gives others out.")
                )
            self._check_series_date(line.series_id, issues or self.kind == "swap")

    def _check_series_date(self, series, issues):
        if self.date < series.date_from:
            raise UserError(
                self.env._(
                    "Series %(series)s exists from %(start)s only: an operation "
                    "cannot be dated %(date)s.",
                    series=series.name,
                    start=format_date(self.env, series.date_from),
                    date=format_date(self.env, self.date),
                )
            )
        if issues and series.date_to and self.date > series.date_to:
            raise UserError(
                self.env._(
                    "Series %(series)s is valid until %(end)s: its coupons are no "
                    "longer given out.",
                    series=series.name,
                    end=format_date(self.env, series.date_to),
                )
            )

    def _check_amounts(self):
        given = sum(line.amount for line in self.line_ids if not line.is_return)
        taken = sum(line.amount for line in self.line_ids if line.is_return)
        compare = self.currency_id.compare_amounts
        if KINDS[self.kind].both_ways and compare(given, taken):
            raise UserError(
                self.env._(
                    "A swap exchanges equal face values: %(given)s go out and "
                    "%(taken)s come in.",
                    given=self._format_amount(given),
                    taken=self._format_amount(taken),
                )
            )
        if self.payment_id and compare(self.amount, self.payment_id.amount):
            raise UserError(
                self.env._(
                    "The payment is of %(payment)s, the operation is of %(amount)s: "
                    "correct one of them.",
                    payment=self._format_amount(self.payment_id.amount),
                    amount=self._format_amount(self.amount),
                )
            )
        if compare(self.amount, given):
            raise UserError(
                self.env._(
                    "The coupons make %(lines)s, the operation is of %(amount)s: "
                    "correct one of them.",
                    lines=self._format_amount(given),
                    amount=self._format_amount(self.amount),
                )
            )

    def _format_amount(self, amount):
        return self.currency_id.format(amount)

    def _check_persons(self):
        is_manager = self.env.user.has_group("lcc_base.group_lcc_manager")
        if not is_manager and self.kind not in KEEPER_KINDS:
            raise UserError(
                self.env._(
                    "“%(kind)s” is posted by a manager of the local currency.",
                    kind=self._get_kind_label(),
                )
            )
        if not KINDS[self.kind].two_persons:
            return
        if self.prepared_by_id in (self.posted_by_id, self.env["res.users"]):
            raise UserError(
                self.env._(
                    "“%(kind)s” takes two persons: %(user)s prepared it, another "
                    "manager must post it.",
                    kind=self._get_kind_label(),
                    user=self.prepared_by_id.name or self.env.user.name,
                )
            )
        if self.kind == "lapse" and not (self.decision or self.reversed_operation_id):
            raise UserError(
                self.env._(
                    "Coupons lapse by a decision only: say who decided it and when."
                )
            )

    def _check_rules(self):
        """Rules of the currency on exchanges and reconversions; addons add theirs."""
        currency = self.lcc_currency_id
        if self.kind == "reconversion":
            self._check_who_may_reconvert()
        if self.kind not in ("exchange", "reconversion"):
            return
        smallest = currency[f"{self.kind}_min"]
        largest = currency[f"{self.kind}_max"]
        compare = self.currency_id.compare_amounts
        if compare(self.amount, smallest) < 0 or (
            largest and compare(self.amount, largest) > 0
        ):
            raise UserError(
                self.env._(
                    "%(currency)s allows this operation from %(smallest)s to "
                    "%(largest)s, not %(amount)s.",
                    currency=currency.name,
                    smallest=self._format_amount(smallest),
                    largest=self._format_amount(largest) if largest else "∞",
                    amount=self._format_amount(self.amount),
                )
            )

    def _check_who_may_reconvert(self):
        if not self.partner_id:
            raise UserError(self.env._("Say who reconverts the coupons."))
        commercial = self.partner_id.commercial_partner_id
        if (
            self.lcc_currency_id.reconversion_by == "company"
            and not commercial.is_company
        ):
            raise UserError(
                self.env._(
                    "%(partner)s is a person: only professionals and public bodies "
                    "reconvert %(currency)s.",
                    partner=self.partner_id.display_name,
                    currency=self.lcc_currency_id.name,
                )
            )

    def _check_counterpart(self):
        """Make sure, before coupons move, that the books will find their accounts."""
        self.lcc_currency_id._get_account("coupon_account_id")
        for place in self.place_from_id + self.place_to_id:
            if place.kind == "till":
                self._get_till_account(place)
        by_journal = self.payment_mode == "journal" and self.payment_method_line_id
        if self.kind != "till_withdrawal" and not by_journal:
            self._get_counterpart()  # a journal has its accounts

    @api.model
    def _commission_of(self, kind, currency, amount):
        """Commission, taxes included, in the company's currency."""
        if kind != "reconversion" or not currency.commission_rate:
            return 0.0
        return currency.currency_id.round(amount * currency.commission_rate / 100)

    # ------------------------------------------------------------------
    # Reversal
    # ------------------------------------------------------------------

    def action_reverse(self):
        """Ask for the day and the reason of the reversal."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_currency.lcc_operation_reverse_action"
        )
        action["context"] = {"default_operation_id": self.id}
        return action

    def _check_reversal_date(self):
        reversed_operation = self.reversed_operation_id
        if self.date < reversed_operation.date:
            raise UserError(
                self.env._(
                    "A reversal is not dated before the operation that it reverses "
                    "(%(date)s).",
                    date=format_date(self.env, reversed_operation.date),
                )
            )

    def _get_reversal_date(self):
        """The operation's own day, or today when that day is locked."""
        self.ensure_one()
        locks = self.company_id.sudo()._get_violated_lock_dates(  # whoever asks
            self.date, False, None
        )
        return fields.Date.context_today(self) if locks else self.date

    def _reverse(self, date=None, reason=""):
        """Undo posted operations by opposite ones.

        :param date: day of the reversals; by default each operation's own day, or
            today when that day is locked
        :return: lcc.operation, the reversals, posted
        """
        self.check_access("write")
        for operation in self:
            operation._check_reversible()
        reversals = self._create_posted(
            [op._prepare_reversal_vals(date, reason) for op in self]
        )
        for operation, reversal in zip(self, reversals, strict=True):
            operation.emission_id._set_reversed()
            operation.message_post(
                body=self.env._(
                    "Reversed by %(name)s. %(reason)s",
                    name=reversal.name,
                    reason=reason,
                )
            )
        return reversals

    def _filter_standing(self):
        """Operations that are neither reversals nor reversed."""
        return self.filtered(
            lambda op: not op.reversal_ids and not op.reversed_operation_id
        )

    def _check_reversible(self):
        if self.state != "posted":
            raise UserError(self.env._("Only a posted operation is reversed."))
        if self.reversed_operation_id:
            raise UserError(
                self.env._("A reversal is not reversed: enter the operation again.")
            )
        if self.reversal_ids:
            raise UserError(
                self.env._(
                    "%(name)s is reversed already by %(reversal)s.",
                    name=self.name,
                    reversal=self.reversal_ids.name,
                )
            )
        payment = self.sudo().payment_id  # a manager may have no accounting rights
        if payment and payment.state not in ("draft", "canceled"):
            raise UserError(
                self.env._(
                    "%(name)s completes a payment: cancel the payment, which takes "
                    "its coupons back.",
                    name=self.name,
                )
            )

    def _prepare_reversal_vals(self, date, reason):
        kept = (
            "kind",
            "payment_mode",
            "amount",
            "commission_amount",
            "decision",
        )
        links = (
            "lcc_currency_id",
            "partner_id",
            "payer_id",
            "payment_method_line_id",
            "counterpart_account_id",
            "charged_partner_id",
            "payment_id",
        )
        return {
            # What undoes a payment has the entry of the payment undone.
            "books_state": "none" if self.payment_id else "waiting",
            **{name: self[name] for name in kept},
            **{name: self[name].id for name in links},
            "note": reason or False,
            "date": date or self._get_reversal_date(),
            "place_from_id": self.place_to_id.id,
            "place_to_id": self.place_from_id.id,
            "reversed_operation_id": self.id,
            # Undoing an act of two persons takes another one than who posted it.
            "prepared_by_id": self.posted_by_id.id,
            "line_ids": [
                Command.create(
                    {
                        "denomination_id": line.denomination_id.id,
                        "series_id": line.series_id.id,
                        "quantity": line.quantity,
                        "is_return": line.is_return,
                    }
                )
                for line in self.line_ids
            ],
        }

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_post_books(self):
        """Enter these operations in the books now."""
        self.check_access("write")
        moves = self._post_books()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Entries"),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("id", "in", moves.ids)],
        }
