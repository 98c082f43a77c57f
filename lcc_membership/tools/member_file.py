# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The file of a member's data: plain tables in, bytes of a zip out."""

import io
import re
import zipfile
from typing import NamedTuple

import xlsxwriter

from odoo.addons.lcc_base.tools.workbook import FiguresBook

WIDTHS = {"short": 14, "long": 40}
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
SHEET_NAME_MAX = 31


class Sheet(NamedTuple):
    """A table in words.

    :ivar title: name of the sheet
    :ivar header: list of str
    :ivar rows: list of rows; cells are str, numbers, dates, or False for none
    """

    title: str
    header: list
    rows: list


def sheet_name(title: str, taken: set) -> str:
    """A name that a spreadsheet takes, and that no other sheet has.

    >>> sheet_name("Calls: 2025/2026", set())
    'Calls  2025 2026'
    >>> sheet_name("Dues", {"dues"})
    'Dues 2'
    """
    base = FORBIDDEN.sub(" ", title)[:SHEET_NAME_MAX].strip() or "-"
    name, number = base, 1
    while name.lower() in taken:
        number += 1
        suffix = f" {number}"
        name = base[: SHEET_NAME_MAX - len(suffix)] + suffix
    return name


def file_name(name: str, taken: set) -> str:
    """A name of a file that is safe in a zip, and that no other file has.

    >>> file_name("../charter.pdf", set()), file_name("a.pdf", {"a.pdf"})
    ('.. charter.pdf', 'a (2).pdf')
    """
    base = re.sub(r"[/\\\x00-\x1f]", " ", name).strip() or "-"
    stem, dot, extension = base.rpartition(".")
    stem, extension = (stem, dot + extension) if stem else (base, "")
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{stem} ({number}){extension}"
    return name


def build_workbook(sheets: list, lang=None) -> bytes:
    """An xlsx of these sheets.

    :param lang: language of the reader, such as "fr_FR"
    """
    output, taken = io.BytesIO(), set()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as workbook:
        book = FiguresBook(workbook, lang)
        for sheet in sheets:
            name = sheet_name(sheet.title, taken)
            taken.add(name.lower())
            rows = [
                [None if cell is False else cell for cell in row] for row in sheet.rows
            ]
            width = WIDTHS["long" if len(sheet.header) < 4 else "short"]
            book.add_table(name, sheet.header, rows, width)
    return output.getvalue()


def build_member_file(name: str, sheets: list, files: list, lang=None) -> bytes:
    """A zip of a workbook and of files.

    :param name: of the workbook, without extension
    :param files: list of (name, bytes)
    :param lang: language of the reader, such as "fr_FR"
    """
    output, taken = io.BytesIO(), set()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        book = build_workbook(sheets, lang)
        for path, content in [(f"{name}.xlsx", book), *files]:
            path = file_name(path, taken)
            taken.add(path)
            archive.writestr(path, content)
    return output.getvalue()
