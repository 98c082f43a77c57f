# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who a member is, out of the cells that volunteers keep: names, addresses, phones.

Plain functions: each turns one cell into a value, or raises `SpreadsheetError`.
"""

import re
from datetime import date
from typing import Any, NamedTuple

from odoo.tools.translate import LazyTranslate

from odoo.addons.lcc_base.tools.communes import clean_postcode
from odoo.addons.lcc_base.tools.spreadsheet import (
    SpreadsheetError,
    header_name,
    normalise_name,
    parse_date,
)

_lt = LazyTranslate(__name__, default_lang="en_US")

# What people write where there is nothing to write, as `header_name` has it.
BLANKS = frozenset(
    "neant aucun aucune nc na n_a n_c inconnu inconnue non non_communique"
    " non_renseigne pas_de_mail pas_d_email liste_rouge none no".split()
)
YES = frozenset("oui o x 1 vrai true yes y ok v".split())
NO = frozenset("non n 0 faux false no".split())
_CHECK_MARKS = frozenset("✓✔☑✅×")

# Text


def clean_text(value: Any) -> str:
    """A cell as one line of text; a number as it is shown.

    >>> clean_text("  12 rue\\n des Lilas "), clean_text(9000.0), clean_text(None)
    ('12 rue des Lilas', '9000', '')
    """
    if value is None or value is False:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def is_blank(value: Any) -> bool:
    """
    >>> is_blank(None), is_blank(" - "), is_blank("Néant"), is_blank("N/A")
    (True, True, True, True)
    >>> is_blank(0), is_blank("Foix")
    (False, False)
    """
    key = header_name(value)
    return (not key and str(value or "")[:1] not in _CHECK_MARKS) or key in BLANKS


def parse_yes_no(value: Any) -> bool:
    """
    >>> [parse_yes_no(cell) for cell in ("Oui", "x", 1, 1.0, "VRAI", True, "✔")]
    [True, True, True, True, True, True, True]
    >>> [parse_yes_no(cell) for cell in ("non", "", 0, "Faux", None, "-")]
    [False, False, False, False, False, False]
    >>> parse_yes_no("peut-être")
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_base.tools.spreadsheet.SpreadsheetError: "peut-être" is neither \
yes nor no. Write yes or no.
    """
    key = header_name(clean_text(value))
    if key in YES or str(value)[:1] in _CHECK_MARKS:
        return True
    if key in NO or is_blank(value):
        return False
    raise SpreadsheetError(
        _lt('"%(value)s" is neither yes nor no. Write yes or no.', value=value)
    )


def parse_consent(value: Any, today: date) -> date | None:
    """The day on which a member agreed: the cell's own, or today for a plain yes.

    >>> str(parse_consent("12/03/2019", date(2026, 5, 4)))
    '2019-03-12'
    >>> str(parse_consent("oui", date(2026, 5, 4))), parse_consent("", date(2026, 5, 4))
    ('2026-05-04', None)
    """
    try:
        return today if parse_yes_no(value) else None
    except SpreadsheetError:
        pass
    try:
        return parse_date(value)
    except SpreadsheetError as error:
        raise SpreadsheetError(
            _lt(
                '"%(value)s" is neither yes nor no, nor a date. Write yes, no, or the '
                "day as 31/12/2020.",
                value=value,
            )
        ) from error


# Names

_PERSON_PARTICLES = frozenset("de du des von van der den et".split())
_PLACE_PARTICLES = frozenset(
    "de du des le la les sur sous en et aux au lès lez".split()
)
_ARTICLES = frozenset("le la les au aux".split())
_ACRONYMS = frozenset(
    "SARL EURL SA SAS SASU SCI SCOP SCIC SNC GAEC EARL SCEA AMAP MJC GIE EI EIRL"
    " ADMR CPIE ESAT FSE PNR EPCI CCAS BTP".split()
)
_CIVILITY = re.compile(
    r"^(?:(?:monsieur|madame|mademoiselle|mme|mlle|mr|m)\b\.?"
    r"(?:\s*(?:et|&|/|ou)\s*)?)+\s*(?=\w)",
    re.IGNORECASE,
)
_JOINTS = re.compile("([-'\u2019])")


def proper_case(text: str, particles: frozenset = _PERSON_PARTICLES) -> str:
    """Words in capitals, or in small letters, as they are usually written.

    Their order is kept, and so is a word that has both.

    >>> proper_case("DUPONT Jean-Marie"), proper_case("DUPONT jean")
    ('Dupont Jean-Marie', 'Dupont Jean')
    >>> proper_case("DE LA TOUR D'AUVERGNE Anne"), proper_case("LE GOFF YANN")
    ("de la Tour d'Auvergne Anne", 'Le Goff Yann')
    >>> proper_case("MCDONALD Ian"), proper_case("O'BRIEN"), proper_case("L'HERMITE")
    ('McDonald Ian', "O'Brien", "L'Hermite")
    >>> proper_case("McDonald ÉLODIE"), proper_case("J. VAN DER BERG")
    ('McDonald Élodie', 'J. van der Berg')
    >>> proper_case("Yann le Goff"), proper_case("yann le goff")
    ('Yann le Goff', 'Yann Le Goff')
    """
    is_small = text.islower()
    words, previous = [], ""
    for word in text.split(" "):
        is_big = word.isupper() and sum(map(str.isalpha, word)) > 1
        is_low = word.islower() and word not in _PLACE_PARTICLES
        if is_small or is_big or is_low:
            words.append(_fix_word(word, particles, previous))
        else:
            words.append(word)
        previous = word.lower()
    return " ".join(words)


def _fix_word(word: str, particles: frozenset, previous: str) -> str:
    small = word.lower()
    is_first = not previous
    if particles is _PLACE_PARTICLES:
        is_particle = small in particles and not is_first
    else:
        is_particle = small in particles or (small == "la" and previous == "de")
    if is_particle:
        return small
    parts = _JOINTS.split(small)
    for index in range(0, len(parts), 2):
        elided = index + 1 < len(parts) and parts[index + 1] in "'\u2019"
        keeps = elided and parts[index] == "d" and (particles is not _PLACE_PARTICLES)
        inner = index > 0 and (parts[index] in _PLACE_PARTICLES or elided)
        later = elided and not is_first and parts[index] in ("d", "l")
        if not (keeps or inner or (later and particles is _PLACE_PARTICLES)):
            parts[index] = _capital(parts[index])
    return "".join(parts)


def _capital(word: str) -> str:
    if word.startswith("mc") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    return word[:1].upper() + word[1:]


def format_city(value: Any) -> str:
    """
    >>> format_city("SAINT-JEAN-DE-LUZ"), format_city("LE MAS D'AZIL")
    ('Saint-Jean-de-Luz', "Le Mas d'Azil")
    >>> format_city("TARASCON SUR ARIEGE"), format_city("L'ISLE JOURDAIN")
    ('Tarascon sur Ariege', "L'Isle Jourdain")
    >>> format_city("FOIX CEDEX 2")
    'Foix Cedex 2'
    """
    return proper_case(clean_text(value), _PLACE_PARTICLES)


def format_person(value: Any) -> str:
    """A person's name, without the civility that stands before it.

    >>> format_person("M. DUPONT Jean"), format_person("Mme  durand anne")
    ('Dupont Jean', 'Durand Anne')
    >>> format_person("M. et Mme MARTIN Luc et Eve"), format_person("Maurice MONNET")
    ('Martin Luc et Eve', 'Maurice Monnet')
    """
    return proper_case(_CIVILITY.sub("", clean_text(value)))


def format_organisation(value: Any) -> str:
    """Organisations keep their acronyms, and a short name its capitals.

    >>> format_organisation("SARL LE FOURNIL DE FOIX"), format_organisation("ADEAR")
    ('SARL Le Fournil de Foix', 'ADEAR')
    >>> format_organisation("AMAP DU PLA")
    'AMAP du Pla'
    >>> format_organisation("Bio'Ariège SAS")
    "Bio'Ariège SAS"
    """
    text = clean_text(value)
    if not text.isupper() or " " not in text:
        return text
    kept = proper_case(text, _PLACE_PARTICLES).split(" ")
    words = zip(text.split(" "), kept, strict=True)
    fixed = [word if word in _ACRONYMS else new for word, new in words]
    if fixed[0] in _ACRONYMS and fixed[1] in _ARTICLES:
        fixed[1] = fixed[1].capitalize()
    return " ".join(fixed)


def name_key(text: Any) -> str:
    """A name that can be compared whatever the order of its words.

    >>> name_key("DUPONT Jean-Marie") == name_key("M. Jean Marie Dupont")
    True
    """
    words = normalise_name(_CIVILITY.sub("", clean_text(text))).split()
    return " ".join(sorted(words))


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
