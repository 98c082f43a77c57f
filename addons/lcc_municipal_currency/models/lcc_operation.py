# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.lcc_municipal.tools import convention_law as law

MANDATE = "mandate"


class LccOperation(models.Model):
    """Units handed over on a mandate of a creditor, or redeemed for a till.

    The euros of a hand-over came before it, from the public accountant: the exchange
    faces what is owed to the creditor (Dr 467, Cr 4633).
    """

    _inherit = "lcc.operation"

    lcc_agreement_id = fields.Many2one(
        "agreement",
        string="Convention",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="Mandate of the creditor who is handed the units, or convention of the "
        "till whose units are redeemed.",
    )
    payment_mode = fields.Selection(
        selection_add=[(MANDATE, "By the public accountant, on a mandate")],
        ondelete={MANDATE: "set default"},
        help="Who takes in or pays out the euros. A counter that keeps them owes "
        "them to the association until it brings them in. On the mandate of a "
        "creditor the public accountant has paid them to the association before: a "
        "public body spends no units itself.",
    )

    # The form of a hand-over keeps to its mandate.

    @api.depends("payment_mode")
    def _compute_payment_method_line_id(self):
        handed = self.filtered(lambda one: one.payment_mode == MANDATE)
        handed.payment_method_line_id = False
        others = self - handed
        return super(LccOperation, others)._compute_payment_method_line_id()

    @api.onchange("kind", "place_from_id", "place_to_id")
    def _onchange_place(self):
        handed = self.kind == "exchange" and self.lcc_agreement_id
        result = super()._onchange_place()
        if handed:
            self.payment_mode = MANDATE
            self.payment_method_line_id = False
        return result

    # Checks

    def _check_rules(self):
        result = super()._check_rules()
        if self.lcc_agreement_id:
            self._check_convention()
        elif self.payment_mode == MANDATE:
            raise UserError(
                self.env._(
                    "Units are handed over from the mandate of the creditor: open it "
                    "and choose “Hand over units”."
                )
            )
        return result

    def _check_convention(self):
        agreement = self.lcc_agreement_id
        # whoever posts follows its territory, as for places
        agreement.sudo(False).check_access("read")
        self._check_convention_fits(agreement)
        agreement._lcc_check_in_force(self.date)
        # another hand-over waits, and then sees this one
        agreement.lock_for_update(allow_referencing=True)
        if self.kind == "exchange":
            agreement._lcc_check_kept()
        else:
            agreement._lcc_check_held()

    def _check_convention_fits(self, agreement):
        """Kind, party, currency and means of the operation are the convention's."""
        kind = {law.CREDITOR: "exchange", law.TILL: "reconversion"}
        if (
            self.kind != kind.get(agreement.lcc_kind)
            or (self.kind == "exchange") != (self.payment_mode == MANDATE)
            or self.partner_id != agreement.partner_id
            or self.lcc_currency_id != agreement.lcc_local_currency_id
        ):
            raise UserError(
                self.env._(
                    "%(convention)s does not allow this operation: its party, its "
                    "currency and the way of its euros must be those of the "
                    "convention. Begin from the convention.",
                    convention=agreement.display_name,
                )
            )
        if not self._is_by_manager():
            raise UserError(
                self.env._(
                    "What moves on a convention is posted by a manager of the local "
                    "currency."
                )
            )

    def _prepare_reversal_vals(self, date, reason):
        return {
            **super()._prepare_reversal_vals(date, reason),
            "lcc_agreement_id": self.lcc_agreement_id.id,
        }

    # Books

    @api.model
    def _get_entry_likeness(self):
        return [*super()._get_entry_likeness(), SQL.identifier("o", "lcc_agreement_id")]

    def _get_means_account(self):
        if self.payment_mode == MANDATE:
            agreement = self.lcc_agreement_id
            return agreement._lcc_get_account(), agreement.partner_id
        return super()._get_means_account()

    def _post_books(self):
        moves = super()._post_books()
        handed = self.filtered(lambda one: one.payment_mode == MANDATE)
        # entries are the system's: a manager has no accounting rights
        handed.sudo()._match_mandates()
        return moves

    def _match_mandates(self):
        """Match what was received for creditors with what was handed over to them."""
        for agreement in self.lcc_agreement_id:
            moves = agreement.lcc_receipt_line_ids.receipt_id.move_id
            moves |= agreement.lcc_operation_ids.move_id
            items = moves.line_ids.filtered(
                lambda item, agreement=agreement: (
                    item.account_id == agreement._lcc_get_account()
                    and item.partner_id == agreement.partner_id
                    and item.parent_state == "posted"
                    and not item.reconciled
                )
            )
            both = any(items.mapped("debit")) and any(items.mapped("credit"))
            if both and items.account_id.reconcile:
                items.reconcile()
