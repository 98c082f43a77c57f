# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import clean_context

from odoo.addons.lcc_base.tools.contexts import without_defaults

from ..tools.operation_kinds import KINDS
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
    "commission_account_id",
    "commission_tax_ids",
    "books_state",
    "books_error",
    "client_ref",
    "import_id",
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
        default=lambda self: self.env["lcc.currency"]._get_default(),
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
    commission_account_id = fields.Many2one(
        "account.account", readonly=True, copy=False, ondelete="restrict"
    )
    commission_tax_ids = fields.Many2many(
        "account.tax",
        "lcc_operation_commission_tax_rel",
        string="Taxes of the commission",
        readonly=True,
        copy=False,
        ondelete="restrict",
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
        help="Keeper or carrier who answers for a loss or a surplus; empty when the "
        "association bears it. Of an exchange: who keeps its euros at the counter.",
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
    books_error = fields.Char(
        string="Why it waits",
        readonly=True,
        copy=False,
        help="What kept the last close from entering the operation in the books.",
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
        """Choose the only place there is, or the user's own; keep what still fits."""
        for operation in self:
            allowed = operation._get_allowed_places()[name]
            if operation[name]._origin not in allowed:
                if len(allowed) > 1:
                    allowed = allowed.filtered(
                        lambda place: self.env.user in place.keeper_ids
                    )
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
        if not self.env.su:  # a payment opens the operation of its till
            self.check_access("create")
            for kind in {vals.get("kind", "exchange") for vals in vals_list}:
                self._check_kind_of_user(kind)
        if is_ledger(self.env):
            return super().create(vals_list)
        self = without_defaults(self, SYSTEM_FIELDS)
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
        if "kind" in vals and not self.env.su:
            self._check_kind_of_user(vals["kind"])
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
            self.check_access("write")  # moved to places of one's own only
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

    @api.ondelete(at_uninstall=False)
    def _unlink_except_payment(self):
        if not is_ledger(self.env) and self.payment_id:
            raise UserError(
                self.env._(
                    "A payment waits for these coupons to be counted: cancel the "
                    "payment, and its till operation goes with it."
                )
            )

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
                default = default or self.env["lcc.currency"]._get_default()
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
            clean_context(self.env.context),
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

    @api.model
    def _commission_of(self, kind, currency, amount):
        """Commission, taxes included, in the company's currency."""
        if kind != "reconversion" or not currency.commission_rate:
            return 0.0
        return currency.currency_id.round(amount * currency.commission_rate / 100)

    def action_post_books(self):
        """Enter these operations in the books now."""
        self.check_access("write")
        if not self.env.user.has_group("lcc_base.group_lcc_manager"):
            raise UserError(
                self.env._("A manager of the local currency enters it in the books.")
            )
        in_draft = self.filtered(
            lambda op: op.books_state == "waiting" and op.sudo().move_id
        )
        if in_draft:
            raise UserError(in_draft[0].books_error)
        self._lock_waiting()
        moves = self._post_books()
        if not self.env["account.move"].has_access("read"):
            return True
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "account.action_move_journal_line"
            ),
            "name": self.env._("Entries"),
            "domain": [("id", "in", moves.ids)],
            "context": {"create": False},
        }
