# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

from ..tools import assembly_law as law


class LccSession(models.Model):
    """Who sits in a session, and who counts at each moment of it."""

    _inherit = "lcc.session"

    def _take_members(self):
        """List the members in office on the day of the session who are not listed."""
        for session in self:
            listed = session.presence_ids.partner_id
            session.env["lcc.presence"].create(
                [
                    {**vals, "session_id": session.id}
                    for vals in session._prepare_presence_vals()
                    if vals["partner_id"] not in listed.ids
                ]
            )

    def action_take_members(self):
        """Bring the list of members up to the mandates of the day."""
        for session in self:
            session._check_state("draft", "convened")
            expected = {vals["partner_id"] for vals in session._prepare_presence_vals()}
            session.presence_ids.filtered(
                lambda presence, expected=expected: (
                    presence.partner_id.id not in expected
                )
            ).unlink()
            session._take_members()

    def _drop_former_members(self):
        """Who left office since then counts no more for the quorum."""
        for session in self:
            former = session.presence_ids.filtered(
                lambda one, day=session.day: (
                    one.mandate_id and not one.mandate_id._is_in_office(day)
                )
            )
            if session.chair_id in former:
                session.chair_id = False
            former.unlink()

    def _prepare_presence_vals(self):
        self.ensure_one()
        assembly = self.assembly_id
        if assembly.member_domain:
            members = self.env["res.partner"].search(assembly._get_member_domain())
            return [{"partner_id": member.id, "rank": 0} for member in members]
        mandates = self.env["lcc.mandate"].search(
            [
                ("assembly_id", "=", assembly.id),
                *self.env["lcc.mandate"]._get_domain_in_office(self.day),
            ]
        )
        return [
            {
                "partner_id": mandate.partner_id.id,
                "mandate_id": mandate.id,
                "college_id": mandate.college_id.id,
                "rank": mandate.rank,
            }
            for mandate in mandates
        ]

    def _get_roll(self, item=None, vote=None):
        """Who counts at a moment of the session.

        :param item: item of the agenda; None for the opening
        :param vote: vote of that item; None for its debate
        :return: assembly_law.Roll, of ids of lcc.presence
        """
        self.ensure_one()
        asides = {
            aside.presence_id: aside for aside in (vote.aside_ids if vote else ())
        }
        holders = self._get_holders(item)
        places = {}
        for presence in self.presence_ids:
            aside = asides.get(presence)
            is_away = bool(aside) and aside.reason == law.AWAY
            places[presence.id] = law.Place(
                is_present=not is_away and presence._is_present_at(item),
                holder=holders.get(presence),
                aside=aside.reason if aside and not is_away else None,
                stays=bool(aside) and aside.is_in_room,
            )
        return law.call_roll(self._get_rules(), self.day, places)

    def _get_holders(self, item):
        """Holder of each member's proxy, as ids, at an item of the agenda."""
        return {
            proxy.giver_id: proxy.holder_id.id
            for proxy in self.proxy_ids
            if proxy._is_given_at(item)
        }

    def _get_quorum(self, rules, roll):
        if self.first_session_id:
            return 0
        return law.quorum_of(rules, len(roll.in_office))

    def _has_quorum(self, rules, roll):
        return law.has_quorum(rules, roll, is_second=bool(self.first_session_id))
