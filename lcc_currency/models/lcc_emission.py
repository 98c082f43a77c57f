# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class LccEmission(models.Model):
    _name = "lcc.emission"
    _description = "Print run"
    _inherit = ["mail.thread", "lcc.ledger.master"]
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(required=True, help="Such as “First print run 2020”.")
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
    currency_id = fields.Many2one(related="lcc_currency_id.currency_id", store=True)
    series_id = fields.Many2one(
        "lcc.coupon.series",
        required=True,
        ondelete="restrict",
        domain="[('lcc_currency_id', '=', lcc_currency_id)]",
    )
    date = fields.Date(
        string="Received on",
        required=True,
        default=fields.Date.context_today,
        tracking=True,
    )
    printer_id = fields.Many2one(
        "res.partner",
        string="Printed by",
        check_company=True,
        help="Its bill is an ordinary vendor bill.",
    )
    vault_id = fields.Many2one(
        "lcc.place",
        required=True,
        ondelete="restrict",
        domain="[('lcc_currency_id', '=', lcc_currency_id), ('kind', '=', 'vault')]",
        help="Vault that the coupons enter.",
        compute="_compute_vault_id",
        store=True,
        readonly=False,
        precompute=True,
    )
    line_ids = fields.One2many("lcc.emission.line", "emission_id", copy=True)
    quantity = fields.Integer(compute="_compute_total")
    amount = fields.Monetary(compute="_compute_total", string="Face value")
    prepared_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    operation_ids = fields.One2many("lcc.operation", "emission_id", readonly=True)
    posted_by_id = fields.Many2one("res.users", compute="_compute_posted_by_id")
    state = fields.Selection(
        [("draft", "Draft"), ("posted", "Posted"), ("reversed", "Reversed")],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
    )

    @api.depends("lcc_currency_id")
    def _compute_vault_id(self):
        """The only vault there is."""
        for emission in self:
            currency = emission.lcc_currency_id
            vaults = currency.place_ids.filtered(lambda place: place.kind == "vault")
            if emission.vault_id.lcc_currency_id != currency:
                emission.vault_id = vaults if len(vaults) == 1 else False

    @api.depends("operation_ids.posted_by_id")
    def _compute_posted_by_id(self):
        for emission in self:
            emission.posted_by_id = emission._get_posting().posted_by_id

    @api.depends("line_ids.quantity", "line_ids.amount")
    def _compute_total(self):
        for emission in self:
            emission.quantity = sum(emission.line_ids.mapped("quantity"))
            emission.amount = sum(emission.line_ids.mapped("amount"))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.update(state="draft", prepared_by_id=self.env.uid)
        return super().create(vals_list)

    def write(self, vals):
        if not self.env["lcc.operation"]._is_content(vals):
            return super().write(vals)
        self._check_draft()
        vals = dict(vals, prepared_by_id=self.env.uid)
        vals.pop("state", None)
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_posted(self):
        self._check_draft()

    def _check_draft(self):
        for emission in self:
            if emission.state != "draft":
                raise UserError(
                    self.env._(
                        "The print run %(name)s is posted and can no longer change: "
                        "reverse its operation instead.",
                        name=emission.name,
                    )
                )

    def _note_preparer(self):
        """Who changes a draft prepares it: another one must post it."""
        for emission in self:
            if emission.prepared_by_id != self.env.user:
                emission.write({"prepared_by_id": self.env.uid})
            else:
                emission._check_draft()

    def action_post(self):
        """Post the print run: one operation from the printer to the vault.

        It takes a second person: not the one who prepared the print run.
        """
        for emission in self.filtered(lambda e: e.state == "draft"):
            if not emission.line_ids:
                raise UserError(
                    self.env._(
                        "Say how many coupons of each denomination were printed."
                    )
                )
            operation = self.env["lcc.operation"]._create_posted(
                [emission._prepare_operation_vals()]
            )
            emission._set_state("posted")
            emission.message_post(
                body=self.env._("Posted as operation %(name)s.", name=operation.name)
            )
        return True

    def _set_state(self, state):
        """Move to a state; write() itself refuses it."""
        # pylint: disable-next=super-method-mismatch
        super().write({"state": state})

    def _set_reversed(self):
        """Mark as reversed: the serials may be used again."""
        for emission in self:
            emission._set_state("reversed")
            emission.line_ids._release_serials()

    def _prepare_operation_vals(self):
        self.ensure_one()
        return {
            "kind": "emission",
            "date": self.date,
            "lcc_currency_id": self.lcc_currency_id.id,
            "place_from_id": self.lcc_currency_id._get_place("printer").id,
            "place_to_id": self.vault_id.id,
            "partner_id": self.printer_id.id,
            "emission_id": self.id,
            "prepared_by_id": self.prepared_by_id.id,
            "line_ids": [
                Command.create(
                    {
                        "series_id": self.series_id.id,
                        "denomination_id": line.denomination_id.id,
                        "quantity": line.quantity,
                    }
                )
                for line in self.line_ids
            ],
        }

    def _get_posting(self):
        """The operation that posted the print run, reversed or not."""
        return self.operation_ids.filtered(lambda op: not op.reversed_operation_id)

    def action_reverse(self):
        """Ask for the day and the reason of the reversal of the print run."""
        self.ensure_one()
        return self._get_posting().action_reverse()

    def action_view_operations(self):
        if len(self.operation_ids) == 1:
            return self.operation_ids._open_form(self.operation_ids)
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_currency.lcc_operation_action"
        )
        action["domain"] = [("emission_id", "in", self.ids)]
        action["context"] = {}
        return action
