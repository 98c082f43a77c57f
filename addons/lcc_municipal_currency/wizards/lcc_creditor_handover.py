# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lcc_municipal.tools import convention_law as law

from ..models.lcc_operation import MANDATE
from ..tools.mandate_payments import in_coupons


class LccCreditorHandover(models.TransientModel):
    """Hand units over to creditors for whom euros were received."""

    _name = "lcc.creditor.handover"
    _description = "Hand units over to creditors"

    lcc_currency_id = fields.Many2one(
        "lcc.currency",
        string="Local currency",
        required=True,
        default=lambda self: self._default_lcc_currency_id(),
    )
    company_id = fields.Many2one(related="lcc_currency_id.company_id")
    currency_id = fields.Many2one(related="lcc_currency_id.currency_id")
    date = fields.Date(required=True, default=fields.Date.context_today)
    place_id = fields.Many2one(
        "lcc.place",
        string="Counter or vault",
        required=True,
        domain="[('lcc_currency_id', '=', lcc_currency_id),"
        " ('kind', 'in', ('counter', 'vault'))]",
        help="It hands the units over.",
    )
    agreement_ids = fields.Many2many("agreement", string="Mandates")
    line_ids = fields.One2many(
        "lcc.creditor.handover.line",
        "handover_id",
        string="Creditors",
        compute="_compute_line_ids",
        store=True,
        precompute=True,
        readonly=False,
    )
    amount = fields.Monetary(string="Total", compute="_compute_amount")

    @api.model
    def _default_lcc_currency_id(self):
        agreements = self.env["agreement"].browse(
            self.env.context.get("default_agreement_ids") or []
        )
        known = agreements.lcc_local_currency_id[:1]
        return known or self.env["lcc.currency"]._get_default()

    @api.depends("lcc_currency_id", "agreement_ids", "date")
    def _compute_line_ids(self):
        for handover in self:
            handover.line_ids = [
                Command.clear(),
                *(Command.create(vals) for vals in handover._prepare_line_vals()),
            ]

    def _prepare_line_vals(self):
        """What may be handed over on that day, mandate by mandate."""
        day = self.date or fields.Date.context_today(self)
        faces = self.lcc_currency_id.denomination_ids.mapped("value")
        for agreement in self._get_agreements():
            # movements of other territories count: the balance is the creditor's
            kept = agreement.sudo()._lcc_get_available(day)
            if amount := in_coupons(kept, faces):
                yield {"agreement_id": agreement.id, "amount": amount}

    def _get_agreements(self):
        """Mandates for which units are to be handed over, in this currency."""
        domain = [
            ("lcc_kind", "=", law.CREDITOR),
            ("lcc_local_currency_id", "=", self.lcc_currency_id.id),
            ("lcc_kept", ">", 0),
        ]
        if self.agreement_ids:
            domain.append(("id", "in", self.agreement_ids.ids))
        return self.env["agreement"].search(domain, order="partner_id, id")

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for handover in self:
            handover.amount = sum(handover.line_ids.mapped("amount"))

    def action_prepare(self):
        """Leave the operations as drafts: the coupons can be changed."""
        return self._open(self._create_drafts())

    def action_hand_over(self):
        """Post the operations with the fewest coupons that make each amount."""
        operations = self.env["lcc.operation"]
        lines = self._get_lines()
        # all at once, as one hand-over after the other might wait crosswise
        lines.agreement_id.sudo()._lcc_lock()
        for line in lines:
            operation = self._create_draft(line)
            # one after the other: the next one sees what is left
            operation.action_post()
            operations |= operation
        return self._open(operations)

    def _get_lines(self):
        lines = self.line_ids.filtered("amount")
        if not lines:
            raise UserError(
                self.env._(
                    "No units are to be handed over: receive the euros of the "
                    "creditors first."
                )
            )
        return lines

    def _create_drafts(self):
        operations = self.env["lcc.operation"]
        for line in self._get_lines():
            operations |= self._create_draft(line)
        return operations

    def _create_draft(self, line):
        operation = self.env["lcc.operation"].create(self._prepare_vals(line))
        operation.action_propose()
        return operation

    def _prepare_vals(self, line):
        currency = self.lcc_currency_id
        return {
            "kind": "exchange",
            "date": self.date,
            "lcc_currency_id": currency.id,
            "place_from_id": self.place_id.id,
            "place_to_id": currency._get_place("holders").id,
            "partner_id": line.agreement_id.partner_id.id,
            "payment_mode": MANDATE,
            "lcc_agreement_id": line.agreement_id.id,
            "amount": line.amount,
        }

    def _open(self, operations):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_currency.lcc_operation_action"
        )
        if len(operations) == 1:
            return {
                "type": "ir.actions.act_window",
                "res_model": "lcc.operation",
                "view_mode": "form",
                "res_id": operations.id,
            }
        return {
            **action,
            "domain": [("id", "in", operations.ids)],
            "context": {"create": False},
        }
