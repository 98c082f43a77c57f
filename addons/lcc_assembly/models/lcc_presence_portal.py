# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL


class LccPresence(models.Model):
    """A member on the portal: who acts for them, and the proxy that they give."""

    _inherit = "lcc.presence"

    def _get_actors(self):
        """Contacts who act for a member: the member, or the substitute who sits."""
        self.ensure_one()
        substitute = self.is_substituted and self.substitute_id
        return self.partner_id + (substitute or self.env["res.partner"])

    def _get_proxies_held(self):
        return self.proxy_held_ids.filtered(lambda proxy: not proxy.date_revoked)

    def _get_free_holders(self):
        """Members who may be given the proxy of this one."""
        self.ensure_one()
        most = self.session_id._get_rules().proxies_per_holder
        return self.session_id.presence_ids.filtered(
            lambda one: (
                one != self
                and one.status != "excused"
                and not one.proxy_holder_id
                and len(one._get_proxies_held()) < most
            )
        )

    # What members read

    def _prepare_portal_line(self):
        """A member in the list of a session.

        :return: dict of texts; whether they came once the session is over
        """
        self.ensure_one()
        offices = dict(self._fields["office"]._description_selection(self.env))
        statuses = dict(self._fields["status"]._description_selection(self.env))
        is_over = self.session_id._is_over(self.session_id.state)
        return {
            "id": self.id,
            "name": self.display_name,
            "office": offices.get(self.office, ""),
            "status": statuses[self.status] if is_over else "",
        }

    def _prepare_portal_values(self):
        """A member's own presence.

        :return: dict of texts, and of the members who may be given the proxy
        """
        refusal = self.session_id._get_proxy_refusal()
        return {
            **self._prepare_portal_line(),
            "holder": self.proxy_holder_id.display_name,
            "held": self._get_proxies_held().giver_id.mapped("display_name"),
            "refusal": refusal,
            "choices": []
            if refusal
            else [
                {"id": one.id, "name": one.display_name}
                for one in self._get_free_holders()
            ],
        }

    # What members do

    def _give_proxy_on_portal(self, holder_id):
        """The user gives the proxy of this member, who is the user, to another.

        :param holder_id: id of another lcc.presence of the session
        :raise AccessError: the user is not this member, or the holder no member
        :raise UserError: what the rules do not allow
        """
        # members have no rights on proxies: what follows checks that this is their own
        giver = self.sudo()
        holder = giver.session_id.presence_ids.filtered(lambda one: one.id == holder_id)
        giver._check_own_proxy()
        if not holder:
            raise AccessError(self.env._("A proxy is given to a member."))
        (giver + holder)._take_turn()
        giver._check_may_give(holder)
        giver.env["lcc.proxy"].create(
            {
                "session_id": giver.session_id.id,
                "giver_id": giver.id,
                "holder_id": holder.id,
                "channel": "portal",
            }
        )

    def _revoke_proxy_on_portal(self):
        """The user revokes the proxy of this member, who is the user.

        :raise AccessError: the user is not this member
        :raise UserError: too late for the portal
        """
        # members have no rights on proxies: what follows checks that this is their own
        giver = self.sudo()
        giver._check_own_proxy()
        giver.proxy_given_ids.filtered(
            lambda proxy: not proxy.date_revoked
        ).action_revoke()

    def _check_own_proxy(self):
        self.ensure_one()
        session = self.session_id
        if session.state == "draft" or self not in session._get_own_presences():
            raise AccessError(self.env._("Members give and revoke their own proxy."))
        refusal = session._get_proxy_refusal()
        if refusal:
            raise UserError(refusal)

    def _check_may_give(self, holder):
        if self.proxy_holder_id:
            raise UserError(
                self.env._(
                    "Your proxy is with %(holder)s: revoke it before you give another.",
                    holder=self.proxy_holder_id.display_name,
                )
            )
        if holder.proxy_holder_id or holder.status == "excused":
            raise UserError(
                self.env._(
                    "%(holder)s does not attend this session. Give your proxy to "
                    "another member.",
                    holder=holder.display_name,
                )
            )

    def _take_turn(self):
        """Of two proxies given at once to one member, the second is checked anew.

        A row that another transaction wrote makes the database refuse this one, which
        then begins again and finds the first proxy.
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE lcc_presence SET write_date = %s WHERE id IN %s",
                fields.Datetime.now(),
                tuple(sorted(self.ids)),
            )
        )
        self.invalidate_recordset(["proxy_given_ids", "proxy_held_ids"])
