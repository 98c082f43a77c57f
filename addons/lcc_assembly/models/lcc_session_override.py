# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models

CHECKS = [
    ("notice", "Time of notice"),
    ("note", "Explanatory note"),
    ("agenda", "Agenda of a second notice"),
    ("day", "Day of the session"),
    ("chair", "Chair"),
    ("secretary", "Secretary of the session"),
    ("proxy", "Proxies"),
    ("quorum", "Quorum"),
    ("count", "Counts of a vote"),
    ("method", "Way of voting"),
    ("aside", "Members who take no part"),
]


class LccSessionOverride(models.Model):
    """A check that somebody set aside, and why.

    It is printed on the control sheet of the session, and on no paper that is
    published.
    """

    _name = "lcc.session.override"
    _description = "Check set aside"
    _inherit = ["lcc.session.part"]
    _order = "id"
    _rec_name = "check"

    check = fields.Selection(CHECKS, required=True)
    vote_id = fields.Many2one(
        "lcc.vote",
        domain="[('session_id', '=', session_id)]",
        index="btree_not_null",
        ondelete="cascade",
        help="Empty: for the whole session.",
    )
    reason = fields.Text(required=True)
    user_id = fields.Many2one(
        "res.users",
        string="Set aside by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
    )
    date = fields.Datetime(
        required=True, readonly=True, default=lambda self: fields.Datetime.now()
    )

    @api.model
    def _get_guarded_fields(self):
        """Nobody sets a check aside in another's name, or at another time."""
        return {"user_id", "date"}

    def _get_check_names(self):
        return dict(self._fields["check"]._description_selection(self.env))

    def _get_check_name(self):
        return self._get_check_names()[self.check]
