# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError

BEFORE = ("draft",)
# whoever is not called yet may still be: see `action_call`
WHILE_CALLING = ("draft", "open")
# The states in which a client may write a field; its actions write as the system.
WRITABLE = {
    "state": (),
    "error": (),
    "company_id": BEFORE,
    "year": BEFORE,
    "date_start": BEFORE,
    "member_scope": WHILE_CALLING,
    "lapsed_years": WHILE_CALLING,
    "member_type_ids": WHILE_CALLING,
    "territory_ids": WHILE_CALLING,
    "local_group_ids": WHILE_CALLING,
    "product_line_ids": WHILE_CALLING,
}


class LccDuesCampaign(models.Model):
    """What calls were made from stays as it was, whatever a client writes."""

    _inherit = "lcc.dues.campaign"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:  # whatever defaults a client brings along
            vals_list = [
                {**vals, "state": "draft", "error": False} for vals in vals_list
            ]
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su:
            self._check_writable(vals.keys())
        return super().write(vals)

    def _check_writable(self, names):
        for campaign in self:
            for name in WRITABLE.keys() & names:
                if campaign.state not in WRITABLE[name]:
                    raise UserError(
                        self.env._(
                            "%(campaign)s: “%(field)s” cannot be changed any more. "
                            "Cancel this campaign and make another one.",
                            campaign=campaign.name,
                            field=self._fields[name]._description_string(self.env),
                        )
                    )
