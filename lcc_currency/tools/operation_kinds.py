# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What each kind of operation moves, and what it means for the books."""

from typing import NamedTuple

PHYSICAL = frozenset({"vault", "transit", "counter", "till"})
CIRCULATING = frozenset({"holders", "till"})
ANY = PHYSICAL | CIRCULATING | {"printer", "destroyed", "lapsed"}


class Kind(NamedTuple):
    """One kind of operation.

    :param sources: kinds of place that the coupons leave
    :param targets: kinds of place where they arrive
    :param euros: "in" when euros are received for coupons, "out" when they are
        paid, "" when no euro moves
    :param books: whether the kind has an accounting entry
    :param two_persons: whether the one who posts must not be who prepared
    :param both_ways: whether lines may also go from target to source
    :param issues: whether coupons go out to be used: the series must be valid
    """

    sources: frozenset
    targets: frozenset
    euros: str = ""
    books: bool = True
    two_persons: bool = False
    both_ways: bool = False
    issues: bool = False


def _set(names):
    return frozenset(names.split())


KINDS = {
    "opening": Kind(_set("printer"), ANY - {"printer"}, books=False),
    "emission": Kind(_set("printer"), _set("vault"), books=False, two_persons=True),
    "supply": Kind(
        _set("vault transit"), _set("counter vault transit"), books=False, issues=True
    ),
    "return": Kind(_set("counter transit"), _set("vault transit"), books=False),
    "exchange": Kind(_set("counter vault"), _set("holders"), euros="in", issues=True),
    "swap": Kind(_set("counter vault"), _set("holders"), books=False, both_ways=True),
    "grant": Kind(_set("vault"), _set("holders"), issues=True),
    "reconversion": Kind(_set("holders"), _set("vault counter"), euros="out"),
    "till_receipt": Kind(_set("holders"), _set("till")),
    "till_spending": Kind(_set("till"), _set("holders")),
    "till_withdrawal": Kind(_set("till"), _set("vault")),
    "loss": Kind(_set("counter vault transit"), _set("holders")),
    "surplus": Kind(_set("holders"), _set("counter vault")),
    "till_loss": Kind(_set("till"), _set("holders")),
    "till_surplus": Kind(_set("holders"), _set("till")),
    "destruction": Kind(
        _set("vault"), _set("destroyed"), books=False, two_persons=True
    ),
    "lapse": Kind(_set("holders"), _set("lapsed"), two_persons=True),
}


def allows(kind, source, target, is_reversal=False):
    """Tell whether a kind may move coupons between two kinds of place.

    >>> allows("exchange", "counter", "holders")
    True
    >>> allows("exchange", "holders", "counter")
    False
    >>> allows("exchange", "holders", "counter", is_reversal=True)
    True
    >>> allows("swap", "holders", "vault")
    True
    """
    rule = KINDS[kind]
    if is_reversal:
        source, target = target, source
    if source in rule.sources and target in rule.targets:
        return True
    return rule.both_ways and source in rule.targets and target in rule.sources


def circulation_sign(source, target):
    """Effect of a movement on the circulation: 1 enters it, -1 leaves it, 0 neither.

    >>> circulation_sign("counter", "holders"), circulation_sign("till", "vault")
    (1, -1)
    >>> circulation_sign("holders", "till")
    0
    """
    return (target in CIRCULATING) - (source in CIRCULATING)
