# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.tools import SQL


class LccCreditorMonth(models.Model):
    """What each mandate of a creditor should bring a month, and what it brought.

    Indemnities and salaries are due every month of the term, other sums once, in its
    first month. An amendment that names an amount counts from the month in which it
    begins.
    """

    _name = "lcc.creditor.month"
    _description = "Month of a mandate of a creditor"
    _auto = False
    _order = "month desc, partner_id, id"
    _rec_name = "agreement_id"

    agreement_id = fields.Many2one("agreement", string="Mandate", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Creditor", readonly=True)
    authority_id = fields.Many2one("res.partner", string="Public body", readonly=True)
    territory_id = fields.Many2one("lcc.territory", readonly=True)
    claim = fields.Selection(
        lambda self: self._get_claims(), string="Sums received", readonly=True
    )
    month = fields.Date(readonly=True)
    expected = fields.Monetary(
        readonly=True, help="By the mandate; 0 where it fixes no amount."
    )
    received = fields.Monetary(readonly=True, help="For this month, whenever it came.")
    missing = fields.Monetary(string="Not received", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)

    _depends = {
        "agreement": [
            "company_id",
            "end_date",
            "lcc_amends_id",
            "lcc_amount",
            "lcc_claim",
            "lcc_currency_id",
            "lcc_kind",
            "lcc_public_body_id",
            "lcc_renewal",
            "lcc_state",
            "lcc_terminated_on",
            "lcc_territory_id",
            "partner_id",
            "signature_date",
            "start_date",
        ],
        "lcc.creditor.receipt.line": [
            "agreement_id",
            "amount",
            "direction",
            "month",
            "state",
        ],
    }

    @api.model
    def _get_claims(self):
        return (
            self.env["agreement"]._fields["lcc_claim"]._description_selection(self.env)
        )

    @property
    def _table_query(self):
        return SQL(
            """
WITH mandate AS (
    SELECT a.*,
           CASE WHEN a.lcc_state = 'terminated' THEN a.lcc_terminated_on
                WHEN COALESCE(t.lcc_renewal, a.lcc_renewal) = 'tacit' THEN NULL
                ELSE COALESCE(t.end_date, a.end_date) END AS last_day
      FROM agreement a
 LEFT JOIN LATERAL (
           SELECT end_date, lcc_renewal FROM agreement t
            WHERE t.lcc_amends_id = a.id AND t.lcc_state = 'signed'
              AND t.end_date IS NOT NULL
         ORDER BY signature_date DESC, id DESC LIMIT 1) t ON TRUE
     WHERE a.lcc_kind = 'creditor' AND a.lcc_state IN ('signed', 'terminated')
       AND a.lcc_amends_id IS NULL AND a.start_date IS NOT NULL
), due AS (
    SELECT m.id AS agreement_id, s.month::date AS month
      FROM mandate m
CROSS JOIN LATERAL generate_series(
               date_trunc('month', m.start_date),
               CASE WHEN m.lcc_claim IN ('indemnity', 'salary')
                    THEN LEAST(COALESCE(m.last_day, %(today)s), %(today)s)
                    ELSE m.start_date END,
               '1 month') s(month)
), paid AS (
    SELECT agreement_id, month, SUM(amount) AS amount
      FROM lcc_creditor_receipt_line
     WHERE state = 'posted' AND direction = 'in'
  GROUP BY agreement_id, month
), row AS (
    SELECT COALESCE(d.agreement_id, p.agreement_id) AS agreement_id,
           COALESCE(d.month, p.month) AS month,
           d.month IS NOT NULL AS is_due, COALESCE(p.amount, 0) AS received
      FROM due d
 FULL JOIN paid p ON p.agreement_id = d.agreement_id AND p.month = d.month
), told AS (
    SELECT r.*, m.partner_id, m.lcc_public_body_id, m.lcc_territory_id, m.lcc_claim,
           m.company_id, m.lcc_currency_id,
           CASE WHEN r.is_due THEN COALESCE(t.lcc_amount, m.lcc_amount, 0)
                ELSE 0 END AS expected
      FROM row r
      JOIN agreement m ON m.id = r.agreement_id
 LEFT JOIN LATERAL (
           SELECT lcc_amount FROM agreement t
            WHERE t.lcc_amends_id = m.id AND t.lcc_state = 'signed'
              AND t.lcc_amount > 0
              AND date_trunc('month', t.start_date) <= r.month
         ORDER BY start_date DESC, id DESC LIMIT 1) t ON TRUE
)
SELECT agreement_id * 2000
           + (EXTRACT(YEAR FROM month)::int - 2000) * 12
           + EXTRACT(MONTH FROM month)::int AS id,
       agreement_id, partner_id, lcc_public_body_id AS authority_id,
       lcc_territory_id AS territory_id, lcc_claim AS claim, month, expected,
       received, GREATEST(expected - received, 0) AS missing, company_id,
       lcc_currency_id AS currency_id
  FROM told
            """,
            today=fields.Date.context_today(self),
        )
