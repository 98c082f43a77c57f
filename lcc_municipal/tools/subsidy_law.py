# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What the law asks of a subsidy: a convention, a commitment to republican principles.

Law 2000-321 is that of 12 April 2000 on the rights of citizens in their relations with
administrations. Amounts are euros.
"""

from datetime import date

# Decree 2001-495 of 6 June 2001, article 1: euros a year.
CONVENTION_ABOVE = 23000
# Decree 2021-1947 of 31 December 2021, in force the day after its publication.
ENGAGEMENT_SINCE = date(2022, 1, 2)

ASSOCIATION = "association"  # or a foundation
PRIVATE = "private"  # any other body of private law
PUBLIC = "public"
PERSON = "person"


def needs_convention(kind: str, year_total: float) -> bool:
    """Whether a subsidy is paid under a convention only (law 2000-321, article 10).

    :param kind: of the beneficiary; bodies of private law need one
    :param year_total: what the authority grants the beneficiary in the year

    >>> needs_convention(ASSOCIATION, 23000), needs_convention(ASSOCIATION, 23000.01)
    (False, True)
    >>> needs_convention(PUBLIC, 50000)
    False
    """
    return kind in (ASSOCIATION, PRIVATE) and year_total > CONVENTION_ABOVE


def needs_engagement(kind: str, day: date, is_deemed: bool = False) -> bool:
    """Whether the beneficiary subscribes the contrat d'engagement républicain.

    Associations and foundations that ask for a subsidy do (law 2000-321, article
    10-1, by article 12 of law 2021-1109); those approved under article 25-1 or
    recognised as of public utility are deemed to have done so.

    :param day: of the request, or of the decision where that is not known

    >>> needs_engagement(ASSOCIATION, date(2022, 1, 1))
    False
    >>> needs_engagement(ASSOCIATION, date(2024, 4, 16))
    True
    >>> needs_engagement(ASSOCIATION, date(2024, 4, 16), is_deemed=True)
    False
    """
    return kind == ASSOCIATION and day >= ENGAGEMENT_SINCE and not is_deemed
