# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError

APPOINTED = ("chair_id", "secretary_id")


class LccSession(models.Model):
    """What the live page of a session does.

    Each method is one request of the page, and answers with what it shows from then
    on. A page sends the stamp of what it changes: nobody changes what they have not
    seen.
    """

    _inherit = "lcc.session"

    def _begin_live(self, record, stamp):
        """Refuse to change what somebody else has changed meanwhile.

        :param record: the session, or a presence or vote of it
        :param stamp: that of the record, as the page showed it
        """
        self.ensure_one()
        self.check_access("write")
        if record != self and record.session_id != self:
            raise UserError(
                self.env._("This is not in the session any more: load the page again.")
            )
        if stamp != record._get_live_stamp():
            raise UserError(
                self.env._(
                    "Somebody else has just changed “%(record)s”: nothing was done. "
                    "Look at it as it is now, then do it again.",
                    record=record.display_name,
                )
            )

    def _end_live(self, said=""):
        if not self._is_over(self.state):
            # two requests at once write here: the second one is replayed
            self.live_changes += 1
        return {**self._get_live(), "said": said}

    # The session

    def live_state(self, action, stamp):
        """Open, close or reopen the session; suspend or resume it."""
        self._begin_live(self, stamp)
        actions = {
            "open": self.action_open,
            "close": self.action_close,
            "reopen": self.action_reopen,
            "suspend": self._live_suspend,
            "resume": self._live_resume,
        }
        actions[action]()
        return self._end_live()

    def _live_suspend(self):
        self._check_state("open")
        if not self._get_suspension():
            self.suspension_ids.create(
                {"session_id": self.id, "date_from": self._now()}
            )

    def _live_resume(self):
        self._check_state("open")
        self._get_suspension()._end(self._now())

    def live_appoint(self, role, presence_id, stamp):
        """Say who chairs, or who is the secretary.

        :param role: chair_id or secretary_id
        """
        self._begin_live(self, stamp)
        if role not in APPOINTED:
            raise ValueError(f"Nobody is appointed {role}.")
        self[role] = presence_id
        return self._end_live()

    def live_set_aside(self, check, vote_id, reason, stamp):
        """Set a check aside, with the reason.

        :param vote_id: for this vote only; False for the session
        """
        self._begin_live(self, stamp)
        self.env["lcc.session.override"].create(
            {
                "session_id": self.id,
                "check": check,
                "vote_id": vote_id,
                "reason": reason,
            }
        )
        return self._end_live()

    # Members

    def live_presence(self, presence_id, action, item_id, stamp):
        """Say that a member is there or not.

        :param action: present, excused or absent from the opening on; arrive or leave
            at an item; away or back for an item; toggle for what is meant at that
            moment
        """
        presence = self.env["lcc.presence"].browse(presence_id).exists()
        self._begin_live(presence, stamp)
        item = self._get_live_item(item_id)
        return self._end_live(presence._live(action, item))

    def live_proxy(self, presence_id, holder_id, item_id, stamp, is_ill=False):
        """Give the proxy of a member, to nobody or somebody else than before.

        :param holder_id: presence of who holds it; False to revoke it
        """
        presence = self.env["lcc.presence"].browse(presence_id).exists()
        self._begin_live(presence, stamp)
        item = self._get_live_item(item_id)
        return self._end_live(presence._live_proxy(holder_id, item, is_ill))

    # Votes

    def live_add_vote(self, item_id, name, stamp):
        """A vote that was not foreseen."""
        self._begin_live(self, stamp)
        vote = self._create_live_vote(self._get_live_item(item_id), name)
        return {**self._end_live(), "vote_id": vote.id}

    def _create_live_vote(self, item, name):
        """Hook: a council's votes are deliberations.

        :return: lcc.vote
        """
        return self.env["lcc.vote"].create({"item_id": item.id, "name": name})

    def live_vote(self, vote_id, action, stamp, vals=None):
        """Vote, or change how one votes.

        :param action: see lcc.vote's _live
        :param vals: counts, or fields of the vote, by name
        """
        vote = self.env["lcc.vote"].browse(vote_id).exists()
        self._begin_live(vote, stamp)
        following = vote._live(action, vals or {})
        return {**self._end_live(), "vote_id": following.id}

    def live_ballot(self, vote_id, presence_id, choice, stamp):
        """Say how a member votes.

        :param choice: in_favour, against, abstention; False for not said
        """
        vote = self.env["lcc.vote"].browse(vote_id).exists()
        self._begin_live(vote, stamp)
        vote._live_ballot(presence_id, choice)
        return self._end_live()

    def live_aside(self, vote_id, presence_id, reason, stamp, is_in_room=False):
        """Say that a member takes no part in a vote.

        :param reason: of lcc.vote.aside; False for a member who takes part
        """
        vote = self.env["lcc.vote"].browse(vote_id).exists()
        self._begin_live(vote, stamp)
        vote._live_aside(presence_id, reason, is_in_room)
        return self._end_live()

    def _get_live_item(self, item_id):
        """:return: an item of this session; empty for the opening"""
        return self.item_ids.filtered(lambda item: item.id == item_id)
