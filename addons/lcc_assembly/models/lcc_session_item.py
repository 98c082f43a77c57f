# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class LccSessionItem(models.Model):
    """An item of the agenda, with or without a decision."""

    _name = "lcc.session.item"
    _description = "Item of the agenda"
    _inherit = ["lcc.session.part"]
    _order = "session_id, sequence, id"

    sequence = fields.Integer(default=10)
    number = fields.Integer(compute="_compute_number")
    name = fields.Char(string="Subject", required=True)
    kind = fields.Selection(
        [
            ("decision", "Decision"),
            ("minutes", "Approval of minutes"),
            ("delegated", "Decisions taken by delegation"),
            ("question", "Question"),
            ("communication", "Communication"),
        ],
        required=True,
        default="decision",
    )
    reporter_id = fields.Many2one(
        "res.partner", index="btree_not_null", ondelete="restrict"
    )
    description = fields.Html(
        string="Explanatory note", help="Sent with the notice to those who decide."
    )
    debate = fields.Html(help="Substance of the debate, for the minutes.")
    is_added = fields.Boolean(
        string="Not on the notice",
        help="Added after the notice was sent: nothing of importance is decided then.",
    )
    chair_id = fields.Many2one(
        "lcc.presence",
        domain="[('session_id', '=', session_id)]",
        index="btree_not_null",
        ondelete="restrict",
        help="Who chairs this item, if not the chair of the session.",
    )
    minutes_session_id = fields.Many2one(
        "lcc.session",
        string="Minutes of",
        domain="[('assembly_id', '=', parent.assembly_id), ('state', '=', 'closed')]",
        index="btree_not_null",
        ondelete="restrict",
    )
    vote_ids = fields.One2many("lcc.vote", "item_id", string="Votes")

    @api.depends("session_id.item_ids.sequence")
    def _compute_number(self):
        for session, items in self.grouped("session_id").items():
            order = {item: i for i, item in enumerate(session._get_items(), 1)}
            for item in items:
                item.number = order.get(item._origin or item, 0)

    @api.constrains("chair_id")
    def _check_chair_of_session(self):
        self._check_of_session("chair_id")

    @api.constrains("minutes_session_id")
    def _check_minutes_session(self):
        for item in self.filtered("minutes_session_id"):
            session, earlier = item.session_id, item.minutes_session_id
            if (
                earlier.assembly_id != session.assembly_id
                or earlier.date_start >= session.date_start
            ):
                raise ValidationError(
                    self.env._(
                        "The minutes of %(earlier)s are not those of an earlier "
                        "session of %(assembly)s: choose another one.",
                        earlier=earlier.display_name,
                        assembly=session.assembly_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        """What comes after the notice was not on it."""
        items = super().create(vals_list)
        items.filtered(
            lambda item: item.session_id.state in ("convened", "open")
        ).is_added = True
        return items

    def write(self, vals):
        if "debate" in vals:
            self._check_minutes_are_open()
        if "chair_id" not in vals:
            return super().write(vals)
        with self.vote_ids._follow_chair():
            return super().write(vals)

    @api.model
    def _get_later_fields(self):
        return {"debate"}

    def _check_minutes_are_open(self):
        for session in self.session_id:
            if session.state in ("adopted", "published"):
                raise UserError(
                    self.env._(
                        "The minutes of %(session)s are a draft no more: what they "
                        "tell of the debate does not change.",
                        session=session.display_name,
                    )
                )

    def _get_order(self):
        """Where the item stands in its session: compare, nothing else."""
        return self.sequence, self._origin.id or 0

    def _get_chair(self):
        self.ensure_one()
        return self.chair_id or self.session_id.chair_id

    def _get_paper_votes(self):
        """Votes that the minutes tell of under the item; hook."""
        return self.vote_ids.sorted(lambda vote: (vote.sequence, vote.id))

    def _get_unvoted(self):
        """This item, or the next one once all of this one has been voted: who arrives
        or leaves then was there, or not, for this one.

        :return: empty after the last item
        """
        self.ensure_one()
        if not self.vote_ids or any(vote.state != "done" for vote in self.vote_ids):
            return self
        return self._get_next()

    def _get_next(self):
        """The item after this one; empty after the last."""
        order = self._get_order()
        later = self.session_id._get_items().filtered(
            lambda one: one._get_order() > order
        )
        return later[:1]

    def _get_votes_to_come(self):
        return self.vote_ids - self._get_votes_done()

    def _get_votes_done(self):
        return self.vote_ids.filtered(lambda vote: vote.state == "done")
