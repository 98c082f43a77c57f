# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""How bodies meet and vote: plain functions of plain arguments.

Articles are those of the French Code général des collectivités territoriales (CGCT)
unless another text is named. Days are dates of the place where the body sits. What a
rule says is that of the day of the session: see `rules_of`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

# Sets of rules
SMALL_COMMUNE = "commune_small"  # below 3,500 inhabitants
LARGE_COMMUNE = "commune_large"  # from 3,500 inhabitants
GROUPING = "grouping"  # EPCI and closed mixed syndicates
STATUTES = "statutes"

# Majorities
CAST = "cast"  # more than half of the votes cast
PRESENT = "present"  # more than half of those present or represented
TWO_THIRDS = "two_thirds"  # of the votes cast
NOT_AGAINST = "not_against"  # unless more than half of the votes cast are against

HALF = Fraction(1, 2)

# Outcomes
ADOPTED = "adopted"
REJECTED = "rejected"

# Why a member takes no part in a vote
INTEREST = "interest"
REPRESENTATIVE = "representative"
ACCOUNT = "account"
WILL = "will"
# Not a reason of law: who left between two votes of one item, or came after the first.
AWAY = "away"

WEEK = timedelta(days=7)

REPRESENTATIVES_SINCE = date(2022, 2, 23)
PRESENCE_IS_NO_PART_SINCE = date(2025, 12, 24)
VIDEO_SINCE = date(2022, 8, 1)


class Rules(NamedTuple):
    """Rules by which a body meets and votes.

    :ivar notice_days: days between the notice and the session; see `is_clear`
    :ivar is_clear: days strictly between both count, neither end included
    :ivar urgent_days: the same where there is urgency; None: no such procedure
    :ivar second_notice_days: the same after a session without quorum
    :ivar note_is_due: the notice comes with an explanatory note
    :ivar quorum: share of the members in office; zero for none
    :ivar quorum_is_strict: more than that share, not that share itself
    :ivar quorum_counts_proxies: members represented count as present
    :ivar proxies_per_holder: how many members one member represents at most
    :ivar proxy_sessions: consecutive sessions for which a member may give a proxy,
        illness aside; zero for no limit
    :ivar majority: how a proposal is adopted
    :ivar chair_decides: the chair's vote decides a tie, save in a secret vote
    :ivar video: members may attend by video
    :ivar roll_call_share: share of those present who may ask for a roll call
    :ivar secret_share: share of those present who may ask for a secret vote
    """

    notice_days: int
    is_clear: bool = True
    urgent_days: int | None = None
    second_notice_days: int = 0
    note_is_due: bool = False
    quorum: Fraction = HALF
    quorum_is_strict: bool = True
    quorum_counts_proxies: bool = False
    proxies_per_holder: int = 1
    proxy_sessions: int = 0
    majority: str = CAST
    chair_decides: bool = True
    video: bool = False
    roll_call_share: Fraction = Fraction(1, 4)
    secret_share: Fraction = Fraction(1, 3)


class Count(NamedTuple):
    """Votes of a ballot, in persons or in voices.

    :ivar in_favour: pour
    :ivar against: contre
    :ivar abstentions: of members who take part and choose neither
    :ivar blank: blank and void papers of a secret vote; they are not cast
    """

    in_favour: int = 0
    against: int = 0
    abstentions: int = 0
    blank: int = 0

    @property
    def cast(self):
        """Suffrages exprimés: neither abstentions nor blank papers (L2121-20)."""
        return self.in_favour + self.against

    @property
    def total(self):
        return self.cast + self.abstentions + self.blank


class Place(NamedTuple):
    """Where a member stands at one moment of a session.

    :ivar is_present: in the room, or by video where that is allowed
    :ivar holder: key of the member who holds their proxy; None for none
    :ivar aside: why they take no part in this vote; None if they do
    :ivar stays: they take no part and stay in the room
    """

    is_present: bool
    holder: object = None
    aside: str | None = None
    stays: bool = False


class Roll(NamedTuple):
    """Who counts for one vote: sets of keys of members.

    :ivar in_office: members of the quorum's base
    :ivar present: those who count as present
    :ivar represented: absent members whose proxy counts, by holder
    :ivar aside: members present or represented who take no part
    :ivar idle_proxies: proxies that do not count, by giver, with the reason
    :ivar idle_present: members in the room who count for the quorum and do not vote
    """

    in_office: frozenset
    present: frozenset
    represented: dict
    aside: frozenset
    idle_proxies: dict
    idle_present: frozenset = frozenset()

    @property
    def voters(self):
        """How many votes there may be."""
        return len(self.present) + len(self.represented)

    @property
    def attending(self):
        """How many members in the room count for the quorum (L2121-17)."""
        return len(self.present) + len(self.idle_present)


