# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a member paid, and how, out of the cells that volunteers keep."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from odoo.tools.translate import LazyTranslate

from odoo.addons.lcc_base.tools.spreadsheet import (
    SpreadsheetError,
    header_name,
    parse_date,
    parse_decimal,
    parse_integer,
)

from .dues import Period
from .member_cells import NO, YES, clean_text, is_blank

_lt = LazyTranslate(__name__, default_lang="en_US")

MEANS_WORDS = {
    "cash": "especes espece esp liquide liquides cash",
    "cheque": "cheque cheques chq chqs cheq chk ch check",
    "transfer": "virement virements vir virt vrt transfer",
    "card": "cb carte bancaire tpe card",
    "online": "helloasso hello asso paypal stripe ligne online internet",
    "debit": "prelevement prelevements prlvt sepa debit",
}
KIND_WORDS = {
    "person": "particulier particuliers individuel individuelle personne citoyen"
    " citoyenne usager usagers utilisateur utilisatrice physique person individual",
    "professional": "pro pros professionnel professionnelle professionnels prestataire"
    " prestataires entreprise commerce commercant commercante artisan artisane"
    " producteur productrice professional business company",
    "association": "asso assos association associations associatif associative",
    "commune": "commune communes mairie mairies collectivite collectivites ville"
    " municipality",
    "grouping": "epci intercommunalite interco communaute agglomeration parc pnr"
    " syndicat grouping",
}
FREE = frozenset("gratuit gratuite offert offerte exonere exoneree free".split())
_KINDS = {word: kind for kind, words in KIND_WORDS.items() for word in words.split()}
_MEANS = {word: kind for kind, words in MEANS_WORDS.items() for word in words.split()}
_FILLERS = frozenset(
    "n no numero num de du des le la les par en a au l d et membre adherent adherente"
    " personne morale bank bancaire avec".split()
)

_NUMBER = r"\d+(?:[ .,]\d+)*"
_EURO = r"\s*(?:€|euros?|eur|e)?"
_DAY = re.compile(r"\b(?:le\s+)?(\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2}))\b")
_INCLUDED = re.compile(
    rf"\(?\bdont\s+(?P<gift>{_NUMBER}){_EURO}\s*(?:de\s+|en\s+)?dons?\b\)?"
)
_GIFT = re.compile(
    rf"[+(\s]*\b(?P<gift>{_NUMBER}){_EURO}\s*(?:de\s+|en\s+)?dons?\b\)?"
    rf"|[+(\s]*\bdons?\s*(?:de\s+|:\s*)?(?P<after>{_NUMBER}){_EURO}\)?"
)
_AMOUNT = re.compile(rf"({_NUMBER}){_EURO}(?![\w€])")
_DUES_WORDS = frozenset(
    "cotis cotisation adh adhesion paye payee regle reglee paid dues eur".split()
)


class DuesCell(NamedTuple):
    """What one cell says of dues.

    :ivar amount: None where the cell says that they are paid, and not how much
    """

    amount: Decimal | None
    gift: Decimal = Decimal(0)
    means: str = ""
    reference: str = ""
    day: date | None = None


def parse_kind(value: Any) -> str:
    """The kind of member that a word stands for; empty where it is none.

    >>> parse_kind("Particulier"), parse_kind("PRO"), parse_kind("asso")
    ('person', 'professional', 'association')
    >>> parse_kind("Mairie"), parse_kind("Communauté de communes"), parse_kind("?")
    ('commune', 'grouping', '')
    """
    words = header_name(value).split("_")
    kinds = {_KINDS[word] for word in words if word in _KINDS}
    if "grouping" in kinds:
        return "grouping"
    return kinds.pop() if len(kinds) == 1 else ""


def parse_means(value: Any) -> tuple[str, str]:
    """Means of payment, and the number that stands beside it.

    >>> parse_means("chq"), parse_means("Chèque n° 0012345"), parse_means("Espèces")
    (('cheque', ''), ('cheque', '0012345'), ('cash', ''))
    >>> parse_means("vir."), parse_means("CB"), parse_means("HelloAsso")
    (('transfer', ''), ('card', ''), ('online', ''))
    >>> parse_means("troc")
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_base.tools.spreadsheet.SpreadsheetError: "troc" is no means of \
payment. Write cash, cheque, transfer, card, online or direct debit.
    """
    words = [word for word in header_name(value).split("_") if word not in _FILLERS]
    numbers = [word for word in words if word.isdigit()]
    kinds = {_MEANS.get(word) for word in words if not word.isdigit()}
    if len(kinds) == 1 and None not in kinds and len(numbers) < 2:
        return kinds.pop(), "".join(numbers)
    raise SpreadsheetError(
        _lt(
            '"%(value)s" is no means of payment. Write cash, cheque, transfer, card, '
            "online or direct debit.",
            value=value,
        )
    )


def parse_year(value: Any) -> int:
    """
    >>> parse_year("2020"), parse_year(2020.0), parse_year("Année 2020")
    (2020, 2020, 2020)
    """
    text = re.sub(r"^\D+", "", clean_text(value)) or value
    try:
        year = parse_integer(text)
    except SpreadsheetError:
        year = 0
    if not 1990 <= year < 2100:
        raise SpreadsheetError(
            _lt('"%(value)s" is not a year of dues. Write it as 2020.', value=value)
        )
    return year


