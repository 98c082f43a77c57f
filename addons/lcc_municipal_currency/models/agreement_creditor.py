# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.lcc_municipal.tools import convention_law as law

from ..tools.mandate_payments import Movement, available, lowest

AUDITOR = "lcc_base.group_lcc_auditor"


class Agreement(models.Model):
    """Euros received on the mandate of a creditor, and units handed over to it."""

    _inherit = "agreement"

    lcc_local_currency_id = fields.Many2one(
        "lcc.currency",
        string="Local currency",
        compute="_compute_lcc_local_currency_id",
        store=True,
        readonly=False,
        domain="[('company_id', '=', company_id)]",
        index="btree_not_null",
        ondelete="restrict",
        groups=AUDITOR,
        tracking=True,
        help="Whose units are handed over to a creditor, or taken by a till.",
    )
    lcc_share = fields.Selection(
        [("all", "All of the sum"), ("part", "A part of the sum")],
        string="Paid in local currency",
        compute="_compute_lcc_share",
        store=True,
        precompute=True,
        readonly=False,
        tracking=True,
        help="What the association receives: the whole sum that the public body owes, "
        "or the amount told below, the rest being paid to the creditor in euros.",
    )
    lcc_receipt_line_ids = fields.One2many(
        "lcc.creditor.receipt.line",
        "agreement_id",
        string="Euros received",
        groups=AUDITOR,
    )
    lcc_operation_ids = fields.One2many(
        "lcc.operation", "lcc_agreement_id", string="Coupon operations", groups=AUDITOR
    )
    lcc_received = fields.Monetary(
        string="Euros received in all",
        currency_field="lcc_currency_id",
        compute="_compute_lcc_received",
        store=True,
        groups=AUDITOR,
        help="From the public accountant, in the name of the creditor, less what was "
        "sent on in euros.",
    )
    lcc_handed = fields.Monetary(
        string="Units handed over",
        currency_field="lcc_currency_id",
        compute="_compute_lcc_handed",
        store=True,
        groups=AUDITOR,
    )
    lcc_kept = fields.Monetary(
        string="To be handed over",
        currency_field="lcc_currency_id",
        compute="_compute_lcc_kept",
        store=True,
        groups=AUDITOR,
        help="Euros received for which no units were handed over yet.",
    )

    @api.depends("lcc_kind", "company_id")
    def _compute_lcc_local_currency_id(self):
        # a clerk reads no currencies
        currencies = self.env["lcc.currency"].sudo()
        for agreement in self:
            company = agreement.company_id or self.env.company
            known = agreement.lcc_local_currency_id
            if agreement.lcc_kind not in (law.CREDITOR, law.TILL):
                agreement.lcc_local_currency_id = False
            elif known.company_id != company:
                agreement.lcc_local_currency_id = currencies.search(
                    [("company_id", "=", company.id)], limit=1
                )

    # An amendment says what it changes: until then the same share is paid.
    @api.depends("lcc_amends_id")
    def _compute_lcc_share(self):
        for agreement in self:
            amended = agreement.lcc_amends_id
            share = amended._lcc_get_share() if amended else agreement.lcc_share
            agreement.lcc_share = share or "all"

    @api.depends(
        "lcc_receipt_line_ids.amount",
        "lcc_receipt_line_ids.direction",
        "lcc_receipt_line_ids.state",
    )
    def _compute_lcc_received(self):
        for agreement in self:
            posted = agreement.lcc_receipt_line_ids.filtered(
                lambda line: line.state == "posted"
            )
            agreement.lcc_received = sum(line._get_signed() for line in posted)

    @api.depends("lcc_operation_ids.amount", "lcc_operation_ids.state", "lcc_kind")
    def _compute_lcc_handed(self):
        for agreement in self:
            agreement.lcc_handed = sum(
                one.went for one in agreement._lcc_get_units("exchange")
            )

    @api.depends("lcc_received", "lcc_handed")
    def _compute_lcc_kept(self):
        for agreement in self:
            agreement.lcc_kept = agreement.lcc_received - agreement.lcc_handed

    def _lcc_get_share(self):
        """Share that is paid today: that of the last signed amendment."""
        signed = self.lcc_amendment_ids.filtered(lambda one: one.lcc_state == "signed")
        last = signed.sorted(lambda one: (one.signature_date, one.id))[-1:]
        return (last or self).lcc_share

    def _lcc_get_units(self, kind):
        """Units that left by posted operations of a kind, reversals taken off.

        :return: list of Movement
        """
        self.ensure_one()
        return [
            Movement(
                operation.date,
                went=-operation.amount
                if operation.reversed_operation_id
                else operation.amount,
            )
            for operation in self.lcc_operation_ids
            if operation.state == "posted" and operation.kind == kind
        ]

    def _lcc_get_creditor_movements(self):
        """Euros received and units handed over, day by day.

        :return: list of Movement
        """
        self.ensure_one()
        received = [
            movement
            for line in self.lcc_receipt_line_ids
            for movement in line._get_movements()
        ]
        return received + self._lcc_get_units("exchange")

    def _lcc_get_available(self, day):
        """Units that may be handed over on a day."""
        self.ensure_one()
        return available(self._lcc_get_creditor_movements(), day)

    def _lcc_check_kept(self):
        """Never more units than euros received, on any day.

        :raise UserError: it says what is lacking
        """
        for agreement in self:
            least = lowest(agreement._lcc_get_creditor_movements())
            if least < 0:
                raise UserError(
                    self.env._(
                        "%(creditor)s would have been handed %(amount)s more in units "
                        "than the euros that were received (%(convention)s). Receive "
                        "the euros first, date the hand-over later, or reverse it.",
                        creditor=agreement.partner_id.display_name,
                        amount=agreement.lcc_currency_id.format(-least),
                        convention=agreement.display_name,
                    )
                )

    def _lcc_get_account(self):
        """Account of the euros that are owed to the creditor."""
        currency = self.lcc_local_currency_id
        if not currency:
            raise UserError(
                self.env._(
                    "%(convention)s names no local currency: create one for its "
                    "company first.",
                    convention=self.display_name,
                )
            )
        return currency._get_account("creditor_account_id")

    def _lcc_check_in_force(self, day):
        """What is received or handed over needs a signed convention."""
        for agreement in self:
            if agreement.lcc_state == "draft" or agreement.lcc_amends_id:
                raise UserError(
                    self.env._(
                        "%(convention)s is not signed, or only amends another one: "
                        "nothing is paid on it.",
                        convention=agreement.display_name,
                    )
                )
            if agreement.start_date and day < agreement.start_date:
                raise UserError(
                    self.env._(
                        "%(convention)s begins on %(date)s: nothing is paid before.",
                        convention=agreement.display_name,
                        date=format_date(self.env, agreement.start_date),
                    )
                )

    # Signature and paper

    def _lcc_check_kind(self):
        yield from super()._lcc_check_kind()
        if (
            self.lcc_kind == law.CREDITOR
            and self.lcc_share == "part"
            and not (self.lcc_amount or self.lcc_amends_id)
        ):
            yield self.env._(
                "Enter the amount: only a part of the sum is paid in local currency."
            )

    def _lcc_get_facts(self):
        names = super()._lcc_get_facts()
        if self.lcc_kind == law.CREDITOR and "lcc_claim" in names and self.lcc_share:
            names.insert(names.index("lcc_claim") + 1, "lcc_share")
        return names

    # Buttons

    def action_lcc_hand_over(self):
        """Hand over what was received for these creditors."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_municipal_currency.lcc_creditor_handover_action"
        )
        return {**action, "context": {"default_agreement_ids": self.ids}}

    def action_lcc_statement(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_municipal_currency.lcc_convention_statement_action"
        )
        return {**action, "context": {"default_agreement_id": self.id}}

    def action_lcc_view_receipts(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_municipal_currency.lcc_creditor_month_action"
        )
        return {**action, "domain": [("agreement_id", "=", self.id)], "context": {}}

    def action_lcc_view_operations(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_currency.lcc_operation_action"
        )
        return {
            **action,
            "domain": [("lcc_agreement_id", "=", self.id)],
            "context": {"create": False},
        }
