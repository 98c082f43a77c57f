# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What open data asks of deliberations and subsidies, before anything is published.

Rows of the Socle commun des données locales (SCDL), and what is wrong with one: texts
that say what to do, and none for a row that the national validator accepts.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from stdnum.fr import siret as stdnum_siret

from odoo.tools.translate import LazyGettext, LazyTranslate

from . import subsidy_law

_lt = LazyTranslate(__name__, default_lang="en_US")

# First level of the nomenclature of acts, as the validator knows it.
MATTERS = {
    "commande publique",
    "urbanisme",
    "domaine et patrimoine",
    "fonction publique",
    "institutions et vie politique",
    "libertés publiques et pouvoirs de police",
    "finances locales",
    "domaines de compétences par thèmes",
    "autres domaines de compétences",
}
MATTER_CODE = re.compile(r"\d\.\d{1,2}")
MATTER_NAME = re.compile(r"[^/,()]*[^/,()\s]/[^/,()\s][^/,()]*")
YEARS = re.compile(r"(\d{4})(?:/(\d{4}))?")
PREFECTURE = re.compile(r"PREF\d\d[\dAB]|SPREF\d\d[\dAB]\d|SGAR\d{3}")
URL = re.compile(r"https?://[!-~]+")
RNA = re.compile(r"W\d{9}")
LONGEST = 256


class Deliberation(NamedTuple):
    """One deliberation.

    :ivar body: name of the legal person, which the SIRET is of
    :ivar received: day on which the prefecture received it
    :ivar in_office: members in office
    :ivar voters: votes that there may be; None where that check was set aside
    :ivar blank: blank or void papers of a secret vote
    :ivar is_counted: False for what was taken note of, or elected somebody
    """

    body: str
    siret: str | None
    number: str
    day: date
    matter_code: str | None
    matter_name: str | None
    subject: str
    budget_year: str | None = None
    budget: str | None = None
    prefecture: str | None = None
    received: date | None = None
    in_office: int = 0
    voters: int | None = None
    in_favour: int = 0
    against: int = 0
    abstentions: int = 0
    blank: int = 0
    is_counted: bool = True
    url: str | None = None


class Subsidy(NamedTuple):
    """One subsidy to one beneficiary.

    :ivar body: name of the legal person that grants it, which the SIRET is of
    :ivar convention: day of the convention
    :ivar kind: of the beneficiary, see subsidy_law
    :ivar amount: euros of the whole subsidy, before it is shared
    :ivar share: of that amount, above 0 and up to 1
    :ivar nature: "cash", "kind" or "both"
    :ivar conditions: "once", "instalments" or "other", which the note tells
    :ivar paid_to: end of the period of payment; None for one day
    """

    body: str
    siret: str | None
    day: date
    number: str
    beneficiary: str
    beneficiary_siret: str | None
    rna: str | None
    purpose: str
    amount: float
    kind: str = subsidy_law.ASSOCIATION
    share: float = 1
    nature: str = "cash"
    conditions: str = "once"
    note: str | None = None
    paid_from: date | None = None
    paid_to: date | None = None
    convention: date | None = None
    engagement: date | None = None
    needs_convention: bool = False
    needs_engagement: bool = False
    is_minimis: bool = False
    rae: str | None = None
    scheme: str | None = None


@lru_cache(1024)
def to_siret(text: str | None) -> str | None:
    """The 14 digits of a SIRET, or None where it is none.

    >>> to_siret("217 902 071 00012")
    >>> to_siret("732 829 320 00074")
    '73282932000074'
    """
    if not text or not stdnum_siret.is_valid(text):
        return None
    return stdnum_siret.compact(text)


def is_matter(code: str, name: str) -> bool:
    """Whether open data takes a matter of the nomenclature.

    >>> is_matter("7.5", "finances locales/subventions")
    True
    >>> is_matter("7.5", "finances locales / subventions")
    False
    >>> is_matter("10.1", "finances locales/subventions")
    False
    """
    return bool(
        MATTER_CODE.fullmatch(code)
        and MATTER_NAME.fullmatch(name)
        and name.partition("/")[0].lower() in MATTERS
    )


