# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""French spacing and apostrophes, as printers set it and keyboards cannot."""

import re

THIN = "\N{NARROW NO-BREAK SPACE}"
SPACES = " \N{NO-BREAK SPACE}" + THIN
MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre"
    "|décembre"
)
RULES = (
    (re.compile(f"[{SPACES}]+(?=[;:!?»%€])"), THIN),
    (re.compile(f"«[{SPACES}]*"), "«" + THIN),
    (re.compile(f"(?<=[^\\s«{THIN}])»"), THIN + "»"),
    (
        re.compile(f"(?<!\\d)\\d{{1,3}}(?:[{SPACES}]\\d{{3}})+(?!\\d)"),
        lambda number: re.sub(f"[{SPACES}]", THIN, number[0]),
    ),
    (re.compile("(?<=\\d)\N{NO-BREAK SPACE}"), THIN),
    (re.compile(f"(?<![\\d,.])1(?=[{SPACES}](?:{MONTHS})\\b)"), "1er"),
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "\N{RIGHT SINGLE QUOTATION MARK}"),
)


def french_typography(text):
    """Put narrow no-break spaces and apostrophes where French typography wants them,
    and call the first of a month so.

    A space before ; : ! ? » % € is narrowed; none is added where there is none,
    but inside quotation marks. Thousands and what follows an amount stay with it.

    >>> show = lambda text: french_typography(text).replace(THIN, "_")
    >>> show("Total : 2 314,02 € !")
    'Total_: 2_314,02_€_!'
    >>> show("Voir https://example.org à 10:30 ; «oui» ou « non » ?")
    'Voir https://example.org à 10:30_; «_oui_» ou «_non_»_?'
    >>> show("1\\xa0234\\xa0567,00\\xa0P et 12 parts de 1000")
    '1_234_567,00_P et 12 parts de 1000'
    >>> show("05 61 02 03 04, fin 2020 314 membres")
    '05 61 02 03 04, fin 2020 314 membres'
    >>> show("du 1 janvier au 31 mars, le 1er mai ; 1,1 mai, 21 avril")
    'du 1er janvier au 31 mars, le 1er mai_; 1,1 mai, 21 avril'
    >>> show("L'an deux mille, aujourd'hui : '24'")
    "L’an deux mille, aujourd’hui_: '24'"
    """
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text


def group_siret(number):
    """Group the digits of a SIRET as its holder reads it.

    >>> group_siret("81234567800012").replace(THIN, "_")
    '812_345_678_00012'
    >>> group_siret("W091000000")
    'W091000000'
    """
    match = re.fullmatch(r"(\d{3})(\d{3})(\d{3})(\d{5})", re.sub(r"\s", "", number))
    return THIN.join(match.groups()) if match else number
