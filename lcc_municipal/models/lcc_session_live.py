# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

from odoo.addons.lcc_assembly.tools import assembly_law as law


class LccSession(models.Model):
    """A council run live: what it votes are deliberations."""

    _inherit = "lcc.session"

    def _create_live_vote(self, item, name):
        if self.rules == law.STATUTES:
            return super()._create_live_vote(item, name)
        deliberation = self.env["lcc.deliberation"].create(
            {"item_id": item.id, "name": name}
        )
        return deliberation.vote_id
