# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class LccOperation(models.Model):
    _inherit = "lcc.operation"

    def _check_rules(self):
        result = super()._check_rules()
        if self.kind == "exchange" and self.lcc_currency_id.is_exchange_for_members:
            self._check_member()
        return result

    def _check_member(self):
        """The charter keeps exchanges for members, where the currency says so."""
        if not self.partner_id:
            raise UserError(
                self.env._(
                    "%(currency)s is exchanged for members only: say who exchanges.",
                    currency=self.lcc_currency_id.name,
                )
            )
        # dues of other territories count: whoever posts may not read them
        partner = self.partner_id.sudo()
        state = partner._lcc_get_membership_states(self.date)[partner]
        if state not in partner._membership_member_states():
            raise UserError(
                self.env._(
                    "%(partner)s is no member whose dues are paid on %(date)s, and "
                    "%(currency)s is exchanged for members only. Take the dues first.",
                    partner=partner.display_name,
                    date=format_date(self.env, self.date),
                    currency=self.lcc_currency_id.name,
                )
            )

    @api.model
    def _check_kind_of_user(self, kind):
        """Keepers count the coupons that pay dues into the till of their counter."""
        till = self.sudo().place_to_id  # a keeper may not read every place
        counts_dues = kind == "till_receipt" and self.sudo().payment_id
        if counts_dues and self.env.user in till.counter_id.keeper_ids:
            return
        super()._check_kind_of_user(kind)
