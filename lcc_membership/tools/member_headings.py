# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What the columns of a file of members hold, guessed from their headings."""

import re
from typing import Any, NamedTuple

from odoo.addons.lcc_base.tools.spreadsheet import HEADER_SEARCH_LINES, header_name

from .member_cells import clean_text

# Headings that announce each field, as `header_name` writes them.
HEADINGS = {
    "member_number": "member_number number_of_member membership_number n_adherent"
    " no_adherent num_adherent numero_adherent numero_d_adherent n_d_adherent"
    " n_de_membre n_membre numero_de_membre code_adherent id_adherent ref_adherent",
    "name": "name full_name nom_complet nom_prenom nom_et_prenom nom_prenoms prenom_nom"
    " prenom_et_nom adherent adherente membre member contact nom_de_l_adherent"
    " identite",
    "last_name": "last_name lastname surname family_name nom nom_de_famille nom_d_usage"
    " nom_usage",
    "first_name": "first_name firstname given_name prenom prenoms",
    "company_name": "company company_name organisation organization raison_sociale"
    " structure entreprise societe denomination enseigne nom_commercial organisme"
    " nom_de_la_structure nom_de_l_entreprise nom_de_l_association etablissement",
    "member_type": "type kind member_type type_of_member type_adherent type_d_adherent"
    " type_de_membre categorie category statut_adherent college profil",
    "email": "email e_mail mail emails mails courriel courriels adresse_mail"
    " adresse_email adresse_e_mail adresse_electronique mel email_address",
    "phone": "phone phone_number mobile telephone telephone_fixe telephone_portable"
    " telephone_mobile tel tel_fixe tel_portable tel_mobile portable fixe gsm"
    " telephones n_de_telephone numero_de_telephone tel_1 tel_2",
    "address": "address street adresse adresse_postale adresse_complete rue voie"
    " n_et_rue adresse_1 adresse1 postal_address",
    "street2": "street2 street_2 complement complement_d_adresse complement_adresse"
    " adresse_2 adresse2 lieu_dit",
    "zip": "zip zip_code postcode postal_code code_postal cp codepostal c_p",
    "city": "city town ville commune localite cp_ville code_postal_ville"
    " code_postal_et_ville cp_et_ville",
    "country": "country pays",
    "territory": "territory territoire bassin bassin_de_vie secteur zone",
    "local_group": "local_group groupe_local antenne comite_local",
    "siret": "siret n_siret numero_siret no_siret",
    "website": "website site site_web site_internet web url",
    "activity": "activity activite metier profession activites secteur_d_activite",
    "accepts_coupons": "accepts_coupons accepte_les_coupons coupons"
    " accepte_les_billets",
    "entry_date": "entry_date member_since joined_on adherent_depuis membre_depuis"
    " adherent_depuis_le membre_depuis_le date_d_entree date_entree premiere_adhesion"
    " date_premiere_adhesion date_de_premiere_adhesion depuis",
    "newsletter": "newsletter lettre_d_information lettre_d_info infolettre"
    " accord_newsletter lettre_info",
    "directory": "directory annuaire accord_annuaire",
    "charter": "charter charte charte_signee signature_charte",
    "volunteer": "volunteer benevole benevolat",
    "private_note": "note notes comment comments remarque remarques commentaire"
    " commentaires observation observations",
    "dues": "dues amount montant cotisation cotisations cotis montant_cotisation"
    " montant_de_la_cotisation montant_adhesion montant_de_l_adhesion adhesion"
    " somme montant_verse montant_paye",
    "dues_date": "dues_date paid_on payment_date date date_d_adhesion date_adhesion"
    " date_de_cotisation date_cotisation date_de_paiement date_paiement"
    " date_de_reglement date_reglement paye_le regle_le date_d_encaissement"
    " date_de_versement",
    "dues_year": "dues_year year annee annee_d_adhesion annee_adhesion exercice"
    " annee_de_cotisation annee_cotisation millesime",
    "gift": "gift donation don dons montant_don montant_du_don don_complementaire",
    "total": "total total_verse total_paye montant_total total_amount",
    "means": "means means_of_payment payment_method paiement reglement mode_de_paiement"
    " moyen_de_paiement mode_de_reglement moyen_de_reglement mode_paiement"
    " mode_reglement type_de_paiement moyen mode",
    "reference": "reference ref n_cheque numero_de_cheque n_de_cheque no_cheque"
    " num_cheque cheque_n",
}
# Fields that a column may hold of one year.
YEARLY = ("dues", "dues_date", "gift", "means", "reference")
# Fields that several columns may hold together.
REPEATED = ("email", "phone", "note", "private_note")

