# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models

from .lcc_dues_call import UNPAID


class LccDuesCampaign(models.Model):
    """How far a campaign is: of the members that the user sees."""

    _inherit = "lcc.dues.campaign"

    call_count = fields.Integer(string="Calls made", compute="_compute_counts")
    paid_count = fields.Integer(string="Have paid", compute="_compute_counts")
    unpaid_count = fields.Integer(string="Not renewed", compute="_compute_counts")
    late_count = fields.Integer(string="Late", compute="_compute_counts")
    refused_count = fields.Integer(string="Refusals", compute="_compute_counts")
    error_count = fields.Integer(string="Errors", compute="_compute_counts")
    letter_count = fields.Integer(
        string="Letters to send", compute="_compute_letter_count"
    )
    amount_paid = fields.Monetary(
        string="Amount paid",
        compute="_compute_amount_paid",
        help="Dues that these calls brought, without gifts.",
    )

    def _compute_counts(self):
        calls = self.env["lcc.dues.call"]
        domain = [("campaign_id", "in", self.ids)]
        counts = {
            (campaign, state): count
            for campaign, state, count in calls._read_group(
                domain, ["campaign_id", "state"], ["__count"]
            )
        }
        errors = dict(
            calls._read_group(
                [*domain, ("error", "!=", False)], ["campaign_id"], ["__count"]
            )
        )
        for campaign in self:

            def count(*states, campaign=campaign):
                return sum(counts.get((campaign, state), 0) for state in states)

            campaign.paid_count = count("paid")
            campaign.late_count = count("late")
            campaign.unpaid_count = count(*UNPAID)
            campaign.refused_count = count("refused")
            campaign.call_count = count("paid", *UNPAID, "refused", "cancelled")
            campaign.error_count = errors.get(campaign, 0)

    def _compute_letter_count(self):
        for campaign in self:
            campaign.letter_count = self.env["lcc.dues.call"].search_count(
                campaign._get_due_domain("letter")
            )

    def _compute_amount_paid(self):
        # dues lines of calls that the user sees
        calls = self.env["lcc.dues.call"]._search([("campaign_id", "in", self.ids)])
        groups = (
            self.env["membership.membership_line"]
            .sudo()
            ._read_group(
                [("lcc_call_id", "in", calls)],
                ["lcc_call_id.campaign_id"],
                ["lcc_amount_paid:sum"],
            )
        )
        amounts = dict(groups)
        for campaign in self:
            campaign.amount_paid = amounts.get(campaign, 0)

    def action_view_calls(self):
        """The calls of this campaign; the context may choose a filter."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.lcc_dues_call_action"
        )
        defaults = {
            key: value
            for key, value in self.env.context.items()
            if key.startswith("search_default_")
        }
        return {
            **action,
            "domain": [("campaign_id", "=", self.id)],
            "context": defaults,
        }

    def action_view_letters(self):
        """Members without e-mail to whom a letter is due today."""
        self.ensure_one()
        calls = self.env["lcc.dues.call"].search(self._get_due_domain("letter"))
        action = self.action_view_calls()
        action["name"] = self.env._("Letters to send")
        action["domain"] = [("id", "in", calls.ids)]
        action["context"] = {"lcc_letters": True}
        return action
