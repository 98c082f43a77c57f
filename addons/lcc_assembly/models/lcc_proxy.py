# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError


class LccProxy(models.Model):
    """A written power to vote that an absent member gives to another (L2121-20)."""

    _name = "lcc.proxy"
    _description = "Proxy"
    _inherit = ["lcc.session.part"]
    _order = "session_id, id"
    _rec_name = "giver_id"

    giver_id = fields.Many2one(
        "lcc.presence",
        string="Given by",
        required=True,
        index=True,
        domain="[('session_id', '=', session_id)]",
        ondelete="cascade",
    )
    holder_id = fields.Many2one(
        "lcc.presence",
        string="Given to",
        required=True,
        index=True,
        domain="[('session_id', '=', session_id), ('id', '!=', giver_id)]",
        ondelete="cascade",
    )
    date_given = fields.Datetime(
        default=lambda self: fields.Datetime.now(),
        required=True,
    )
    channel = fields.Selection(
        [("paper", "On paper"), ("portal", "On the portal")],
        default="paper",
        required=True,
    )
    is_ill = fields.Boolean(
        string="Illness",
        help="Duly established: the proxy may then be given for more than three "
        "sessions in a row (CGCT, article L2121-20).",
    )
    given_item_id = fields.Many2one(
        "lcc.session.item",
        string="Given from",
        domain="[('session_id', '=', session_id)]",
        index="btree_not_null",
        ondelete="restrict",
        help="First item at which the proxy counts; empty: from the opening on.",
    )
    date_revoked = fields.Datetime(
        string="Revoked at", help="A proxy is revocable at any time."
    )
    revoked_item_id = fields.Many2one(
        "lcc.session.item",
        string="Revoked from",
        domain="[('session_id', '=', session_id)]",
        ondelete="restrict",
        help="First item at which the proxy does not count any more; empty: never "
        "counted.",
    )
    file = fields.Binary(string="Signed proxy", attachment=True)
    file_name = fields.Char()

    _one_per_giver = models.UniqueIndex(
        "(giver_id) WHERE date_revoked IS NULL",
        "A member gives one proxy: revoke the first one.",
    )
    _not_to_oneself = models.Constraint(
        "CHECK(giver_id != holder_id)", "Nobody represents themselves."
    )

    @api.constrains("giver_id", "holder_id", "session_id")
    def _check_same_session(self):
        for proxy in self:
            if (proxy.giver_id + proxy.holder_id).session_id != proxy.session_id:
                raise ValidationError(
                    self.env._("A proxy is given between members of one session.")
                )

    @api.constrains("given_item_id", "revoked_item_id")
    def _check_items_of_session(self):
        self._check_of_session("given_item_id", "revoked_item_id")

    @api.constrains("giver_id", "holder_id", "date_revoked", "is_ill")
    def _check_rules(self):
        for proxy in self.filtered(lambda proxy: not proxy.date_revoked):
            if not proxy.session_id._is_set_aside("proxy"):
                proxy._check_holder()
                proxy._check_sessions_in_a_row()

    def _check_holder(self):
        most = self.session_id._get_rules().proxies_per_holder
        held = self.holder_id.proxy_held_ids.filtered(
            lambda proxy: not proxy.date_revoked
        )
        if len(held) > most:
            raise ValidationError(
                self.env._(
                    "%(holder)s holds the proxy of %(others)s already, and may hold "
                    "%(most)s (CGCT, article L2121-20, or the statutes). Give it to "
                    "another member.",
                    holder=self.holder_id.display_name,
                    others=", ".join((held - self).giver_id.mapped("display_name")),
                    most=most,
                )
            )

    def _check_sessions_in_a_row(self):
        most = self.session_id._get_rules().proxy_sessions
        if not most or self.is_ill:
            return
        if self._count_sessions_in_a_row() >= most:
            raise ValidationError(
                self.env._(
                    "%(giver)s was represented in the last %(most)s sessions: a proxy "
                    "holds for no more in a row, illness aside (CGCT, article "
                    "L2121-20).",
                    giver=self.giver_id.display_name,
                    most=most,
                )
            )

    def _count_sessions_in_a_row(self):
        """How many of the sessions before this one the giver was represented in."""
        session = self.session_id
        before = self.env["lcc.session"].search(
            [
                ("assembly_id", "=", session.assembly_id.id),
                ("date_start", "<", session.date_start),
            ],
            order="date_start desc",
            limit=session._get_rules().proxy_sessions,
        )
        count = 0
        for one in before:
            presence = one.presence_ids.filtered(
                lambda presence: presence.partner_id == self.giver_id.partner_id
            )
            if presence.status == "present" or not presence.proxy_holder_id:
                break
            count += 1
        return count

    def _is_given_at(self, item):
        """Whether the proxy is in force at an item of the agenda.

        :param item: item; None for the opening
        """
        given, revoked = self.given_item_id, self.revoked_item_id
        if given and (not item or item._get_order() < given._get_order()):
            return False
        if not self.date_revoked:
            return True
        if not revoked:
            return False
        return not item or item._get_order() < revoked._get_order()

    def action_revoke(self):
        self.write({"date_revoked": fields.Datetime.now()})
