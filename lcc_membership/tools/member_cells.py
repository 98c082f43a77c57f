# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who a member is, out of the cells that volunteers keep: names, yes and no.

Plain functions: each turns one cell into a value, or raises `SpreadsheetError`.
"""

import re
from datetime import date
from typing import Any

from odoo.tools.translate import LazyTranslate

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
        return _parse_day_of_consent(value)


def _parse_day_of_consent(value: Any) -> date:
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
