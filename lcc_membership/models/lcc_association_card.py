# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64

from odoo import fields, models

from ..tools import card


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
        "Ed25519. It is no secret. It is made with the first card.",
    )
    card_key_name = fields.Char(
        string="Name of the key",
        copy=False,
        readonly=True,
        help="Written on each card, to tell the association that made it.",
    )

    def _get_card_private_key(self):
        """The key that signs; made when it is needed first."""
        self.ensure_one()
        association = self.sudo()  # the key signs for whoever may print a card
        if not association.card_private_key:
            # Of two who print a first card at once, one waits and reads the key.
            association.lock_for_update()
            private_key = card.make_private_key()
            public_key = card.get_public_key(private_key)
            association.write(
                {
                    "card_private_key": base64.b64encode(private_key).decode(),
                    "card_public_key": base64.b64encode(public_key).decode(),
                    "card_key_name": card.name_key(public_key),
                }
            )
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
