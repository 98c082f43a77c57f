# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.lcc_municipal.tools import convention_law as law

from ..tools.mandate_payments import Movement, lowest

AUDITOR = "lcc_base.group_lcc_auditor"


class Agreement(models.Model):
    """Units that the till (régie) of a public body took, and that were redeemed."""

    _inherit = "agreement"

    lcc_intake_ids = fields.One2many(
        "lcc.till.intake", "agreement_id", string="Units taken", groups=AUDITOR
    )
    lcc_units_taken = fields.Monetary(
        string="Units taken in all",
        currency_field="lcc_currency_id",
        compute="_compute_lcc_units_taken",
        store=True,
        groups=AUDITOR,
    )
    lcc_units_redeemed = fields.Monetary(
        string="Units redeemed in all",
        currency_field="lcc_currency_id",
        compute="_compute_lcc_units_redeemed",
        store=True,
        groups=AUDITOR,
    )
    lcc_units_held = fields.Monetary(
        string="Units held",
        currency_field="lcc_currency_id",
        compute="_compute_lcc_units_held",
        store=True,
        groups=AUDITOR,
        help="By the till, until the association redeems them in euros. It never "
        "spends them: the public accountant receives and pays euros.",
    )
    lcc_is_till_full = fields.Boolean(
        string="To be redeemed at once",
        compute="_compute_lcc_units_held",
        store=True,
        groups=AUDITOR,
        help="The till holds as much as the convention allows, or more.",
    )

    @api.depends("lcc_intake_ids.amount")
    def _compute_lcc_units_taken(self):
        for agreement in self:
            agreement.lcc_units_taken = sum(agreement.lcc_intake_ids.mapped("amount"))

    @api.depends("lcc_operation_ids.amount", "lcc_operation_ids.state", "lcc_kind")
    def _compute_lcc_units_redeemed(self):
        for agreement in self:
            agreement.lcc_units_redeemed = sum(
                one.went for one in agreement._lcc_get_units("reconversion")
            )

    @api.depends("lcc_units_taken", "lcc_units_redeemed", "lcc_till_most")
    def _compute_lcc_units_held(self):
        for agreement in self:
            held = agreement.lcc_units_taken - agreement.lcc_units_redeemed
            most = agreement.lcc_till_most
            agreement.lcc_units_held = held
            agreement.lcc_is_till_full = bool(most) and held >= most

    def _lcc_get_till_movements(self):
        """Units taken, on the last day of each period, and units redeemed.

        :return: list of Movement
        """
        self.ensure_one()
        taken = [Movement(one.date_to, came=one.amount) for one in self.lcc_intake_ids]
        return taken + self._lcc_get_units("reconversion")

    def _lcc_check_held(self):
        """A till redeems what it took, and no more.

        :raise UserError: it says what is lacking
        """
        for agreement in self:
            least = lowest(agreement._lcc_get_till_movements())
            if least < 0:
                raise UserError(
                    self.env._(
                        "%(till)s would have redeemed %(amount)s more than the units "
                        "that it took. Enter what it took up to that day first.",
                        till=agreement.lcc_till_name or agreement.display_name,
                        amount=agreement.lcc_currency_id.format(-least),
                    )
                )

    def action_lcc_redeem(self):
        """Open a reconversion of the units that the till holds."""
        self.ensure_one()
        if self.lcc_kind != law.TILL or self.lcc_units_held <= 0:
            raise UserError(
                self.env._("The till holds no units: enter what it took first.")
            )
        vaults = self.lcc_local_currency_id.place_ids.filtered(
            lambda place: place.kind == "vault"
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Redemption"),
            "res_model": "lcc.operation",
            "view_mode": "form",
            "views": [(False, "form")],
            "context": {
                "default_kind": "reconversion",
                "default_lcc_agreement_id": self.id,
                "default_lcc_currency_id": self.lcc_local_currency_id.id,
                "default_partner_id": self.partner_id.id,
                "default_amount": self.lcc_units_held,
                "default_place_to_id": vaults.id if len(vaults) == 1 else False,
            },
        }

    def action_lcc_view_intakes(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_municipal_currency.lcc_till_intake_action"
        )
        return {
            **action,
            "domain": [("agreement_id", "=", self.id)],
            "context": {"default_agreement_id": self.id},
        }
