# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Where a member is found, out of the cells that volunteers keep.

Plain functions: each turns one cell into a value, or raises `SpreadsheetError`.
"""

import re
from typing import Any, NamedTuple

from odoo.tools.translate import LazyTranslate

from odoo.addons.lcc_base.tools.communes import clean_postcode
from odoo.addons.lcc_base.tools.spreadsheet import SpreadsheetError, header_name

from .member_cells import clean_text, format_city, is_blank

_lt = LazyTranslate(__name__, default_lang="en_US")

# Addresses


class Address(NamedTuple):
    street: str
    zip: str
    city: str


_POSTCODE = re.compile(r"(?<![\dA-Za-z])(?:FR?[- ]?)?(\d{2}) ?(\d{3})(?!\d)")
_SHORT_POSTCODE = re.compile(r"(?<=[\s,;-])([1-9]\d{3})\s+(?=[^\W\d])")
_STREET_WORDS = frozenset(
    "rue route chemin avenue av allee allees impasse place quai boulevard bd bld cours"
    " sentier lotissement lot hameau residence square passage voie montee faubourg ter"
    " bis ch rte lieu lieudit bp cs village quartier ancienne vieille".split()
)
_SEPARATOR = re.compile(r"\s*[,;]\s*|\s+[-\u2013]\s+")
_FRANCE = re.compile(r"[\s,;(-]*\bfrance\b[\s)]*$", re.IGNORECASE)
_EDGES = " ,;-\u2013("


def split_address(value: Any) -> Address:
    """An address in one cell.

    Where the postcode comes last and no comma tells the city from the street, the
    city is left empty.

    >>> split_address("12 rue des Lilas 09000 FOIX")
    Address(street='12 rue des Lilas', zip='09000', city='Foix')
    >>> split_address("12 rue des Lilas\\n09 000 Foix, France").city
    'Foix'
    >>> split_address("12, rue des Lilas - F-09000 FOIX CEDEX")
    Address(street='12, rue des Lilas', zip='09000', city='Foix Cedex')
    >>> split_address("BP 40123 09008 FOIX CEDEX").street
    'BP 40123'
    >>> split_address("12 rue des Lilas, Foix (09000)")
    Address(street='12 rue des Lilas', zip='09000', city='Foix')
    >>> split_address("12 rue des Lilas Foix 09000")
    Address(street='12 rue des Lilas Foix', zip='09000', city='')
    >>> split_address("09000 Foix, 12 rue des Lilas")
    Address(street='12 rue des Lilas', zip='09000', city='Foix')
    >>> split_address("Le Pla, 1200 route de Foix 9000 FOIX")
    Address(street='Le Pla, 1200 route de Foix', zip='09000', city='Foix')
    >>> split_address("09000 FOIX"), split_address("Foix (09000)").city
    (Address(street='', zip='09000', city='Foix'), 'Foix')
    >>> split_address("1200 route de Foix")
    Address(street='1200 route de Foix', zip='', city='')
    """
    lines = str("" if value is None else value).splitlines()
    text = ", ".join(filter(None, (clean_text(line).strip(",") for line in lines)))
    text = _FRANCE.sub("", clean_text(text))
    found = list(_POSTCODE.finditer(text))
    if found:
        match = found[-1]
        before = text[: match.start()].strip(_EDGES)
        after = text[match.end() :].strip(_EDGES + ")")
        return _place(before, "".join(match.groups()), after)
    for short in _SHORT_POSTCODE.finditer(text):
        city = text[short.end() :]
        if header_name(city).split("_")[0] not in _STREET_WORDS:
            before = text[: short.start()].strip(_EDGES)
            return _place(before, f"0{short[1]}", city)
    return Address(text, "", "")


def _place(before: str, postcode: str, after: str) -> Address:
    if after:
        city, *rest = _SEPARATOR.split(after, maxsplit=1)
        street = ", ".join(filter(None, [before, *rest]))
        return Address(street, postcode, format_city(city))
    *street, city = _SEPARATOR.split(before)
    words = set(header_name(before).split("_"))
    if street and not any(map(str.isdigit, city)):
        cut = before[: before.rindex(city)].strip(_EDGES)
        return Address(cut, postcode, format_city(city))
    if not street and not any(map(str.isdigit, before)) and not words & _STREET_WORDS:
        return Address("", postcode, format_city(before))
    return Address(before, postcode, "")


def parse_zip(value: Any, is_french: bool = True) -> str:
    """
    >>> parse_zip(9000), parse_zip("F-09000"), parse_zip("09 000"), parse_zip("9000")
    ('09000', '09000', '09000', '09000')
    >>> parse_zip("H2X 1Y4", is_french=False)
    'H2X 1Y4'
    >>> parse_zip("0900")
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_base.tools.spreadsheet.SpreadsheetError: "0900" is not a postcode. \
Write five digits, as 09000, or give the country.
    """
    text = clean_text(value)
    if not is_french or not text:
        return text
    digits = re.sub(r"\s", "", text)
    if re.fullmatch(r"[1-9]\d{3}", digits):
        digits = f"0{digits}"
    if postcode := clean_postcode(digits):
        return postcode
    raise SpreadsheetError(
        _lt(
            '"%(value)s" is not a postcode. Write five digits, as 09000, or give the '
            "country.",
            value=value,
        )
    )


# Phones and e-mail

_PHONE = re.compile(r"[+(]?\d(?:[\s.()/_\u00b7-]*\d){7,}")
_FRENCH_PHONE = re.compile(r"(?:\+33|0033|33)?0?([1-9])(\d{2})(\d{2})(\d{2})(\d{2})")
_PHONE_SPLIT = re.compile(r"[;,|\n/]|\bou\b|\bet\b|\s-\s", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.ASCII)


def parse_phones(value: Any) -> list[str]:
    """The numbers in a cell, in one form: +33 6 12 34 56 78.

    A French number that lost its zero in a spreadsheet gets it back.

    >>> parse_phones("0612345678"), parse_phones("06.12.34.56.78")
    (['+33 6 12 34 56 78'], ['+33 6 12 34 56 78'])
    >>> parse_phones(612345678.0), parse_phones("06/12/34/56/78")
    (['+33 6 12 34 56 78'], ['+33 6 12 34 56 78'])
    >>> parse_phones("+33 (0)6 12 34 56 78"), parse_phones("0033612345678")
    (['+33 6 12 34 56 78'], ['+33 6 12 34 56 78'])
    >>> parse_phones("06 12 34 56 78 / 05 61 00 00 00 (bureau)")
    ['+33 6 12 34 56 78', '+33 5 61 00 00 00']
    >>> parse_phones("+32 470 12 34 56"), parse_phones("néant")
    (['+32470123456'], [])
    >>> parse_phones("06 12 34 56")
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_base.tools.spreadsheet.SpreadsheetError: "06 12 34 56" is not a \
phone number. Write it as 06 12 34 56 78, or with + and the country's code.
    """
    if is_blank(value):
        return []
    text = clean_text(value)
    whole = _read_phone(text)
    if whole:
        return [whole]
    phones = []
    for part in _PHONE_SPLIT.split(text):
        match = _PHONE.search(part)
        phone = match and _read_phone(match[0])
        if phone:
            phones.append(phone)
        elif any(map(str.isdigit, part)):
            break
    else:
        if phones:
            return list(dict.fromkeys(phones))
    raise SpreadsheetError(
        _lt(
            '"%(value)s" is not a phone number. Write it as 06 12 34 56 78, or with + '
            "and the country's code.",
            value=text,
        )
    )


def _read_phone(text: str) -> str:
    digits = re.sub(r"\(0\)|[\s.()/_\u00b7-]", "", text)
    if match := _FRENCH_PHONE.fullmatch(digits):
        return " ".join(["+33", *match.groups()])
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    return digits if re.fullmatch(r"\+[1-9]\d{6,14}", digits) else ""


def phone_key(phone: str | None) -> str:
    """What two ways to write a number have in common: its last nine digits.

    >>> phone_key("06.12.34.56.78") == phone_key("+33 6 12 34 56 78") == "612345678"
    True
    """
    return re.sub(r"\D", "", phone or "")[-9:]


def parse_emails(value: Any) -> list[str]:
    """The addresses in a cell, in small letters.

    >>> parse_emails("Jean.Dupont@Example.org ; j@example.com")
    ['jean.dupont@example.org', 'j@example.com']
    >>> parse_emails("Jean <mailto:jean@example.org>."), parse_emails("-")
    (['jean@example.org'], [])
    >>> parse_emails("jean(at)example.org"), parse_emails("j@example.org/e@example.org")
    (['jean@example.org'], ['j@example.org', 'e@example.org'])
    >>> parse_emails("jean@example")
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_base.tools.spreadsheet.SpreadsheetError: "jean@example" is not an \
e-mail address. Write it as name@example.org.
    """
    if is_blank(value):
        return []
    text = re.sub(r"\s*[\[(](?:at|arobase)[\])]\s*", "@", clean_text(value).lower())
    emails = list(dict.fromkeys(_EMAIL.findall(text.replace("mailto:", ""))))
    if emails and len(emails) >= text.count("@"):
        return emails
    raise SpreadsheetError(
        _lt(
            '"%(value)s" is not an e-mail address. Write it as name@example.org.',
            value=clean_text(value),
        )
    )
