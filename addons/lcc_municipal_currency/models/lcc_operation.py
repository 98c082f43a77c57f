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

    def _check_postable(self):
        mine = self.sudo()  # a keeper may not read every convention
        # another hand-over waits, and then sees this one
        mine.lcc_agreement_id._lcc_lock()
        mine._check_public_bodies()
        return super()._check_postable()

    def _check_public_bodies(self):
        """A public body spends no units, and redeems them on its till's convention."""
        free = self.filtered(
            lambda one: not one.reversed_operation_id and not one.lcc_agreement_id
        )
        given = free.filtered(lambda one: one.kind in ("exchange", "grant"))
        redeemed = free.filtered(lambda one: one.kind == "reconversion")
        if bodies := given.partner_id._lcc_filter_public_bodies():
            raise UserError(
                self.env._(
                    "%(body)s is a public body: its accountant pays euros, and it "
                    "spends no units. Hand them over on the mandate of a creditor.",
                    body=bodies[0].display_name,
                )
            )
        redeemed._check_not_of_till()

    def _check_not_of_till(self):
        """Else a till would hold, on paper, what it has redeemed."""
        bodies = self.partner_id.commercial_partner_id
        tills = bodies and self.env["agreement"].search(
            [
                ("lcc_kind", "=", law.TILL),
                ("lcc_state", "!=", "draft"),
                ("lcc_amends_id", "=", False),
                ("lcc_public_body_id", "in", bodies.ids),
            ]
        )
        for till in tills:
            for operation in self:
                if (
                    till.lcc_local_currency_id == operation.lcc_currency_id
                    and till.start_date <= operation.date
                    and till.lcc_public_body_id == operation._get_redeeming_body()
                ):
                    raise UserError(
                        self.env._(
                            "Units of %(till)s are redeemed on its convention, by a "
                            "manager: open it and choose “Redeem units”.",
                            till=till.lcc_till_name or till.display_name,
                        )
                    )

    def _get_redeeming_body(self):
        """Who redeems: where persons may not, a contact does so for its body."""
        partner = self.partner_id
        if self.lcc_currency_id.reconversion_by != "company":
            partner = partner._lcc_filter_public_bodies()
        return partner.commercial_partner_id

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
        self._check_by_manager()

    def _check_by_manager(self):
        if not self._is_by_manager():
            raise UserError(
                self.env._(
                    "What moves on a convention is posted by a manager of the local "
                    "currency."
                )
            )

    def _check_reversible(self):
        result = super()._check_reversible()
        # a keeper does not read conventions; the rights on it are checked below
        if agreement := self.sudo().lcc_agreement_id:
            self._check_by_manager()
            agreement.sudo(False).check_access("read")  # see _check_convention
        return result

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
        handed.sudo().lcc_agreement_id._lcc_match()
        return moves
