# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.api import SUPERUSER_ID, Environment
from odoo.tools.convert import convert_file

RULES = "security/lcc_currency_rules.xml"


def migrate(cr, version):
    """Load the new rules; tell operations what they now keep of their day.

    That day's settings are known no more: those of today stand for them.
    """
    env = Environment(cr, SUPERUSER_ID, {})
    convert_file(env, "lcc_currency", RULES, {}, mode="init", noupdate=True)
    cr.execute(
        """
UPDATE lcc_operation o SET charged_partner_id = p.partner_id
  FROM lcc_place p, lcc_place s
 WHERE s.id = o.place_from_id
   AND p.id = CASE WHEN s.is_physical THEN s.id ELSE o.place_to_id END
   AND o.state = 'posted' AND o.payment_mode = 'counter'
   AND o.kind IN ('exchange', 'reconversion') AND o.charged_partner_id IS NULL
        """
    )
    kept = env["lcc.operation"].search(
        [("commission_amount", "!=", 0), ("commission_account_id", "=", False)]
    )
    for currency, operations in kept.grouped("lcc_currency_id").items():
        operations._set_ledger_values(currency._get_commission_terms())
