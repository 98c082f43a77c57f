# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class ResPartner(models.Model):
    """Status of membership: worked out when asked, never kept.

    The addon `membership` stores it, and a daily job mends what has expired since:
    between two runs it is wrong.
    """

    _inherit = "res.partner"

    membership_state = fields.Selection(
        selection="_lcc_get_member_states",
        store=False,
        index=False,
        compute_sudo=True,  # as the stored field was: other companies' dues count
        search="_search_membership_state",
    )
    membership_category_ids = fields.Many2many(store=False, compute_sudo=True)

    @api.model
    def _lcc_get_member_states(self):
        """States of a member and their names: what the dues are, said of a person."""
        names = {
            "none": self.env._("No member"),
            "canceled": self.env._("Membership cancelled"),
            "old": self.env._("Former member"),
            "waiting": self.env._("Called for dues"),
            "invoiced": self.env._("Owes dues"),
            "free": self.env._("Member without dues"),
            "paid": self.env._("Paid up"),
        }
        return list(names.items())

    def _compute_membership_state(self):
        """Who has paid for days to come only is no old member."""
        super()._compute_membership_state()
        today = fields.Date.context_today(self)
        member_states = self._membership_member_states()
        for partner in self:
            if partner.membership_state == "old" and not partner.associate_member_id:
                if not partner.member_line_ids.filtered(
                    lambda line: (
                        line.state in member_states
                        and line.date_from
                        and line.date_from <= today
                    )
                ):
                    partner.membership_state = "none"

    def _search_membership_state(self, operator, value):
        if operator != "in":
            return NotImplemented

        def to_sql(model, alias, _query):
            return SQL("%s IN %s", model._lcc_membership_state_sql(alias), tuple(value))

        def is_kept(partner):
            return partner.membership_state in value

        return Domain.custom(to_sql=to_sql, predicate=is_kept)

    def _field_to_sql(self, alias, field_expr, query=None):
        """Lists are grouped and sorted by the status of today."""
        if field_expr == "membership_state":
            return self._lcc_membership_state_sql(alias)
        return super()._field_to_sql(alias, field_expr, query)

    @api.model
    def _lcc_membership_state_sql(self, alias, day=None):
        """The status of a partner on a day, as the addon `membership` works it out.

        :param alias: the partner's table in the query
        :param day: today unless given
        """
        lines = self.env["membership.membership_line"]
        lines.flush_model(
            ["partner_id", "state", "date_from", "date_to", "date_cancel"]
        )
        self.flush_model(["associate_member_id", "free_member"])
        priorities = self._membership_state_prior()
        ranked = sorted(priorities, key=priorities.get, reverse=True)
        return SQL(
            """
            (SELECT CASE WHEN member.free_member THEN 'free' ELSE COALESCE(
                (SELECT line.state FROM membership_membership_line line
                  WHERE line.partner_id = member.id AND line.date_from <= %(day)s
                    AND line.date_to >= %(day)s AND line.state != 'none'
                    AND COALESCE(line.date_cancel, %(day)s) >= %(day)s
                  ORDER BY array_position(%(ranked)s::varchar[], line.state) LIMIT 1),
                (SELECT 'old' FROM membership_membership_line line
                  WHERE line.partner_id = member.id AND line.state IN %(members)s
                    AND line.date_from <= %(day)s
                  LIMIT 1),
                'none') END
               FROM res_partner member
              WHERE member.id = CASE WHEN %(associate)s IS NULL THEN %(id)s ELSE (
                    WITH RECURSIVE head AS (
                        SELECT %(id)s AS id, %(associate)s AS associate_member_id
                         UNION ALL
                        SELECT up.id, up.associate_member_id
                          FROM res_partner up JOIN head
                            ON up.id = head.associate_member_id)
                    SELECT id FROM head WHERE associate_member_id IS NULL) END)
            """,
            day=day or fields.Date.context_today(self),
            ranked=ranked,
            members=tuple(self._membership_member_states()),
            id=SQL.identifier(alias, "id"),
            associate=SQL.identifier(alias, "associate_member_id"),
        )

    def _lcc_get_membership_states(self, day):
        """Status of these partners on any day, by what is known now.

        :return: dict of partners to a state of `membership_state`
        """
        query = self.with_context(active_test=False)._search([("id", "in", self.ids)])
        state = self._lcc_membership_state_sql(query.table, day)
        rows = self.env.execute_query(
            query.select(SQL.identifier(query.table, "id"), state)
        )
        return {self.browse(partner_id): found for partner_id, found in rows}
