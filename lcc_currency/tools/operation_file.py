# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Operations out of a spreadsheet, as people write it.

Two layouts, told apart by their headings, French or English: *long*, a line per
denomination (a column for the denomination, one for the quantity), and *wide*, a
line per operation (a column per denomination: 1, 2, 5, "10 PYR"…). No database
here: what the file may name is given as `Names`.
"""

import hashlib
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from itertools import islice
from typing import Any, NamedTuple

from odoo.tools.translate import LazyTranslate

from odoo.addons.lcc_base.tools.spreadsheet import (
    HEADER_SEARCH_LINES,
    RowError,
    SpreadsheetError,
    header_name,
    parse_date,
    parse_decimal,
    parse_integer,
    read_rows,
)

from .operation_kinds import KINDS

_lt = LazyTranslate(__name__, default_lang="en_US")

# Headings that announce each column, as `header_name` writes them.
HEADINGS = {
    "date": "date jour date_operation date_de_l_operation",
    "kind": "kind type nature operation kind_of_operation type_operation"
    " type_d_operation nature_operation nature_de_l_operation",
    "source": "from place_from source de depuis origine provenance lieu_de_depart",
    "target": "to place_to destination vers a lieu_d_arrivee",
    "partner": "contact partner holder partenaire tiers adherent prestataire porteur"
    " professionnel nom",
    "denomination": "denomination face_value coupure valeur_faciale coupon billet",
    "series": "series serie edition",
    "quantity": "quantity qty quantite qte nombre nb nombre_de_coupons"
    " nombre_de_billets",
    "amount": "amount montant valeur",
    "total": "total total_amount montant_total total_operation total_de_l_operation",
    "means": "means means_of_payment payment moyen_de_paiement mode_de_paiement"
    " moyen_de_reglement mode_de_reglement reglement paiement moyen",
    "account": "account counterpart_account compte compte_de_contrepartie",
    "reference": "reference ref number numero no n piece n_piece numero_de_piece"
    " bordereau",
    "decision": "decision",
    "note": "note notes memo remarque remarques commentaire commentaires"
    " observation observations libelle",
}
# Names of kinds beside those that the user's language gives them.
KIND_NAMES = {
    "exchange": "exchange echange change achat",
    "reconversion": "reconversion",
    "supply": "supply approvisionnement appro",
    "return": "return retour",
    "swap": "swap remplacement troc",
    "grant": "grant don dotation",
    "till_receipt": "till_receipt recette_de_caisse recette",
    "till_spending": "till_spending depense_de_caisse depense",
    "till_withdrawal": "till_withdrawal retrait_de_caisse retrait",
    "loss": "loss perte manquant",
    "surplus": "surplus excedent",
    "till_loss": "till_loss perte_de_caisse manquant_de_caisse",
    "till_surplus": "till_surplus excedent_de_caisse",
    "emission": "emission print_run tirage impression",
    "destruction": "destruction",
    "lapse": "lapse peremption",
    "opening": "opening opening_balance ouverture solde_d_ouverture solde_initial",
}
# Words that may stand beside the number in the heading of a denomination.
FACE_WORDS = frozenset(
    "billet billets coupon coupons coupure coupures note notes nb nombre qte quantite"
    " number quantity of de d eur euro euros x".split()
)
MEANS_WORDS = {
    "counter": "counter by_the_counter comptoir par_le_comptoir au_comptoir",
    "payable": "payable to_be_paid_later later a_payer a_payer_plus_tard plus_tard",
}
SEVERAL = object()  # two things of the same name
MAX_QUANTITY = 2**31 - 1
MAX_ERRORS = 1000


class Names(NamedTuple):
    """What a file may name: names as `header_name` writes them, and what they are.

    :ivar kinds: kind by name
    :ivar places: id by name; `default_places`: (kind, "source" or "target") -> id
        where the kind leaves no choice
    :ivar series: id by name; `default_series`: id, or None
    :ivar faces: id of the denomination by face value
    :ivar words: words of the currency's name and symbol
    :ivar means: (name, "in" or "out") -> (payment mode, id of the method or False)
    :ivar accounts: id by code
    :ivar titles: "kind" or "place" -> names to propose, as people write them
    :ivar find_partner: text -> (id, or the name of a contact to create)
    :ivar format_amount: amount -> how the user writes it
    """

    kinds: dict[str, str]
    places: dict[str, int]
    default_places: dict[tuple[str, str], int]
    series: dict[str, int]
    default_series: int | None
    faces: dict[Decimal, int]
    words: frozenset
    means: dict[tuple[str, str], tuple]
    accounts: dict[str, int]
    titles: dict[str, list[str]]
    find_partner: Any
    format_amount: Any


class Movement(NamedTuple):
    """Coupons of one line of a file."""

    line: int
    denomination: int
    series: int
    quantity: int
    is_return: bool


class FileOperation:
    """An operation as the file tells it; places and the like are ids."""

    __slots__ = (
        "account",
        "client_ref",
        "date",
        "decision",
        "kind",
        "line",
        "means",
        "movements",
        "note",
        "partner",
        "reference",
        "source",
        "target",
        "total",
    )

    def __init__(self, line, values):
        self.line = line
        self.movements = []
        for name in (*IDENTITY, *DETAILS, "total"):
            setattr(self, name, values.get(name))


IDENTITY = ("reference", "date", "kind", "source", "target")
DETAILS = ("partner", "means", "account", "decision", "note")


def split_words(names):
    """Index names by the words that stand for them.

    >>> split_words({"loss": "loss perte"})
    {'loss': 'loss', 'perte': 'loss'}
    """
    return {word: name for name, words in names.items() for word in words.split()}


def index_names(pairs):
    """Index (name, value) by the name's comparable form; twins give `SEVERAL`.

    >>> index_names([("Saint-Girons", 1), ("SAINT GIRONS", 1), ("Foix", 2)])
    {'saint_girons': 1, 'foix': 2}
    >>> index_names([("Foix", 1), ("foix", 2)])["foix"] is SEVERAL
    True
    """
    index = {}
    for name, value in pairs:
        key = header_name(name)
        if key and index.setdefault(key, value) != value:
            index[key] = SEVERAL
    return index


def read_face(cell, words=frozenset()):
    """Face value that a cell or heading names, None if it names none.

    >>> read_face("10 PYR", {"pyr"}), read_face("Billets de 0,50"), read_face(5)
    (Decimal('10'), Decimal('0.50'), Decimal('5'))
    >>> read_face("Total 2020") is None, read_face(None) is None
    (True, True)
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return parse_decimal(cell)
    text = str(cell or "")
    numbers = re.findall(r"\d+(?:[.,]\d+)?", text)
    others = header_name(re.sub(r"\d+(?:[.,]\d+)?", " ", text)).split("_")
    if len(numbers) != 1 or not set(others) <= {*FACE_WORDS, *words, ""}:
        return None
    return Decimal(numbers[0].replace(",", "."))


