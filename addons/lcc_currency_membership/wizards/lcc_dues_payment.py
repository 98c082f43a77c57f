# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class LccDuesPayment(models.TransientModel):
    _inherit = "lcc.dues.payment"

    place_id = fields.Many2one(
        "lcc.place",
        string="At the counter",
        domain="[('kind', '=', 'counter'), ('is_taking_dues', '=', True)]",
        default=lambda self: self._default_place_id(),
        help="Counter that takes these dues.",
    )
    has_dues_till = fields.Boolean(compute="_compute_has_dues_till")
    is_in_coupons = fields.Boolean(
        string="Paid in coupons",
        help="The coupons go to the till of the counter, never to those that it "
        "exchanges.",
    )

    @api.model
    def _default_place_id(self):
        """The counter of a keeper who has one only."""
        if self.env.user.has_group("lcc_base.group_lcc_manager"):
            return False
        counters = self.env["lcc.place"].search(
            [
                ("kind", "=", "counter"),
                ("is_taking_dues", "=", True),
                ("keeper_ids", "in", self.env.uid),
            ]
        )
        return counters.id if len(counters) == 1 else False

    @api.depends("place_id")
    def _compute_has_dues_till(self):
        for payment in self:
            # a keeper may not read the till of the counter
            payment.has_dues_till = bool(payment.sudo().place_id.dues_till_ids)

    @api.onchange("place_id")
    def _onchange_place_id(self):
        if self.place_id:
            means = self.sudo().place_id._get_dues_means()
            self.payment_method_line_id = means.sudo(False)

    def _prepare_dues_vals(self):
        vals = super()._prepare_dues_vals()
        if not self.place_id:
            self._check_keeper_names_counter()
            return vals
        # what a counter does with its money is its settings', not the keeper's
        place = self.sudo().place_id
        means = place._get_dues_means(self.is_in_coupons)
        return {**vals, "counter": self.place_id, "means": means.sudo(False)}

    def _check_keeper_names_counter(self):
        if not self.env.user.has_group("lcc_base.group_lcc_manager"):
            raise UserError(self.env._("Choose the counter that takes these dues."))

    def _needs_means(self):
        return super()._needs_means() and not self.place_id

    def _notify(self, following=None):
        """Whoever took coupons counts them next."""
        receipts = self._find_till_receipts()
        return super()._notify(receipts or following)

    def _find_till_receipts(self):
        if not self.is_in_coupons:
            return None
        operation = self.env["lcc.operation"].search(
            [
                ("kind", "=", "till_receipt"),
                ("state", "=", "draft"),
                ("place_to_id.counter_id", "=", self.place_id.id),
                ("partner_id", "=", (self.payer_id or self.partner_id).id),
            ],
            order="id desc",
            limit=1,
        )
        if not operation:
            return None
        return {
            "type": "ir.actions.act_window",
            "res_model": "lcc.operation",
            "res_id": operation.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
