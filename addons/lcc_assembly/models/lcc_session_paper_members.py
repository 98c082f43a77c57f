# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models


class LccSession(models.Model):
    """Who was there, as the papers of a session tell it."""

    _inherit = "lcc.session"

    def _get_paper_presence(self, vote=None):
        """Who was there, by name.

        :param vote: at this vote; None for the whole session
        :return: list of (label, list of names), without empty ones
        """
        self.ensure_one()
        groups = self._group_members(vote)
        labels = [
            ("present", self.env._("Members present")),
            ("represented", self.env._("Members represented")),
            ("aside", self.env._("Members taking no part")),
            ("excused", self.env._("Members excused")),
            ("absent", self.env._("Members absent")),
        ]
        return [(label, groups[key]) for key, label in labels if groups.get(key)]

    def _group_members(self, vote):
        roll = self._get_roll(vote.item_id, vote) if vote else None
        groups = {}
        for member in self.presence_ids.sorted(lambda one: (one.rank, one.id)):
            holder = member.proxy_holder_id
            if roll:
                group = self._get_place_in_roll(roll, member)
                holder = member.browse(roll.represented.get(member.id))
            elif member.status == "present":
                group = "present"
            else:
                group = "represented" if holder else member.status
            groups.setdefault(group, []).append(
                member._get_paper_label(holder if group == "represented" else None)
            )
        return groups

    def _get_place_in_roll(self, roll, member):
        if member.id in roll.present:
            return "present"
        if member.id in roll.represented:
            return "represented"
        if member.id in roll.aside:
            return "aside"
        return "excused" if member.status == "excused" else "absent"

    def _get_paper_colleges(self):
        """Presence by college, where the assembly has some.

        :return: list of (name, members, present, represented)
        """
        self.ensure_one()
        roll = self._get_roll()
        members = self.presence_ids.grouped("college_id")
        return [
            (
                college.name,
                len(members[college]),
                len(roll.present.intersection(members[college].ids)),
                len(roll.represented.keys() & set(members[college].ids)),
            )
            for college in self.assembly_id.college_ids
            if college in members
        ]

    def _get_quorum_words(self):
        """The quorum when the session opens (L2121-17), and whether it is reached."""
        self.ensure_one()
        figures = self.env._(
            "Members in office: %(members)s; present: %(present)s; represented: "
            "%(represented)s.",
            members=self.member_count,
            present=self.present_count,
            represented=self.proxy_count,
        )
        if self.first_session_id:
            outcome = self._get_second_notice_words()
        elif not self.quorum:
            outcome = self.env._("No quorum is needed.")
        elif self.has_quorum:
            outcome = self.env._(
                "The quorum, %(quorum)s, is reached.", quorum=self.quorum
            )
        else:
            outcome = self.env._(
                "The quorum, %(quorum)s, is not reached.", quorum=self.quorum
            )
        return f"{figures} {outcome}"

    def _get_movements(self):
        """Arrivals and departures in the course of the session, a sentence each."""
        members = self.presence_ids.filtered(lambda one: one.status == "present")
        return [
            text
            for member in members.sorted(lambda one: (one.rank, one.id))
            for text in member._get_movements()
        ]

    def _get_attendance_groups(self):
        """Members as they sign, by college where the assembly has some.

        :return: list of (name of the college or False, lcc.presence)
        """
        self.ensure_one()
        members = self.presence_ids.sorted(lambda one: (one.rank, one.id))
        by_college = members.grouped("college_id")
        colleges = sorted(by_college, key=lambda one: (one.sequence, one.id))
        return [(college.name, by_college[college]) for college in colleges]
