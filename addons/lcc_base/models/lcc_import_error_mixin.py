# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models


class LccImportErrorMixin(models.AbstractModel):
    """What is wrong with a cell or a line of a file, and what to do.

    A model that inherits it adds `import_id`, the import that the file belongs to.
    """

    _name = "lcc.import.error.mixin"
    _description = "Error of an import"
    _order = "import_id, line, id"
    _rec_name = "message"

    line = fields.Integer(help="Number of the line in the file; 0 is the file itself.")
    column = fields.Char()
    value = fields.Char(string="Value read")
    message = fields.Char(string="What is wrong, and what to do")
