# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from odoo.addons.lcc_municipal.tools import convention_law as law


class LccTillIntake(models.Model):
    """Units that the till (régie) of a public body took during a period.

    They circulate until the association redeems them: no entry is made here.
    """

    _name = "lcc.till.intake"
    _description = "Units taken by a till"
    _inherit = ["mail.thread", "lcc.ledger.master"]
    _order = "date_to desc, id desc"

    agreement_id = fields.Many2one(
        "agreement",
        string="Convention of the till",
        required=True,
        index=True,
        domain="[('lcc_kind', '=', 'till'), ('lcc_state', '!=', 'draft'),"
        " ('lcc_amends_id', '=', False)]",
        ondelete="restrict",
        tracking=True,
    )
    partner_id = fields.Many2one(
        related="agreement_id.partner_id", string="Public body", store=True, index=True
    )
    territory_id = fields.Many2one(
        related="agreement_id.lcc_territory_id", string="Territory"
    )
    company_id = fields.Many2one(
        related="agreement_id.company_id", store=True, index=True
    )
    currency_id = fields.Many2one(related="agreement_id.lcc_currency_id")
    lcc_currency_id = fields.Many2one(
        related="agreement_id.lcc_local_currency_id", string="Local currency"
    )
    date_from = fields.Date(string="From", required=True, tracking=True)
    date_to = fields.Date(
        string="To",
        required=True,
        default=fields.Date.context_today,
        tracking=True,
    )
    amount = fields.Monetary(
        string="Units",
        compute="_compute_amount",
        store=True,
        readonly=False,
        tracking=True,
        help="Units taken, as the keeper of the till tells; the sum of the coupons "
        "where they are counted by denomination.",
    )
    line_ids = fields.One2many("lcc.till.intake.line", "intake_id", string="Coupons")
    note = fields.Char(help="Such as the number of the keeper's slip.")

    _amount_positive = models.Constraint(
        "CHECK(amount > 0)", "Units that a till took are above zero."
    )
    _dates_ordered = models.Constraint(
        "CHECK(date_to >= date_from)", "A period ends after it begins."
    )

    @api.depends("line_ids.amount")
    def _compute_amount(self):
        for intake in self:
            if intake.line_ids:
                intake.amount = sum(intake.line_ids.mapped("amount"))

    @api.depends("agreement_id", "date_from", "date_to")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for intake in self:
            intake.display_name = self.env._(
                "%(till)s, %(first)s to %(last)s",
                till=intake.agreement_id.lcc_till_name or intake.partner_id.name,
                first=format_date(self.env, intake.date_from),
                last=format_date(self.env, intake.date_to),
            )

    @api.constrains("agreement_id", "date_from", "date_to", "amount")
    def _check_intake(self):
        for intake in self:
            agreement = intake.agreement_id
            if agreement.lcc_kind != law.TILL:
                raise ValidationError(
                    self.env._(
                        "%(convention)s is no convention of a till: choose another.",
                        convention=agreement.display_name,
                    )
                )
            agreement._lcc_check_in_force(intake.date_from)
            agreement._lcc_check_not_over(intake.date_to)
            intake._check_past()
            intake._check_alone()
            # redemptions may lie in a territory that the user does not follow
            agreement.sudo()._lcc_check_held()

    def _check_past(self):
        if self.date_to > fields.Date.context_today(self):
            raise ValidationError(
                self.env._("Units cannot be taken on a day in the future.")
            )

    def _check_alone(self):
        """Units are not entered twice."""
        other = self.search(
            [
                ("agreement_id", "=", self.agreement_id.id),
                ("id", "!=", self.id),
                ("date_from", "<=", self.date_to),
                ("date_to", ">=", self.date_from),
            ],
            limit=1,
        )
        if other:
            raise ValidationError(
                self.env._(
                    "%(other)s is entered already: choose a period that does not "
                    "overlap it.",
                    other=other.display_name,
                )
            )

    @api.constrains("amount", "line_ids")
    def _check_lines(self):
        for intake in self.filtered("line_ids"):
            counted = sum(intake.line_ids.mapped("amount"))
            if intake.currency_id.compare_amounts(counted, intake.amount):
                raise ValidationError(
                    self.env._(
                        "The coupons make %(counted)s, the till tells %(amount)s: "
                        "correct one of them.",
                        counted=intake.currency_id.format(counted),
                        amount=intake.currency_id.format(intake.amount),
                    )
                )

    def unlink(self):
        agreements = self.agreement_id
        result = super().unlink()
        agreements.sudo()._lcc_check_held()  # see _check_intake
        return result
