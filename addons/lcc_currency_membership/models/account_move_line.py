# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class AccountMoveLine(models.Model):
    """Dues and gifts that were taken at a counter: how the money came."""

    _inherit = "account.move.line"

    def _lcc_get_means(self):
        """Euros that a counter keeps are cash; coupons are none of these means."""
        item = self.sudo()  # an accountant reads no places
        if item.move_id.lcc_dues_place_id:
            return "cash"
        if item.journal_id.lcc_till_ids:
            return ""
        return super()._lcc_get_means()

    def _lcc_get_means_name(self):
        item = self.sudo()  # see _lcc_get_means
        if counter := item.move_id.lcc_dues_place_id:
            return self.env._("Cash, at %(counter)s", counter=counter.name)
        if currency := item.journal_id.lcc_till_ids.lcc_currency_id:
            return self.env._("Coupons (%(currency)s)", currency=currency[:1].name)
        return super()._lcc_get_means_name()
