# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    lcc_creditor_line_ids = fields.One2many(
        "lcc.creditor.receipt.line",
        "partner_id",
        string="Euros received on a mandate",
        groups="lcc_base.group_lcc_auditor",
    )

    def action_lcc_payment_statement(self):
        """Print what was received for all creditors of a public body."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_municipal_currency.lcc_convention_statement_action"
        )
        return {**action, "context": {"default_authority_id": self.id}}
