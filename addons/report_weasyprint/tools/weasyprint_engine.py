# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""HTML in, PDF out. Importing this module needs WeasyPrint and Pango."""

import copy
import logging

from lxml import html as lxml_html
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from odoo.exceptions import UserError

from .resources import read_resource
from .typography import french_typography

_logger = logging.getLogger(__name__)

MISSING_PICTURE = b"""<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"
viewBox="0 0 64 48"><path d="M1 1H63V47H1Z M1 1L63 47M63 1L1 47" fill="none"
stroke="#777"/></svg>"""
VERBATIM_TAGS = {"code", "pre", "script", "style", "svg", "textarea", "title"}


class OdooFetcher(URLFetcher):
    """Resolve addresses of this Odoo without any request; refuse all others.

    What is refused or missing is drawn as a crossed box, and logged.
    """

    def __init__(self, env, base_url):
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self.env = env
        self.base_url = base_url

    def fetch(self, url, headers=None):
        if url.startswith("data:"):
            return super().fetch(url, headers)
        try:
            body, mimetype = read_resource(self.env, self.base_url, url)
        except (LookupError, OSError, UserError, ValueError) as error:
            _logger.info("Left out of the paper: %s (%s)", url, error)
            body, mimetype = MISSING_PICTURE, "image/svg+xml"
        except Exception as error:
            # WeasyPrint would take a broken transaction for a missing picture.
            raise FatalURLFetchingError(url) from error
        return URLFetcherResponse(url, body, {"Content-Type": mimetype})


def html_to_pdf(html, fetcher, title, author, is_pdfa):
    """Print a page of HTML.

    Each ``<article class="paper">`` is a document of its own: it starts on a new
    page, and its pages are counted from 1.

    :param fetcher: an OdooFetcher
    :param title: written into the document information, as is the author
    :param is_pdfa: whether to make PDF/A-2u
    :return: bytes
    """
    root = lxml_html.document_fromstring(
        html, parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    fonts = FontConfiguration()
    options = {"pdf_variant": "pdf/a-2u" if is_pdfa else None, "cache": {}}
    styles = [
        CSS(
            string=style.text or "",
            base_url=fetcher.base_url,
            url_fetcher=fetcher,
            font_config=fonts,
        )
        for style in _take_styles(root)
    ]
    try:
        documents = [
            HTML(
                string=lxml_html.tostring(part, encoding="unicode"),
                base_url=fetcher.base_url,
                url_fetcher=fetcher,
            ).render(font_config=fonts, stylesheets=styles, **options)
            for part in _split_papers(root)
        ]
        pages = [page for document in documents for page in document.pages]
        result = documents[0].copy(pages)
        result.metadata.title = title
        result.metadata.authors = [author]
        return result.write_pdf(**options)
    except FatalURLFetchingError as error:
        raise error.__cause__ from None


def _take_styles(root):
    """Remove the page's style elements, to parse them once for all its papers."""
    styles = root.xpath("/html/head/style")
    for style in styles:
        style.drop_tree()
    return styles


def _split_papers(root):
    """Return a page of HTML for each paper, or the page itself if it has none."""
    papers = [child for child in root.find("body") if isinstance(child.tag, str)]
    if not all("paper" in child.get("class", "").split() for child in papers):
        papers = []
    pages = [_make_page(root, paper) for paper in papers] or [root]
    for page in pages:
        _set_typography(page, "")
    return pages


def _make_page(root, paper):
    page = lxml_html.Element("html", lang=paper.get("lang") or root.get("lang") or "")
    page.extend(copy.deepcopy(head) for head in root.findall("head"))
    body = lxml_html.Element("body")
    body.append(copy.deepcopy(paper))
    page.append(body)
    return page


def _set_typography(element, lang):
    """Apply French typography below an element, where the language is French."""
    if element.tag in VERBATIM_TAGS or not isinstance(element.tag, str):
        return
    lang = element.get("lang", lang)
    is_french = lang.startswith("fr")
    if is_french and element.text:
        element.text = french_typography(element.text)
    for child in element:
        _set_typography(child, lang)
        if is_french and child.tail:
            child.tail = french_typography(child.tail)