def format_face(face):
    """
    >>> format_face(Decimal("10.0")), format_face(Decimal("0.50"))
    ('10', '0.5')
    """
    return f"{face.normalize():f}"


class Headings(NamedTuple):
    """Where the columns of a file are.

    :ivar columns: field -> position
    :ivar faces: (position, id of the denomination), empty in the long layout
    :ivar titles: the file's own headings
    :ivar unused: headings that say nothing to us
    """

    columns: dict[str, int]
    faces: list[tuple[int, int]]
    titles: list[str]
    unused: list[str]


def find_headings(row, names, aliases):
    """Read a line as headings.

    :param aliases: field -> headings, as `HEADINGS` split
    :return: Headings, or None if the line holds none
    :raise SpreadsheetError: a heading stands twice, or a denomination is unknown
    """
    titles = ["" if cell is None else str(cell).strip() for cell in row]
    columns, faces, unused, twice = {}, [], [], []
    for position, (cell, title) in enumerate(zip(row, titles, strict=True)):
        field = aliases.get(header_name(title))
        face = None if field else read_face(cell, names.words)
        if field in columns or (face is not None and face in dict(faces)):
            twice.append(title)
        elif field:
            columns[field] = position
        elif face is not None:
            faces.append((face, position))
        elif title:
            unused.append(title)
    is_long = {"denomination", "quantity"} <= columns.keys()
    if not {"date", "kind"} <= columns.keys() or not (is_long or faces):
        return None
    for title in twice:
        raise SpreadsheetError(
            _lt("The column “%(name)s” stands twice. Keep one of them.", name=title)
        )
    if is_long:
        unused += [titles[position] for _face, position in faces]
        return Headings(columns, [], titles, unused)
    if "total" not in columns and "amount" in columns:
        columns["total"] = columns.pop("amount")
    known = [(position, find_face(face, names)) for face, position in faces]
    return Headings(columns, known, titles, unused)


def find_face(face, names):
    """Id of the denomination of a face value.

    :raise SpreadsheetError: there is none
    """
    denomination = names.faces.get(face)
    if denomination is None:
        raise SpreadsheetError(
            _lt(
                "There is no denomination of %(face)s. This currency has: %(faces)s.",
                face=format_face(face),
                faces=", ".join(map(format_face, sorted(names.faces))),
            )
        )
    return denomination


