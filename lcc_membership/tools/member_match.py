# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who is the same person: by number, e-mail, phone, and name with postcode."""

from typing import Any, NamedTuple

from .contact_cells import phone_key
from .member_cells import name_key

_PARTICLES = frozenset("de du des d la le les l et van von der den".split())


class Identity(NamedTuple):
    """What somebody is recognised by.

    :ivar key: whatever the caller calls this somebody
    """

    key: Any
    name: str
    zip: str = ""
    emails: tuple = ()
    phones: tuple = ()
    number: str = ""


class Match(NamedTuple):
    """Who an identity may be.

    :ivar reason: number, email, phone or name
    :ivar keys: candidates, the likeliest first
    :ivar is_clear: there is one candidate, and nothing speaks against it
    """

    reason: str
    keys: list
    is_clear: bool


class Matcher:
    """An index of identities.

    >>> matcher = Matcher()
    >>> matcher.add(Identity(1, "DUPONT Jean", "09000", ("jean@example.org",)))
    >>> matcher.add(Identity(2, "Dupont Eve", "09000", (), ("0561000000",)))
    >>> matcher.find(Identity(0, "Jean Dupont", emails=("JEAN@example.org",)))
    Match(reason='email', keys=[1], is_clear=True)
    >>> matcher.find(Identity(0, "Jean Dupont", "09000"))
    Match(reason='name', keys=[1], is_clear=True)

    Another name with the same e-mail or phone may be somebody of the same house, and
    the same name with another e-mail may be a namesake:

    >>> matcher.find(Identity(0, "Luc Martin", phones=("+33 5 61 00 00 00",)))
    Match(reason='phone', keys=[2], is_clear=False)
    >>> matcher.find(Identity(0, "Jean Dupont", "09000", ("other@example.org",)))
    Match(reason='name', keys=[1], is_clear=False)
    >>> matcher.find(Identity(0, "Jean Dupont", "31000")) is None
    True
    """

    def __init__(self):
        self.index = {}
        self.identities = {}

    def add(self, identity: Identity):
        """Know an identity; one key may have several."""
        words = name_key(identity.name)
        known = (_get_names(words), _lower(identity.emails))
        self.identities.setdefault(identity.key, []).append(known)
        for found in _traits(identity, words):
            keys = self.index.setdefault(found, [])
            if identity.key not in keys:
                keys.append(identity.key)

    def find(self, identity: Identity) -> Match | None:
        words = name_key(identity.name)
        reasons, clear = {}, []
        for reason, value in _traits(identity, words):
            for key in self.index.get((reason, value), ()):
                reasons.setdefault(key, reason)
                if key not in clear and self._is_clear(reason, key, identity, words):
                    clear.append(key)
        if not reasons:
            return None
        keys = clear + [key for key in reasons if key not in clear]
        return Match(reasons[keys[0]], keys, len(clear) == 1)

    def _is_clear(self, reason, key, identity, words):
        words, emails = _get_names(words), _lower(identity.emails)
        return any(
            not (emails and others and emails.isdisjoint(others))
            if reason == "name"
            else _is_same_name(words, known)
            for known, others in self.identities[key]
        )


def _lower(emails) -> frozenset:
    return frozenset(email.lower() for email in emails)


def _traits(identity: Identity, words: str):
    """What is looked up, the surest first."""
    if identity.number:
        yield "number", identity.number
    for email in identity.emails:
        yield "email", email.lower()
    for phone in identity.phones:
        if len(phone_key(phone)) == 9:
            yield "phone", phone_key(phone)
    if words and identity.zip:
        yield "name", (words, identity.zip)


def _get_names(words: str) -> frozenset:
    """
    >>> sorted(_get_names("de jean la marie tour"))
    ['jean', 'marie', 'tour']
    """
    return frozenset(words.split()) - _PARTICLES


def _is_same_name(words: frozenset, known: frozenset) -> bool:
    """One of them is the other, or a part of it.

    >>> _is_same_name(frozenset({"jean", "dupont"}), frozenset({"dupont"}))
    True
    >>> _is_same_name(frozenset({"jean", "dupont"}), frozenset({"eve", "dupont"}))
    False
    """
    common = words & known
    return bool(common) and common in (words, known)
