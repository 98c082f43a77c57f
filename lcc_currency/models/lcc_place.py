# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools.operation_kinds import CIRCULATING, PHYSICAL
from .lcc_ledger import is_ledger

UNIQUE_KINDS = ("printer", "holders", "destroyed", "lapsed")


class LccPlace(models.Model):
    _name = "lcc.place"
    _description = "Place of coupons"
    _inherit = ["mail.thread", "lcc.ledger.master"]
    _order = "lcc_currency_id, sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    kind = fields.Selection(
        [
            ("vault", "Vault"),
            ("transit", "In transit"),
            ("counter", "Counter"),
            ("till", "Till"),
            ("holders", "Holders"),
            ("printer", "Printer"),
            ("destroyed", "Destroyed"),
            ("lapsed", "Lapsed"),
        ],
        required=True,
        default="counter",
        help="Vault, transit and counters hold coupons that are not issued. Holders "
        "and tills hold coupons in circulation. A till is the association's own "
        "purse of coupons, kept in an account 53.",
    )
    lcc_currency_id = fields.Many2one(
        "lcc.currency",
        string="Local currency",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["lcc.currency"]._get_default(),
    )
    company_id = fields.Many2one(
        related="lcc_currency_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="lcc_currency_id.currency_id", store=True)
    is_physical = fields.Boolean(compute="_compute_nature", store=True)
    is_circulating = fields.Boolean(
        string="In circulation", compute="_compute_nature", store=True
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Kept by",
        index="btree_not_null",
        check_company=True,
        help="Shop or person that keeps the place.",
    )
    keeper_ids = fields.Many2many(
        "res.users",
        string="Keepers' logins",
        help="Users who see this place and its operations, and post exchanges here.",
    )
    territory_id = fields.Many2one(
        "lcc.territory", compute="_compute_territory_id", store=True, readonly=False
    )
    payment_method_line_id = fields.Many2one(
        "account.payment.method.line",
        string="Euros of exchanges",
        domain="[('payment_type', '=', 'inbound'),"
        " ('journal_id.company_id', '=', company_id)]",
        help="Means of payment proposed for exchanges here. Leave it empty when the "
        "counter keeps the euros until it brings them in.",
    )
    account_id = fields.Many2one(
        "account.account",
        string="Account of the till",
        check_company=True,
        help="Account 53 of coupons that the association holds to spend. To be "
        "confirmed by the association's accountant.",
    )
    journal_id = fields.Many2one(
        "account.journal",
        string="Journal of the till",
        domain="[('type', 'in', ('cash', 'bank'))]",
        check_company=True,
        help="Payments on this journal open a till receipt or spending, to be "
        "completed with denominations.",
    )
    low_amount = fields.Monetary(
        string="Alert below", help="The dashboard warns when less is held here."
    )
    balance_ids = fields.One2many("lcc.place.balance", "place_id")
    held_balance_ids = fields.One2many(
        "lcc.place.balance", "place_id", domain=[("quantity", ">", 0)]
    )
    held_coupons = fields.Json(
        compute="_compute_held_coupons", help="Coupons held, all series together."
    )
    amount = fields.Monetary(
        string="Held", compute="_compute_amount", help="Face value held now."
    )
    is_low = fields.Boolean(compute="_compute_amount", search="_search_is_low")

    _name_uniq = models.Constraint(
        "UNIQUE(lcc_currency_id, name)", "This currency already has that place."
    )
    _virtual_uniq = models.UniqueIndex(
        "(lcc_currency_id, kind)"
        " WHERE kind IN ('printer', 'holders', 'destroyed', 'lapsed')",
        "A currency has one place each for the printer, the holders, destroyed and "
        "lapsed coupons.",
    )
    _till_journal_uniq = models.UniqueIndex(
        "(journal_id) WHERE journal_id IS NOT NULL",
        "This journal already belongs to another till.",
    )

    @api.depends("kind")
    def _compute_nature(self):
        for place in self:
            place.is_physical = place.kind in PHYSICAL
            place.is_circulating = place.kind in CIRCULATING

    @api.depends("partner_id")
    def _compute_territory_id(self):
        for place in self:
            if place.partner_id:
                place.territory_id = place.partner_id.lcc_territory_id
            else:
                place.territory_id = place.territory_id

    @api.depends("balance_ids.quantity", "low_amount")
    def _compute_amount(self):
        amounts = dict(
            self.env["lcc.place.balance"]._read_group(
                [("place_id", "in", self.ids)], ["place_id"], ["amount:sum"]
            )
        )
        for place in self:
            place.amount = amounts.get(place, 0.0)
            place.is_low = bool(place.low_amount) and place.amount < place.low_amount

    @api.depends("balance_ids.quantity")
    def _compute_held_coupons(self):
        """List of {quantity, name} per denomination, largest face value first."""
        rows = self.env["lcc.place.balance"]._read_group(
            [("place_id", "in", self.ids), ("quantity", ">", 0)],
            ["place_id", "denomination_id"],
            ["quantity:sum"],
        )
        held = {place: [] for place in self}
        for place, denomination, quantity in sorted(
            rows, key=lambda row: -row[1].value
        ):
            held[place].append(
                {"quantity": quantity, "name": denomination.display_name}
            )
        for place in self:
            place.held_coupons = held[place]

    def _search_is_low(self, operator, value):
        if operator != "in":
            return NotImplemented
        watched = self.search([("low_amount", ">", 0)])
        return [("id", "in", watched.filtered("is_low").ids)]

    @api.constrains("kind", "account_id", "journal_id")
    def _check_till(self):
        for place in self:
            if place.kind != "till" and (place.account_id or place.journal_id):
                raise ValidationError(
                    self.env._(
                        "%(place)s is no till: only a till has an account and a "
                        "journal of its own.",
                        place=place.name,
                    )
                )

    @api.constrains("account_id", "journal_id", "payment_method_line_id")
    def _check_coupon_account(self):
        """What faces the liability of the coupons is never that liability itself."""
        for place in self:
            method = place.payment_method_line_id
            journals = place.journal_id | method.journal_id
            accounts = (
                place.account_id
                | method.payment_account_id
                | journals.default_account_id
            )
            place.lcc_currency_id._check_not_coupon_account(accounts)

    @api.constrains("keeper_ids", "kind")
    def _check_keepers(self):
        for place in self:
            if place.keeper_ids and not place.is_physical:
                raise ValidationError(
                    self.env._(
                        "%(place)s is no place that somebody keeps: only vaults, "
                        "counters, tills and coupons in transit have keepers.",
                        place=place.name,
                    )
                )

    @api.constrains("active")
    def _check_archived_empty(self):
        for place in self.filtered(lambda place: not place.active):
            if place.kind in UNIQUE_KINDS:
                raise ValidationError(
                    self.env._(
                        "%(place)s cannot be archived: every currency needs it.",
                        place=place.name,
                    )
                )
            if any(balance.quantity for balance in place.balance_ids):
                raise ValidationError(
                    self.env._(
                        "%(place)s still holds coupons: move them elsewhere before "
                        "archiving it.",
                        place=place.name,
                    )
                )

    def write(self, vals):
        if {"kind", "lcc_currency_id"} & vals.keys():
            self._check_unused()
        accounts = {place: place._get_till_account() for place in self}
        result = super().write(vals)
        for place, account in accounts.items():
            if account and place.amount and account != place._get_till_account():
                raise UserError(
                    self.env._(
                        "%(place)s holds coupons, which stand on %(account)s: withdraw "
                        "them before you change its account.",
                        place=place.name,
                        account=account.sudo().display_name,
                    )
                )
        return result

    def _get_till_account(self):
        """Account 53 of a till; empty when it has none yet."""
        place = self.sudo()  # a manager may have no accounting rights
        return place.account_id or place.journal_id.default_account_id

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        self._check_unused()
        outside = self.filtered(lambda place: place.kind in UNIQUE_KINDS)
        if outside and not is_ledger(self.env):  # they go with their currency
            raise UserError(
                self.env._(
                    "%(places)s cannot be deleted: every currency needs it.",
                    places=", ".join(outside.mapped("name")),
                )
            )

    def _check_unused(self):
        lines = self.env["lcc.operation.line"].sudo()  # any line counts
        line = lines.search(
            ["|", ("place_from_id", "in", self.ids), ("place_to_id", "in", self.ids)],
            limit=1,
        )
        if line:
            raise UserError(
                self.env._(
                    "%(places)s: coupons have moved here already. The kind and the "
                    "currency are frozen, and the place can be archived once empty, "
                    "not deleted.",
                    places=", ".join(self.mapped("name")),
                )
            )

    def _keeps_euros(self):
        """Whether the counter keeps what exchanges bring, and owes it."""
        self.ensure_one()
        return bool(
            self.kind == "counter"
            and self.partner_id
            and not self.payment_method_line_id
        )

    def _get_holdings(self):
        """What physical places hold now.

        :return: place -> list of (series, denomination, quantity), quantities
            above zero, oldest series and largest face first
        """
        holdings = {place: [] for place in self}
        balances = self.env["lcc.place.balance"].search(
            [("place_id", "in", self.ids), ("quantity", ">", 0)]
        )
        for balance in balances.sorted(
            lambda b: (b.series_id.date_from, b.series_id.id, -b.denomination_id.value)
        ):
            holdings[balance.place_id].append(
                (balance.series_id, balance.denomination_id, balance.quantity)
            )
        return holdings

    def action_new_exchange(self):
        """Open a new exchange at this counter."""
        return self._open_new_operation("exchange", "place_from_id")

    def action_new_supply(self):
        """Open a new supply of this counter."""
        return self._open_new_operation("supply", "place_to_id")

    def _open_new_operation(self, kind, place_field):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New operation"),
            "res_model": "lcc.operation",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "default_kind": kind,
                "default_lcc_currency_id": self.lcc_currency_id.id,
                f"default_{place_field}": self.id,
            },
        }

    def action_view_operations(self):
        """Open the operations that entered or left these places."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_currency.lcc_operation_action"
        )
        action["domain"] = [
            "|",
            ("place_from_id", "in", self.ids),
            ("place_to_id", "in", self.ids),
        ]
        action["context"] = {}
        return action

    def action_view_lines(self):
        """Open the ledger lines that entered or left these places."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_currency.lcc_operation_line_action"
        )
        action["domain"] = [
            ("state", "=", "posted"),
            "|",
            ("place_from_id", "in", self.ids),
            ("place_to_id", "in", self.ids),
        ]
        action["context"] = {}
        return action
