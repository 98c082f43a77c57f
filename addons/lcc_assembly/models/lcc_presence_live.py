# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, fields, models
from odoo.exceptions import UserError

from ..tools.live_stamp import get_stamp


class LccPresence(models.Model):
    """A member on the live page of a session."""

    _inherit = "lcc.presence"

    def _prepare_live_vals(self):
        session = self.session_id
        return {
            "id": self.id,
            "name": self.display_name,
            "substitute": self._get_live_substitute(),
            "is_substituted": self.is_substituted,
            "office": self.mandate_id.office,
            "college": self.college_id.name,
            "status": self.status,
            "by_video": self.by_video,
            "arrival_id": self.arrival_item_id.id,
            "arrival": session._get_live_time(self.arrival_time),
            "departure_id": self.departure_item_id.id,
            "departure": session._get_live_time(self.departure_time),
            "away_ids": self.away_item_ids.ids,
            "holder_id": self.proxy_holder_id.id,
            "held_ids": self._get_held().giver_id.ids,
            "stamp": self._get_live_stamp(),
        }

    def _get_live_stamp(self):
        return get_stamp(
            self.status,
            self.is_substituted,
            self.arrival_item_id.id,
            self.departure_item_id.id,
            sorted(self.away_item_ids.ids),
            self.proxy_holder_id.id,
        )

    def _get_live_substitute(self):
        """Who may sit in the place of who sits now: the substitute, or the member."""
        if not self._may_be_substituted():
            return ""
        other = self.partner_id if self.is_substituted else self.substitute_id
        return other.name

    def _get_held(self):
        return self.proxy_held_ids.filtered(lambda proxy: not proxy.date_revoked)

    # Presence

    def _live(self, action, item):
        """Do what somebody at the page asks for.

        :param item: item of the agenda; empty for the opening
        :return: what was done, in words
        """
        if action == "toggle":
            action = self._get_live_toggle(item)
        if action in dict(self._fields["status"].selection):
            return self._live_status(action)
        if action == "substitute":
            return self._live_substitute()
        if not item:
            raise UserError(self.env._("Choose an item of the agenda first."))
        moves = {
            "arrive": self._live_arrive,
            "leave": self._live_leave,
            "away": self._live_away,
            "back": self._live_back,
        }
        return moves[action](item)

    def _get_live_toggle(self, item):
        """Before anything is voted, who is there; then who arrives and who leaves."""
        if not item or not self.session_id._has_begun():
            return "absent" if self.status == "present" else "present"
        is_away = self in item._get_votes_to_come()._get_away()
        if self._is_present_at(item) and not is_away:
            return "leave"
        return "back" if item in self.away_item_ids else "arrive"

    def _live_status(self, status):
        self.write({"status": status, **self._prepare_whole_vals()})
        names = dict(self._fields["status"]._description_selection(self.env))
        return self.env._(
            "%(member)s: %(status)s.",
            member=self.display_name,
            status=names[status].lower(),
        )

    def _live_substitute(self):
        """The substitute sits from now on, or the member again.

        Who sits is one person for the whole session: papers name one.
        """
        if not self._may_be_substituted():
            raise UserError(self._get_substitute_refusal())
        vals = {"is_substituted": not self.is_substituted}
        if self.status != "present" and not self.session_id._has_begun():
            vals |= {"status": "present", **self._prepare_whole_vals()}
        self.write(vals)
        if self.is_substituted:
            return self.env._(
                "%(substitute)s sits in the place of %(member)s.",
                substitute=self.substitute_id.name,
                member=self.partner_id.name,
            )
        return self.env._("%(member)s sits again.", member=self.partner_id.name)

    def _prepare_whole_vals(self):
        """As the member is from the opening to the end."""
        return {
            "arrival_item_id": False,
            "arrival_time": False,
            "departure_item_id": False,
            "departure_time": False,
            "away_item_ids": [Command.clear()],
        }

    def _live_arrive(self, item):
        item = item._get_unvoted()
        was_there = bool(item) and self._is_present_at(item)
        if not item:
            raise UserError(self.env._("The last item has been voted already."))
        vals = {"status": "present", "departure_item_id": False}
        if self.status == "present" and self.departure_item_id:
            vals |= {
                "departure_time": False,
                "away_item_ids": [
                    Command.link(missed.id) for missed in self._get_missed(item)
                ],
            }
        else:
            vals |= {
                **self._prepare_whole_vals(),
                "arrival_item_id": item.id,
                "arrival_time": self.session_id._get_live_moment(),
            }
        self.write(vals)
        if not was_there:
            item._get_votes_done()._note_away(self)
        item._get_votes_to_come()._note_back(self)
        return self.env._(
            "%(member)s arrives at item %(number)s.",
            member=self.display_name,
            number=item.number,
        )

    def _get_missed(self, item):
        """Items between a departure and the return at an item."""
        first, order = self.departure_item_id._get_order(), item._get_order()
        return self.session_id.item_ids.filtered(
            lambda missed: first <= missed._get_order() < order
        )

    def _live_leave(self, item):
        """Who leaves once an item is voted was there for it.

        Between two votes of one item, they are absent at those still to come.
        """
        unvoted = item._get_unvoted()
        is_between = unvoted == item and bool(item._get_votes_done())
        if is_between:
            item._get_votes_to_come()._note_away(self)
            unvoted = item._get_next()
        number, item = item.number, unvoted
        self.write(
            {
                "departure_item_id": item.id,
                "departure_time": self.session_id._get_live_moment(),
            }
        )
        if is_between:
            return self.env._(
                "%(member)s leaves during item %(number)s.",
                member=self.display_name,
                number=number,
            )
        if not item:
            return self.env._(
                "%(member)s was there for the last item.", member=self.display_name
            )
        return self.env._(
            "%(member)s leaves before item %(number)s.",
            member=self.display_name,
            number=item.number,
        )

    def _live_away(self, item):
        self.away_item_ids = [Command.link(item.id)]
        return self.env._(
            "%(member)s leaves the room for item %(number)s.",
            member=self.display_name,
            number=item.number,
        )

    def _live_back(self, item):
        self.away_item_ids = [Command.unlink(item.id)]
        return self.env._(
            "%(member)s is in the room for item %(number)s.",
            member=self.display_name,
            number=item.number,
        )

    # Proxies

    def _live_proxy(self, holder_id, item, is_ill):
        """Revoke the proxy of a member, and give it to another.

        Once something has been voted, both hold from the item on.
        """
        session = self.session_id
        since = item if session._has_begun() else item.browse()
        given = self.proxy_given_ids.filtered(lambda proxy: not proxy.date_revoked)
        given.write(
            {"date_revoked": fields.Datetime.now(), "revoked_item_id": since.id}
        )
        given.flush_recordset()  # before another one takes its place
        if not holder_id:
            return self.env._("%(member)s gives no proxy.", member=self.display_name)
        proxy = given.create(
            {
                "session_id": session.id,
                "giver_id": self.id,
                "holder_id": holder_id,
                "given_item_id": since.id,
                "is_ill": is_ill,
            }
        )
        return self.env._(
            "%(holder)s votes for %(giver)s.",
            holder=proxy.holder_id.display_name,
            giver=self.display_name,
        )
