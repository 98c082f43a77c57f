# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.api import SUPERUSER_ID, Environment


def migrate(cr, version):
    """Give the association of the demo its journal of dues."""
    env = Environment(cr, SUPERUSER_ID, {})
    company = env.ref("l10n_fr_asso.pyrene_company", raise_if_not_found=False)
    if company:
        env["l10n_fr_asso.demo"]._load_dues_journal(company)