def is_budget_year(text: str) -> bool:
    """Whether a text is a year, or two that follow.

    >>> is_budget_year("2024"), is_budget_year("2024/2025"), is_budget_year("2024/2024")
    (True, True, False)
    """
    match = YEARS.fullmatch(text)
    return bool(match) and (not match[2] or match[1] < match[2])


# Deliberations


def check_deliberation(row: Deliberation) -> tuple[LazyGettext, ...]:
    """What keeps a deliberation from being published as open data.

    >>> row = Deliberation("Testisle", "73282932000074", "012/24", date(2024, 4, 16),
    ...     "7.5", "finances locales/subventions", "A grant",
    ...     in_office=14, voters=13, in_favour=13)
    >>> check_deliberation(row)
    ()
    >>> [str(text) for text in check_deliberation(row._replace(in_favour=14))]
    ['14 votes are told, 13 members may vote: correct the counts of the vote.']
    """
    return (
        _check_body(row.body, row.siret, row.prefecture)
        + _check_matter(row.matter_code, row.matter_name)
        + _check_budget(row.budget, row.budget_year)
        + _check_received(row)
        + _check_votes(row)
        + _check_url(row.url)
    )


def _check_received(row):
    if not row.received or row.received >= row.day:
        return ()
    return (_lt("The prefecture received it before the session: correct that day."),)


def _check_votes(row):
    votes = row.in_favour + row.against + row.abstentions + row.blank
    if not row.is_counted or votes <= row.in_office and row.voters in (None, votes):
        return ()
    if votes > row.in_office:
        return (
            _lt(
                "%(votes)s votes are told, %(members)s members are in office: correct "
                "the counts of the vote.",
                votes=votes,
                members=row.in_office,
            ),
        )
    return (
        _lt(
            "%(votes)s votes are told, %(voters)s members may vote: correct the "
            "counts of the vote.",
            votes=votes,
            voters=row.voters,
        ),
    )


def _check_url(url):
    if not url or URL.fullmatch(url):
        return ()
    return (
        _lt(
            "Its address “%(url)s” is none: it begins with https:// and has neither "
            "spaces nor accents.",
            url=url,
        ),
    )


def _no_siret(body):
    return _lt(
        "%(body)s has no valid SIRET: enter its 14 digits as company ID of that "
        "contact.",
        body=body,
    )


# Thousands of rows have few bodies, matters and budgets.


@lru_cache(1024)
def _check_body(body, siret, prefecture):
    problems = () if to_siret(siret) else (_no_siret(body),)
    if prefecture and not PREFECTURE.fullmatch(prefecture):
        problems += (
            _lt(
                "The code of the prefecture is not “%(code)s” but such as PREF009 or "
                "SPREF0092: correct it on the assembly.",
                code=prefecture,
            ),
        )
    return problems


@lru_cache(1024)
def _check_matter(code, name):
    if not code:
        return (_lt("It has no matter: choose one of the nomenclature of acts."),)
    if is_matter(code, name):
        return ()
    return (
        _lt(
            "Its matter “%(code)s %(name)s” is none of the nomenclature: correct the "
            "list of matters.",
            code=code,
            name=name,
        ),
    )


@lru_cache(1024)
def _check_budget(budget, year):
    if not budget and not year:
        return ()
    if not budget:
        return (_lt("It has the year of a budget and no budget: name the budget."),)
    if not year:
        return (_lt("It has a budget without its year: enter the year, such as 2024."),)
    if is_budget_year(year):
        return ()
    return (
        _lt(
            "The year of its budget is not “%(year)s” but such as 2024 or 2024/2025.",
            year=year,
        ),
    )


# Subsidies


