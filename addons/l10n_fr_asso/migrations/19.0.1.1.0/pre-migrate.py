# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).


def migrate(cr, version):
    """Take over the association of the demo, which lcc_currency had."""
    cr.execute(
        """
UPDATE ir_model_data SET module = 'l10n_fr_asso'
 WHERE module = 'lcc_currency' AND name = 'pyrene_company'
        """
    )
