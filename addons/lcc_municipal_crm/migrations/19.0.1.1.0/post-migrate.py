# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.api import SUPERUSER_ID, Environment


def migrate(cr, version):
    """Applications find the follow-up of their own commune.

    Before, they kept the one that they had found first, also once it was of another
    commune or archived.
    """
    env = Environment(cr, SUPERUSER_ID, {})
    follow_ups = env["lcc.municipal.follow.up"].with_context(active_test=False)
    for company, own in follow_ups.search([]).grouped("company_id").items():
        own = own.with_company(company).with_context(active_test=True)
        own._take(own._find_leads() | own.lead_ids)
    follow_ups._refresh_stages()