def check_subsidy(row: Subsidy) -> list[LazyGettext]:
    """What keeps a subsidy from being published as open data, or paid.

    >>> row = Subsidy("Testisle", "73282932000074", date(2024, 4, 16), "012/24",
    ...     "The Players", "73282932000074", None, "Plays of the summer", 1000,
    ...     paid_from=date(2024, 6, 1))
    >>> check_subsidy(row)
    []
    >>> [str(text) for text in check_subsidy(row._replace(needs_engagement=True))]
    ["The day of its contrat d'engagement républicain is missing: enter it."]
    """
    problems = []
    if not to_siret(row.siret):
        problems.append(_no_siret(row.body))
    problems += _check_beneficiary(row)
    problems += _check_payment(row)
    if not row.purpose or len(row.purpose) > LONGEST:
        problems.append(
            _lt("Its purpose has 1 to %(most)s characters: shorten it.", most=LONGEST)
        )
    if not row.amount > 0:
        problems.append(_lt("It has no amount: enter it, above 0."))
    if not 0.01 <= row.share <= 1:
        problems.append(_lt("Its share is from 1 % to 100 %: correct it."))
    if row.needs_convention and not row.convention:
        problems.append(
            _lt(
                "More than 23,000 € in the year need a convention (law 2000-321, "
                "article 10; decree 2001-495, article 1): enter its day."
            )
        )
    if row.needs_engagement and not row.engagement:
        problems.append(
            _lt("The day of its contrat d'engagement républicain is missing: enter it.")
        )
    return problems


def _check_beneficiary(row):
    problems = []
    if row.beneficiary_siret and not to_siret(row.beneficiary_siret):
        problems.append(_no_siret(row.beneficiary))
    if row.rna and not RNA.fullmatch(row.rna):
        problems.append(
            _lt(
                "The number “%(rna)s” of %(body)s in the register of associations is "
                "not W and 9 digits: correct it.",
                rna=row.rna,
                body=row.beneficiary,
            )
        )
    is_in_kind = row.nature == "kind" and row.kind == subsidy_law.ASSOCIATION
    if not row.beneficiary_siret and not (is_in_kind and row.rna):
        problems.append(
            _lt(
                "%(body)s has no SIRET: enter it as company ID; only an association "
                "that is helped in kind may have its number in the register of "
                "associations (RNA) alone.",
                body=row.beneficiary,
            )
        )
    return problems


def _check_payment(row):
    problems = []
    if not row.paid_from:
        problems.append(
            _lt("It has no day of payment: enter it, or the first and the last day.")
        )
    elif row.paid_to and row.paid_to < row.paid_from:
        problems.append(_lt("Its payment ends before it begins: correct the days."))
    elif row.conditions == "instalments" and not row.paid_to:
        problems.append(_lt("It is paid in instalments: enter the last day, too."))
    if row.conditions == "other" and not (row.note and len(row.note) <= LONGEST):
        problems.append(
            _lt(
                "Its conditions of payment are told in 1 to %(most)s characters.",
                most=LONGEST,
            )
        )
    return problems


def check_shares(rows: Iterable[Subsidy]) -> dict[tuple[str, str], float]:
    """Subsidies to several beneficiaries whose shares are not the whole.

    :return: what the shares add up to, by number of the deliberation and purpose

    >>> row = Subsidy("Testisle", None, date(2024, 4, 16), "012/24", "A", None, None,
    ...     "A fair", 1000, share=0.45)
    >>> check_shares([row, row._replace(beneficiary="B", share=0.55)])
    {}
    >>> check_shares([row])
    {('012/24', 'A fair'): 0.45}
    """
    totals = defaultdict(float)
    for row in rows:
        if row.share < 1:
            totals[row.number, row.purpose] += row.share
    return {
        key: round(total, 4) for key, total in totals.items() if abs(total - 1) > 0.01
    }


def wrong_shares(purpose: str, total: float) -> LazyGettext:
    """What is told of a subsidy that `check_shares` found."""
    return _lt(
        "The shares of “%(purpose)s” add up to %(total)s %%: a line for each "
        "beneficiary makes 100 %%.",
        purpose=purpose,
        total=round(100 * total, 2),
    )
