# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError

CONTENT = ("raw", "datas", "name", "url", "type")


class IrAttachment(models.Model):
    """Annexes are a part of their deliberation, and stay as it does; so does the file
    of a convention that was signed."""

    _inherit = "ir.attachment"

    def write(self, vals):
        names = [name for name in CONTENT if name in vals]
        if names:
            for file, reason in self._get_kept().items():
                # what moves to another store is written as it is
                if any(file[name] != vals[name] for name in names):
                    raise UserError(reason)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        for reason in self._get_kept().values():
            raise UserError(reason)

    def _get_kept(self):
        """Those of these files that do not change any more.

        :return: {ir.attachment: why}
        """
        # whoever writes files need not see what they belong to
        return {**self.sudo()._get_annexes(), **self.sudo()._get_signed()}

    def _get_annexes(self):
        found = self.env["lcc.deliberation"].search(
            [("annex_ids", "in", self.ids), ("number", "!=", False)]
        )
        return {
            annex: self.env._(
                "This file is an annex of %(number)s, which is in the register and "
                "does not change any more.",
                number=deliberation.number,
            )
            for deliberation in found
            for annex in deliberation.annex_ids & self
        }

    def _get_signed(self):
        files = self.filtered(
            lambda one: (
                (one.res_model, one.res_field) == ("agreement", "lcc_signed_file")
            )
        )
        agreements = self.env["agreement"].browse(files.mapped("res_id")).exists()
        signed = {one.id: one for one in agreements if one.lcc_state != "draft"}
        return {
            file: self.env._(
                "This file is the signed %(convention)s: it is kept.",
                convention=signed[file.res_id].display_name,
            )
            for file in files
            if file.res_id in signed
        }
