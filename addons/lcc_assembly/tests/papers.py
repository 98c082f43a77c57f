# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
import re

from lxml import html as lxml_html

from odoo.tools.pdf import PdfFileReader


class PaperMixin:
    """Reads papers back: their words from the page, their form from the PDF."""

    @classmethod
    def _speak_french(cls, *addons):
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.env["ir.module.module"]._load_module_terms(list(addons), ["fr_FR"])

    def _words(self, report, records, user=None):
        """Text of a paper, as its page has it, with plain spaces."""
        reports = self.env["ir.actions.report"].with_user(user or self.env.user)
        page, _kind = reports._render_qweb_html(report, records.ids)
        root = lxml_html.document_fromstring(page)
        for style in root.xpath("//style"):
            style.drop_tree()
        return re.sub(r"\s+", " ", " ".join(root.itertext()).replace("\u202f", " "))

    def _pdf(self, report, records):
        reports = self.env["ir.actions.report"].with_context(
            force_report_rendering=True
        )
        content, _kind = reports._render_qweb_pdf(report, records.ids)
        return PdfFileReader(io.BytesIO(content))

    def _metadata(self, reader):
        metadata = reader.trailer["/Root"].get("/Metadata")
        return metadata.get_object().get_data().decode() if metadata else ""

    def assertWords(self, words, *excerpts):
        for excerpt in excerpts:
            self.assertIn(excerpt, words)
