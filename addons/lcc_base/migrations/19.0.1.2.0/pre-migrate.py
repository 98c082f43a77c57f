# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def migrate(cr, version):
    """Take over the contacts and users of the demo, which lcc_currency had."""
    cr.execute(
        """
UPDATE ir_model_data SET module = 'lcc_base'
 WHERE module = 'lcc_currency'
   AND model IN ('res.partner', 'res.users')
   AND name ~ '^pyrene_(commune|person|pro|shop|user)_'
        """
    )