# Rules in force


def rules_of(kind: str, day: date) -> Rules:
    """Rules of the CGCT for a body, on the day of its session.

    Notice: 3 clear days below 3,500 inhabitants (L2121-11); 5, with an explanatory
    note, from there on (L2121-12) and in groupings (L5211-1); in urgency 1 clear day
    at least. Quorum: more than half of the members in office (L2121-17). One proxy for
    each holder, for three sessions in a row (L2121-20). Video: groupings only
    (L5211-11-1, for all of them since 1 August 2022).

    >>> rules_of(SMALL_COMMUNE, date(2024, 4, 16)).notice_days
    3
    >>> rules_of(GROUPING, date(2024, 4, 16)).note_is_due
    True
    """
    is_small = kind == SMALL_COMMUNE
    return Rules(
        notice_days=3 if is_small else 5,
        urgent_days=1,
        second_notice_days=3,
        note_is_due=not is_small,
        proxy_sessions=3,
        video=kind == GROUPING and day >= VIDEO_SINCE,
    )


def plain_of_rules(rules: Rules) -> dict:
    """Rules as JSON keeps them.

    >>> plain_of_rules(Rules(3))["quorum"]
    '1/2'
    """
    return {
        name: str(value) if isinstance(value, Fraction) else value
        for name, value in rules._asdict().items()
    }


def rules_of_plain(plain: Mapping) -> Rules:
    """Rules that JSON has kept.

    >>> rules = Rules(15, quorum=Fraction(1, 4), majority=TWO_THIRDS)
    >>> rules_of_plain(plain_of_rules(rules)) == rules
    True
    """
    shares = {
        name: Fraction(plain[name])
        for name, kind in Rules.__annotations__.items()
        if kind is Fraction and name in plain
    }
    known = {name: plain[name] for name in Rules._fields if name in plain}
    return Rules(**{**known, **shares})


# Notice


def clear_days(sent: date, session: date) -> int:
    """Jours francs: days strictly between the notice and the session.

    >>> clear_days(date(2024, 4, 9), date(2024, 4, 16))
    6
    >>> clear_days(date(2024, 4, 16), date(2024, 4, 16))
    0
    """
    return max((session - sent).days - 1, 0)


def days_of_notice(rules: Rules, sent: date, session: date) -> int:
    """Days between the notice and the session, counted as the rules say.

    >>> days_of_notice(Rules(15, is_clear=False), date(2024, 4, 1), date(2024, 4, 16))
    15
    """
    if rules.is_clear:
        return clear_days(sent, session)
    return max((session - sent).days, 0)


def days_due(rules: Rules, is_urgent: bool = False, is_second: bool = False) -> int:
    """Days of notice that a session needs.

    >>> days_due(rules_of(LARGE_COMMUNE, date(2024, 4, 16)))
    5
    >>> days_due(rules_of(LARGE_COMMUNE, date(2024, 4, 16)), is_urgent=True)
    1
    >>> days_due(rules_of(LARGE_COMMUNE, date(2024, 4, 16)), is_second=True)
    3
    """
    if is_second:
        return rules.second_notice_days
    if is_urgent and rules.urgent_days is not None:
        return rules.urgent_days
    return rules.notice_days


def last_day_of_notice(rules: Rules, session: date, days: int) -> date:
    """The last day on which a notice can be sent.

    >>> rules = rules_of(SMALL_COMMUNE, date(2024, 4, 16))
    >>> str(last_day_of_notice(rules, date(2024, 4, 16), 3))
    '2024-04-12'
    """
    return session - timedelta(days=days + 1 if rules.is_clear else days)


# Presence, proxies, quorum


