# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""French communes: codes, postcodes, and the official files that list them."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from odoo.tools.translate import LazyTranslate

from .spreadsheet import (
    Layout,
    SpreadsheetError,
    normalise_name,
    parse_integer,
)

_lt = LazyTranslate(__name__, default_lang="en_US")

# countries whose postcodes are in La Poste's list
FRENCH_COUNTRIES = frozenset(
    "FR GP MQ GF RE PM YT BL MF WF PF NC TF MC".split()  # codespell:ignore
)

_CODE = re.compile(
    r"(?:0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5])[0-9]{3}|9[78][0-9]{3}"
)
_POSTCODE = re.compile(r"[0-9]{5}")
_LABEL = re.compile(r"(.*?)(?:\s*\(([0-9][0-9ABab][0-9]?)\))?", re.DOTALL)
_ABROAD = re.compile(r"99[0-9]{3}")  # La Poste delivers to Monaco
_NO_EPCI = "ZZZZZZZZZ"

COG = Layout(
    "cog",
    {
        "type": ("typecom", "type_com"),
        "code": ("com", "code_commune", "codgeo"),
        "name": ("libelle", "nccenr", "libgeo"),
    },
    ("type", "code", "name"),
)
POSTCODES = Layout(
    "postcodes",
    {
        "code": ("code_commune_insee", "code_insee", "insee", "code_commune"),
        "postcode": ("code_postal", "codepostal", "cp"),
        "label": (
            "libelle_d_acheminement",
            "libelle_acheminement",
            "libell_d_acheminement",
        ),
        "locality": ("ligne_5", "ligne5"),
    },
    ("code", "postcode"),
)
EPCI = Layout(
    "epci",
    {
        "code": ("codgeo", "insee", "code_insee", "com", "code_commune"),
        "siren": ("epci", "siren_epci", "siren", "code_epci"),
        "epci_name": ("libepci", "raison_sociale", "nom_epci", "nom_complet"),
    },
    ("code", "siren", "epci_name"),
)
POPULATION_SERIES = Layout(
    "population_series",
    {
        "code": ("geo",),
        "type": ("geo_object",),
        "measure": ("popref_measure",),
        "population_year": ("time_period",),
        "population": ("obs_value",),
    },
    ("code", "type", "measure", "population_year", "population"),
)
POPULATION = Layout(
    "population",
    {
        "code": ("codgeo", "code_insee", "insee", "depcom", "code_commune", "com"),
        "department": ("coddep", "dep", "code_departement"),
        "number": ("codcom",),
        "population": (
            "pmun",
            "population_municipale",
            "population",
            "pmun[0-9]{4}",
        ),
        "population_year": ("annee", "annee_recensement", "year"),
    },
    ("code", "population"),
)
LAYOUTS = (COG, POSTCODES, EPCI, POPULATION_SERIES, POPULATION)


def is_commune_code(text: str) -> bool:
    """
    >>> [is_commune_code(code) for code in ("09122", "2A004", "97105", "98735")]
    [True, True, True, True]
    >>> [is_commune_code(code) for code in ("9122", "20004", "96001", "Foix", "")]
    [False, False, False, False, False]
    """
    return bool(_CODE.fullmatch(text))


def department_of(code: str) -> str:
    """
    >>> department_of("09122"), department_of("2A004"), department_of("97105")
    ('09', '2A', '971')
    """
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def split_label(text: str) -> tuple[str, str]:
    """A commune as it is displayed: its name, and its department if it is there.

    >>> split_label("Foix (09)"), split_label("Ajaccio (2a)"), split_label(" Foix ")
    (('Foix', '09'), ('Ajaccio', '2A'), ('Foix', ''))
    >>> split_label("Château-Chinon (Ville) (58)"), split_label("Brest (Ville)")
    (('Château-Chinon (Ville)', '58'), ('Brest (Ville)', ''))
    """
    name, department = _LABEL.fullmatch(text.strip()).groups()
    return name, (department or "").upper()


def clean_postcode(text: str | None) -> str:
    """The five digits of a French postcode, or nothing.

    >>> clean_postcode("09 200"), clean_postcode("F-09200"), clean_postcode("H2X 1Y4")
    ('09200', '09200', '')
    """
    text = re.sub(r"^FR?[\s-]*|\s", "", text or "", flags=re.IGNORECASE)
    return text if _POSTCODE.fullmatch(text) else ""


def french_postcode(text: str | None, country: str | None) -> str:
    """The five digits of a postcode; nothing outside France.

    >>> french_postcode("F-09200", "FR"), french_postcode("09200", None)
    ('09200', '09200')
    >>> french_postcode("20137", "IT")
    ''
    """
    is_french = not country or country in FRENCH_COUNTRIES
    return clean_postcode(text) if is_french else ""


