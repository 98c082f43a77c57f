# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.tools import SQL


class ReportMembership(models.Model):
    """The addon's own analysis, on states that are true today.

    Its view reads a column of res_partner that a daily job used to fill; the state
    is no column any more (see res_partner_status.py).
    """

    _inherit = "report.membership"

    membership_state = fields.Selection(
        selection=lambda self: self.env["res.partner"]._lcc_get_member_states()
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT COALESCE(line.id, -partner.id) AS id,
                   partner.id AS partner_id,
                   (line.id IS NOT NULL)::int AS quantity,
                   partner.user_id,
                   %(state)s AS membership_state,
                   partner.associate_member_id,
                   partner.membership_stop AS date_to,
                   partner.membership_start AS start_date,
                   (line.state = 'waiting')::int AS num_waiting,
                   (line.state = 'invoiced')::int AS num_invoiced,
                   (line.state = 'paid')::int AS num_paid,
                   CASE WHEN line.state IN ('waiting', 'invoiced')
                        THEN item.price_subtotal ELSE 0 END AS tot_pending,
                   CASE WHEN line.state = 'paid'
                        THEN item.price_subtotal ELSE 0 END AS tot_earned,
                   line.membership_id,
                   partner.company_id
              FROM res_partner partner
              LEFT JOIN membership_membership_line line ON line.partner_id = partner.id
              LEFT JOIN account_move_line item ON item.id = line.account_invoice_line_id
             WHERE partner.active AND (line.id IS NOT NULL OR partner.free_member)
            """,
            state=self.env["res.partner"]._lcc_membership_state_sql("partner"),
        )
