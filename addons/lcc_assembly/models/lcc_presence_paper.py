# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models

# Offices that say no more than being a member.
PLAIN_OFFICES = ("councillor", "member")


def lower_first(label):
    """A label as it stands inside a sentence."""
    return label[:1].lower() + label[1:]


class LccPresence(models.Model):
    """How the papers of a session name a member."""

    _inherit = "lcc.presence"

    def _get_paper_name(self):
        """The member, or the substitute who sits in the member's place."""
        if not self:
            return ""
        self.ensure_one()
        if self.is_substituted and self.substitute_id:
            return self.env._(
                "%(substitute)s, substitute of %(member)s",
                substitute=self.substitute_id.name,
                member=self.partner_id.name,
            )
        return self.partner_id.name or ""

    def _get_office_name(self):
        """Office in words; empty for who has none of note."""
        if not self.office or self.office in PLAIN_OFFICES:
            return ""
        return dict(self._fields["office"]._description_selection(self.env))[
            self.office
        ]

    def _get_status_name(self):
        statuses = dict(self._fields["status"]._description_selection(self.env))
        return statuses[self.status]

    def _get_paper_label(self, holder=None):
        """Name, office, who holds the proxy, and whether by video.

        :param holder: lcc.presence that represents the member
        """
        if not self:
            return ""
        name = self._get_paper_name()
        if holder:
            return self.env._(
                "%(member)s (represented by %(holder)s)",
                member=name,
                holder=holder._get_paper_name(),
            )
        remarks = []
        office = self._get_office_name()
        if office:
            remarks.append(lower_first(office))
        if self.by_video and self.status == "present":
            remarks.append(self.env._("by video"))
        return f"{name} ({', '.join(remarks)})" if remarks else name

    def _get_chair_words(self):
        return self.env._("%(member)s chairs.", member=self._get_paper_name())

    def _get_movements(self):
        """What the minutes say of arrivals and departures.

        :return: list of sentences
        """
        self.ensure_one()
        name = self._get_paper_name()
        texts = []
        if self.arrival_item_id:
            texts.append(
                self.env._(
                    "%(member)s arrives at item %(item)s%(time)s.",
                    member=name,
                    item=self.arrival_item_id.number,
                    time=self._get_bracketed_time(self.arrival_time),
                )
            )
        if self.away_item_ids:
            items = self.away_item_ids.sorted(lambda item: item._get_order())
            texts.append(
                self.env._(
                    "%(member)s leaves the room for item %(items)s.",
                    member=name,
                    items=", ".join(str(item.number) for item in items),
                )
            )
        if self.departure_item_id:
            texts.append(
                self.env._(
                    "%(member)s leaves before item %(item)s%(time)s.",
                    member=name,
                    item=self.departure_item_id.number,
                    time=self._get_bracketed_time(self.departure_time),
                )
            )
        return texts

    def _get_bracketed_time(self, moment):
        time = self.session_id._get_time(moment)
        return f" ({time})" if time else ""
