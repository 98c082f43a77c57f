# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.api import SUPERUSER_ID, Environment
from odoo.exceptions import UserError
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
        try:
            operations._set_ledger_values(currency._get_commission_terms())
        except UserError as error:  # the close says it again
            currency.message_post(body=str(error))
    _tell_shared_accounts(env)


def _tell_shared_accounts(env):
    """Each currency has an account of coupons of its own now: an accountant parts
    what two of them share."""
    rows = env["lcc.currency"]._read_group(
        [("coupon_account_id", "!=", False)],
        ["company_id", "coupon_account_id"],
        ["id:recordset"],
        having=[("__count", ">", 1)],
    )
    for _company, account, currencies in rows:
        for currency in currencies:
            currency.message_post(
                body=env._(
                    "%(names)s share the account %(account)s: give each currency an "
                    "account of coupons of its own, and move its balance there.",
                    names=", ".join(currencies.mapped("name")),
                    account=account.display_name,
                )
            )
