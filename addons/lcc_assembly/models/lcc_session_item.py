# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


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
            ("minutes", "Adoption of minutes"),
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

    def write(self, vals):
        if "debate" in vals:
            self._check_minutes_are_open()
        return super().write(vals)

    @api.model
    def _get_later_fields(self):
        return {"debate"}

    def _check_minutes_are_open(self):
        for session in self.session_id:
            if session.state in ("adopted", "published"):
                raise UserError(
                    self.env._(
                        "The minutes of %(session)s are adopted: what they tell of the "
                        "debate does not change any more.",
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
        """This item, or the next one once something of this one has been voted: who
        arrives or leaves then was there, or not, for this one.

        :return: empty after the last item
        """
        self.ensure_one()
        if all(vote.state != "done" for vote in self.vote_ids):
            return self
        order = self._get_order()
        later = self.session_id._get_items().filtered(
            lambda one: one._get_order() > order
        )
        return later[:1]
