# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import SUPERUSER_ID, api, models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model
    def _get_kept_paper(self, record, kind, stamp, prepare):
        """A paper that everybody reads, printed once and not on each visit.

        Only a file that the system has made, and nobody has written since, is such a
        paper: whoever else writes one leaves their own name in its log.

        :param record: what the paper is of
        :param kind: what the paper is, one word
        :param stamp: what it was printed from; another one is printed anew
        :param prepare: function without arguments that prints: name, and bytes of PDF
        :return: ir.attachment with all rights
        """
        files = self.with_user(SUPERUSER_ID)
        kept = files.search(
            [
                ("res_model", "=", record._name),
                ("res_id", "=", record.id),
                ("description", "=like", f"{kind} %"),
                ("create_uid", "=", SUPERUSER_ID),
                ("write_uid", "=", SUPERUSER_ID),
            ]
        )
        description = f"{kind} {stamp}"
        current = kept.filtered(lambda file: file.description == description)[:1]
        if not current:
            kept.unlink()
            name, content = prepare()
            current = files.create(
                {
                    "name": name,
                    "raw": content,
                    "mimetype": "application/pdf",
                    "description": description,
                    "res_model": record._name,
                    "res_id": record.id,
                }
            )
        return current
