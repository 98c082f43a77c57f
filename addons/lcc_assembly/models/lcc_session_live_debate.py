# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError


class LccSession(models.Model):
    """The debate, noted on the live page paragraph by paragraph."""

    _inherit = "lcc.session"

    def live_debate(self, item_id, text):
        """Add a paragraph to what the minutes tell of the debate of an item.

        Nothing is replaced: what two persons note at once is all kept. No stamp is
        needed for that; the form of the item corrects what was noted.

        :param text: plain text; a new line in it is one on paper
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("open", "closed"):
            raise UserError(self.env._("The debate is noted once the session is open."))
        item = self._get_live_item(item_id)
        if not item:
            raise UserError(
                self.env._("This is not in the session any more: load the page again.")
            )
        item._add_debate(text)
        return self._end_live()


class LccSessionItem(models.Model):
    _inherit = "lcc.session.item"

    def _add_debate(self, text):
        lines = [line.strip() for line in (text or "").strip().splitlines()]
        if not any(lines):
            return
        # two notes at once write one row: the second is replayed on what the first left
        paragraph = Markup("<p>%s</p>") % Markup("<br/>").join(lines)
        self.debate = (self.debate or Markup()) + paragraph
