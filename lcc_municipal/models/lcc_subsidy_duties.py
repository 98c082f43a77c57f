# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import defaultdict

from odoo import api, fields, models

from ..tools import subsidy_law as law


class LccSubsidy(models.Model):
    """What the law asks for before a subsidy is paid."""

    _inherit = "lcc.subsidy"

    year_amount = fields.Monetary(
        string="Granted in the year",
        compute="_compute_year_amount",
        help="To this beneficiary, by all councils of the same legal person.",
    )
    is_convention_exempt = fields.Boolean(
        string="Exempt from a convention",
        help="Aid to social rented housing (law 2000-321, article 10), or a scheme "
        "whose decree sets a higher threshold.",
    )
    is_convention_due = fields.Boolean(
        string="Convention due",
        compute="_compute_year_amount",
        help="With a body of private law that is granted more than 23,000 € in the "
        "year (law 2000-321, article 10; decree 2001-495, article 1). From 3,500 "
        "inhabitants, its data are published within three months of its signature "
        "(decree 2017-779).",
    )
    date_convention = fields.Date(string="Convention of", tracking=True)
    convention_file = fields.Binary(string="Signed convention", attachment=True)
    convention_name = fields.Char()
    is_engagement_deemed = fields.Boolean(
        string="Approved, or of public utility",
        help="Associations approved under article 25-1 of law 2000-321, and those "
        "recognised as of public utility, are deemed to have subscribed the contrat "
        "d'engagement républicain (article 10-1).",
    )
    is_engagement_due = fields.Boolean(
        string="Contrat d'engagement républicain due",
        compute="_compute_is_engagement_due",
        help="Subscribed by an association or foundation that asks for a subsidy (law "
        "2000-321, article 10-1, by article 12 of law 2021-1109; decree 2021-1947).",
    )
    date_engagement = fields.Date(
        string="Contrat d'engagement républicain of", tracking=True
    )
    engagement_file = fields.Binary(
        string="Contrat d'engagement républicain", attachment=True
    )
    engagement_name = fields.Char()

    @api.depends(
        "own_amount", "beneficiary_id", "day", "kind", "active", "is_convention_exempt"
    )
    def _compute_year_amount(self):
        totals = self._get_year_totals()
        for subsidy in self:
            key, origin = subsidy._get_year_key(), subsidy._origin
            # what the record says while it is edited, in the place of what is stored
            is_stored = origin.active and origin._get_year_key() == key
            stored = origin.own_amount if is_stored else 0
            total = totals.get(key, 0) - stored + subsidy.own_amount
            subsidy.year_amount = total
            subsidy.is_convention_due = (
                not subsidy.is_convention_exempt
                and law.needs_convention(subsidy.kind, subsidy.year_amount)
            )

    @api.depends("kind", "day", "is_engagement_deemed")
    def _compute_is_engagement_due(self):
        for subsidy in self:
            day = subsidy.day or fields.Date.context_today(self)
            subsidy.is_engagement_due = law.needs_engagement(
                subsidy.kind, day, subsidy.is_engagement_deemed
            )

    def _get_year_key(self):
        """Who grants to whom, in which year."""
        day = self.day
        return (
            self.assembly_id.partner_id,
            self.beneficiary_id._origin,
            day and day.year,
        )

    def _get_year_totals(self):
        """Euros by `_get_year_key`, of all that was not rejected."""
        totals = defaultdict(float)
        # what the law counts, not what the user may read of it
        for assembly, beneficiary, year, amount in self.sudo()._read_group(
            [
                ("beneficiary_id", "in", self.beneficiary_id._origin.ids),
                ("deliberation_id.outcome", "!=", "rejected"),
            ],
            ["assembly_id", "beneficiary_id", "day:year"],
            ["own_amount:sum"],
        ):
            key = assembly.partner_id, beneficiary, year and year.year
            totals[key] += amount
        return totals
