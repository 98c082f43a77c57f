# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.tools import SQL


class ResPartner(models.Model):
    _inherit = "res.partner"

    lcc_creditor_line_ids = fields.One2many(
        "lcc.creditor.receipt.line",
        "partner_id",
        string="Euros received on a mandate",
        groups="lcc_base.group_lcc_auditor",
    )

    def _lcc_filter_public_bodies(self):
        """Those that are a commune or a grouping itself, or one of its addresses.

        Its elected members and employees are persons, even where they are contacts
        of it: they may hold units.
        """
        if not self:
            return self
        for model in ("agreement", "lcc.assembly", "lcc.municipal.follow.up"):
            self.env[model].flush_model()
        self.flush_recordset(["commercial_partner_id", "type"])
        rows = self.env.execute_query(
            SQL(
                """
SELECT p.id
  FROM res_partner p
  JOIN res_partner b
    ON b.id = CASE WHEN p.type = 'contact' OR p.type IS NULL THEN p.id
                   ELSE p.commercial_partner_id END
 WHERE p.id = ANY(%s)
   AND (EXISTS (SELECT FROM agreement
                 WHERE lcc_public_body_id = b.id AND lcc_state != 'draft')
        OR EXISTS (SELECT FROM lcc_municipal_follow_up WHERE partner_id = b.id)
        OR EXISTS (SELECT FROM lcc_assembly
                    WHERE partner_id = b.id
                      AND kind IN ('municipal', 'community', 'syndicate')))
                """,
                list(self.ids),
            )
        )
        return self.browse(id_ for (id_,) in rows)

    def action_lcc_payment_statement(self):
        """Print what was received for all creditors of a public body."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_municipal_currency.lcc_convention_statement_action"
        )
        return {**action, "context": {"default_authority_id": self.id}}