def is_siren(text: str) -> bool:
    """Nine digits whose last one is right (Luhn).

    >>> is_siren("200067940"), is_siren("200067941"), is_siren("20006794")
    (True, False, False)
    """
    if not re.fullmatch(r"[0-9]{9}", text):
        return False
    doubled = (int(digit) * (1 + rank % 2) for rank, digit in enumerate(text))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def match_city(city: str | None, candidates: Iterable[tuple[Any, str, str]]) -> Any:
    """The commune that a city's name means, among those of one postcode.

    :param candidates: commune, normalised name of the commune, normalised name of a
        locality of it
    :return: a commune, or None where no name or several ones fit

    >>> girons = [(1, "saint girons", ""), (2, "moulis", "luzenac de moulis")]
    >>> match_city("ST-GIRONS Cedex", girons), match_city("Luzenac-de-Moulis", girons)
    (1, 2)
    >>> match_city("Foix", girons), match_city("", girons), match_city("", girons[:1])
    (None, None, 1)
    """
    candidates = list(candidates)
    key = normalise_name(city)
    if key:
        found = {commune for commune, name, _locality in candidates if name == key}
        found = found or {commune for commune, _n, place in candidates if place == key}
    else:
        found = {commune for commune, _name, _locality in candidates}
    return found.pop() if len(found) == 1 else None


def parse_record(layout: Layout, record: dict) -> dict | None:
    """Values of a line of one of the `LAYOUTS`.

    :return: None for a line that is about no commune of today
    :raise SpreadsheetError: with its column

    >>> parse_record(COG, {"type": "COM", "code": "9122", "name": "Foix"})
    {'code': '09122', 'name': 'Foix'}
    >>> parse_record(COG, {"type": "COMD", "code": "09001", "name": "Old"}) is None
    True
    """
    if None in record:
        raise SpreadsheetError(
            _lt(
                "The line has more cells than the headings: a separator stands in a "
                "name or a number. Put quotation marks around it."
            )
        )
    if layout in (COG, POPULATION_SERIES) and record["type"] not in ("COM", "ARM"):
        return None
    if layout is POPULATION_SERIES and record["measure"] != "PMUN":
        return None
    if _ABROAD.fullmatch(_text(record["code"])):
        return None
    values = {"code": _commune_code(record)}
    if layout is COG:
        values["name"] = _cell(record, "name", _required)
    elif layout is POSTCODES:
        values["postcode"] = _cell(record, "postcode", _postcode)
        values["locality"] = _text(record["locality"] or record["label"])
    elif layout is EPCI:
        has_epci = record["siren"] not in ("", _NO_EPCI)
        values["siren"] = _cell(record, "siren", _siren) if has_epci else ""
        values["epci_name"] = _cell(record, "epci_name", _required) if has_epci else ""
    else:
        values["population"] = _cell(record, "population", _count)
        if record["population_year"]:
            values["population_year"] = _cell(record, "population_year", _year)
    return values


def year_of_heading(heading: str) -> int | None:
    """The year in the heading of a column of populations.

    >>> year_of_heading("PMUN2021"), year_of_heading("Population municipale")
    (2021, None)
    """
    year = re.search(r"[0-9]{4}$", heading)
    return int(year.group()) if year else None


def _cell(record: dict, column: str, parse: Callable) -> Any:
    try:
        return parse(record[column])
    except SpreadsheetError as error:
        error.column = column
        raise


def _commune_code(record: dict) -> str:
    code = _digits(record["code"], 5)
    if not is_commune_code(code) and record.get("department"):
        code = _join_code(record)
    if not is_commune_code(code):
        raise SpreadsheetError(
            _lt(
                '"%(value)s" is not the INSEE code of a commune: five signs, as 09122 '
                "or 2A004.",
                value=record["code"],
            ),
            column="code",
        )
    return code


def _join_code(record: dict) -> str:
    """The code in a file that gives the department and the commune's number apart.

    >>> _join_code({"department": "09", "code": "Foix", "number": "122"})
    '09122'
    >>> _join_code({"department": 9, "code": 99.0})
    '09099'
    >>> _join_code({"department": "971", "code": "101"})
    '97101'
    """
    department = _digits(record["department"], 2)
    number = _text(record.get("number") or record["code"])
    number = number.zfill(5 - len(department))
    # overseas, INSEE repeats the third digit of the department in the number
    return department[: 5 - len(number)] + number


def _digits(value: Any, length: int) -> str:
    """Mends what a spreadsheet program does to codes: a lost zero, a number.

    >>> _digits(9122, 5), _digits("9122", 5), _digits(9122.0, 5), _digits("2a004", 5)
    ('09122', '09122', '09122', '2A004')
    """
    text = _text(value).upper()
    return text.zfill(length) if len(text) == length - 1 and text.isdigit() else text


def _text(value: Any) -> str:
    """
    >>> _text(" Foix "), _text(9122.0), _text(12)
    ('Foix', '9122', '12')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _required(value: Any) -> str:
    if not value:
        raise SpreadsheetError(_lt("The name is missing."))
    return _text(value)


def _postcode(value: Any) -> str:
    postcode = _digits(value, 5)
    if not _POSTCODE.fullmatch(postcode):
        raise SpreadsheetError(
            _lt('"%(value)s" is not a postcode: five digits.', value=value)
        )
    return postcode


def _siren(value: Any) -> str:
    siren = _digits(value, 9)
    if not is_siren(siren):
        raise SpreadsheetError(
            _lt(
                '"%(value)s" is not a SIREN number: nine digits, the last of which is '
                "a check digit.",
                value=value,
            )
        )
    return siren


def _count(value: Any) -> int:
    number = parse_integer(value)
    if not 0 <= number < 10_000_000:
        raise SpreadsheetError(
            _lt('"%(value)s" cannot be the population of a commune.', value=value)
        )
    return number


def _year(value: Any) -> int:
    year = parse_integer(value)
    if not 1800 <= year < 2200:
        raise SpreadsheetError(_lt('"%(value)s" is not a year.', value=value))
    return year
