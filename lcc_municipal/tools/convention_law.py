# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Law and days of the conventions between a public body and an association."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

# Kinds of conventions
ADHESION = "adhesion"
MANDATE = "mandate"
TILL = "till"
CREDITOR = "creditor"

# What the public accountant has said of a draft
UNASKED = "unasked"
WAITING = "waiting"
CONFORM = "conform"
TACIT = "tacit"
REFUSED = "refused"

# The eight clauses of article D1611-32-3 (CGCT), in the order of that article.
MANDATE_CLAUSES = tuple(str(number) for number in range(1, 9))

# Receipts that article L1611-7-1 (CGCT) names with a decree, or leaves to one.
BY_DECREE = ("domain", "contract", "decree")

BLANK = re.compile(r"\[[^\[\]]+\]")
TAG = re.compile(r"<[^>]+>")


def plain(text: str) -> str:
    """What a reader sees of a rich text.

    >>> plain("<p>The <b>term</b> is </p><p><br></p>")
    'The term is'
    """
    return " ".join(TAG.sub(" ", text or "").replace("&nbsp;", " ").split())


def blanks(text: str) -> list[str]:
    """What is still to be filled in: words between square brackets.

    >>> blanks("<p>For [number] years, from [<b>day</b>] on</p>")
    ['[number]', '[ day ]']
    >>> blanks("<p>For three years</p>")
    []
    """
    return BLANK.findall(plain(text))


def missing_clauses(clauses: dict[str, str]) -> list[str]:
    """Clauses that a mandate to collect receipts lacks (CGCT, article D1611-32-3).

    :param clauses: text by number of the list in that article, "1" to "8"
    :return: numbers that have no text

    >>> missing_clauses({str(n): "<p>Text</p>" for n in range(1, 9)})
    []
    >>> missing_clauses({"1": "<p>Text</p>", "2": "<p><br></p>"})
    ['2', '3', '4', '5', '6', '7', '8']
    """
    return [number for number in MANDATE_CLAUSES if not plain(clauses.get(number, ""))]


def tacit_on(asked: date) -> date:
    """First day on which a silent accountant is deemed to agree (D1611-32-2).

    The month runs from the day on which the draft was received, and its last day
    belongs to the accountant.

    >>> tacit_on(date(2026, 3, 15))
    datetime.date(2026, 4, 16)
    >>> tacit_on(date(2026, 1, 31))
    datetime.date(2026, 3, 1)
    """
    return asked + relativedelta(months=1) + timedelta(days=1)


def opinion_on(
    day: date, asked: date | None, answered: date | None, answer: str | None, kind: str
) -> str:
    """What the public accountant's opinion amounts to on a day.

    A mandate needs an opinion that agrees, and silence agrees after a month (CGCT,
    articles L1611-7-1 and D1611-32-2): a refusal that comes later undoes nothing. A
    till needs it too, and nothing says that silence is enough (article R1617-2).

    :param asked: day on which the accountant received the draft
    :param answered: day of the answer
    :param answer: CONFORM or REFUSED

    >>> asked = date(2026, 3, 15)
    >>> opinion_on(date(2026, 4, 15), asked, None, None, MANDATE)
    'waiting'
    >>> opinion_on(date(2026, 4, 16), asked, None, None, MANDATE)
    'tacit'
    >>> opinion_on(date(2026, 4, 16), asked, None, None, TILL)
    'waiting'
    >>> opinion_on(date(2026, 4, 1), asked, date(2026, 3, 20), REFUSED, MANDATE)
    'refused'
    >>> opinion_on(date(2026, 5, 1), asked, date(2026, 4, 20), REFUSED, MANDATE)
    'tacit'
    >>> opinion_on(date(2026, 4, 17), asked, date(2026, 4, 20), CONFORM, MANDATE)
    'tacit'
    >>> opinion_on(date(2026, 3, 19), asked, date(2026, 3, 20), CONFORM, MANDATE)
    'waiting'
    >>> opinion_on(date(2026, 4, 1), None, None, None, MANDATE)
    'unasked'
    """
    is_answered = bool(answer and answered and answered <= day)
    if kind == MANDATE and asked:
        agreed = tacit_on(asked)
        is_late = is_answered and answer == REFUSED and answered >= agreed
        if day >= agreed and (is_late or not is_answered):
            return TACIT
    if is_answered:
        return answer
    return WAITING if asked else UNASKED


def term_on(day: date, end: date | None, months: int) -> date | None:
    """Last day of the term that runs on a day.

    :param end: last day of the first term; None for a convention without end
    :param months: length of each term that follows by itself; 0 for none

    >>> term_on(date(2026, 5, 1), date(2026, 12, 31), 12)
    datetime.date(2026, 12, 31)
    >>> term_on(date(2028, 1, 1), date(2026, 12, 31), 12)
    datetime.date(2028, 12, 31)
    >>> term_on(date(2028, 2, 29), date(2027, 8, 31), 6)
    datetime.date(2028, 2, 29)
    >>> term_on(date(2028, 1, 1), date(2026, 12, 31), 0)
    datetime.date(2026, 12, 31)
    """
    if not end or not months or end >= day:
        return end
    terms = 0
    while (last := end + relativedelta(months=terms * months)) < day:
        terms += 1
    return last


def notice_on(day: date, end: date | None, months: int, notice: int) -> date | None:
    """Last day to give notice for the next end that can still be chosen.

    :param notice: days before the end of the term
    :return: None without an end; the end itself where no notice is due

    >>> notice_on(date(2026, 5, 1), date(2026, 12, 31), 12, 90)
    datetime.date(2026, 10, 2)

    Too late for 2026: the next one.

    >>> notice_on(date(2026, 10, 3), date(2026, 12, 31), 12, 90)
    datetime.date(2027, 10, 2)

    Without tacit renewal the day stays, even once it is past.

    >>> notice_on(date(2026, 10, 3), date(2026, 12, 31), 0, 90)
    datetime.date(2026, 10, 2)
    """
    if not end:
        return None
    last = term_on(day + timedelta(days=notice if months else 0), end, months)
    return last - timedelta(days=notice)


def deadline_on(day: date, end: date | None, months: int, notice: int) -> date | None:
    """Next day on which somebody has to act: to give notice, or to renew.

    >>> deadline_on(date(2026, 5, 1), date(2026, 12, 31), 0, 90)
    datetime.date(2026, 10, 2)
    >>> deadline_on(date(2026, 10, 3), date(2026, 12, 31), 0, 90)
    datetime.date(2026, 12, 31)
    >>> deadline_on(date(2026, 10, 3), date(2026, 12, 31), 12, 90)
    datetime.date(2027, 10, 2)
    """
    notice_day = notice_on(day, end, months, notice)
    if not notice_day or months or notice_day >= day:
        return notice_day
    return end