def quorum_of(rules: Rules, in_office: int) -> int:
    """The fewest members who make the quorum.

    >>> [quorum_of(Rules(3), members) for members in (14, 15, 1)]
    [8, 8, 1]
    >>> quorum_of(Rules(15, quorum=Fraction(1, 4), quorum_is_strict=False), 10)
    3
    >>> quorum_of(Rules(15, quorum=Fraction(0), quorum_is_strict=False), 10)
    0
    """
    share = rules.quorum * in_office
    if rules.quorum_is_strict:
        return int(share) + 1
    return -int(-share // 1)


def call_roll(rules: Rules, day: date, places: Mapping[object, Place]) -> Roll:
    """Who counts for a vote.

    Who takes no part counts neither among those present nor by proxy; nor does a
    proxy whose holder is absent or takes no part. Who represents the body elsewhere
    under L1111-6, II is no member in office for that vote (L2131-11, since 23
    February 2022); any other member with an interest stays one. Who merely refuses to
    vote and stays in the room is present for the quorum: the law keeps away only those
    whom the matter concerns.

    >>> places = {1: Place(True), 2: Place(True), 3: Place(False, holder=1)}
    >>> roll = call_roll(Rules(3), date(2024, 4, 16), places)
    >>> sorted(roll.present), roll.represented, roll.voters
    ([1, 2], {3: 1}, 3)
    >>> places[1] = Place(True, aside=INTEREST)
    >>> roll = call_roll(Rules(3), date(2024, 4, 16), places)
    >>> len(roll.in_office), roll.voters, roll.idle_proxies
    (3, 1, {3: 'holder'})
    >>> places[1] = Place(True, aside=WILL, stays=True)
    >>> roll = call_roll(Rules(3), date(2024, 4, 16), places)
    >>> roll.voters, roll.attending
    (1, 2)
    """
    out_of_office = {
        key
        for key, place in places.items()
        if place.aside == REPRESENTATIVE and day >= REPRESENTATIVES_SINCE
    }
    present = {
        key for key, place in places.items() if place.is_present and not place.aside
    }
    represented = {}
    idle = {}
    held = dict.fromkeys(places, 0)
    for key, place in places.items():
        if place.holder is None:
            continue
        if place.is_present:
            idle[key] = "present"
        elif place.aside:
            idle[key] = "aside"
        elif place.holder not in present:
            idle[key] = "holder"
        elif held[place.holder] >= rules.proxies_per_holder:
            idle[key] = "many"
        else:
            held[place.holder] += 1
            represented[key] = place.holder
    return Roll(
        in_office=frozenset(places.keys() - out_of_office),
        present=frozenset(present),
        represented=represented,
        aside=frozenset(
            key
            for key, place in places.items()
            if place.aside and (place.is_present or place.holder is not None)
        ),
        idle_proxies=idle,
        idle_present=frozenset(
            key
            for key, place in places.items()
            if place.is_present and place.aside == WILL and place.stays
        ),
    )


def has_quorum(rules: Rules, roll: Roll, is_second: bool = False) -> bool:
    """Whether a body may decide; after a second notice it may in any number (L2121-17).

    >>> places = {key: Place(key < 8) for key in range(14)}
    >>> has_quorum(Rules(3), call_roll(Rules(3), date(2024, 4, 16), places))
    True
    >>> places[0] = Place(True, aside=INTEREST)
    >>> has_quorum(Rules(3), call_roll(Rules(3), date(2024, 4, 16), places))
    False
    """
    if is_second:
        return True
    counted = roll.attending
    if rules.quorum_counts_proxies:
        counted += len(roll.represented)
    return counted >= quorum_of(rules, len(roll.in_office))


def askers_needed(share: Fraction, present: int) -> int:
    """How many of those present ask for a roll call or a secret vote (L2121-21).

    >>> askers_needed(Fraction(1, 4), 11), askers_needed(Fraction(1, 3), 12)
    (3, 4)
    """
    return -int(-share * present // 1)


# Majorities


def decide(
    count: Count,
    majority: str = CAST,
    chair: str | None = None,
    voters: int | None = None,
) -> str:
    """Outcome of a vote.

    A tie is decided by the chair's own vote where the rules say so and the vote is
    not secret (L2121-20): give `chair` in that case only. An account is adopted
    unless a majority is against it (L1612-12).

    :param chair: "in_favour" or "against"; None where it does not decide
    :param voters: members present or represented, for a majority of these
    :raise ValueError: a majority of those present without their number

    >>> decide(Count(7, 6)), decide(Count(6, 6)), decide(Count(6, 6), chair="in_favour")
    ('adopted', 'rejected', 'adopted')
    >>> decide(Count(6, 6), NOT_AGAINST), decide(Count(5, 6, 9), NOT_AGAINST)
    ('adopted', 'rejected')
    >>> decide(Count(0, 0, 9))
    'rejected'
    """
    in_favour, against = count.in_favour, count.against
    if majority == NOT_AGAINST:
        return REJECTED if against > in_favour else ADOPTED
    if majority == TWO_THIRDS:
        return ADOPTED if in_favour and 3 * in_favour >= 2 * count.cast else REJECTED
    if majority == PRESENT:
        if voters is None:
            raise ValueError("A majority of those present needs their number.")
        return ADOPTED if 2 * in_favour > voters else REJECTED
    if in_favour == against and in_favour:
        return ADOPTED if chair == "in_favour" else REJECTED
    return ADOPTED if in_favour > against else REJECTED


def decide_by_colleges(
    counts: Iterable[tuple[int, Count]], majority: str = CAST
) -> str:
    """Outcome where colleges weigh what the statutes say.

    Each college's weight is shared between for and against as its votes cast are; a
    college that casts none weighs nothing. For a majority of those present or
    represented abstentions share the weight too, and more than half of the weight of
    the colleges that take part is needed.

    :param counts: weight of a college, and its count

    >>> decide_by_colleges([(60, Count(1, 1)), (40, Count(3, 1))])
    'adopted'
    >>> decide_by_colleges([(60, Count(1, 2)), (40, Count(2, 1))])
    'rejected'
    >>> decide_by_colleges([(60, Count(2, 0, 2)), (40, Count(2, 2))], PRESENT)
    'rejected'
    >>> decide_by_colleges([(60, Count(3, 0, 1)), (40, Count(2, 2))], PRESENT)
    'adopted'
    """
    in_favour = against = total = Fraction(0)
    for weight, count in counts:
        shared = count.total if majority == PRESENT else count.cast
        if shared:
            in_favour += Fraction(weight * count.in_favour, shared)
            against += Fraction(weight * count.against, shared)
            total += weight
    if majority == NOT_AGAINST:
        is_adopted = against <= in_favour
    elif majority == TWO_THIRDS:
        is_adopted = in_favour and 3 * in_favour >= 2 * total
    else:
        is_adopted = in_favour and 2 * in_favour > total
    return ADOPTED if is_adopted else REJECTED


def elect(
    voices: Mapping[object, int], ballot: int, seniority: Iterable[object] = ()
) -> object | None:
    """Who is elected in a secret ballot (L2121-21).

    An absolute majority of the votes cast in the first two rounds, the most votes in
    the third, the eldest of those who have as many.

    :param voices: votes by candidate
    :param ballot: 1, 2 or 3
    :param seniority: candidates whose age is known, the eldest first
    :return: a candidate; None where another round is needed, or in the third one the
        eldest of those who have as many votes

    >>> elect({"A": 6, "B": 5, "C": 2}, 1), elect({"A": 7, "B": 6}, 2)
    (None, 'A')
    >>> elect({"A": 5, "B": 5, "C": 3}, 3, seniority="CBA")
    'B'
    """
    cast = sum(voices.values())
    if not cast:
        return None
    most = max(voices.values())
    first = [candidate for candidate, votes in voices.items() if votes == most]
    if ballot < 3:
        return first[0] if 2 * most > cast else None
    if len(first) == 1:
        return first[0]
    return next((one for one in seniority if one in first), None)


# What does not add up


def missing_votes(count: Count, voters: int) -> int:
    """Votes that are missing, or too many where negative.

    >>> missing_votes(Count(13), 14), missing_votes(Count(14), 13)
    (1, -1)
    """
    return voters - count.total


# Deadlines


def list_due(session: date) -> date:
    """Last day on which the list of deliberations is posted: a week (L2121-25).

    >>> str(list_due(date(2024, 4, 16)))
    '2024-04-23'
    """
    return session + WEEK


def minutes_due(adopting_session: date) -> date:
    """Last day of publishing minutes: a week after the session that adopts them
    (L2121-15).
    """
    return adopting_session + WEEK


def executory_on(
    published: date | None, transmitted: date | None, is_transmissible: bool
) -> date | None:
    """Day on which an act is executory (L2131-1).

    Acts of the list of L2131-2: once published and transmitted, whichever is later;
    any other by its publication alone.

    >>> executory_on(date(2024, 4, 23), None, True)
    >>> str(executory_on(date(2024, 4, 23), date(2024, 4, 24), True))
    '2024-04-24'
    >>> str(executory_on(date(2024, 4, 23), None, False))
    '2024-04-23'
    """
    if not published:
        return None
    if not is_transmissible:
        return published
    return max(published, transmitted) if transmitted else None
