# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What ISO 19005-2 asks of a PDF/A-2u and what a reader of PDF can check of it.

Not all of the standard: a validator such as veraPDF tells the rest.
"""

import re

from odoo.tools.pdf import generic

# Operators of a page that paint in device colours: grey, RGB, CMYK.
GREY_OR_RGB = re.compile(rb"(?:^|\s)(?:g|G|rg|RG)(?=\s|$)")
CMYK = re.compile(rb"(?:^|\s)(?:k|K)(?=\s|$)")
# What opens, runs or plays something.
ACTIVE = {"/JavaScript", "/JS", "/Launch", "/AA", "/Movie", "/Sound", "/RichMedia"}


def get_archive_faults(reader):
    """What keeps a PDF from being a PDF/A-2u.

    :param reader: PyPDF2's reader
    :return: list of texts
    """
    root = reader.trailer["/Root"]
    return [
        *_check_metadata(reader, root),
        *_check_colours(reader, root),
        *_check_fonts(reader),
        *_check_active(reader),
    ]


def _check_metadata(reader, root):
    text = root["/Metadata"].get_data().decode() if "/Metadata" in root else ""
    for name, value in (("part", "2"), ("conformance", "U")):
        if not re.search(rf"pdfaid:{name}(?:=.|>){value}\b", text):
            yield f"the metadata lack pdfaid:{name} {value}"
    title = (reader.metadata.title or "").replace("&", "&amp;")
    if not title or title not in text:
        yield "the titles of metadata and document differ"
    if not root.get("/Lang"):
        yield "it has no language"
    if reader.is_encrypted or "/Encrypt" in reader.trailer:
        yield "it is encrypted"
    if "/ID" not in reader.trailer:
        yield "it has no identifier"


def _check_colours(reader, root):
    """Device colours need an output intent with a profile of the same space."""
    intents = root["/OutputIntents"] if "/OutputIntents" in root else []
    intents = [one.get_object() for one in intents]
    spaces = [
        intent["/DestOutputProfile"].get_object().get_data()[16:20]
        for intent in intents
        if intent.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in intent
    ]
    for number, page in enumerate(reader.pages, 1):
        painted = page.get_contents().get_data()
        if GREY_OR_RGB.search(painted) and b"RGB " not in spaces:
            yield f"page {number} paints in RGB without an output intent"
        if CMYK.search(painted) and b"CMYK" not in spaces:
            yield f"page {number} paints in CMYK without an output intent"


def _check_fonts(reader):
    """Each font is embedded, and each of its glyphs has its sign in Unicode."""
    for font in _get_objects(reader, "/Font"):
        name = font.get("/BaseFont")
        if font.get("/Subtype") in ("/CIDFontType0", "/CIDFontType2"):
            descriptor = font["/FontDescriptor"]
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys():
                yield f"{name} is not embedded"
        elif font.get("/Subtype") != "/Type0":
            yield f"{name} is a font of another kind: {font.get('/Subtype')}"
        elif not font.get("/ToUnicode"):
            yield f"{name} has no signs in Unicode"


def _check_active(reader):
    for one in _get_objects(reader):
        for name in ACTIVE & (one.keys() | {one.get("/S"), one.get("/Subtype")}):
            yield f"something in it is active: {name}"
        if "/EmbeddedFiles" in one:
            yield "files are embedded"


def _get_objects(reader, kind=None):
    """Dictionaries that the document holds, those of a type or all."""
    seen, waiting = set(), [reader.trailer["/Root"]]
    while waiting:
        one = waiting.pop()
        if isinstance(one, generic.IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            one = one.get_object()
        if isinstance(one, dict):
            waiting.extend(one.raw_get(name) for name in one)
            if kind in (None, one.get("/Type")):
                yield one
        elif isinstance(one, list):
            waiting.extend(one)
