# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class LccIndemnityStatementLine(models.Model):
    _name = "lcc.indemnity.statement.line"
    _description = "Indemnity of a member of a council"
    _inherit = ["lcc.ledger.master"]
    _order = "statement_id, sequence, id"
    _rec_name = "partner_id"

    statement_id = fields.Many2one(
        "lcc.indemnity.statement", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    partner_id = fields.Many2one(
        "res.partner",
        string="Member",
        required=True,
        index=True,
        ondelete="restrict",
    )
    office = fields.Char(
        string="Mandate or office", help="Such as “Mayor” or “Vice-president”."
    )
    body = fields.Char(
        string="Held in",
        help="The syndicate or the local public company, where it is not the commune "
        "or the grouping itself.",
    )
    gross = fields.Monetary(
        help="Gross indemnities of the year, of every kind, in euros."
    )
    local_amount = fields.Monetary(
        string="Paid in local currency",
        compute="_compute_local_amount",
        store=True,
        help="Euros of this year's indemnities that were received on the member's "
        "mandate, for units, less what was sent on. They are part of the gross amount, "
        "and stand on the member's first line.",
    )
    company_id = fields.Many2one(related="statement_id.company_id", store=True)
    currency_id = fields.Many2one(related="statement_id.currency_id")

    _gross_positive = models.Constraint(
        "CHECK(gross >= 0)", "An indemnity is not negative."
    )

    @api.depends(
        "partner_id",
        "statement_id.year",
        "statement_id.authority_id",
        "statement_id.line_ids.sequence",
        "partner_id.lcc_creditor_line_ids.state",
        "partner_id.lcc_creditor_line_ids.amount",
        "partner_id.lcc_creditor_line_ids.direction",
    )
    def _compute_local_amount(self):
        for line in self:
            statement = line.statement_id
            if statement.state == "issued":
                line.local_amount = line.local_amount
                continue
            same = statement.line_ids.filtered(
                lambda one, line=line: one.partner_id == line.partner_id
            )
            is_first = same.sorted("sequence")[:1] == line
            line.local_amount = sum(line._get_received()) if is_first else 0.0

    def _get_received(self):
        """Amounts of the year's indemnities received on the member's mandate."""
        statement = self.statement_id
        return [
            received._get_signed()
            for received in self.partner_id.lcc_creditor_line_ids
            if received.state == "posted"
            and received.claim == "indemnity"
            and received.company_id == statement.company_id
            and received.authority_id == statement.authority_id
            and received.month.year == statement.year
        ]

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.statement_id._check_draft()
        return lines

    def write(self, vals):
        self.statement_id._check_draft()
        result = super().write(vals)
        self.statement_id._check_draft()  # the one that a line comes to
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_issued(self):
        self.statement_id._check_draft()
