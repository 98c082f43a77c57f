# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..tools import card


class LccCardCheck(models.TransientModel):
    """Tell whether a membership card is genuine and valid, from its text alone.

    Nothing of the members is read: who keeps a counter needs no access to them.
    """

    _name = "lcc.card.check"
    _description = "Check of a membership card"

    text = fields.Char(
        string="Text of the QR code", help="Scan the card, or paste what was read."
    )
    result = fields.Selection(
        [
            ("valid", "Valid"),
            ("expired", "Expired"),
            ("forged", "Forged"),
            ("unknown", "Card of another association"),
            ("unreadable", "No membership card"),
        ],
        compute="_compute_result",
    )
    number = fields.Char(string="Member number", compute="_compute_result")
    name = fields.Char(compute="_compute_result")
    until = fields.Date(string="Valid until", compute="_compute_result")

    @api.depends("text")
    def _compute_result(self):
        keys = self._get_public_keys()
        today = fields.Date.context_today(self)
        for check in self:
            check.result = check.number = check.name = check.until = False
            if not check.text or not check.text.strip():
                continue
            try:
                found = card.verify(check.text, keys)
            except card.CardError as error:
                check.result = error.reason
                continue
            check.number, check.name, check.until = (
                found.number,
                found.name,
                found.until,
            )
            check.result = "valid" if found.until >= today else "expired"

    @api.model
    def _get_public_keys(self):
        user = self.env.user
        if not self.env.su and not (
            user.has_group("lcc_base.group_lcc_keeper")
            or user.has_group("lcc_base.group_lcc_auditor")
        ):
            raise AccessError(self.env._("Only keepers and managers check cards."))
        # public keys are no secret; the settings beside them are
        associations = self.env["lcc.association"].sudo()
        return associations.search(
            [("company_id", "in", self.env.companies.ids)]
        )._get_card_public_keys()

    def action_next(self):
        """An empty screen for the next card."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Check a card"),
            "res_model": self._name,
            "view_mode": "form",
            "target": "new",
        }