def period_of_year(year: int, day: date | None = None, renews: bool = False) -> Period:
    """The days that dues of a civil year, told by a file, are for.

    As for dues that are paid today: a newcomer is a member from the day on, who
    renews from the first of January on.

    :param day: when they were paid, if that is known

    >>> period_of_year(2020) == (date(2020, 1, 1), date(2020, 12, 31))
    True
    >>> period_of_year(2020, date(2020, 5, 4)).start.isoformat()
    '2020-05-04'
    >>> period_of_year(2020, date(2020, 5, 4), renews=True).start.isoformat()
    '2020-01-01'
    >>> period_of_year(2021, date(2020, 12, 20)).start.isoformat()
    '2021-01-01'
    """
    start = day if day and day.year == year and not renews else date(year, 1, 1)
    return Period(start, date(year, 12, 31))


def parse_dues(value: Any) -> DuesCell | None:
    """Dues, gift, means and day out of a cell; None where nothing was paid.

    A cross, or a day, says that the dues are paid and not how much. Zero is nothing;
    dues that are given for nothing are "free".

    >>> parse_dues("15 €").amount, parse_dues(12.5).amount, parse_dues("oui").amount
    (Decimal('15'), Decimal('12.5'), None)
    >>> parse_dues("10+5 don")[:2], parse_dues("10 € (+ 5 € de don)")[:2]
    ((Decimal('10'), Decimal('5')), (Decimal('10'), Decimal('5')))
    >>> parse_dues("15 dont 5 don")[:2], parse_dues("don 5")[:2]
    ((Decimal('10'), Decimal('5')), (Decimal('0'), Decimal('5')))
    >>> parse_dues("10€ chq 0012345 le 12/03/20")
    DuesCell(amount=Decimal('10'), gift=Decimal('0'), means='cheque', \
reference='0012345', day=datetime.date(2020, 3, 12))
    >>> parse_dues("esp 10").means, parse_dues("gratuit").amount
    ('cash', Decimal('0'))
    >>> parse_dues(""), parse_dues("-"), parse_dues(0), parse_dues("non")
    (None, None, None, None)
    >>> parse_dues("10+10")
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_base.tools.spreadsheet.SpreadsheetError: "10+10" holds several \
amounts. Write the dues and the gift as 10 + 5 gift, or the total as one number.
    """
    if isinstance(value, date | datetime):
        return DuesCell(None, day=parse_date(value))
    if isinstance(value, bool):
        return DuesCell(None) if value else None
    if isinstance(value, int | float | Decimal):
        amount = _positive(parse_decimal(value), value)
        return DuesCell(amount) if amount else None
    if header_name(value) in FREE:
        return DuesCell(Decimal(0))
    if is_blank(value) or header_name(value) in NO:
        return None
    if header_name(value) in YES - {"1"}:
        return DuesCell(None)
    return _parse_written_dues(clean_text(value))


def _parse_written_dues(text: str) -> DuesCell | None:
    rest = _plain(text)
    day = _DAY.search(rest)
    if day:
        rest = rest.replace(day[0], " ")
    included, gift = _INCLUDED.search(rest), None
    if not included:
        gift = _GIFT.search(rest)
    found = included or gift
    if found:
        rest = rest.replace(found[0], " ")
    given = found and (found["gift"] or (gift and gift["after"]))
    given = parse_decimal(given) if given else Decimal(0)
    amount, means, reference = _parse_rest(rest, text)
    if included:
        amount = (amount or 0) - given
    if amount is None and gift:
        amount = Decimal(0)
    if amount is not None:
        _positive(amount, text)
        if not amount and not given:
            return None
    return DuesCell(amount, given, means, reference, day and parse_date(day[1]))


def _parse_rest(rest: str, text: str) -> tuple:
    """Amount, means and reference of what is left once day and gift are taken out."""
    if re.fullmatch(rf"\s*-?\s*{_NUMBER}{_EURO}\s*", rest):
        return parse_decimal(re.sub(r"[€a-z\s]", "", rest)), "", ""
    found = _AMOUNT.search(rest)
    words = header_name(rest[: found.start()] + rest[found.end() :] if found else rest)
    words = [word for word in words.split("_") if word and word not in _DUES_WORDS]
    if found and any(mark in rest for mark in "+/"):
        raise SpreadsheetError(
            _lt(
                '"%(value)s" holds several amounts. Write the dues and the gift as '
                "10 + 5 gift, or the total as one number.",
                value=text,
            )
        )
    amount = parse_decimal(found[1]) if found else None
    words = [word for word in words if word not in _FILLERS]
    if not words:
        return amount, "", ""
    try:
        means, reference = parse_means("_".join(words))
    except SpreadsheetError as error:
        raise SpreadsheetError(
            _lt('"%(value)s" is not an amount of dues. Write it as 15,00.', value=text)
        ) from error
    return amount, means, reference


def _positive(amount: Decimal, value: Any) -> Decimal:
    if amount < 0:
        raise SpreadsheetError(
            _lt(
                '"%(value)s": dues and gifts are not negative. Enter a refund in '
                "Odoo, as a credit note.",
                value=value,
            )
        )
    return amount


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in text if not unicodedata.combining(letter))
