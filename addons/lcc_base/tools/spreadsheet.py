# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Reading spreadsheets as people write them.

Plain functions without a database. `read_rows` and `read_records` stream a CSV or
xlsx file line by line; the `parse_*` functions turn one cell into a value or raise
`SpreadsheetError`. An importer keeps going and collects a `RowError` for each cell:

    layout, records = read_records(content, filename, LAYOUT)
    for line, record in records:
        try:
            amount = parse_decimal(record["amount"])
        except SpreadsheetError as error:
            errors.append(RowError(line, "amount", record["amount"], error.message))

Messages are lazy translations: show them with `env._(error.message)`.
"""

import codecs
import csv
import io
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple
from xml.etree.ElementTree import ParseError

from lxml.etree import XMLSyntaxError
from openpyxl import load_workbook

from odoo.tools.translate import LazyGettext, LazyTranslate

_lt = LazyTranslate(__name__, default_lang="en_US")

# openpyxl's remarks on unusual files are of no use to anybody here
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")

HEADER_SEARCH_LINES = 30
MAX_DIGITS = 18
MAX_UNZIPPED_BYTES = 512 * 1024 * 1024
MAX_ARCHIVE_BYTES = 200 * 1024 * 1024
MAX_XLSX_LINES = 1_048_576

_OLE_MAGIC = b"\xd0\xcf\x11\xe0"
_ZIP_MAGIC = b"PK\x03\x04"
_BROKEN_XLSX = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    XMLSyntaxError,
    NotImplementedError,
    RuntimeError,
    AttributeError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
    EOFError,
)


class SpreadsheetError(ValueError):
    """A file, a line or a cell that cannot be read.

    :ivar message: lazy translation, a full sentence that says what to do
    :ivar line: line of the file, 0 where the whole file is meant
    :ivar column: name of the field, empty where the whole line is meant
    """

    def __init__(self, message: LazyGettext, line: int = 0, column: str = ""):
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    def __str__(self):
        return str(self.message)


class RowError(NamedTuple):
    """What an importer reports: where, what was read, and what is wrong."""

    line: int
    column: str
    value: Any
    message: LazyGettext | str


class Layout(NamedTuple):
    """Columns of a kind of file: for each field, the headings that announce it.

    Headings are compared by `header_name`; the first one that is there wins. One
    may be a regular expression, for a heading that holds a year; the last year wins.
    """

    name: str
    columns: dict[str, tuple[str, ...]]
    required: tuple[str, ...]


class Records:
    """Lines of a file, each a pair of its number and a dictionary; see `read_records`.

    :ivar headings: for each field that the file has, the heading as it is written
    """

    def __init__(self, lines: Iterator[tuple[int, dict]], headings: dict[str, str]):
        self.headings = headings
        self._lines = lines

    def __iter__(self):
        return self._lines


# Files


def read_rows(content: bytes, filename: str) -> Iterator[tuple[int, list]]:
    """Lines of a CSV file, or of the first sheet of an xlsx file that has any.

    Both may be given in a zip, as they are often published.

    CSV: UTF-8, UTF-16 with a mark, or Windows-1252; separated by semicolons, commas
    or tabs. Blank lines are left out. CSV cells are strings; xlsx cells are what
    the sheet holds (numbers, dates, strings, None).

    :return: line numbers as a spreadsheet program shows them, and cells
    :raise SpreadsheetError: at once or on the way, if the file cannot be read

    >>> list(read_rows("Nom;Montant\\n\\nFoix;2 314,02".encode(), "a.csv"))
    [(1, ['Nom', 'Montant']), (3, ['Foix', '2 314,02'])]
    """
    for rows in _read_sheets(content, filename):
        first = next(rows, None)
        if first:
            return _chain(first, rows)
    raise SpreadsheetError(_lt("The file %(file)s holds no line.", file=filename))


def read_records(
    content: bytes, filename: str, *layouts: Layout
) -> tuple[Layout, Records]:
    """Lines of a file as dictionaries, by the first layout whose headings it has.

    The headings may follow a few lines of title, and stand on any sheet, or in any
    file of a zip. Strings are
    stripped, a missing cell is an empty string. Cells to the right of the
    headings' last column are a list under the key None, as in csv.DictReader: most
    often a separator inside a number.

    :raise SpreadsheetError: unreadable file, or no layout fits

    >>> layout = Layout("dues", {"name": ("nom",), "paid": ("verse",)}, ("name",))
    >>> found, records = read_records(b"Dues 2020\\nNom;Other\\nFoix ;1", "a", layout)
    >>> found.name, list(records)
    ('dues', [(3, {'name': 'Foix', 'paid': ''})])
    >>> records.headings
    {'name': 'Nom'}
    """
    for rows in _read_sheets(content, filename):
        for _line, row in islice(rows, HEADER_SEARCH_LINES):
            headers = [header_name(cell) for cell in row]
            for layout in layouts:
                positions = _find_columns(headers, layout)
                if all(field in positions for field in layout.required):
                    fields = {name: positions.get(name) for name in layout.columns}
                    headings = {
                        name: str(row[index]).strip()
                        for name, index in positions.items()
                    }
                    lines = _as_records(rows, fields, len(row))
                    return layout, Records(lines, headings)
    raise SpreadsheetError(
        _lt(
            "The file %(file)s has none of the expected lines of headings. Expected: "
            "%(expected)s.",
            file=filename,
            expected=" / ".join(
                ", ".join(layout.columns[field][0] for field in layout.required)
                for layout in layouts
            ),
        )
    )


def header_name(cell: Any) -> str:
    """A heading in a form that can be compared.

    >>> header_name("#Code_commune_INSEE"), header_name(" Libellé d'acheminement ")
    ('code_commune_insee', 'libelle_d_acheminement')
    >>> header_name(None), header_name(2020)
    ('', '2020')
    """
    return "_".join(_words("" if cell is None else str(cell)))


def _read_sheets(content: bytes, filename: str) -> Iterator[Iterator]:
    if not content or not content[:65536].strip():
        raise SpreadsheetError(_lt("The file %(file)s is empty.", file=filename))
    if content.startswith(_OLE_MAGIC):
        raise SpreadsheetError(
            _lt(
                "The file %(file)s is in the old Excel format (.xls), or protected by "
                "a password. Save it as .xlsx without a password, or as CSV.",
                file=filename,
            )
        )
    if content.startswith(_ZIP_MAGIC):
        return _read_zip(content, filename)
    return iter([_read_csv(content, filename)])


def _read_csv(content: bytes, filename: str) -> Iterator[tuple[int, list[str]]]:
    encoding = _detect_encoding(content, filename)
    sample = content[:65536].decode(encoding, errors="ignore")
    if "\0" in sample or sample.startswith("%PDF"):
        raise SpreadsheetError(
            _lt(
                "The file %(file)s is no spreadsheet. Give a CSV or xlsx file.",
                file=filename,
            )
        )
    text = io.TextIOWrapper(io.BytesIO(content), encoding, newline="")
    reader = csv.reader(text, delimiter=_detect_separator(sample), strict=True)
    return _csv_rows(reader)


def _csv_rows(reader) -> Iterator[tuple[int, list[str]]]:
    line = 1
    try:
        for row in reader:
            if any(row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        message = _lt(
            "Line %(line)s: a quotation mark is out of place or never closed. Mend "
            "that line, then import the file again.",
            line=line,
        )
        raise SpreadsheetError(message, line) from error


def _detect_encoding(content: bytes, filename: str) -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for start in range(0, len(content), 1 << 20):
                decoder.decode(content[start : start + (1 << 20)])
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise SpreadsheetError(
        _lt(
            "The letters of %(file)s cannot be read. Save it as CSV in UTF-8.",
            file=filename,
        )
    )


def _detect_separator(sample: str) -> str:
    """The separator that cuts most of the first lines in as many cells.

    >>> _detect_separator("a;b\\n1,5;2,5\\n3,5;4,5"), _detect_separator("a,b\\n1,2")
    (';', ',')
    """
    lines = [line for line in sample.splitlines() if line.strip()][:HEADER_SEARCH_LINES]

    def regularity(separator):
        widths = Counter(map(len, csv.reader(lines, delimiter=separator)))
        return max((n for width, n in widths.items() if width > 1), default=0)

    return max(";\t,", key=regularity)


def _read_zip(content: bytes, filename: str, is_inner=False) -> Iterator[Iterator]:
    """Sheets of an xlsx file, which is a zip, or of the files in another zip.

    :param is_inner: it comes out of a zip; another zip in it is not opened
    """
    broken = SpreadsheetError(
        _lt(
            "The file %(file)s is damaged, or no xlsx file. Open it in a spreadsheet "
            "program and save it again as .xlsx or CSV.",
            file=filename,
        )
    )
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN_XLSX as error:
        raise broken from error
    members = archive.infolist()
    if any(member.filename == "xl/workbook.xml" for member in members):
        _check_unpacked_size(members, MAX_UNZIPPED_BYTES, filename)
        return _read_xlsx(content, broken)
    tables = [member for member in members if _is_table(member.filename)]
    if is_inner or not tables:
        raise broken
    _check_unpacked_size(tables, MAX_ARCHIVE_BYTES, filename)
    return _read_members(archive, tables, broken)


def _check_unpacked_size(members: list, limit: int, filename: str):
    # zipfile never unpacks more than the size that a member declares
    if sum(member.file_size for member in members) > limit:
        raise SpreadsheetError(
            _lt(
                "The file %(file)s is too large once unpacked. Split it.",
                file=filename,
            )
        )


def _is_table(path: str) -> bool:
    """
    >>> _is_table("2021/donnees_communes.CSV"), _is_table("__MACOSX/._a.csv")
    (True, False)
    """
    hidden = path.startswith("__MACOSX/")
    return path.lower().endswith((".csv", ".xlsx")) and not hidden


def _read_members(archive, members: list, broken: SpreadsheetError) -> Iterator:
    """Sheets of the files in a zip, one file in memory at a time."""
    for member in members:
        try:
            content = archive.read(member)
        except _BROKEN_XLSX as error:
            raise broken from error
        if content.startswith(_ZIP_MAGIC):
            yield from _read_zip(content, member.filename, is_inner=True)
        else:
            yield from _read_sheets(content, member.filename)


def _read_xlsx(content: bytes, broken: SpreadsheetError) -> Iterator[Iterator]:
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except _BROKEN_XLSX as error:
        raise broken from error
    return (_xlsx_rows(sheet, broken) for sheet in book.worksheets)


def _xlsx_rows(sheet, broken: SpreadsheetError) -> Iterator[tuple[int, list]]:
    try:
        sheet.reset_dimensions()
        rows = sheet.iter_rows(values_only=True)
        for line, row in enumerate(rows, start=1):
            if line > MAX_XLSX_LINES:
                raise broken
            if any(cell not in (None, "") for cell in row):
                yield line, list(row)
    except SpreadsheetError:
        raise
    except _BROKEN_XLSX as error:
        raise broken from error


def _find_columns(headers: list[str], layout: Layout) -> dict[str, int]:
    positions = {}
    for field, names in layout.columns.items():
        found = (_find_heading(headers, name) for name in names)
        name = next(filter(None, found), None)
        if name is None:
            continue
        if headers.count(name) > 1:
            raise SpreadsheetError(
                _lt(
                    "The column %(column)s appears twice. Keep one of them.",
                    column=name,
                )
            )
        positions[field] = headers.index(name)
    return positions


def _find_heading(headers: list[str], pattern: str) -> str | None:
    """
    >>> _find_heading(["codgeo", "pmun2020", "pmun2021", "pmun99"], "pmun[0-9]{4}")
    'pmun2021'
    """
    fitting = (header for header in headers if re.fullmatch(pattern, header))
    return max(fitting, default=None)


def _as_records(rows, positions, width) -> Iterator[tuple[int, dict]]:
    columns = positions.items()
    for line, row in rows:
        cells = [
            cell.strip() if isinstance(cell, str) else "" if cell is None else cell
            for cell in row
        ]
        length = len(cells)
        record = {
            field: cells[index] if index is not None and index < length else ""
            for field, index in columns
        }
        if length > width and any(cell != "" for cell in cells[width:]):
            record[None] = cells[width:]
        yield line, record


def _chain(first, rest):
    yield first
    yield from rest


# Cells

_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,2})?")
_NUMBER = re.compile(
    r"""(?P<whole>[1-9][0-9]{0,2}(?:(?P<group>[ .,'])[0-9]{3})
                  (?:(?P=group)[0-9]{3})*|[0-9]*)
        (?:(?P<mark>[.,])(?P<part>[0-9]+))?""",
    re.VERBOSE,
)
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2019": "'"})
_CURRENCY = re.compile(r"^(?:€|EUR)\s*|\s*(?:€|EUR)$", re.IGNORECASE)


def parse_decimal(value: Any) -> Decimal:
    """An exact number out of a cell.

    French and English forms, with or without grouping and a euro sign; negative with
    a minus or in parentheses. "1.234" may be a thousand or one and a bit: refused.

    :raise SpreadsheetError: no number, or one that can be read in two ways

    >>> parse_decimal("2\u202f314,02"), parse_decimal("33345,00"), parse_decimal("12")
    (Decimal('2314.02'), Decimal('33345.00'), Decimal('12'))
    >>> parse_decimal("1.234,56"), parse_decimal("1,234.56"), parse_decimal("33 345 €")
    (Decimal('1234.56'), Decimal('1234.56'), Decimal('33345'))
    >>> parse_decimal("-375,61"), parse_decimal("(375,61)"), parse_decimal("\u2212 2")
    (Decimal('-375.61'), Decimal('-375.61'), Decimal('-2'))
    >>> parse_decimal(0.1 + 0.2), parse_decimal(12)
    (Decimal('0.3'), Decimal('12'))
    >>> parse_decimal("1,234")
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_base.tools.spreadsheet.SpreadsheetError: "1,234" can be read in \
two ways. Write it without grouping, as 1234 or 1234,00.
    """
    if isinstance(value, str):
        if _PLAIN_NUMBER.fullmatch(value):
            return Decimal(value.replace(",", "."))
        return _parse_written_number(value)
    number = None
    if isinstance(value, float):
        # what the sheet shows: 15 significant digits
        number = Decimal(f"{value:.15g}")
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        number = Decimal(value)
    if number is None or not number.is_finite() or number.adjusted() >= MAX_DIGITS:
        raise _not_a_number(value)
    return number


def _parse_written_number(value: str) -> Decimal:
    text = _SPACES.sub(" ", value).strip().translate(_SIGNS)
    text = _CURRENCY.sub("", text)
    negative = text.startswith("(") and text.endswith(")")
    if negative:
        text = _CURRENCY.sub("", text[1:-1].strip())
    elif text[:1] in ("-", "+"):
        negative = text[0] == "-"
        text = _CURRENCY.sub("", text[1:].lstrip())
    match = _NUMBER.fullmatch(text)
    if not match or not text or len(text) > 2 * MAX_DIGITS:
        raise _not_a_number(value)
    whole, group, mark, part = match.group("whole", "group", "mark", "part")
    if group and group == mark:
        raise _not_a_number(value)
    if group and group in ".," and not mark and whole.count(group) == 1:
        plain = whole.replace(group, "")
        raise SpreadsheetError(
            _lt(
                '"%(value)s" can be read in two ways. Write it without grouping, as '
                "%(plain)s or %(plain)s,00.",
                value=value,
                plain=plain,
            )
        )
    digits = re.sub(r"[^0-9]", "", whole) or "0"
    if len(digits) > MAX_DIGITS:
        raise _not_a_number(value)
    number = Decimal(f"{digits}.{part}" if mark else digits)
    return -number if negative else number


def _not_a_number(value: Any) -> SpreadsheetError:
    if value in (None, ""):
        return SpreadsheetError(_lt("A number is missing."))
    return SpreadsheetError(
        _lt('"%(value)s" is not a number. Write it as 2314,02.', value=value)
    )


def parse_integer(value: Any) -> int:
    """A whole number out of a cell.

    >>> parse_integer("33 345"), parse_integer(12.0), parse_integer("12,00")
    (33345, 12, 12)
    >>> parse_integer("12,5")
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_base.tools.spreadsheet.SpreadsheetError: "12,5" is not a whole \
number.
    """
    number = parse_decimal(value)
    if number != number.to_integral_value():
        raise SpreadsheetError(_lt('"%(value)s" is not a whole number.', value=value))
    return int(number)


_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "janvier janv jan",
            "fevrier fevr fev",
            "mars mar",
            "avril avr",
            "mai",
            "juin",
            "juillet juil",
            "aout aou",
            "septembre sept sep",
            "octobre oct",
            "novembre nov",
            "decembre dec",
        ),
        start=1,
    )
    for word in words.split()
}
_TIME = r"(?:[T ]+\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}})([/.\- ])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.ASCII
)
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})([/.\-]?)(\d{{2}})\2(\d{{2}}){_TIME}", re.ASCII | re.IGNORECASE
)
_MONTH_NAME = re.compile(r"(\d{1,2})(?:er)? ([a-z]+) (\d{4}|\d{2})", re.ASCII)
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_SERIALS = range(61, 2_958_466)  # 1900-03-01, past Excel's false leap day, on


def parse_date(value: Any) -> date:
    """A day out of a cell: day before month, as in France.

    A year of two digits is one of 1969 to 2068. A number in a number cell is a
    serial of Excel's; a time of day is dropped.

    :raise SpreadsheetError: no date, or a day that does not exist

    >>> str(parse_date("31/12/2020")), str(parse_date("1.2.21"))
    ('2020-12-31', '2021-02-01')
    >>> str(parse_date("2020-12-31")), str(parse_date("20201231"))
    ('2020-12-31', '2020-12-31')
    >>> str(parse_date("31 décembre 2020")), str(parse_date("1er-janv.-21"))
    ('2020-12-31', '2021-01-01')
    >>> str(parse_date(44196)), str(parse_date(datetime(2020, 12, 31, 23, 59)))
    ('2020-12-31', '2020-12-31')
    >>> parse_date("12/31/2020")
    Traceback (most recent call last):
      ...
    odoo.addons.lcc_base.tools.spreadsheet.SpreadsheetError: "12/31/2020" is not a \
date. Write it as 31/12/2020.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value == value and int(min(value, 1e9)) in _EXCEL_SERIALS:
            return _EXCEL_EPOCH + timedelta(days=int(value))
    elif isinstance(value, str):
        day = _parse_written_date(value.strip())
        if day:
            return day
    if value in (None, ""):
        raise SpreadsheetError(_lt("A date is missing."))
    raise SpreadsheetError(
        _lt('"%(value)s" is not a date. Write it as 31/12/2020.', value=value)
    )


def _parse_written_date(text: str) -> date | None:
    if match := _DAY_FIRST.fullmatch(text):
        day, _separator, month, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(text):
        year, _separator, month, day = match.groups()
        if not "1900" <= year < "2200":
            return None
    elif match := _MONTH_NAME.fullmatch(" ".join(_words(text))):
        day, name, year = match.groups()
        month = _MONTHS.get(name, 0)
    else:
        return None
    year = int(year) if len(year) == 4 else int(year) + (2000 if year < "69" else 1900)
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


# Names

_CEDEX = re.compile(r"\bcedex\b.*", re.IGNORECASE | re.DOTALL)
_UPON = re.compile(r"\bs/", re.IGNORECASE)
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}


def normalise_name(text: Any) -> str:
    """A name of a place or person in a form that can be compared.

    Capitals, accents, hyphens and apostrophes do not count, St is Saint, a Cedex
    and what follows is dropped. A number is taken as it is written; nothing, and
    Odoo's False, is an empty name.

    >>> normalise_name("St Girons"), normalise_name("SAINT-GIRONS Cedex 2")
    ('saint girons', 'saint girons')
    >>> normalise_name("Le Mas-d\u2019Azil"), normalise_name("TARASCON S/ ARIEGE")
    ('le mas d azil', 'tarascon sur ariege')
    >>> normalise_name(9200), normalise_name(None), normalise_name(False)
    ('9200', '', '')
    """
    text = "" if text is None or text is False else str(text)
    text = _UPON.sub("sur ", _CEDEX.sub("", text))
    return " ".join(_ABBREVIATIONS.get(word, word) for word in _words(text))


def _words(text: str) -> list[str]:
    """
    >>> _words("L'Œuvre (n° 2)")
    ['l', 'oeuvre', 'n', '2']
    """
    text = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return re.findall(r"[a-z0-9]+", text)
