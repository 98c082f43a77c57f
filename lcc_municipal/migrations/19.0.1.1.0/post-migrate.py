# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo.api import SUPERUSER_ID, Environment


def migrate(cr, version):
    """Tell where acts are published, and stages without conventions that have ended.

    Acts are public from their own publication now: those that were published before
    have no address in open data. What was entered by hand stays.
    """
    env = Environment(cr, SUPERUSER_ID, {})
    env["lcc.deliberation"].search(
        [("date_published", "!=", False), ("url", "in", (False, ""))]
    )._fill_url()
    env["lcc.municipal.follow.up"]._refresh_stages()
