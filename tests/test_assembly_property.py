# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Arithmetic of votes and quorums over random assemblies, against plain counting."""

import importlib
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

DAY = date(2024, 4, 16)
COUNTS = st.integers(0, 200)
EXAMPLES = settings(max_examples=300, deadline=None)


@pytest.fixture(scope="module")
def law(odoo):
    return importlib.import_module("odoo.addons.lcc_assembly.tools.assembly_law")


@st.composite
def assemblies(draw):
    """Members by number: present or not, aside or not, with a proxy or none."""
    size = draw(st.integers(1, 40))
    reasons = st.sampled_from([None, None, None, "interest", "representative", "will"])
    return {
        key: (
            draw(st.booleans()),
            draw(st.one_of(st.none(), st.integers(0, size - 1))),
            draw(reasons),
        )
        for key in range(size)
    }


def call_roll(law, members, most=1):
    rules = law.Rules(3, proxies_per_holder=most)
    places = {key: law.Place(*place) for key, place in members.items()}
    return rules, law.call_roll(rules, DAY, places)


@EXAMPLES
@given(members=assemblies(), most=st.integers(0, 4))
def test_roll(law, members, most):
    _rules, roll = call_roll(law, members, most)
    present = {
        key for key, (is_in, _h, aside) in members.items() if is_in and not aside
    }
    assert roll.present == present
    holders = list(roll.represented.values())
    for giver, holder in roll.represented.items():
        is_in, named, aside = members[giver]
        assert not is_in and not aside and named == holder
        assert holder in present
    assert all(holders.count(holder) <= most for holder in holders)
    assert not roll.present & roll.represented.keys()
    assert roll.voters <= len(members)
    # each proxy counts, or is said not to
    given_ones = {
        key for key, (_i, holder, _a) in members.items() if holder is not None
    }
    assert roll.represented.keys() | roll.idle_proxies.keys() == given_ones
    assert not roll.represented.keys() & roll.idle_proxies.keys()


@EXAMPLES
@given(members=assemblies())
def test_quorum(law, members):
    rules, roll = call_roll(law, members)
    base = [
        key for key, (_i, _h, aside) in members.items() if aside != "representative"
    ]
    assert sorted(roll.in_office) == base
    enough = 2 * len(roll.present) > len(base)
    assert law.has_quorum(rules, roll) == enough
    assert law.has_quorum(rules, roll, is_second=True)


@EXAMPLES
@given(
    size=st.integers(0, 500),
    part=st.integers(0, 12),
    strict=st.booleans(),
)
def test_quorum_is_the_fewest(law, size, part, strict):
    rules = law.Rules(15, quorum=Fraction(part, 12), quorum_is_strict=strict)
    fewest = law.quorum_of(rules, size)

    def suffices(count):
        return 12 * count > part * size if strict else 12 * count >= part * size

    assert suffices(fewest)
    assert fewest == 0 or not suffices(fewest - 1)


@EXAMPLES
@given(
    in_favour=COUNTS,
    against=COUNTS,
    abstentions=COUNTS,
    chair=st.sampled_from([None, "in_favour", "against"]),
    majority=st.sampled_from(["cast", "two_thirds", "not_against", "present"]),
)
def test_decisions(law, in_favour, against, abstentions, chair, majority):
    count = law.Count(in_favour, against, abstentions)
    voters = count.total
    expected = {
        "cast": in_favour > against
        or (in_favour == against > 0 and chair == "in_favour"),
        "two_thirds": in_favour > 0 and in_favour >= 2 * against,
        "not_against": against <= in_favour,
        "present": 2 * in_favour > voters,
    }[majority]
    outcome = law.decide(count, majority, chair, voters)
    assert (outcome == "adopted") == expected
    # another vote in favour takes nothing away
    more = law.decide(
        count._replace(in_favour=in_favour + 1), majority, chair, voters + 1
    )
    if expected and majority != "present":
        assert more == "adopted"


@EXAMPLES
@given(
    voices=st.dictionaries(st.integers(0, 6), COUNTS, min_size=1),
    ballot=st.integers(1, 3),
)
def test_elections(law, voices, ballot):
    elected = law.elect(voices, ballot, sorted(voices))
    cast = sum(voices.values())
    absolute = [one for one, votes in voices.items() if 2 * votes > cast]
    if not cast:
        assert elected is None
    elif ballot < 3:
        assert elected == (absolute[0] if absolute else None)
    else:
        assert voices[elected] == max(voices.values())
        assert elected == min(k for k, v in voices.items() if v == voices[elected])


@EXAMPLES
@given(
    counts=st.lists(
        st.tuples(st.integers(0, 60), COUNTS, COUNTS), min_size=1, max_size=5
    )
)
def test_colleges(law, counts):
    outcome = law.decide_by_colleges(
        [(weight, law.Count(*votes)) for weight, *votes in counts]
    )
    balance = sum(
        Fraction(weight * (in_favour - against), in_favour + against)
        for weight, in_favour, against in counts
        if in_favour + against
    )
    assert (outcome == "adopted") == (balance > 0)
