# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lcc_base.tools.contexts import without_defaults

from .lcc_ledger import LEDGER, is_ledger

# What a user may say; all the rest is told by the file.
USER_FIELDS = {
    "file",
    "filename",
    "lcc_currency_id",
    "series_id",
    "books",
    "is_creating_partners",
}


class LccOperationImport(models.Model):
    """A file of operations: read, checked, then imported as a whole or not at all.

    It stays as the history of what was imported, by whom and from which file. One
    person may bring the file and another import it. How it runs is told in
    lcc_operation_import_run.py.
    """

    _name = "lcc.operation.import"
    _description = "Import of coupon operations"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _rec_name = "filename"

    # No attachment: its content could change without this record knowing.
    file = fields.Binary(copy=False, attachment=False)
    filename = fields.Char(string="File name", copy=False)
    lcc_currency_id = fields.Many2one(
        "lcc.currency",
        string="Local currency",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env["lcc.currency"]._get_default(),
    )
    company_id = fields.Many2one(
        related="lcc_currency_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="lcc_currency_id.currency_id")
    series_id = fields.Many2one(
        "lcc.coupon.series",
        domain="[('lcc_currency_id', '=', lcc_currency_id)]",
        ondelete="restrict",
        help="Series of the lines that do not say it.",
    )
    books = fields.Selection(
        [
            ("done", "Already in the books"),
            ("waiting", "To be entered in the books"),
        ],
        required=True,
        default=lambda self: self._default_books(),
        help="Already in the books: entries made by hand or an opening entry hold "
        "these operations, no entry is made. To be entered: the close makes their "
        "entries, as of any operation. Opening balances never make an entry.",
    )
    is_creating_partners = fields.Boolean(
        string="Create missing contacts",
        help="Otherwise an unknown contact is an error. Who reconverts is created as "
        "a company.",
    )
    state = fields.Selection(
        [
            ("new", "New"),
            ("refused", "To be mended"),
            ("checked", "Checked"),
            ("done", "Imported"),
            ("undone", "Undone"),
        ],
        default="new",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    uploaded_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    imported_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    imported_at = fields.Datetime(string="Imported on", readonly=True, copy=False)

    # What the file tells
    line_count = fields.Integer(string="Lines read", readonly=True, copy=False)
    operation_count = fields.Integer(
        string="Operations in the file", readonly=True, copy=False
    )
    date_from = fields.Date(string="First day", readonly=True, copy=False)
    date_to = fields.Date(string="Last day", readonly=True, copy=False)
    new_partners = fields.Text(string="Contacts to create", readonly=True, copy=False)
    unused_columns = fields.Char(
        string="Columns not used",
        readonly=True,
        copy=False,
        help="Their headings are none that the import knows.",
    )
    summary_ids = fields.One2many(
        "lcc.operation.import.summary", "import_id", readonly=True
    )
    error_count = fields.Integer(string="Errors", readonly=True, copy=False)
    error_ids = fields.One2many(
        "lcc.operation.import.error", "import_id", readonly=True
    )
    circulation_after = fields.Monetary(
        string="Circulation after the import",
        readonly=True,
        copy=False,
        help="At the end of the file's last day.",
    )
    liability_after = fields.Monetary(
        string="Coupons in the books",
        readonly=True,
        copy=False,
        help="Balance of the account of coupons in circulation at the end of the "
        "file's last day, with the entries still to be made.",
    )
    books_gap = fields.Monetary(
        string="Difference",
        readonly=True,
        copy=False,
        help="The books and the coupons must tell the same. Where they do not, an "
        "opening entry is missing, or an operation is in the file and not in the "
        "books, or the other way round.",
    )
    is_two_persons = fields.Boolean(
        readonly=True,
        copy=False,
        help="The file holds print runs, destructions or lapses.",
    )
    operation_ids = fields.One2many("lcc.operation", "import_id", readonly=True)

    @api.model
    def _default_books(self):
        """History, before the first entry was made here, is in the books already."""
        entered = self.env["lcc.operation"].search_count(
            [("move_id", "!=", False)], limit=1
        )
        return "waiting" if entered else "done"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            for name in vals.keys() & self._get_system_fields():
                del vals[name]
            vals["uploaded_by_id"] = self.env.uid
        self = without_defaults(self, self._get_system_fields())
        imports = super().create(vals_list)
        # The system's own row, which tells how far a run is.
        progress = self.env["lcc.operation.import.progress"].sudo()
        progress.create([{"import_id": record.id} for record in imports])
        return imports

    def write(self, vals):
        if is_ledger(self.env):
            return super().write(vals)
        if forbidden := vals.keys() & self._get_system_fields():
            raise UserError(
                self.env._(
                    "These fields are set by the system: %(fields)s.",
                    fields=", ".join(sorted(forbidden)),
                )
            )
        if vals.keys() & USER_FIELDS:
            self._check_open()
            self._forget_result()
            self._set_values({"uploaded_by_id": self.env.uid})
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_done(self):
        if self.filtered(lambda record: record.state in ("done", "undone")):
            raise UserError(
                self.env._(
                    "An import that was carried out stays: it says where its "
                    "operations come from. Undo it instead."
                )
            )

    def _get_system_fields(self):
        return {
            name
            for name, field in self._fields.items()
            if field.store
            and name not in USER_FIELDS
            and not name.startswith(("message_", "activity_", "website_", "rating_"))
        } - set(models.MAGIC_COLUMNS)

    def _set_values(self, vals):
        """Write what only the system writes."""
        self.with_context(lcc_ledger=LEDGER).write(vals)

    def _forget_result(self):
        """Another file or another choice: what was checked says nothing any more."""
        self.sudo().summary_ids.unlink()  # the system's own rows
        self.sudo().error_ids.unlink()
        self._set_values({"state": "new", "error_count": 0, "operation_count": 0})

    def _check_open(self):
        for record in self:
            if record.state in ("done", "undone"):
                raise UserError(
                    self.env._(
                        "%(file)s was imported by %(user)s already. Create another "
                        "import for another file.",
                        file=record.filename,
                        user=record.imported_by_id.name,
                    )
                )

    # ------------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------------

    def action_check(self):
        """Read the file and say what is wrong with it. Nothing is imported."""
        self._begin()
        self._check_open()
        self._check_file()
        self._run_check()
        return True

    def action_import(self):
        """Import the whole file, or say what is wrong with it."""
        self._begin()
        self._check_open()
        self._check_file()
        self._run_import()
        return True

    def action_undo(self):
        """Reverse all operations of the import."""
        self._begin()
        if self.state != "done":
            raise UserError(self.env._("Only what was imported is undone."))
        self._run_undo()
        return True

    def _check_file(self):
        if not self.with_context(bin_size=True).file:
            raise UserError(self.env._("Put the file here first."))

    def _begin(self):
        """One run at a time: a second click is told, not queued."""
        self.ensure_one()
        self.check_access("write")
        if not self.try_lock_for_update(allow_referencing=True):
            raise UserError(
                self.env._(
                    "This file is being worked on already. Wait until it is done."
                )
            )

    def action_view_operations(self):
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_currency.lcc_operation_action"
        )
        action["domain"] = [("import_id", "in", self.ids)]
        action["context"] = {}
        return action

    def action_download_template(self):
        """Download a file to fill in; layout and format come by the context."""
        currency = self.lcc_currency_id
        if not currency:
            raise UserError(self.env._("Choose the currency first."))
        layout = self.env.context.get("template_layout", "wide")
        extension = self.env.context.get("template_extension", "xlsx")
        return {
            "type": "ir.actions.act_url",
            "url": f"/lcc/import_template/{currency.id}/{layout}.{extension}",
            "target": "download",
        }

    @api.readonly
    def get_progress(self):
        """How far a run is, for who looks on.

        :return: {is_running, percent, step}
        """
        self.ensure_one()
        self.check_access("read")
        # The system's own row.
        progress = self.env["lcc.operation.import.progress"].sudo()
        return progress.search([("import_id", "=", self.id)], limit=1)._tell()
