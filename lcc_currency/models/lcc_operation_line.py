# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL, split_every

from odoo.addons.lcc_base.tools.contexts import without_defaults

from .lcc_ledger import is_ledger

# The largest whole number of a column.
LARGEST_QUANTITY = 2**31 - 1


class LccOperationLine(models.Model):
    """The ledger: a quantity of one denomination and series from place to place.

    What the ledger is read by (date, places, kind, company, face value) is copied
    on the line when it is posted, and never changes again.
    """

    _name = "lcc.operation.line"
    _description = "Coupon movement"
    _order = "date desc, id desc"
    _log_access = False  # the operation knows who and when

    operation_id = fields.Many2one(
        "lcc.operation", required=True, index=True, ondelete="restrict"
    )
    is_return = fields.Boolean(
        string="Taken in",
        help="In a swap: coupons that the holder hands in, not those given out.",
    )
    place_from_id = fields.Many2one(
        "lcc.place", string="From", readonly=True, ondelete="restrict"
    )
    place_to_id = fields.Many2one(
        "lcc.place", string="To", readonly=True, ondelete="restrict"
    )
    lcc_currency_id = fields.Many2one(
        "lcc.currency", string="Local currency", readonly=True, ondelete="restrict"
    )
    denomination_id = fields.Many2one(
        "lcc.denomination",
        required=True,
        ondelete="restrict",
        domain="[('lcc_currency_id', '=', lcc_currency_id)]",
    )
    series_id = fields.Many2one(
        "lcc.coupon.series",
        required=True,
        ondelete="restrict",
        domain="[('lcc_currency_id', '=', lcc_currency_id)]",
    )
    quantity = fields.Integer(required=True)
    face_value = fields.Monetary(
        compute="_compute_face_value", store=True, aggregator=None
    )
    amount = fields.Monetary(compute="_compute_amount", store=True)
    circulation_amount = fields.Monetary(
        string="Effect on circulation",
        readonly=True,
        help="Face value that enters the circulation (positive) or leaves it.",
    )
    # Copied from the operation
    kind = fields.Selection(
        lambda self: (
            self.env["lcc.operation"]._fields["kind"]._description_selection(self.env)
        ),
        readonly=True,
    )
    date = fields.Date(readonly=True)
    state = fields.Selection(
        lambda self: (
            self.env["lcc.operation"]._fields["state"]._description_selection(self.env)
        ),
        default="draft",
        readonly=True,
        copy=False,
    )
    company_id = fields.Many2one("res.company", readonly=True, ondelete="restrict")
    currency_id = fields.Many2one("res.currency", readonly=True, ondelete="restrict")
    partner_id = fields.Many2one(related="operation_id.partner_id")
    move_id = fields.Many2one(related="operation_id.move_id")
    place_from_territory_id = fields.Many2one(
        related="place_from_id.territory_id", string="Territory left"
    )
    place_to_territory_id = fields.Many2one(
        related="place_to_id.territory_id", string="Territory entered"
    )

    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0)", "A quantity of coupons is a whole number above zero."
    )
    _places_differ = models.Constraint(
        "CHECK(place_from_id != place_to_id)",
        "Coupons cannot move from a place to the same place.",
    )
    _ledger_from = models.Index(
        "(place_from_id, series_id, denomination_id, date) WHERE state = 'posted'"
    )
    _ledger_to = models.Index(
        "(place_to_id, series_id, denomination_id, date) WHERE state = 'posted'"
    )
    _ledger_issued = models.Index(
        "(lcc_currency_id, date) INCLUDE (circulation_amount)"
        " WHERE state = 'posted' AND kind IN ('exchange', 'grant')"
    )
    _ledger_date = models.Index("(lcc_currency_id, date) WHERE state = 'posted'")

    @api.depends("denomination_id")
    def _compute_face_value(self):
        for line in self:
            line.face_value = line.denomination_id.value

    @api.depends("quantity", "face_value")
    def _compute_amount(self):
        for line in self:
            line.amount = line.quantity * line.face_value

    @api.model_create_multi
    def create(self, vals_list):
        if not is_ledger(self.env):
            self = without_defaults(self, self._get_ledger_fields())
            operations = self.env["lcc.operation"].browse(
                [vals.get("operation_id") for vals in vals_list]
            )
            operations._check_draft()
            operations._note_preparer()
            for operation, vals in zip(operations, vals_list, strict=True):
                self._check_quantity(vals.get("quantity"))
                for name in self._get_ledger_fields() & vals.keys():
                    del vals[name]
                is_return = vals.get("is_return", False)
                vals.update(operation._prepare_ledger_vals(is_return), state="draft")
        return super().create(vals_list)

    def write(self, vals):
        if not is_ledger(self.env):
            self.operation_id._check_draft()
            self.operation_id._note_preparer()
            if forbidden := vals.keys() & {"operation_id", *self._get_ledger_fields()}:
                raise UserError(
                    self.env._(
                        "These fields follow the operation and cannot be set: "
                        "%(fields)s.",
                        fields=", ".join(sorted(forbidden)),
                    )
                )
            if "quantity" in vals:
                self._check_quantity(vals["quantity"])
        result = super().write(vals)
        if "is_return" in vals and not is_ledger(self.env):
            self._follow_operation()
        return result

    def unlink(self):
        self.operation_id._check_draft()
        self.operation_id._note_preparer()
        return super().unlink()

    @api.model
    def _check_quantity(self, quantity):
        is_whole = isinstance(quantity, int) and not isinstance(quantity, bool)
        if not is_whole or not 0 < quantity <= LARGEST_QUANTITY:
            raise UserError(
                self.env._(
                    "A quantity of coupons is a whole number above zero, not "
                    "%(quantity)s.",
                    quantity=quantity,
                )
            )

    @api.model
    def _get_ledger_fields(self):
        """Fields that only the ledger writes."""
        return {
            "state",
            "date",
            "kind",
            "company_id",
            "currency_id",
            "lcc_currency_id",
            "place_from_id",
            "place_to_id",
            "face_value",
            "amount",
            "circulation_amount",
        }

    @api.model
    def _insert_posted(self, operations, lines_vals):
        """Insert complete lines of posted operations, and put them in cache.

        An ORM create converts three amounts a line, which would be most of the time
        of a batch. A module that adds a stored column fills it in these values.

        :param operations: lcc.operation
        :param lines_vals: for each of them, list of values that name every column
        """
        rows = [
            {"operation_id": operation.id, **vals}
            for operation, lines in zip(operations, lines_vals, strict=True)
            for vals in lines
        ]
        ids = []
        for chunk in split_every(1000, rows):
            ids += self.env.execute_query(
                SQL(
                    "INSERT INTO lcc_operation_line (%s) VALUES %s RETURNING id",
                    SQL(", ").join(map(SQL.identifier, chunk[0])),
                    SQL(", ").join(tuple(row.values()) for row in chunk),
                )
            )
        self.browse(id_ for (id_,) in ids)._cache_posted(operations, rows)

    def _cache_posted(self, operations, rows):
        """Put in cache what was just inserted, so that checks read nothing back."""
        for name in rows[0] if rows else ():
            field = self._fields[name]
            for line, row in zip(self, rows, strict=True):
                field._update_cache(line, row[name])
        line_ids = {operation.id: [] for operation in operations}
        for line, row in zip(self, rows, strict=True):
            line_ids[row["operation_id"]].append(line.id)
        operations.invalidate_recordset(
            ["line_ids", "line_in_ids", "line_out_ids", "lines_amount"], flush=False
        )
        field = operations._fields["line_ids"]
        for operation in operations:
            field._update_cache(operation, tuple(line_ids[operation.id]))

    def _follow_operation(self):
        """Copy again what draft lines take from their operation."""
        from_ledger = self._as_ledger()
        for operation, lines in from_ledger.grouped("operation_id").items():
            for is_return, same_way in lines.grouped("is_return").items():
                same_way.write(operation._prepare_ledger_vals(is_return))

    def _as_ledger(self):
        return self.env["lcc.operation"]._as_ledger().line_ids.browse(self.ids)