class OperationReader:
    """Reads one file; afterwards holds `operations` and `errors`.

    Every error is kept with its line, its column and the value that was read, so
    that a file is mended in one go; after a thousand reading stops.
    """

    def __init__(self, names, aliases=None, progress=None):
        """
        :param aliases: more headings -> field, such as the user's language has
        :param progress: called with the number of lines read
        """
        self.names = names
        self.aliases = {**(aliases or {}), **split_words(HEADINGS)}
        self.progress = progress or (lambda lines: None)
        self.face_values = {id_: face for face, id_ in names.faces.items()}
        self.operations = {}
        self.errors = []
        self.line_count = 0
        self.headings = None
        self.cache = {}

    def read(self, content, filename):  # pylint: disable=method-required-super
        """
        :raise SpreadsheetError: the file as a whole cannot be read
        """
        rows = read_rows(content, filename)
        width = self._find_headings(rows, filename)
        for line, row in rows:
            self.line_count += 1
            if not self.line_count % 5000:
                self.progress(self.line_count)
            if any(cell not in (None, "") for cell in islice(row, width, None)):
                message = _lt(
                    "The line has more cells than there are headings: a separator "
                    "stands inside a number or a text, perhaps."
                )
                self._add_error(line, "", row[width], message)
            else:
                self._read_row(line, row + [""] * (width - len(row)))
            if len(self.errors) >= MAX_ERRORS:
                break
        self._check_totals()
        self._set_client_refs()
        return self

    def _find_headings(self, rows, filename):
        for _line, row in islice(rows, HEADER_SEARCH_LINES):
            self.headings = find_headings(row, self.names, self.aliases)
            if self.headings:
                return len(row)
        raise SpreadsheetError(
            _lt(
                "The file %(file)s has no line of headings that fits. Give it the "
                "columns Date and Kind, then either Denomination and Quantity, or a "
                "column for each denomination. The template has them.",
                file=filename,
            )
        )

    # One line

    def _read_row(self, line, row):
        cells = {name: row[pos] for name, pos in self.headings.columns.items()}
        known_errors = len(self.errors)
        quantities = list(self._read_quantities(line, row, cells))
        if not quantities and len(self.errors) == known_errors:
            if self._is_opening(cells):
                return  # a place that holds none of it
            message = _lt("Say how many coupons move: the line has no quantity.")
            self._add_error(line, "quantity", "", message)
        values = self._read_values(line, cells)
        if len(self.errors) > known_errors:
            return
        series = values.pop("series")
        operation, is_return = self._find_operation(line, values)
        if operation:
            operation.movements += [
                Movement(line, denomination, series, quantity, is_return)
                for denomination, quantity in quantities
            ]

    def _read_quantities(self, line, row, cells):
        """Denominations and quantities of a line, those above zero."""
        if self.headings.faces:
            for position, denomination in self.headings.faces:
                value = row[position]
                if value not in (None, "", 0, "0"):
                    title = self.headings.titles[position]
                    quantity = self._parse_quantity(line, title, value)
                    if quantity:
                        yield denomination, quantity
            return
        value = cells["quantity"]
        if value in (None, "", 0, "0") and self._is_opening(cells):
            return
        title = self.headings.titles[self.headings.columns["quantity"]]
        quantity = self._parse_quantity(line, title, value)
        denomination = self._parse(
            line, cells, "denomination", self._parse_face, required=True
        )
        if quantity == 0:
            message = _lt("A quantity of coupons is a whole number above zero.")
            self._add_error(line, "quantity", value, message)
        elif quantity and denomination:
            amount = self._parse(line, cells, "amount", parse_decimal)
            made = quantity * self.face_values[denomination]
            if amount is not None and amount != made:
                message = _lt(
                    "The amount does not match: %(quantity)s coupons of %(face)s make "
                    "%(made)s.",
                    quantity=quantity,
                    face=format_face(self.face_values[denomination]),
                    made=self.names.format_amount(made),
                )
                self._add_error(line, "amount", cells["amount"], message)
            yield denomination, quantity

    def _is_opening(self, cells):
        return self.names.kinds.get(header_name(cells["kind"])) == "opening"

    def _parse_quantity(self, line, title, value):
        try:
            quantity = parse_integer(value)
        except SpreadsheetError as error:
            self.errors.append(RowError(line, title, value, error.message))
            return None
        if quantity < 0:
            message = _lt(
                "A quantity of coupons is not negative. To move coupons the other "
                "way, exchange the places or write the opposite kind."
            )
            self.errors.append(RowError(line, title, value, message))
            return None
        if quantity > MAX_QUANTITY:
            message = _lt("That is more coupons than can be counted.")
            self.errors.append(RowError(line, title, value, message))
            return None
        return quantity

    def _read_values(self, line, cells):
        day = self._parse(line, cells, "date", parse_date, required=True)
        kind = self._parse(line, cells, "kind", self._parse_kind, required=True)
        values = {"date": day, "kind": kind}
        for end in ("source", "target"):
            values[end] = self._parse(line, cells, end, self._parse_place)
            if values[end] is None and not cells.get(end) and kind:
                values[end] = self.names.default_places.get((kind, end))
                if values[end] is None:
                    self._add_error(line, end, "", MISSING_PLACE[end])
        values["series"] = self._parse(line, cells, "series", self._parse_series)
        if values["series"] is None and not cells.get("series"):
            values["series"] = self.names.default_series
            if values["series"] is None:
                message = _lt(
                    "Say the series of the coupons: this currency has several."
                )
                self._add_error(line, "series", "", message)
        values["partner"] = self._parse(line, cells, "partner", self._parse_partner)
        values["account"] = self._parse(line, cells, "account", self._parse_account)
        values["total"] = self._parse(line, cells, "total", parse_decimal)
        if kind and (way := KINDS[kind].euros):
            values["means"] = self._parse(
                line, cells, "means", lambda cell: self._parse_means(cell, way), key=way
            )
        for name in ("reference", "decision", "note"):
            values[name] = _as_text(cells.get(name))
        return values

    def _find_operation(self, line, values):
        """The operation that a line belongs to, and whether its coupons come back.

        In the long layout lines of one reference, day and kind between the same
        places are one operation. In a swap the line of the coupons that come in
        has the places the other way round. Without a reference a line stands alone.
        """
        reference, *key = (values[name] for name in IDENTITY)
        kind = values["kind"]
        if not reference or (self.headings.faces and not KINDS[kind].both_ways):
            operation = self.operations[line] = FileOperation(line, values)
            return operation, False
        known = None
        if KINDS[kind].both_ways:
            opposite = (reference, *key[:2], key[3], key[2])
            known = self.operations.get(opposite)
        is_return = known is not None
        known = known or self.operations.get((reference, *key))
        if known is None:
            known = self.operations[reference, *key] = FileOperation(line, values)
        for name in (*DETAILS, "total"):
            mine, theirs = values.get(name), getattr(known, name)
            if mine is None or mine == theirs or (name == "total" and is_return):
                continue
            if theirs is not None and name != "note":
                message = _lt(
                    "Line %(line)s has the same reference, day and places, and "
                    "another value here. Correct one of them, or give this line "
                    "another reference.",
                    line=known.line,
                )
                self._add_error(line, name, mine, message)
                return None, False
            if theirs is None:
                setattr(known, name, mine)
        return known, is_return

    # One cell

    def _parse(self, line, cells, name, parse, required=False, key=None):
        """Value of a cell by a function; None if it is empty or broken."""
        cell = cells.get(name)
        if isinstance(cell, str):
            cell = cell.strip()
        if cell in (None, "") and not required:
            return None
        try:
            if not isinstance(cell, str):
                return parse(cell)
            known = (name, key, cell)
            if known not in self.cache:
                self.cache[known] = parse(cell)
            return self.cache[known]
        except SpreadsheetError as error:
            self._add_error(line, name, cell, error.message)
        return None

    @staticmethod
    def _find_name(cell, index, unknown):
        found = index.get(header_name(cell))
        if found is SEVERAL:
            raise SpreadsheetError(
                _lt("Several are called “%(name)s”: rename one of them.", name=cell)
            )
        if found is None:
            raise SpreadsheetError(unknown)
        return found

    def _parse_kind(self, cell):
        if cell in (None, ""):
            raise SpreadsheetError(_lt("Say the kind of operation."))
        return self._find_name(
            cell,
            self.names.kinds,
            _lt(
                "“%(name)s” is no kind of operation. The template lists them; the "
                "nearest is “%(near)s”.",
                name=cell,
                near=_nearest(cell, self.names.titles["kind"]),
            ),
        )

    def _parse_place(self, cell):
        return self._find_name(
            cell,
            self.names.places,
            _lt(
                "“%(name)s” is no place of this currency that you may use; the "
                "nearest is “%(near)s”. Correct the name, or create the place first.",
                name=cell,
                near=_nearest(cell, self.names.titles["place"]),
            ),
        )

    def _parse_series(self, cell):
        return self._find_name(
            cell,
            self.names.series,
            _lt(
                "“%(name)s” is no series of this currency. Correct the name, or "
                "create the series first.",
                name=cell,
            ),
        )

    def _parse_face(self, cell):
        face = read_face(cell, self.names.words)
        if face is None:
            raise SpreadsheetError(
                _lt("“%(name)s” is no face value. Write it as 10.", name=cell)
            )
        return find_face(face, self.names)

    def _parse_partner(self, cell):
        return self.names.find_partner(_as_text(cell))

    def _parse_account(self, cell):
        return self._find_name(
            _as_text(cell),
            self.names.accounts,
            _lt("There is no account %(code)s in the chart.", code=_as_text(cell)),
        )

    def _parse_means(self, cell, way):
        found = self.names.means.get((header_name(cell), way))
        if found is SEVERAL:
            raise SpreadsheetError(
                _lt(
                    "Several means of payment are called “%(name)s”: write the name "
                    "of the journal instead.",
                    name=cell,
                )
            )
        if found is None:
            raise SpreadsheetError(
                _lt(
                    "“%(name)s” is no means of payment. Write the name of a journal, "
                    "“counter” where the counter keeps the euros, or “to be paid "
                    "later”.",
                    name=cell,
                )
            )
        return found

    def _add_error(self, line, name, value, message):
        position = self.headings.columns.get(name)
        title = self.headings.titles[position] if position is not None else ""
        self.errors.append(RowError(line, title, value, message))

    # The whole file

    def _check_totals(self):
        if self.errors and not self.headings.faces:
            return  # lines that could not be read are missing from the sums
        for operation in self.operations.values():
            if operation.total is None:
                continue
            made = sum(
                movement.quantity * self.face_values[movement.denomination]
                for movement in operation.movements
                if not movement.is_return
            )
            if made != operation.total:
                message = _lt(
                    "The total does not match: the coupons of this operation make "
                    "%(made)s.",
                    made=self.names.format_amount(made),
                )
                value = self.names.format_amount(operation.total)
                self._add_error(operation.line, "total", value, message)

    def _set_client_refs(self):
        """Name each operation by what it says, so that it enters once only.

        The same operation in another file has the same name; twins within a file
        are counted.
        """
        seen = Counter()
        self.operations = list(self.operations.values())
        for operation in self.operations:
            said = [getattr(operation, name) for name in (*IDENTITY, "partner")]
            movements = sorted(movement[1:] for movement in operation.movements)
            digest = hashlib.sha256(repr((said, movements)).encode()).hexdigest()[:40]
            seen[digest] += 1
            operation.client_ref = f"file:{digest}:{seen[digest]}"


