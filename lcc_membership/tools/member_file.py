# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The file of a member's data: plain tables in, bytes of a zip out."""

import io
import re
import zipfile
from datetime import date
from typing import NamedTuple

import xlsxwriter

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


def build_workbook(sheets: list) -> bytes:
    """An xlsx of these sheets; text stays text, whatever it begins with."""
    output = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(output, options) as workbook:
        bold = workbook.add_format({"bold": True, "bottom": 1})
        day = workbook.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        text = workbook.add_format({"text_wrap": True, "valign": "top"})
        taken = set()
        for sheet in sheets:
            name = sheet_name(sheet.title, taken)
            taken.add(name.lower())
            page = workbook.add_worksheet(name)
            page.freeze_panes(1, 0)
            page.write_row(0, 0, sheet.header, bold)
            page.set_column(0, max(0, len(sheet.header) - 1), _get_width(sheet))
            for number, row in enumerate(sheet.rows, start=1):
                for column, cell in enumerate(row):
                    _write_cell(page, number, column, cell, day, text)
    return output.getvalue()


def _get_width(sheet):
    return WIDTHS["long"] if len(sheet.header) < 4 else WIDTHS["short"]


def _write_cell(page, row, column, cell, day, text):
    if isinstance(cell, date):
        page.write_datetime(row, column, cell, day)
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        page.write_number(row, column, cell)
    elif cell:
        page.write_string(row, column, str(cell)[:32767], text)


def build_member_file(name: str, sheets: list, files: list) -> bytes:
    """A zip of a workbook and of files.

    :param name: of the workbook, without extension
    :param files: list of (name, bytes)
    """
    output, taken = io.BytesIO(), set()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in [(f"{name}.xlsx", build_workbook(sheets)), *files]:
            path = file_name(path, taken)
            taken.add(path)
            archive.writestr(path, content)
    return output.getvalue()
