# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class LccDuesCampaignProduct(models.Model):
    """Dues that a campaign asks of a type of member, instead of the usual ones."""

    _name = "lcc.dues.campaign.product"
    _description = "Dues of a type of member in a campaign"
    _order = "id"
    _rec_name = "member_type_id"
    _check_company_auto = True

    campaign_id = fields.Many2one(
        "lcc.dues.campaign", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="campaign_id.company_id")
    member_type_id = fields.Many2one(
        "lcc.member.type", string="Type of member", required=True, ondelete="restrict"
    )
    product_id = fields.Many2one(
        "product.product",
        string="Kind of dues",
        required=True,
        check_company=True,
        domain=[("membership", "=", True)],
        ondelete="restrict",
    )

    _type_uniq = models.Constraint(
        "UNIQUE(campaign_id, member_type_id)",
        "Each type of member has one kind of dues in a campaign: keep one of them.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_campaign()
        return lines

    def write(self, vals):
        self._check_campaign()
        result = super().write(vals)
        self._check_campaign()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_launched(self):
        self._check_campaign()

    def _check_campaign(self):
        """They are written as the campaign is: see lcc_dues_campaign_guard.py."""
        if not self.env.su:
            self.campaign_id._check_writable({"product_line_ids"})
