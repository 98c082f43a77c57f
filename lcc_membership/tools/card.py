# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Membership cards that a counter checks without a network.

The QR code of a card holds one line of text, six parts with colons between them:

    LCC1:<key>:<number>:<valid until>:<name>:<signature>

that is the scheme, the association's key, the member's number, the last day of
membership as YYYYMMDD, the member's name in plain capitals, and the Ed25519 signature
(RFC 8032) in base 32 (RFC 4648) without padding. What is signed is the text before the
last colon, in ASCII. The key is named by the first eight hexadecimal digits of the
SHA-256 of the public key's 32 bytes.

Whoever has the public key tells a card of the association from a forged one; only
the private key makes cards.
"""

import base64
import binascii
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

SCHEME = "LCC1"
NAME_LENGTH = 40
LIGATURES = {ord("Œ"): "OE", ord("Æ"): "AE"}


class Card(NamedTuple):
    """What a card says.

    :ivar key: name of the key that signed it
    :ivar number: the member's number
    :ivar until: last day of membership
    :ivar name: the member's name, in plain capitals, cut after 40 characters
    """

    key: str
    number: str
    until: date
    name: str


class CardError(ValueError):
    """A text that is no card of the association.

    :ivar reason: `unreadable`, `unknown` (signed by a key that is not given) or
        `forged`
    """

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


# Keys


def make_private_key() -> bytes:
    """A new private key, 32 bytes."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def get_public_key(private_key: bytes) -> bytes:
    """
    >>> get_public_key(bytes(range(32))).hex()
    '03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8'
    """
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    return key.public_key().public_bytes_raw()


def name_key(public_key: bytes) -> str:
    """
    >>> name_key(get_public_key(bytes(range(32))))
    '56475AA7'
    """
    return hashlib.sha256(public_key).hexdigest()[:8].upper()


# Texts


def encode(card: Card) -> str:
    """The text that is signed.

    >>> encode(Card("56475AA7", "00042", date(2026, 12, 31), "Zoé: Nœl-d’Oc "))
    'LCC1:56475AA7:00042:20261231:ZOE NOEL-D OC'
    """
    name = to_plain(card.name)[:NAME_LENGTH].strip()
    number = to_plain(card.number)
    return ":".join((SCHEME, card.key, number, f"{card.until:%Y%m%d}", name))


def to_plain(text: str) -> str:
    """Capitals, digits, hyphens, full stops and slashes: what QR readers of any kind
    and language hand over unchanged, and what takes the least room.

    >>> to_plain("L’Épicerie  Æther & Cie (n° 2)")
    'L EPICERIE AETHER CIE N 2'
    """
    text = unicodedata.normalize("NFKD", text.upper().translate(LIGATURES))
    text = "".join(char for char in text if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^A-Z0-9./-]", " ", text.upper()).split())


def sign(card: Card, private_key: bytes) -> str:
    """The text of a card's QR code.

    >>> card = Card("56475AA7", "00042", date(2026, 12, 31), "Jeanne Doe")
    >>> sign(card, bytes(range(32)))[:60]
    'LCC1:56475AA7:00042:20261231:JEANNE DOE:6Q47LWIXLYZE5PMDZ2OY'
    """
    payload = encode(card)
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    signature = base64.b32encode(key.sign(payload.encode())).decode().rstrip("=")
    return f"{payload}:{signature}"


def verify(text: str, public_keys: Mapping[str, bytes]) -> Card:
    """Read a card and check who made it; whether it is still valid is another matter.

    :param text: what a QR reader gives
    :param public_keys: public keys by their names
    :raise CardError: it is no card, or none of these keys made it

    >>> keys = {"56475AA7": get_public_key(bytes(range(32)))}
    >>> card = Card("56475AA7", "00042", date(2026, 12, 31), "ZOE DOE")
    >>> text = sign(card, bytes(range(32)))
    >>> verify(text, keys) == card, verify(f" {text} ", keys) == card
    (True, True)
    >>> verify(text.replace("20261231", "20271231"), keys)
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_membership.tools.card.CardError: forged
    >>> verify(text, {})
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_membership.tools.card.CardError: unknown
    """
    card, payload, signature = _read(text.strip())
    if card.key not in public_keys:
        raise CardError("unknown")
    key = Ed25519PublicKey.from_public_bytes(public_keys[card.key])
    try:
        key.verify(signature, payload.encode())
    except InvalidSignature:
        raise CardError("forged") from None
    return card


def _read(text: str) -> tuple[Card, str, bytes]:
    """
    >>> _read("https://www.example.org")
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_membership.tools.card.CardError: unreadable
    """
    payload, _colon, encoded = text.rpartition(":")
    parts = payload.split(":")
    if len(parts) != 5 or parts[0] != SCHEME:
        raise CardError("unreadable")
    _scheme, key, number, day, name = parts
    try:
        until = date.fromisoformat(f"{day[:4]}-{day[4:6]}-{day[6:]}")
        signature = base64.b32decode(encoded + "=" * (-len(encoded) % 8))
    except (ValueError, binascii.Error):
        raise CardError("unreadable") from None
    return Card(key, number, until, name), payload, signature


# Validity


def covered_until(day: date, periods: Iterable[tuple[date, date]]) -> date | None:
    """Last day that periods cover without a gap from a day on.

    :param periods: first and last days
    :return: None where the day itself is not covered

    >>> years = [(date(2025, 1, 1), date(2025, 12, 31)),
    ...          (date(2026, 1, 1), date(2026, 12, 31)),
    ...          (date(2027, 2, 1), date(2027, 12, 31))]
    >>> covered_until(date(2025, 5, 1), years).isoformat()
    '2026-12-31'
    >>> covered_until(date(2027, 1, 1), years)
    """
    until = day - timedelta(days=1)
    for start, end in sorted(periods):
        if start <= until + timedelta(days=1):
            until = max(until, end)
    return until if until >= day else None


# Pictures


def to_svg(text: str) -> str:
    """A QR code as an SVG picture without a size of its own, made without a network.

    >>> to_svg("LCC1")[:68]
    '<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 21 2'
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    matrix = code.get_matrix()
    path = ""
    for y, row in enumerate(matrix):
        line = "".join(" #"[dark] for dark in row)
        for run in re.finditer("#+", line):
            width = len(run[0])
            path += f"M{run.start()} {y}h{width}v1h-{width}z"
    size = len(matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" '
        f'viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path d="{path}"/></svg>'
    )
