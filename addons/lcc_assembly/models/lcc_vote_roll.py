# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models


class LccVote(models.Model):
    """Who counts at a vote: members present, represented, aside; the quorum."""

    _inherit = "lcc.vote"

    in_office_count = fields.Integer(
        string="In office", compute="_compute_roll", store=True
    )
    present_count = fields.Integer(
        string="Members present", compute="_compute_roll", store=True
    )
    represented_count = fields.Integer(
        string="Represented", compute="_compute_roll", store=True
    )
    voter_count = fields.Integer(string="May vote", compute="_compute_roll", store=True)
    quorum = fields.Integer(compute="_compute_roll", store=True)
    has_quorum = fields.Boolean(compute="_compute_roll", store=True)
    aside_count = fields.Integer(
        string="Take no part", compute="_compute_roll", store=True
    )

    @api.depends(
        "item_id",
        "aside_ids.reason",
        "aside_ids.presence_id",
        "aside_ids.is_in_room",
        "session_id.presence_ids.status",
        "session_id.presence_ids.arrival_item_id",
        "session_id.presence_ids.departure_item_id",
        "session_id.presence_ids.away_item_ids",
        "session_id.proxy_ids.giver_id",
        "session_id.proxy_ids.holder_id",
        "session_id.proxy_ids.given_item_id",
        "session_id.proxy_ids.date_revoked",
        "session_id.proxy_ids.revoked_item_id",
        "session_id.item_ids.sequence",
        "session_id.first_session_id",
        "session_id.day",
        "session_id.assembly_id",
    )
    def _compute_roll(self):
        for vote in self:
            session = vote.session_id
            if not session:
                vote.update(dict.fromkeys(self._get_roll_fields(), 0))
                continue
            rules = session._get_rules()
            roll = session._get_roll(vote.item_id, vote)
            vote.in_office_count = len(roll.in_office)
            vote.present_count = len(roll.present)
            vote.represented_count = len(roll.represented)
            vote.voter_count = roll.voters
            vote.aside_count = len(roll.aside)
            vote.quorum = session._get_quorum(rules, roll)
            vote.has_quorum = session._has_quorum(rules, roll)

    @api.model
    def _get_roll_fields(self):
        return (
            "in_office_count",
            "present_count",
            "represented_count",
            "voter_count",
            "aside_count",
            "quorum",
            "has_quorum",
        )
