# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import card

KEY_FIELDS = {"card_private_key", "card_public_key", "card_key_name"}


class LccAssociation(models.Model):
    """The key that signs the association's membership cards."""

    _inherit = "lcc.association"

    card_private_key = fields.Char(
        groups="base.group_system",
        copy=False,
        readonly=True,
        exportable=False,
        help="Signs membership cards. It never leaves the server.",
    )
    card_public_key = fields.Char(
        string="Public key of the cards",
        copy=False,
        readonly=True,
        help="Checks membership cards without a network: 32 bytes in base 64, for "
        "Ed25519. It is no secret.",
    )
    card_key_name = fields.Char(
        string="Name of the key",
        copy=False,
        readonly=True,
        help="Written on each card, to tell the association that made it.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_card_key(vals)
        associations = super().create(vals_list)
        for association in associations:
            association._make_card_key()
        return associations

    def write(self, vals):
        self._check_card_key(vals)
        return super().write(vals)

    @api.model
    def _check_card_key(self, vals):
        """Another key would void the cards of all members, or sign those of anybody."""
        if KEY_FIELDS & vals.keys() and not self.env.su:
            raise UserError(
                self.env._(
                    "The key of the membership cards is made by the server, and nobody "
                    "chooses another. Leave it out of what you write."
                )
            )

    def _make_card_key(self):
        private_key = card.make_private_key()
        public_key = card.get_public_key(private_key)
        self.sudo().write(  # nobody sets the key, whoever makes the settings
            {
                "card_private_key": base64.b64encode(private_key).decode(),
                "card_public_key": base64.b64encode(public_key).decode(),
                "card_key_name": card.name_key(public_key),
            }
        )

    def _get_card_private_key(self):
        """The key that signs; made now where it is not there yet."""
        self.ensure_one()
        association = self.sudo()  # the key signs for whoever may print a card
        if not association.card_private_key:
            association._lock()  # two who print a first card make one key
            association._make_card_key()
        return base64.b64decode(association.card_private_key)

    def _sign_card(self, number, name, until):
        """The text of a card's QR code; see tools/card.py.

        :param until: last day of membership
        """
        private_key = self._get_card_private_key()
        key_name = self.sudo().card_key_name
        return card.sign(card.Card(key_name, number, until, name), private_key)

    def _get_card_public_keys(self):
        """Public keys of these associations by their names."""
        return {
            association.card_key_name: base64.b64decode(association.card_public_key)
            for association in self
            if association.card_public_key
        }
