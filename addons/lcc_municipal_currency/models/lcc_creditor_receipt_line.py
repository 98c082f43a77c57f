# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from odoo.addons.lcc_municipal.tools import convention_law as law

from ..tools.mandate_payments import Movement, first_of_month


class LccCreditorReceiptLine(models.Model):
    """Euros received for one creditor and one month: all, a part, or late."""

    _name = "lcc.creditor.receipt.line"
    _description = "Euros received for a creditor"
    _inherit = ["lcc.ledger.master"]
    _order = "month desc, receipt_id, id"
    _rec_name = "agreement_id"

    receipt_id = fields.Many2one(
        "lcc.creditor.receipt", required=True, index=True, ondelete="cascade"
    )
    agreement_id = fields.Many2one(
        "agreement",
        string="Mandate",
        required=True,
        index=True,
        domain="[('lcc_kind', '=', 'creditor'), ('lcc_state', '!=', 'draft'),"
        " ('lcc_amends_id', '=', False), ('company_id', 'in', [company_id, False])]",
        ondelete="restrict",
        help="Of the creditor, who gave the association power to receive (code civil, "
        "article 1984).",
    )
    month = fields.Date(
        string="For the month of",
        required=True,
        default=lambda self: first_of_month(fields.Date.context_today(self)),
        help="Month that is paid; a late payment names the month that was due.",
    )
    amount = fields.Monetary(string="Euros", required=True)
    partner_id = fields.Many2one(
        related="agreement_id.partner_id", string="Creditor", store=True, index=True
    )
    authority_id = fields.Many2one(
        related="agreement_id.lcc_public_body_id",
        string="Public body",
        store=True,
        index="btree_not_null",
    )
    territory_id = fields.Many2one(
        related="agreement_id.lcc_territory_id", string="Territory"
    )
    claim = fields.Selection(related="agreement_id.lcc_claim", string="Sums received")
    date = fields.Date(related="receipt_id.date", store=True)
    state = fields.Selection(related="receipt_id.state", store=True)
    direction = fields.Selection(related="receipt_id.direction", store=True)
    company_id = fields.Many2one(
        related="receipt_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="receipt_id.currency_id")

    _amount_positive = models.Constraint(
        "CHECK(amount > 0)", "An amount that was received is above zero."
    )

    @api.constrains("agreement_id", "receipt_id")
    def _check_agreement(self):
        for line in self:
            agreement = line.agreement_id
            company = agreement.company_id or line.company_id
            if agreement.lcc_kind != law.CREDITOR or company != line.company_id:
                raise ValidationError(
                    self.env._(
                        "%(convention)s is no mandate of a creditor to this "
                        "association: choose another one.",
                        convention=agreement.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        clean = self.env["lcc.creditor.receipt"]._clean_month
        lines = super().create([clean(vals) for vals in vals_list])
        lines.receipt_id._check_draft()
        return lines

    def write(self, vals):
        self.receipt_id._check_draft()
        result = super().write(self.env["lcc.creditor.receipt"]._clean_month(vals))
        self.receipt_id._check_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_received(self):
        self.receipt_id._check_draft()

    def _get_movements(self):
        """How the books tell a line: what is cancelled later was owed until then.

        :return: list of Movement
        """
        undone, amount = self.receipt_id.date_cancelled, self._get_signed()
        if self.state == "posted":
            return [Movement(self.date, came=amount)]
        if self.state == "cancelled" and undone != self.date:
            return [Movement(self.date, came=amount), Movement(undone, came=-amount)]
        return []

    def _get_signed(self):
        """Its amount; negative where it is sent on in euros."""
        return self.amount if self.direction == "in" else -self.amount

    def _get_label(self):
        """What the entry tells of a line."""
        return self.env._(
            "%(creditor)s, %(month)s",
            creditor=self.partner_id.name,
            month=format_date(self.env, self.month, date_format="MMMM y"),
        )