MISSING_PLACE = {
    "source": _lt("Say which place the coupons leave."),
    "target": _lt("Say which place the coupons enter."),
}


def _as_text(cell):
    """
    >>> _as_text(12.0), _as_text(" a "), _as_text("")
    ('12', 'a', None)
    """
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip() or None if cell is not None else None


def _nearest(cell, titles):
    """
    >>> _nearest("Foxi", ["Foix", "Pamiers"])
    'Foix'
    """
    names = {header_name(title): title for title in titles}
    near = get_close_matches(header_name(cell), names, n=1, cutoff=0)
    return names[near[0]] if near else "—"


def changes_by_day(operations, physical):
    """What operations change in physical places, day by day.

    :param physical: ids of the places whose coupons are counted
    :return: (place, series, denomination) -> {day: change}
    """
    changes: dict[tuple, dict[date, int]] = {}
    for operation in operations:
        for movement in operation.movements:
            ends = (operation.source, operation.target)
            leaves, enters = reversed(ends) if movement.is_return else ends
            for place, sign in ((leaves, -1), (enters, 1)):
                if place in physical:
                    key = (place, movement.series, movement.denomination)
                    days = changes.setdefault(key, {})
                    change = days.get(operation.date, 0) + sign * movement.quantity
                    days[operation.date] = change
    return changes


def first_shortages(held, changes):
    """First day on which something would be held less than zero times.

    >>> list(first_shortages({"a": 5}, {"a": {1: -3, 2: -4, 3: 9}, "b": {1: 1}}))
    [('a', 2, -2)]

    :param held: key -> quantity before the first change
    :return: iterator of (key, day, quantity below zero)
    """
    for key, days in changes.items():
        quantity = held.get(key, 0)
        for day in sorted(days):
            quantity += days[day]
            if quantity < 0:
                yield key, day, quantity
                break
