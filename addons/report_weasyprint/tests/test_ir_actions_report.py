# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
import io
import json
import sys
import types
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools.pdf import PdfFileReader

from .archive import get_archive_faults
from .common import PaperCase, make_png


@tagged("post_install", "-at_install")
class TestIrActionsReport(PaperCase):
    def test_pdfa(self):
        """One file for several records is still PDF/A-2u, its fonts embedded."""
        self.report.is_pdfa = True
        reader = self.print_pdf(self.partners)
        self.assertEqual(len(reader.pages), 3)
        self.assertEqual(get_archive_faults(reader), [])
        metadata = self.get_metadata(reader)
        self.assertRegex(metadata, r"part(>|=\")2")
        self.assertRegex(metadata, r"conformance(>|=\")U")
        for page in reader.pages:
            fonts = page["/Resources"]["/Font"]
            self.assertTrue(fonts)
            for font in fonts.values():
                descendant = font.get_object()["/DescendantFonts"][0].get_object()
                descriptor = descendant["/FontDescriptor"].get_object()
                self.assertTrue({"/FontFile2", "/FontFile3"} & set(descriptor))
                self.assertIn("/ToUnicode", font.get_object())

    def test_plain_pdf(self):
        reader = self.print_pdf(self.partners[0])
        self.assertNotIn("pdfaid", str(reader.trailer["/Root"].get("/Metadata")))
        faults = get_archive_faults(reader)
        self.assertIn("the metadata lack pdfaid:part 2", faults)
        self.assertIn("page 1 paints in RGB without an output intent", faults)

    def test_title(self):
        title = self.print_pdf(self.partners).metadata.title
        self.assertEqual(title, "Test paper")
        title = self.print_pdf(self.partners[0]).metadata.title
        self.assertEqual(title, "Test paper - Alpha")
        self.report.print_report_name = "'Letter to %s' % object.name"
        title = self.print_pdf(self.partners[0]).metadata.title
        self.assertEqual(title, "Letter to Alpha")

    def test_no_record(self):
        """A report without records prints what its template says."""
        self.view.arch = """<t t-name="report_weasyprint.test_paper">
            <t t-call="report_weasyprint.paper_layout"><p>Nobody</p></t></t>"""
        Report = self.env["ir.actions.report"]
        for res_ids in (None, []):
            content, _kind = Report._render_qweb_pdf(self.report.id, res_ids)
            (text,) = self.get_texts(PdfFileReader(io.BytesIO(content)))
            self.assertPaper(text, "Nobody")

    def test_same_record_twice(self):
        reader = self.print_pdf(self.partners[:2] + self.partners[:1])
        self.assertEqual(len(reader.pages), 3)
        Report = self.env["ir.actions.report"]
        ids = self.partners[0].ids * 2
        content, _kind = Report._render_qweb_pdf(self.report.id, ids)
        self.assertEqual(len(PdfFileReader(io.BytesIO(content)).pages), 2)

    def test_attachments_are_kept(self):
        """Each record keeps its own file, which is PDF/A; a second print replaces
        none of them."""
        self.report.write(
            {"attachment": "'paper-%s.pdf' % object.name", "is_pdfa": True}
        )
        reader = self.print_pdf(self.partners)
        self.assertEqual(len(reader.pages), 3)
        attachments = self.get_attachments()
        self.assertEqual(
            attachments.mapped("name"),
            ["paper-Alpha.pdf", "paper-Beta.pdf", "paper-Gamma.pdf"],
        )
        for partner, attachment in zip(self.partners, attachments, strict=True):
            self.assertEqual(attachment.res_id, partner.id)
            self.assertEqual(attachment.mimetype, "application/pdf")
            reader = PdfFileReader(io.BytesIO(attachment.raw))
            (text,) = self.get_texts(reader)
            self.assertPaper(text, partner.name)
            self.assertIn("pdfaid", self.get_metadata(reader))
        self.print_pdf(self.partners)
        self.assertEqual(self.get_attachments(), attachments)

    def test_attachments_are_used_again(self):
        self.report.write(
            {"attachment": "'paper-%s.pdf' % object.name", "attachment_use": True}
        )
        self.print_pdf(self.partners[0])
        self.partners[0].comment = "changed"
        self.set_body("<p>Second template</p>")
        texts = self.get_texts(self.print_pdf(self.partners[:2]))
        self.assertPaper(texts[0], "Alpha")
        self.assertPaper(texts[1], "Second template")

    def test_picture_attachment_is_used_again(self):
        self.report.write({"attachment": "'scan.png'", "attachment_use": True})
        self.env["ir.attachment"].create(
            {
                "name": "scan.png",
                "raw": make_png("blue"),
                "res_model": "res.partner",
                "res_id": self.partners[0].id,
            }
        )
        self.assertEqual(len(self.print_pdf(self.partners[0]).pages), 1)

    def test_attachment_by_condition(self):
        """No file is kept for a record whose attachment name is empty."""
        self.report.attachment = "object.name == 'Beta' and 'beta.pdf'"
        self.assertEqual(len(self.print_pdf(self.partners).pages), 3)
        self.assertEqual(self.get_attachments().mapped("name"), ["beta.pdf"])

    def test_attachments_not_wanted(self):
        self.report.attachment = "'paper-%s.pdf' % object.name"
        self.report = self.report.with_context(report_pdf_no_attachment=True)
        self.env = self.report.env
        self.assertEqual(len(self.print_pdf(self.partners).pages), 3)
        self.assertFalse(self.get_attachments())

    def get_attachments(self):
        return self.env["ir.attachment"].search(
            [("res_model", "=", "res.partner"), ("res_id", "in", self.partners.ids)],
            order="name",
        )

    def test_mail_template(self):
        if "mail.template" not in self.env:
            self.skipTest("needs mail")
        self.report.print_report_name = "'Letter to %s' % object.name"
        template = self.env["mail.template"].create(
            {
                "name": "Test",
                "model_id": self.env["ir.model"]._get("res.partner").id,
                "report_template_ids": [(6, 0, self.report.ids)],
            }
        )
        values = template._generate_template(
            self.partners[:1].ids, ("report_template_ids",)
        )[self.partners[0].id]
        ((name, content),) = values["attachments"]
        self.assertEqual(name, "Letter to Alpha.pdf")
        self.assertTrue(base64.b64decode(content).startswith(b"%PDF-"))

    def test_rights_of_the_reader(self):
        user = new_test_user(self.env, "paper_reader", groups="base.group_user")
        self.env["ir.rule"].create(
            {
                "name": "not Beta",
                "model_id": self.env["ir.model"]._get("res.partner").id,
                "domain_force": "[('name', '!=', 'Beta')]",
            }
        )
        (text,) = self.get_texts(self.print_pdf(self.partners[0], user))
        self.assertPaper(text, "Alpha")
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.print_pdf(self.partners, user)

    def test_weasyprint_is_missing(self):
        """Printing says what to install; the rest of the addon works without."""
        with patch.dict(sys.modules, {"weasyprint": None}):
            with self.assertRaisesRegex(UserError, "pip install --upgrade weasyprint"):
                self.print_pdf(self.partners[0])
            html, _kind = self.report._render_qweb_html(self.report.id, [1])
        self.assertIn(b"<article", html)

    def test_weasyprint_is_old(self):
        """The one of Debian 12 has no fetcher that Odoo's files could come through."""
        old = types.ModuleType("weasyprint")
        engine = "odoo.addons.report_weasyprint.tools.weasyprint_engine"
        with patch.dict(sys.modules, {"weasyprint": old}):
            sys.modules.pop(engine, None)
            tools = sys.modules["odoo.addons.report_weasyprint.tools"]
            with (
                patch.object(tools, "weasyprint_engine", create=True),
                self.assertRaisesRegex(UserError, "older than version 70"),
            ):
                del tools.weasyprint_engine
                self.print_pdf(self.partners[0])

    def test_pango_is_missing(self):
        modules = {name for name in sys.modules if name.split(".")[0] == "weasyprint"}
        with (
            patch.dict(sys.modules),
            patch("cffi.FFI.dlopen", side_effect=OSError("cannot load library pango")),
        ):
            for name in modules:
                del sys.modules[name]
            with self.assertRaisesRegex(UserError, "apt install libpango") as caught:
                self.print_pdf(self.partners[0])
        self.assertIn("cannot load library", caught.exception.args[0])

    def test_other_reports_keep_their_engine(self):
        Report = type(self.env["ir.actions.report"])
        self.report.pdf_engine = "wkhtmltopdf"
        state = patch.object(Report, "get_wkhtmltopdf_state", lambda self: "install")
        with state, self.assertRaisesRegex(UserError, "Wkhtmltopdf"):
            self.print_pdf(self.partners[0])
        created = self.env["ir.actions.report"].create(
            {"name": "Other", "model": "res.partner", "report_name": "web.other"}
        )
        self.assertEqual(created.pdf_engine, "wkhtmltopdf")
        self.assertNotIn("pdf_engine", created.report_action([], config=False))

    def test_action_for_the_web_client(self):
        self.assertEqual(self.report._get_action_dict()["pdf_engine"], "weasyprint")
        self.env.company.external_report_layout_id = False
        action = self.report.with_user(self.env.ref("base.user_admin")).report_action(
            self.partners
        )
        self.assertEqual(action["type"], "ir.actions.report")
        self.assertEqual(action["pdf_engine"], "weasyprint")
        self.assertEqual(action["context"]["active_ids"], self.partners.ids)

    def test_preview(self):
        html, kind = self.env["ir.actions.report"]._render_qweb_html(
            self.report.id, self.partners.ids
        )
        self.assertEqual(kind, "html")
        self.assertEqual(html.count(b"<html"), 1)
        self.assertEqual(html.count(b"<article"), 3)
        self.assertIn(b"@page", html)

    def test_template_of_its_own(self):
        """A template that is a whole page is printed as it is."""
        self.view.arch = """<t t-name="report_weasyprint.test_paper">
            <html lang="en"><head><title>Own</title></head>
            <body>One page <t t-out="len(docs)"/></body></html></t>"""
        (text,) = self.get_texts(self.print_pdf(self.partners))
        self.assertEqual(text, "Onepage3")


@tagged("post_install", "-at_install")
class TestDownload(HttpCase, PaperCase):
    def test_download_and_preview(self):
        """The web client's routes give the file and the preview."""
        new_test_user(self.env, "paper_reader", groups="base.group_user")
        self.authenticate("paper_reader", "paper_reader")
        path = f"{self.report.report_name}/{self.partners[0].id}"
        response = self.url_open(
            "/report/pdf/" + path + "?context=%7B%22force_report_rendering%22%3A1%7D"
        )
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertTrue(response.content.startswith(b"%PDF-1.7"))
        self.report.print_report_name = "'Letter to %s' % object.name"
        response = self.url_open(
            "/report/download",
            data={
                "data": json.dumps([f"/report/pdf/{path}", "qweb-pdf"]),
                "context": json.dumps({"force_report_rendering": True}),
                "csrf_token": Request.csrf_token(self),
            },
        )
        self.assertIn(
            "Letter%20to%20Alpha.pdf", response.headers["Content-Disposition"]
        )
        self.assertTrue(response.content.startswith(b"%PDF-1.7"))
        response = self.url_open("/report/html/" + path)
        self.assertIn("Alpha", response.text)
        self.assertIn("@page", response.text)
