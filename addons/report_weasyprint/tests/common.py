# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
import io
import re

from PIL import Image

from odoo.tests import TransactionCase
from odoo.tools.pdf import PdfFileReader


def make_png(color):
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), color).save(buffer, "PNG")
    return buffer.getvalue()


def squeeze(text):
    """Take ordinary spaces and line ends away from the text read in a PDF.

    PyPDF2 takes kerning for a space, and "Te" for "T e".
    """
    return re.sub(r"[ \n]+", "", text)


class PaperCase(TransactionCase):
    """A report on partners, its template written by each test."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context=dict(cls.env.context, lang="en_US", force_report_rendering=True)
        )
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.env["ir.module.module"]._load_module_terms(["report_weasyprint"], ["fr_FR"])
        cls.env.company.write(
            {
                "name": "Test Association",
                "street": "1 Test Street",
                "zip": "09000",
                "city": "Testville",
                "country_id": cls.env.ref("base.fr").id,
                "company_registry": "81234567800012",
                "website": False,
                "report_header": False,
                "report_footer": False,
                "phone": "0500000000",
                "email": "paper@test.example",
                "logo": base64.b64encode(make_png("red")),
            }
        )
        cls.view, cls.document_view = cls.env["ir.ui.view"].create(
            [
                {"name": key, "key": key, "type": "qweb", "arch": "<t/>"}
                for key in (
                    "report_weasyprint.test_paper",
                    "report_weasyprint.test_paper_document",
                )
            ]
        )
        cls.report = cls.env["ir.actions.report"].create(
            {
                "name": "Test paper",
                "model": "res.partner",
                "report_type": "qweb-pdf",
                "report_name": "report_weasyprint.test_paper",
                "pdf_engine": "weasyprint",
            }
        )
        cls.set_body("<p t-out='doc.name'/>", title="Letter")
        cls.partners = cls.env["res.partner"].create(
            [{"name": "Alpha"}, {"name": "Beta"}, {"name": "Gamma"}]
        )

    @classmethod
    def set_body(cls, body, title="", lang="en_US"):
        """Make the template of the report: a paper for each partner."""
        cls.view.arch = f"""
            <t t-name="report_weasyprint.test_paper">
                <t t-foreach="docs" t-as="doc">
                    <t t-call="report_weasyprint.test_paper_document"
                       t-lang="'{lang}'"/>
                </t>
            </t>"""
        cls.document_view.arch = f"""
            <t t-name="report_weasyprint.test_paper_document">
                <t t-set="doc" t-value="doc.with_context(lang='{lang}')"/>
                <t t-call="report_weasyprint.paper_layout">
                    <t t-set="title">{title}</t>
                    {body}
                </t>
            </t>"""

    def print_pdf(self, records, user=None):
        """Print the report; return the PDF as it can be read back."""
        reports = self.env["ir.actions.report"].with_user(user or self.env.user)
        content, kind = reports._render_qweb_pdf(self.report.id, records.ids)
        self.assertEqual(kind, "pdf")
        return PdfFileReader(io.BytesIO(content))

    def get_texts(self, reader):
        """The text of each page, without ordinary spaces: compare it with squeeze."""
        return [squeeze(page.extract_text()) for page in reader.pages]

    def assertPaper(self, text, *excerpts):
        for excerpt in excerpts:
            self.assertIn(squeeze(excerpt), text)

    def assertNotPaper(self, text, excerpt):
        self.assertNotIn(squeeze(excerpt), text)

    def get_metadata(self, reader):
        return reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
