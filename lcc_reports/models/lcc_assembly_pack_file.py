# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccAssemblyPackFile(models.Model):
    """The two files of a generation; written by the job alone."""

    _name = "lcc.assembly.pack.file"
    _description = "Files of the report to the assembly"
    _order = "date desc, id desc"
    _rec_name = "pdf_name"

    pack_id = fields.Many2one(
        "lcc.assembly.pack", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="pack_id.company_id", store=True)
    date = fields.Datetime(
        string="Generated on", required=True, default=fields.Datetime.now
    )
    user_id = fields.Many2one(
        "res.users", string="By", required=True, ondelete="restrict"
    )
    pdf = fields.Binary(string="PDF", required=True)
    pdf_name = fields.Char(required=True)
    xlsx = fields.Binary(string="Workbook", required=True)
    xlsx_name = fields.Char(required=True)
    has_books = fields.Boolean(
        string="Figures of the books",
        help="Before the report is final, only those who read the books may open it.",
    )
    session_id = fields.Many2one(
        "lcc.session",
        index="btree_not_null",
        ondelete="cascade",
        help="Before the report is final, and before the minutes of this session are "
        "published, only a clerk may open it.",
    )
