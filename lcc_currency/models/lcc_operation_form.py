# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_round

from ..tools.denominate import fewest_coupons
from ..tools.operation_kinds import KINDS


class LccOperation(models.Model):
    """What the form of an operation shows and proposes."""

    _inherit = "lcc.operation"

    lines_amount = fields.Monetary(
        string="Coupons entered", compute="_compute_lines_amount"
    )
    taken_amount = fields.Monetary(
        string="Coupons taken in", compute="_compute_lines_amount"
    )
    difference = fields.Monetary(
        compute="_compute_lines_amount",
        help="What the coupons entered lack to make the amount; in a swap, what "
        "those taken in lack to make those given out.",
    )
    commission_due = fields.Monetary(
        string="Commission",
        compute="_compute_net_amount",
        help="Kept from the reconversion, taxes included, as the currency says.",
    )
    net_amount = fields.Monetary(string="Net paid", compute="_compute_net_amount")
    allowed_payment_method_line_ids = fields.Many2many(
        "account.payment.method.line",
        compute="_compute_allowed_payment_method_line_ids",
    )
    next_denomination_id = fields.Many2one(
        "lcc.denomination", compute="_compute_next_denomination_id"
    )
    next_series_id = fields.Many2one(
        "lcc.coupon.series", compute="_compute_next_series_id"
    )
    has_several_series = fields.Boolean(compute="_compute_next_series_id")
    has_several_currencies = fields.Boolean(compute="_compute_has_several_currencies")
    is_two_persons = fields.Boolean(compute="_compute_is_two_persons")

    @api.depends("kind", "amount", "line_out_ids.amount", "line_in_ids.amount")
    def _compute_lines_amount(self):
        for operation in self:
            given = sum(operation.line_out_ids.mapped("amount"))
            taken = sum(operation.line_in_ids.mapped("amount"))
            operation.lines_amount = given
            operation.taken_amount = taken
            if operation.kind == "swap":
                difference = given - taken
            else:
                difference = operation.amount and operation.amount - given
            operation.difference = float_round(
                difference, precision_rounding=operation._get_rounding()
            )

    @api.depends(
        "kind",
        "state",
        "lcc_currency_id",
        "amount",
        "lines_amount",
        "commission_amount",
    )
    def _compute_net_amount(self):
        for operation in self:
            gross = operation.amount or operation.lines_amount
            if operation.state == "posted":
                commission = operation.commission_amount
            else:
                commission = operation._commission_of(
                    operation.kind, operation.lcc_currency_id, gross
                )
            operation.commission_due = commission
            operation.net_amount = gross - commission

    @api.depends("kind", "company_id")
    def _compute_allowed_payment_method_line_ids(self):
        """Means of payment in euros; the journals of tills hold coupons."""
        # Managers and keepers may have no accounting rights.
        methods = self.env["account.payment.method.line"].sudo()
        for operation in self:
            operation.allowed_payment_method_line_ids = methods.search(
                [
                    ("payment_type", "=", operation._get_payment_type()),
                    ("journal_id.company_id", "=", operation.company_id.id),
                    ("journal_id.active", "=", True),
                    ("journal_id.lcc_till_ids", "=", False),
                ]
            )

    @api.depends("lcc_currency_id", "line_out_ids.denomination_id")
    def _compute_next_denomination_id(self):
        """The largest face value that has no line yet."""
        for operation in self:
            used = operation.line_out_ids.denomination_id._origin
            free = operation.lcc_currency_id._origin.denomination_ids - used
            operation.next_denomination_id = free[:1]

    @api.depends("lcc_currency_id", "date", "line_ids.series_id")
    def _compute_next_series_id(self):
        for operation in self:
            series = operation.lcc_currency_id._origin.series_ids
            day = operation.date or fields.Date.context_today(operation)
            valid = series.filtered(lambda one, day=day: one._is_valid_on(day))
            operation.next_series_id = valid[-1:] or series[-1:]
            used = series | operation.line_ids.series_id._origin
            operation.has_several_series = len(used) > 1

    def _compute_has_several_currencies(self):
        self.has_several_currencies = self.env["lcc.currency"].search_count([]) > 1

    @api.depends("kind")
    def _compute_is_two_persons(self):
        for operation in self:
            operation.is_two_persons = KINDS[operation.kind].two_persons

    @api.onchange("lcc_currency_id")
    def _onchange_lcc_currency_id(self):
        self.company_id = self.lcc_currency_id.company_id
        self.currency_id = self.lcc_currency_id.currency_id

    @api.onchange("amount", "place_from_id", "kind", "lcc_currency_id")
    def _onchange_amount(self):
        """Propose the fewest coupons that the counter holds."""
        if self.kind != "exchange" or self.state != "draft" or not self.amount:
            return None
        lines = self._propose_lines()
        self.line_out_ids = [
            Command.clear(),
            *(
                Command.create({**vals, "currency_id": self.currency_id.id})
                for vals in lines or []
            ),
        ]
        if lines or not self.place_from_id:
            return None
        return {
            "warning": {
                "title": self.env._("No coupons for this amount"),
                "message": self._get_no_coupons_message(),
            }
        }

    @api.onchange("kind", "place_from_id", "place_to_id")
    def _onchange_place(self):
        """Take in and pay out the euros as the counter is used to."""
        if self.kind == "reconversion" and self.place_to_id:
            pays = self.place_to_id._keeps_euros() and not self._is_by_manager()
            self.payment_mode = "counter" if pays else self.payment_mode
        place = self.place_from_id
        if self.kind != "exchange" or not place:
            return
        method = place.payment_method_line_id
        self.payment_mode = "counter" if place._keeps_euros() else "journal"
        self.payment_method_line_id = method or self.payment_method_line_id

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._drop_empty_lines(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._drop_empty_lines(vals))

    @api.model
    def _drop_empty_lines(self, vals):
        """Leave out the lines that the form began and nobody filled in.

        The form alone writes by these two lists; elsewhere a quantity of zero is
        refused.
        """
        filled = {
            name: [
                command
                for command in vals[name]
                if command[0] != Command.CREATE or command[2].get("quantity")
            ]
            for name in ("line_out_ids", "line_in_ids")
            if name in vals
        }
        return {**vals, **filled} if filled else vals

    def _get_rounding(self):
        return self.currency_id.rounding or 0.01

    def _get_payment_type(self):
        """Way of the euros: inbound, outbound, or False when none moves."""
        return {"in": "inbound", "out": "outbound"}.get(KINDS[self.kind].euros, False)

    def action_take_all(self):
        """Replace the lines by all the coupons that the place holds."""
        for operation in self:
            operation._check_draft()
            place = operation.place_from_id
            holdings = place._get_holdings()[place]
            if not holdings:
                raise UserError(
                    self.env._("%(place)s holds no coupon.", place=place.name)
                )
            operation._replace_lines(
                [
                    {
                        "series_id": series.id,
                        "denomination_id": denomination.id,
                        "quantity": quantity,
                    }
                    for series, denomination, quantity in holdings
                ]
            )

    def action_view_move(self):
        return self._open_form(self.move_id)

    def action_view_emission(self):
        return self._open_form(self.emission_id)

    def action_view_payment(self):
        return self._open_form(self.payment_id)

    def action_view_reversal(self):
        """Open the reversal of this operation, or the one that it reverses."""
        return self._open_form(self.reversed_operation_id or self.reversal_ids)

    @api.model
    def _open_form(self, record):
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "view_mode": "form",
            "res_id": record.id,
        }

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
            if series._is_valid_on(today) and denomination.active
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
                raise UserError(operation._get_no_coupons_message())
            operation._replace_lines(lines)

    def _get_no_coupons_message(self):
        return self.env._(
            "%(place)s does not hold the coupons that make this amount. Choose another "
            "amount, or supply it first.",
            place=self.place_from_id.name,
        )

    def _replace_lines(self, vals_list):
        self.line_ids.unlink()
        self.line_ids = [Command.create(vals) for vals in vals_list]
