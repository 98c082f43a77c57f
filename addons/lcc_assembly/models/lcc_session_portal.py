# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_date


class LccSession(models.Model):
    """What a member of the body reads of a session on the portal.

    Members have no rights on the models of sessions. They are told plain values, named
    here: so the course of a session, its debates and what was set aside stay with the
    clerk, and with the minutes once these are published.
    """

    _inherit = "lcc.session"

    # Whose sessions

    @api.model
    def _get_own_partners(self):
        """The contacts for whom the user speaks: itself, and the body it belongs to."""
        partner = self.env.user.partner_id
        return partner + partner.commercial_partner_id

    @api.model
    def _get_portal_domain(self):
        """Sessions to which the user was convened as a member or as a substitute."""
        own = self._get_own_partners().ids
        return Domain("state", "!=", "draft") & (
            Domain("presence_ids.partner_id", "in", own)
            | Domain("presence_ids.mandate_id.substitute_id", "in", own)
        )

    @api.model
    def _get_portal_session(self, session_id):
        """A session that the user may read as a member.

        :return: lcc.session with all rights; empty if the session is none of theirs
        """
        # members have no rights on sessions: the domain tells which ones they may read
        return self.sudo().search(
            self._get_portal_domain() & Domain("id", "=", session_id)
        )

    def _get_own_presences(self):
        """Members of this session for whom the user acts."""
        own = self._get_own_partners()
        return self.presence_ids.filtered(lambda one: one._get_actors() & own)

    def _get_portal_url(self):
        self.ensure_one()
        return f"{self.get_base_url()}/my/sessions/{self.id}"

    # What they read

    def _prepare_portal_line(self):
        """A session in the list.

        :return: dict of texts and ids
        """
        self.ensure_one()
        return {
            "id": self.id,
            "name": self.display_name,
            "assembly": self.assembly_id.name,
            "day": format_date(self.env, self.day, date_format="full"),
            "time": self._get_time(self.date_start),
            "place": self.place,
            "state": self.state,
            "state_name": self.state_name,
        }

    def _prepare_portal_values(self):
        """A session on its page.

        :return: dict of texts, ids, and lists of such dicts
        """
        self.ensure_one()
        return {
            **self._prepare_portal_line(),
            "body": self.assembly_id.partner_id.name,
            "is_urgent": self.is_urgent,
            "urgency_reason": self.urgency_reason,
            "is_second": bool(self.first_session_id),
            "notice_text": self.notice_text,
            "notice_day": self.date_notice
            and format_date(self.env, self._get_local(self.date_notice)),
            "items": [item._prepare_portal_values() for item in self._get_items()],
            "files": [
                {"id": file.id, "name": file.name}
                for file in self.notice_attachment_ids
            ],
            "members": [
                presence._prepare_portal_line() for presence in self.presence_ids
            ],
            "own": [
                presence._prepare_portal_values()
                for presence in self._get_own_presences()
            ],
            "has_minutes": self._has_published_minutes(),
        }

    def _get_proxy_refusal(self):
        """Why no proxy is given or revoked on the portal now.

        :return: a sentence; False where nothing is in the way
        """
        self.ensure_one()
        if not self._get_rules().proxies_per_holder:
            return self.env._("Members of this assembly give no proxies.")
        if self._is_over(self.state):
            return self.env._("The session is over.")
        if self.state != "convened" or self.date_start <= fields.Datetime.now():
            return self.env._(
                "The session has begun: a proxy is not given or revoked here any more. "
                "Hand it to the chair in writing."
            )
        return False
