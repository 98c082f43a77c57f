# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError

CONTENT = ("raw", "datas", "name", "url", "type")


class IrAttachment(models.Model):
    """Annexes are a part of their deliberation, and stay as it does."""

    _inherit = "ir.attachment"

    def write(self, vals):
        names = [name for name in CONTENT if name in vals]
        if names:
            for annex, number in self._get_annexes().items():
                # what moves to another store is written as it is
                if any(annex[name] != vals[name] for name in names):
                    self._raise_annex(number)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_annex(self):
        for number in self._get_annexes().values():
            self._raise_annex(number)

    def _get_annexes(self):
        """Those of these files that are annexes of what is in the register.

        :return: {ir.attachment: number of its deliberation}
        """
        # whoever writes files need not see the deliberations
        deliberations = self.env["lcc.deliberation"].sudo()
        found = deliberations.search(
            [("annex_ids", "in", self.ids), ("number", "!=", False)]
        )
        return {
            annex: deliberation.number
            for deliberation in found
            for annex in deliberation.annex_ids & self.sudo()
        }

    def _raise_annex(self, number):
        raise UserError(
            self.env._(
                "This file is an annex of %(number)s, which is in the register and "
                "does not change any more.",
                number=number,
            )
        )
