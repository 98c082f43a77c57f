# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..models.lcc_tax_receipt import KINDS


class LccTaxReceiptBatch(models.TransientModel):
    """Tax receipts of a year: who, how many, how much, before anything is made."""

    _name = "lcc.tax.receipt.batch"
    _description = "Tax receipts of a year"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    year = fields.Integer(
        string="Year of the gifts",
        required=True,
        default=lambda self: fields.Date.context_today(self).year - 1,
    )
    grouping = fields.Selection(
        [("donor", "One receipt per donor"), ("gift", "One receipt per gift")],
        string="Receipts",
        required=True,
        default="donor",
    )
    line_ids = fields.One2many(
        "lcc.tax.receipt.batch.line",
        "batch_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
    donor_count = fields.Integer(string="Donors", compute="_compute_totals")
    gift_count = fields.Integer(string="Gifts", compute="_compute_totals")
    receipt_count = fields.Integer(string="To be made", compute="_compute_totals")
    amount = fields.Monetary(compute="_compute_totals")
    left_out_count = fields.Integer(string="Donors left out", compute="_compute_totals")
    left_out_amount = fields.Monetary(compute="_compute_totals")

    @api.depends("year")
    def _compute_display_name(self):
        for batch in self:
            batch.display_name = self.env._("Tax receipts of %(year)s", year=batch.year)

    @api.model
    def action_open(self):
        """The wizard, where the association issues tax receipts."""
        self.env["lcc.tax.receipt"]._check_treasurer()
        self.env["lcc.association"]._get()._check_tax_eligible()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Prepare tax receipts"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "current",
        }

    @api.depends("year", "company_id")
    def _compute_line_ids(self):
        for batch in self:
            batch.line_ids = [
                Command.clear(),
                *(
                    Command.create(self._prepare_line_vals(key, gifts))
                    for key, gifts in batch._group_gifts().items()
                ),
            ]

    def _group_gifts(self):
        """Gifts of the year by donor, and by the reason why they have no receipt.

        :return: dict of (res.partner, reason or False) to a list of `Gift`
        """
        self.ensure_one()
        if not 1900 < self.year < 2200:  # while it is typed
            return {}
        association = self.env["lcc.association"]._get(self.company_id)
        since = association.tax_eligible_since
        groups = {}
        for gift in self.env["lcc.tax.receipt"]._find_gifts(self.company_id, self.year):
            donor = gift.donor
            reason = donor._lcc_get_donor_gap(
                donor._lcc_get_donor_kind(),
                donor._lcc_get_siren(),
                donor.lcc_legal_form,
            )
            if since and gift.date < since:
                reason = "before"
            groups.setdefault((donor, reason), []).append(gift)
        return groups

    @api.model
    def _prepare_line_vals(self, key, gifts):
        donor, reason = key
        return {
            "partner_id": donor.id,
            "kind": donor._lcc_get_donor_kind(),
            "gift_count": len(gifts),
            "amount": sum(gift.amount for gift in gifts),
            "reason": reason,
            "is_included": not reason,
        }

    @api.depends("line_ids.is_included", "line_ids.amount", "grouping")
    def _compute_totals(self):
        for batch in self:
            included = batch.line_ids.filtered("is_included")
            left_out = batch.line_ids - included
            batch.donor_count = len(included)
            batch.gift_count = sum(included.mapped("gift_count"))
            batch.receipt_count = (
                batch.gift_count if batch.grouping == "gift" else batch.donor_count
            )
            batch.amount = sum(included.mapped("amount"))
            batch.left_out_count = len(left_out)
            batch.left_out_amount = sum(left_out.mapped("amount"))

    # Actions

    def action_draft(self):
        """Make drafts, to be read over and issued."""
        return self._make_drafts()._view()

    def action_issue(self):
        """Make the receipts and issue them at once."""
        receipts = self._make_drafts()
        receipts.action_issue()
        return receipts._view()

    def _make_drafts(self):
        self.ensure_one()
        included = self.line_ids.filtered("is_included").partner_id
        groups = []
        for (donor, reason), gifts in self._group_gifts().items():
            if donor not in included or reason:
                continue
            if self.grouping == "gift":
                groups += [(donor, [gift]) for gift in gifts]
            else:
                groups.append((donor, gifts))
        if not groups:
            raise UserError(
                self.env._("There is no receipt to make: choose a donor at least.")
            )
        return self.env["lcc.tax.receipt"]._draft(self.company_id, self.year, groups)


class LccTaxReceiptBatchLine(models.TransientModel):
    _name = "lcc.tax.receipt.batch.line"
    _description = "Donor of a year"
    _order = "id"

    batch_id = fields.Many2one(
        "lcc.tax.receipt.batch", required=True, ondelete="cascade"
    )
    currency_id = fields.Many2one(related="batch_id.currency_id")
    partner_id = fields.Many2one(
        "res.partner", string="Donor", required=True, readonly=True
    )
    kind = fields.Selection(KINDS, readonly=True)
    email = fields.Char(related="partner_id.email")
    gift_count = fields.Integer(string="Gifts", readonly=True)
    amount = fields.Monetary(readonly=True)
    reason = fields.Selection(
        selection=lambda self: list(
            self.env["res.partner"]._lcc_get_donor_gaps().items()
        ),
        string="Left out because",
        readonly=True,
    )
    is_included = fields.Boolean(string="Receipt")

    def action_view_partner(self):
        """The donor, to complete what is missing."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
        }
