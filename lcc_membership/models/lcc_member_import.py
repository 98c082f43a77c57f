# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lcc_base.tools.contexts import without_defaults

# What a user may say; all the rest is told by the file.
READ_FIELDS = {"file", "filename"}
CHECK_FIELDS = {
    "company_id",
    "member_type_id",
    "product_id",
    "dues_mode",
    "payment_method_line_id",
}
CHILD_FIELDS = {"column_ids", "line_ids", "decide_ids"}
OPEN_STATES = ("new", "mapped", "checked")
OVER_STATES = ("done", "undone")
# Counts of lines by their state.
COUNTED_STATES = {
    "ready": "left_count",
    "done": "done_count",
    "failed": "failed_count",
    "kept": "kept_count",
}


class LccMemberImport(models.Model):
    """A file of members and their dues: read, checked, accepted, then imported.

    Nothing is written before it is accepted. The import runs in batches, each of
    whole lines, and goes on after a restart (lcc_member_import_run.py). The file and
    what was read of it are personal data: they are wiped once the import is done or
    undone (lcc_member_import_purge.py); which line made which member is kept.
    """

    _name = "lcc.member.import"
    _description = "Import of members and dues"
    _inherit = ["mail.thread"]
    _order = "id desc"
    _rec_name = "filename"
    _check_company_auto = True

    # no attachment: it would outlive the import
    file = fields.Binary(
        copy=False, attachment=False, groups="lcc_base.group_lcc_manager"
    )
    filename = fields.Char(string="File name", copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        readonly=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    member_type_id = fields.Many2one(
        "lcc.member.type",
        string="Type of member",
        default=lambda self: self._default_member_type_id(),
        help="Of the lines that do not say it. Leave it empty if each line must.",
    )
    product_id = fields.Many2one(
        "product.product",
        string="Kind of dues",
        check_company=True,
        domain=[("membership", "=", True)],
        help="Leave it empty for the default dues of each type of member.",
    )
    dues_mode = fields.Selection(
        [
            ("history", "History: paid, without an invoice"),
            ("called", "Called: to be paid"),
            ("books", "Paid, to be entered in the books"),
        ],
        string="Dues of the file",
        required=True,
        default="history",
        help="History: the books hold this money already, no entry is made. Called: a "
        "draft invoice for each. To be entered in the books: an invoice and a payment "
        "for each, by the treasurer.",
    )
    payment_method_line_id = fields.Many2one(
        "account.payment.method.line",
        string="Means of payment",
        domain="[('payment_type', '=', 'inbound'), "
        "('journal_id.type', 'in', ('bank', 'cash')), "
        "('journal_id.company_id', '=', company_id)]",
        help="Of the dues whose line does not name it.",
    )
    state = fields.Selection(
        [
            ("new", "New"),
            ("mapped", "To be checked"),
            ("checked", "Checked"),
            ("running", "Running"),
            ("partial", "Partly imported"),
            ("done", "Imported"),
            ("undoing", "Being undone"),
            ("undone", "Undone"),
        ],
        default="new",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )
    imported_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    imported_at = fields.Datetime(string="Imported on", readonly=True, copy=False)
    checked_at = fields.Datetime(string="Checked on", readonly=True, copy=False)

    # What the file tells
    headings_key = fields.Char(readonly=True, copy=False, index=True)
    headings_line = fields.Integer(readonly=True, copy=False)
    column_ids = fields.One2many(
        "lcc.member.import.column", "import_id", string="Columns", copy=False
    )
    line_ids = fields.One2many(
        "lcc.member.import.line", "import_id", string="Lines", copy=False
    )
    decide_ids = fields.One2many(
        "lcc.member.import.line",
        "import_id",
        string="To decide",
        domain=[("action", "=", "decide")],
        copy=False,
    )
    sample_ids = fields.Many2many(
        "lcc.member.import.line", string="First lines", compute="_compute_sample_ids"
    )
    error_ids = fields.One2many(
        "lcc.member.import.error", "import_id", string="Errors", readonly=True
    )
    summary_ids = fields.One2many(
        "lcc.member.import.summary",
        "import_id",
        string="Dues by year",
        readonly=True,
    )
    unused_columns = fields.Char(
        string="Columns not used", compute="_compute_unused_columns"
    )
    ignored_count = fields.Integer(
        string="Lines without a member",
        readonly=True,
        copy=False,
        help="Blank lines, and lines of totals.",
    )
    gift_amount = fields.Monetary(
        string="Gifts left out",
        readonly=True,
        copy=False,
        help="Gifts are imported only with dues that are entered in the books.",
    )
    line_count = fields.Integer(string="Lines read", compute="_compute_counts")
    new_count = fields.Integer(string="New members", compute="_compute_counts")
    update_count = fields.Integer(
        string="Members or contacts known already", compute="_compute_counts"
    )
    skip_count = fields.Integer(string="Lines left out", compute="_compute_counts")
    decide_count = fields.Integer(string="To be decided", compute="_compute_counts")
    error_count = fields.Integer(string="Lines with errors", compute="_compute_counts")
    without_territory_count = fields.Integer(
        string="Without a territory", compute="_compute_without_territory_count"
    )
    done_count = fields.Integer(string="Lines imported", compute="_compute_counts")
    failed_count = fields.Integer(
        string="Lines not imported", compute="_compute_counts"
    )
    left_count = fields.Integer(
        string="Lines not imported yet", compute="_compute_counts"
    )
    kept_count = fields.Integer(string="Lines not undone", compute="_compute_counts")

    @api.model
    def _default_member_type_id(self):
        types = self.env["lcc.member.type"].search([("kind", "=", "person")], limit=1)
        return types

    @api.depends("line_ids.action", "line_ids.state")
    def _compute_counts(self):
        rows = self.env["lcc.member.import.line"]._read_group(
            [("import_id", "in", self.ids)],
            ["import_id", "state", "action"],
            ["__count"],
        )
        counts = {}
        for record, state, action, count in rows:
            for name in ("line_count", *self._get_count_names(state, action)):
                key = record.id, name
                counts[key] = counts.get(key, 0) + count
        for record in self:
            for name in self._fields:
                if self._fields[name].compute == "_compute_counts":
                    record[name] = counts.get((record.id, name), 0)

    @api.model
    def _get_count_names(self, state, action):
        """In which counts a line is, by its state and what is done with it."""
        if action == "skip":
            return ["skip_count"]
        if state == "error":
            return ["error_count"]
        updates = action in ("fill", "overwrite")
        kind = "decide" if action == "decide" else "update" if updates else "new"
        names = [f"{kind}_count"]
        if state in COUNTED_STATES:
            names.append(COUNTED_STATES[state])
        return names

    @api.depends("line_ids.action", "line_ids.territory_id")
    def _compute_without_territory_count(self):
        domain = [
            ("import_id", "in", self.ids),
            ("territory_id", "=", False),
            ("action", "!=", "skip"),
        ]
        lines = self.env["lcc.member.import.line"]
        counts = dict(lines._read_group(domain, ["import_id"], ["__count"]))
        for record in self:
            record.without_territory_count = counts.get(record, 0)

    @api.depends("line_ids")
    def _compute_sample_ids(self):
        lines = self.env["lcc.member.import.line"]
        for record in self:
            record.sample_ids = lines.search([("import_id", "=", record.id)], limit=20)

    @api.depends("column_ids.field_name")
    def _compute_unused_columns(self):
        for record in self:
            unused = record.column_ids.filtered(lambda column: not column.field_name)
            record.unused_columns = ", ".join(unused.mapped("heading"))

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            system = {name for name in self._fields if self._is_system_field(name)}
            self = without_defaults(self, system)
            vals_list = [
                {name: value for name, value in vals.items() if name not in system}
                for vals in vals_list
            ]
        return super().create(vals_list)

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        forbidden = {name for name in vals if self._is_system_field(name)}
        if forbidden:
            raise UserError(
                self.env._(
                    "These fields are set by the system: %(fields)s.",
                    fields=", ".join(sorted(forbidden)),
                )
            )
        if vals.keys() & (READ_FIELDS | CHECK_FIELDS):
            self._check_open()
        if vals.keys() & READ_FIELDS:
            self._forget_file()
        elif vals.keys() & CHECK_FIELDS:
            self._forget_check()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_accepted(self):
        if self.filtered(lambda record: record.state not in OPEN_STATES):
            raise UserError(
                self.env._(
                    "An import that was accepted stays: it says where its members come "
                    "from. Undo it instead."
                )
            )

    @api.model
    def _is_system_field(self, name):
        field = self._fields[name]
        user_fields = READ_FIELDS | CHECK_FIELDS | CHILD_FIELDS
        mail = name.startswith(("message_", "activity_", "website_", "rating_"))
        return field.store and not mail and name not in user_fields

    def _forget_file(self):
        """Another file: its columns are other ones too."""
        self._forget_check()
        system = self.sudo()  # the system's own rows
        system.column_ids.unlink()
        system.write({"state": "new", "headings_key": False})

    def _forget_check(self):
        """Another choice: what was checked says nothing any more."""
        system = self.sudo()  # the system's own rows
        system.line_ids.unlink()
        system.error_ids.unlink()
        system.summary_ids.unlink()
        checked = system.filtered(lambda record: record.state == "checked")
        checked.write({"state": "mapped"})

    def _check_open(self):
        for record in self:
            if record.state not in OPEN_STATES:
                raise UserError(
                    self.env._(
                        "%(file)s was accepted by %(user)s already. Create another "
                        "import for another file.",
                        file=record.filename,
                        user=record.imported_by_id.name,
                    )
                )