_ALIASES = {name: field for field, names in HEADINGS.items() for name in names.split()}
_YEAR = re.compile(r"(?:^|_)(19[89]\d|20\d\d)(?:_|$)")
_SHORT_YEAR = re.compile(r"^(?:cotisation|cotis|adhesion|adh)_(\d\d)$")
_YEARLY_WORDS = frozenset(
    "cotisation cotisations cotis adhesion adhesions adh dues membership montant amount"
    " annee year paye payee paid verse versement regle eur euros e en de".split()
)


class Column(NamedTuple):
    """What a column holds; an empty field is one that the import does not read.

    :ivar year: the year that it is about, for a field of `YEARLY`; else 0
    """

    field: str
    year: int = 0


class Headings(NamedTuple):
    line: int
    titles: list[str]


def guess_column(heading: str) -> Column:
    """
    >>> guess_column("Prénom"), guess_column("N° adhérent").field
    (Column(field='first_name', year=0), 'member_number')
    >>> guess_column("2019"), guess_column("Cotisation 2020"), guess_column("Adh 21")
    (Column(field='dues', year=2019), Column(field='dues', year=2020), \
Column(field='dues', year=2021))
    >>> guess_column("Date de paiement 2020"), guess_column("Mode de règlement 2020")
    (Column(field='dues_date', year=2020), Column(field='means', year=2020))
    >>> guess_column("Adhérent depuis le").field, guess_column("Member since").field
    ('entry_date', 'entry_date')
    >>> guess_column("2019-2020"), guess_column("Couleur")
    (Column(field='', year=0), Column(field='', year=0))
    """
    name = header_name(heading)
    if name in _ALIASES:
        return Column(_ALIASES[name])
    if short := _SHORT_YEAR.fullmatch(name):
        return Column("dues", 2000 + int(short[1]))
    years = re.findall(r"(?<!\d)(?:19[89]\d|20\d\d)(?!\d)", name)
    if len(years) == 1 and _YEAR.search(name):
        rest = "_".join(filter(None, name.replace(years[0], "").split("_")))
        field = _ALIASES.get(rest, "")
        if not set(filter(None, rest.split("_"))) - _YEARLY_WORDS:
            field = "dues"
        if field in YEARLY:
            return Column(field, int(years[0]))
    return Column("")


def guess_columns(headings: list[str]) -> list[Column]:
    """What each column holds, seen together.

    A field stands once; but a heading such as "Date" that comes again after each
    column of a year is about that year. A lone "Nom" is the whole name.

    >>> guess_columns(["Nom", "2019", "Date", "2020", "Date"])
    [Column(field='name', year=0), Column(field='dues', year=2019), \
Column(field='dues_date', year=2019), Column(field='dues', year=2020), \
Column(field='dues_date', year=2020)]
    >>> guess_columns(["Nom", "Prénom", "Tél", "Mobile", "Nom"])
    [Column(field='last_name', year=0), Column(field='first_name', year=0), \
Column(field='phone', year=0), Column(field='phone', year=0), Column(field='', year=0)]
    """
    guessed = [guess_column(heading) for heading in headings]
    fields = [column.field for column in guessed]
    has_first_name = "first_name" in fields
    columns, year = [], 0
    for column in guessed:
        if column.field == "dues" and column.year:
            year = column.year
        elif year and not column.year and column.field in YEARLY:
            if fields.count(column.field) > 1:
                column = column._replace(year=year)
        if column.field == "last_name" and not has_first_name:
            column = Column("name")
        if column in columns and column.field not in REPEATED:
            column = Column("")
        columns.append(column)
    return columns


def find_headings(rows) -> Headings | None:
    """The first line that has two headings that are known, or else two texts.

    >>> rows = [(1, ["Adhérents 2020", None]), (3, ["Nom", "Courriel", 2020.0])]
    >>> find_headings(rows)
    Headings(line=3, titles=['Nom', 'Courriel', '2020'])
    """
    likely = None
    for line, row in rows[:HEADER_SEARCH_LINES]:
        titles = [clean_text(cell) for cell in row]
        while titles and not titles[-1]:
            titles.pop()
        if sum(bool(guess_column(title).field) for title in titles) >= 2:
            return Headings(line, titles)
        if likely is None and sum(map(bool, titles)) >= 2:
            likely = Headings(line, titles)
    return likely


def headings_key(titles: list[Any]) -> str:
    """What tells two files of the same make: their headings, in any order.

    >>> headings_key(["Nom", "E-mail"]) == headings_key(["e-mail", "NOM", ""])
    True
    """
    return "|".join(sorted(filter(None, map(header_name, titles))))
