# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Texts of the French tax receipts for gifts: plain functions of plain arguments."""

import re
import unicodedata

from num2words import num2words

from odoo.addons.lcc_base.tools.communes import is_siren

from .dues import to_cents

# Article and paragraph of the Code général des impôts, for persons and for companies
GROUND_ARTICLES = {
    "utility": ("200, 1, a", "238 bis, 1, b"),
    "general": ("200, 1, b", "238 bis, 1, a"),
    "teaching": ("200, 1, c", "238 bis, 1, c"),
    "worship": ("200, 1, e", "238 bis, 1, b"),
    "show": ("200, 1, f", "238 bis, 1, e"),
    "fund": ("200, 1, g", "238 bis, 1, g"),
}


def amount_in_letters(amount) -> str:
    """Euros and cents in French words.

    >>> from decimal import Decimal
    >>> amount_in_letters(80), amount_in_letters(Decimal("1.01"))
    ('quatre-vingts euros', 'un euro et un centime')
    >>> amount_in_letters(Decimal("1271.50"))
    'mille deux cent soixante et onze euros et cinquante centimes'
    >>> amount_in_letters(2000000), amount_in_letters(Decimal("0.40"))
    ("deux millions d'euros", 'quarante centimes')
    """
    euros, cents = divmod(int(to_cents(amount) * 100), 100)
    parts = []
    if euros or not cents:
        of = "d'" if euros and not euros % 1_000_000 else ""
        unit = f"{of}euros" if euros > 1 else "euro"
        parts.append(f"{num2words(euros, lang='fr')} {unit}")
    if cents:
        unit = "centimes" if cents > 1 else "centime"
        parts.append(f"{num2words(cents, lang='fr')} {unit}")
    return " et ".join(parts)


def get_siren(registry: str | None) -> str:
    """The SIREN in a SIREN or SIRET, or nothing.

    >>> get_siren("200 067 940 00012"), get_siren("200067940"), get_siren("W091000000")
    ('200067940', '200067940', '')
    """
    digits = re.sub(r"\s", "", registry or "")
    siren = digits[:9]
    return siren if len(digits) in (9, 14) and is_siren(siren) else ""


def guess_means(journal_type: str, name: str) -> str:
    """How the money came, by the type of the journal and the name of the means.

    What came through no journal of money was set off against another paper: no guess
    tells whether that was money, or expenses that a volunteer does not ask back.

    >>> guess_means("cash", "Cash"), guess_means("bank", "Chèques")
    ('cash', 'cheque')
    >>> guess_means("bank", "Manual Payment"), guess_means("general", "Cheques")
    ('transfer', '')
    """
    known = {"cash": "cash", "bank": "transfer"}.get(journal_type, "")
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    if known and re.search("cheque|check", plain, re.IGNORECASE):
        return "cheque"
    return known


def frame(amount: str) -> str:
    """An amount between asterisks, so that nothing can be added to it.

    >>> frame("120,00 €")
    '*** 120,00 € ***'
    """
    return f"*** {amount} ***"
