# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_amount, format_date

from odoo.addons.lcc_municipal.tools import convention_law as law

from ..tools.mandate_payments import first_of_month, monthly_account


class LccConventionStatement(models.TransientModel):
    """Statement of a creditor, of all creditors of a public body, or of a till."""

    _name = "lcc.convention.statement"
    _description = "Statement of payments in local currency"

    agreement_id = fields.Many2one(
        "agreement",
        string="Convention",
        domain="[('lcc_kind', 'in', ('creditor', 'till')),"
        " ('lcc_state', '!=', 'draft'), ('lcc_amends_id', '=', False)]",
        help="Of one creditor or one till; empty for all creditors of a public body.",
    )
    authority_id = fields.Many2one("res.partner", string="Public body")
    date_from = fields.Date(
        string="From",
        required=True,
        default=lambda self: fields.Date.context_today(self).replace(month=1, day=1),
    )
    date_to = fields.Date(string="To", required=True, default=fields.Date.context_today)

    _dates_ordered = models.Constraint(
        "CHECK(date_to >= date_from)", "A period ends after it begins."
    )

    def action_print(self):
        self.ensure_one()
        if not (self.agreement_id or self.authority_id):
            raise UserError(self.env._("Choose a convention or a public body."))
        if not self._get_agreements():
            raise UserError(
                self.env._(
                    "%(body)s pays no creditor in local currency.",
                    body=self.authority_id.display_name,
                )
            )
        report = self.env.ref("lcc_municipal_currency.lcc_convention_statement_report")
        return report.report_action(self)

    # What the paper tells

    def _get_agreements(self):
        self.ensure_one()
        if self.agreement_id:
            return self.agreement_id
        return self.env["agreement"].search(
            [
                ("lcc_kind", "=", law.CREDITOR),
                ("lcc_state", "!=", "draft"),
                ("lcc_amends_id", "=", False),
                ("lcc_public_body_id", "=", self.authority_id.id),
                # one association accounts for itself alone
                ("company_id", "in", [self.env.company.id, False]),
            ],
            order="partner_id, id",
        )

    def _get_recipient(self):
        return self.agreement_id.partner_id or self.authority_id

    def _get_company(self):
        return self._get_agreements()[:1]._lcc_get_company()

    def _get_paper_lang(self):
        return (
            self._get_recipient().lang
            or self._get_company().partner_id.lang
            or self.env.lang
        )

    def _get_paper_name(self):
        return self.env._(
            "Statement %(name)s %(first)s %(last)s",
            name=self._get_recipient().name,
            first=self.date_from,
            last=self.date_to,
        ).replace("/", "-")

    def _get_period_line(self):
        return self.env._(
            "From %(first)s to %(last)s",
            first=format_date(self.env, self.date_from),
            last=format_date(self.env, self.date_to),
        )

    def _get_convention_line(self, agreement):
        return self.env._(
            "%(code)s, signed on %(date)s",
            code=agreement.code,
            date=format_date(self.env, agreement.signature_date),
        )

    def _is_of_till(self):
        return self.agreement_id.lcc_kind == law.TILL

    def _get_sections(self):
        """A table for each creditor.

        :return: list of dicts: agreement, carried, rows (month, expected, came, went,
            kept), sums (expected, came, went, kept)
        """
        return [self._get_section(one) for one in self._get_agreements()]

    def _get_section(self, agreement):
        # movements of other territories count: the balance is the creditor's
        movements = agreement.sudo()._lcc_get_creditor_movements()
        carried, account = monthly_account(movements, self.date_from, self.date_to)
        expected = self._get_expected(agreement)
        rows = [
            {
                "month": month,
                "expected": expected.get(month, 0.0),
                "came": came,
                "went": went,
                "kept": kept,
            }
            for month, came, went, kept in account
        ]
        sums = {
            name: sum(row[name] for row in rows)
            for name in ("expected", "came", "went")
        }
        sums["kept"] = rows[-1]["kept"] if rows else carried
        return {"agreement": agreement, "carried": carried, "rows": rows, "sums": sums}

    def _get_expected(self, agreement):
        """Amount expected for each month of the period."""
        months = self.env["lcc.creditor.month"].search(
            [
                ("agreement_id", "=", agreement.id),
                ("month", ">=", first_of_month(self.date_from)),
                ("month", "<=", self.date_to),
            ]
        )
        return {one.month: one.expected for one in months}

    def _get_till_rows(self):
        """What a till took and redeemed, in the order of days.

        :return: (units held before the period, list of dicts: label, taken, redeemed,
            commission, euros, held)
        """
        agreement = self.agreement_id.sudo()  # see _get_section
        before = [
            one.came - one.went
            for one in agreement._lcc_get_till_movements()
            if one.day < self.date_from
        ]
        rounded = agreement.lcc_currency_id.round
        held = carried = rounded(sum(before))
        rows = []
        for _day, _rank, row in sorted(
            [*self._get_intake_rows(agreement), *self._get_redemption_rows(agreement)],
            key=lambda one: one[:2],
        ):
            held = rounded(held + row.get("taken", 0.0) - row.get("redeemed", 0.0))
            rows.append({**row, "held": held})
        return carried, rows

    def _get_intake_rows(self, agreement):
        for intake in agreement.lcc_intake_ids:
            if self.date_from <= intake.date_to <= self.date_to:
                label = self.env._(
                    "Taken from %(first)s to %(last)s",
                    first=format_date(self.env, intake.date_from),
                    last=format_date(self.env, intake.date_to),
                )
                yield intake.date_to, 0, {"label": label, "taken": intake.amount}

    def _get_redemption_rows(self, agreement):
        for operation in agreement.lcc_operation_ids:
            if (
                operation.state != "posted"
                or operation.kind != "reconversion"
                or not self.date_from <= operation.date <= self.date_to
            ):
                continue
            sign = -1 if operation.reversed_operation_id else 1
            commission = sign * operation.commission_amount
            amount = sign * operation.amount
            label = self.env._(
                "Redeemed on %(date)s, %(name)s",
                date=format_date(self.env, operation.date),
                name=operation.name,
            )
            row = {
                "label": label,
                "redeemed": amount,
                "commission": commission,
                "euros": amount - commission,
            }
            yield operation.date, 1, row

    def _get_till_coupons(self):
        """Coupons taken in the period, where they were counted by denomination.

        :return: list of (denomination, quantity, amount), largest first
        """
        totals = {}
        for intake in self.agreement_id.lcc_intake_ids:
            if self.date_from <= intake.date_to <= self.date_to:
                for line in intake.line_ids:
                    known = totals.get(line.denomination_id, (0, 0.0))
                    totals[line.denomination_id] = (
                        known[0] + line.quantity,
                        known[1] + line.amount,
                    )
        return [
            (denomination, *totals[denomination])
            for denomination in sorted(totals, key=lambda one: -one.value)
        ]

    def _format_month(self, month: date):
        return format_date(self.env, month, date_format="MMMM y").capitalize()

    def _format_money(self, amount, currency=None):
        return format_amount(
            self.env, amount, currency or self._get_company().currency_id
        )
