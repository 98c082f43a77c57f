# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class LccAssemblyPackPicture(models.Model):
    _name = "lcc.assembly.pack.picture"
    _description = "Picture of a chapter"
    _order = "chapter_id, sequence, id"
    _rec_name = "caption"

    chapter_id = fields.Many2one(
        "lcc.assembly.pack.chapter", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="chapter_id.company_id", store=True)
    sequence = fields.Integer(default=10)
    image = fields.Image(
        string="Picture", required=True, max_width=2000, max_height=2000
    )
    caption = fields.Char()

    @api.model_create_multi
    def create(self, vals_list):
        pictures = super().create(vals_list)
        pictures.chapter_id.pack_id._check_draft()
        return pictures

    def write(self, vals):
        self.chapter_id.pack_id._check_draft()
        result = super().write(vals)
        self.chapter_id.pack_id._check_draft()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_final(self):
        self.chapter_id.pack_id._check_draft()
