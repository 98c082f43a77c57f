# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.lcc_base.tools.contexts import without_defaults

# What follows the print run or the denomination, or is set by a reversal.
SYSTEM_FIELDS = {"is_released", "series_id", "company_id", "value"}


class LccEmissionLine(models.Model):
    _name = "lcc.emission.line"
    _description = "Print run, one denomination"
    _order = "emission_id, value desc, serial_first, id"

    emission_id = fields.Many2one(
        "lcc.emission", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="emission_id.company_id", store=True)
    series_id = fields.Many2one(
        related="emission_id.series_id",
        store=True,
        precompute=True,  # known when the serials are checked
    )
    lcc_currency_id = fields.Many2one(
        related="emission_id.lcc_currency_id", string="Local currency"
    )
    currency_id = fields.Many2one(related="emission_id.currency_id")
    denomination_id = fields.Many2one(
        "lcc.denomination",
        required=True,
        ondelete="restrict",
        domain="[('lcc_currency_id', '=', lcc_currency_id)]",
    )
    value = fields.Monetary(related="denomination_id.value", store=True)
    quantity = fields.Integer(required=True)
    amount = fields.Monetary(compute="_compute_amount", string="Face value total")
    serial_first = fields.Integer(
        string="First serial",
        copy=False,
        help="Leave both empty when coupons bear no number.",
    )
    serial_last = fields.Integer(string="Last serial", copy=False)
    is_released = fields.Boolean(
        readonly=True,
        copy=False,
        help="Set when the print run is reversed: its serials may be used again.",
    )

    _quantity_positive = models.Constraint(
        "CHECK(quantity > 0)", "Print at least one coupon of each denomination."
    )
    _serials_match = models.Constraint(
        "CHECK(COALESCE(serial_first, 0) = 0 AND COALESCE(serial_last, 0) = 0"
        " OR serial_first > 0 AND serial_last - serial_first + 1 = quantity)",
        "The serial numbers do not match the quantity: last - first + 1 must be the "
        "number of coupons.",
    )
    # Ranges of ids stand for equality: the embedded server has no btree_gist.
    _serials_apart = models.Constraint(
        "EXCLUDE USING gist ("
        "int4range(series_id, series_id, '[]') WITH &&, "
        "int4range(denomination_id, denomination_id, '[]') WITH &&, "
        "int8range(serial_first, serial_last, '[]') WITH &&)"
        " WHERE (serial_first > 0 AND NOT COALESCE(is_released, false))",
        "Another print run of this series already has some of these serial numbers.",
    )

    @api.depends("quantity", "value")
    def _compute_amount(self):
        for line in self:
            line.amount = line.quantity * line.value

    @api.onchange("quantity", "serial_first")
    def _onchange_serial_last(self):
        if self.serial_first > 0 and self.quantity > 0:
            self.serial_last = self.serial_first + self.quantity - 1

    @api.constrains("denomination_id", "emission_id")
    def _check_currency(self):
        for line in self:
            currency = line.emission_id.lcc_currency_id
            if line.denomination_id.lcc_currency_id != currency:
                raise ValidationError(
                    self.env._(
                        "%(denomination)s is no denomination of %(currency)s.",
                        denomination=line.denomination_id.display_name,
                        currency=currency.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        emissions = self.env["lcc.emission"].browse(
            vals.get("emission_id") for vals in vals_list
        )
        emissions._note_preparer()
        for vals in vals_list:
            for name in SYSTEM_FIELDS & vals.keys():
                del vals[name]
        self = without_defaults(self, SYSTEM_FIELDS)
        return super().create(vals_list)

    def write(self, vals):
        self.emission_id._note_preparer()
        if forbidden := vals.keys() & {"emission_id", *SYSTEM_FIELDS}:
            raise UserError(
                self.env._(
                    "These fields are set by the system: %(fields)s.",
                    fields=", ".join(sorted(forbidden)),
                )
            )
        return super().write(vals)

    def unlink(self):
        self.emission_id._note_preparer()
        return super().unlink()

    def _release_serials(self):
        """Free the serials of a reversed print run; write() itself refuses it."""
        # pylint: disable-next=super-method-mismatch
        super().write({"is_released": True})
        self.flush_recordset(["is_released"])
