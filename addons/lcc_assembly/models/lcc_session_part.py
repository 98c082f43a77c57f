# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError


class LccSessionPart(models.AbstractModel):
    """What belongs to a session, and stays as it is once the session is over."""

    _name = "lcc.session.part"
    _description = "Part of a session"
    _inherit = ["lcc.session.guard"]

    session_id = fields.Many2one(
        "lcc.session", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="session_id.company_id", store=True)

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_session_is_on()
        return parts

    def write(self, vals):
        is_later = not vals.keys() - self._get_later_fields()
        if not is_later:
            self._check_session_is_on()
        result = super().write(vals)
        if not is_later:
            # it may have been moved to another session
            self._check_session_is_on()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_over(self):
        self._check_session_is_on()

    @api.model
    def _get_later_fields(self):
        """Fields that are written after the session."""
        return set()

    def _check_session_is_on(self):
        for session in self.session_id:
            if session._is_over(session.state):
                raise UserError(
                    self.env._(
                        "%(session)s is over: presence, agenda and votes do not change "
                        "any more. Reopen it while its minutes are a draft.",
                        session=session.display_name,
                    )
                )
