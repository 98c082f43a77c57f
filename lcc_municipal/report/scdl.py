# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Files of the Socle commun des données locales (SCDL): rows in, bytes of CSV out.

Schemas: deliberations 2.1.5, subventions 2.1.1. UTF-8, commas, days as YYYY-MM-DD,
points in decimals. Rows are those of tools/open_data.py, and were checked there.
"""

import csv
import io
from collections.abc import Iterable

from ..tools.open_data import Deliberation, Subsidy, to_siret

DELIBERATIONS = (
    "COLL_NOM",
    "COLL_SIRET",
    "DELIB_ID",
    "DELIB_DATE",
    "DELIB_MATIERE_CODE",
    "DELIB_MATIERE_NOM",
    "DELIB_OBJET",
    "BUDGET_ANNEE",
    "BUDGET_NOM",
    "PREF_ID",
    "PREF_DATE",
    "VOTE_EFFECTIF",
    "VOTE_REEL",
    "VOTE_POUR",
    "VOTE_CONTRE",
    "VOTE_ABSTENTION",
    "DELIB_URL",
)
SUBSIDIES = (
    "nomAttribuant",
    "idAttribuant",
    "dateConvention",
    "referenceDecision",
    "nomBeneficiaire",
    "idBeneficiaire",
    "rnaBeneficiaire",
    "objet",
    "montant",
    "nature",
    "conditionsVersement",
    "datesPeriodeVersement",
    "idRAE",
    "notificationUE",
    "pourcentageSubvention",
    "dispositifAide",
)
NATURES = {
    "cash": "aide en numéraire",
    "kind": "aide en nature",
    "both": "aide en numéraire;aide en nature",
}
CONDITIONS = {"once": "unique", "instalments": "échelonné"}
NO_VOTE = ("",) * 5


def build_deliberations(rows: Iterable[Deliberation]) -> bytes:
    """CSV of deliberations.

    VOTE_REEL is the sum of the three columns after it; a blank paper counts as an
    abstention, since neither is a vote cast (CGCT, article L2121-20). What was not
    counted for and against leaves the columns of votes empty.
    """
    return _to_csv(DELIBERATIONS, map(_deliberation, rows))


def build_subsidies(rows: Iterable[Subsidy]) -> bytes:
    """CSV of subsidies: one row for each beneficiary.

    The schema asks for the day of a convention: where none is due, it is the day of
    the decision.
    """
    return _to_csv(SUBSIDIES, map(_subsidy, rows))


def _deliberation(row):
    votes = NO_VOTE
    if row.is_counted:
        abstained = row.abstentions + row.blank
        total = row.in_favour + row.against + abstained
        votes = (row.in_office, total, row.in_favour, row.against, abstained)
    # the first columns are the first fields, in the same order
    return (row.body, to_siret(row.siret), *row[2:11], *votes, row.url)


def _subsidy(row):
    return (
        row.body,
        to_siret(row.siret),
        row.convention or row.day,
        row.number,
        row.beneficiary,
        to_siret(row.beneficiary_siret),
        row.rna,
        row.purpose,
        f"{row.amount:.2f}",
        NATURES[row.nature],
        CONDITIONS.get(row.conditions) or row.note,
        f"{row.paid_from}/{row.paid_to}" if row.paid_to else row.paid_from,
        row.rae,
        "oui" if row.is_minimis else "non",
        format_share(row.share),
        row.scheme,
    )


def format_share(share: float) -> str:
    """A share with two decimals, or up to four where it has them: 0.45, 0.3333."""
    text = f"{share:.4f}"
    return text[:-2] if text.endswith("00") else text


def _to_csv(header, rows):
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode()
