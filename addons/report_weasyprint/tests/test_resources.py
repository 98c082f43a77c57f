# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
from unittest.mock import patch

from odoo.exceptions import AccessError, MissingError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..tools import weasyprint_engine
from ..tools.resources import read_resource
from .common import PaperCase, make_png

BASE_URL = "http://odoo.test"


@tagged("post_install", "-at_install")
class TestResources(PaperCase):
    def read_url(self, url, user=None):
        env = self.env(user=user) if user else self.env
        return read_resource(env, BASE_URL, BASE_URL + url)

    def test_files(self):
        body, mimetype = self.read_url("/base/static/img/res_company_logo.png")
        self.assertEqual(body[:4], b"\x89PNG")
        self.assertEqual(mimetype, "image/png")
        for url in (
            "/web/static/../../../odoo/release.py",
            "/web/static/%2e%2e/controllers/home.py",
            "/base/static/img/none.png",
            "/web/controllers/home.py",
        ):
            with self.subTest(url), self.assertRaises(Exception) as caught:
                self.read_url(url)
            self.assertIsInstance(caught.exception, LookupError | OSError)

    def test_fields(self):
        png = make_png("green")
        partner = self.partners[0]
        partner.image_1920 = base64.b64encode(png)
        attachment = self.env["ir.attachment"].create({"name": "a.png", "raw": png})
        self.env["ir.model.data"].create(
            {
                "module": "report_weasyprint",
                "name": "test_picture",
                "model": "ir.attachment",
                "res_id": attachment.id,
            }
        )
        for url in (
            f"/web/image/res.partner/{partner.id}/image_1920",
            f"/web/image/res.partner/{partner.id}/image_1920/64x64/a.png?unique=1",
            f"/web/image?model=res.partner&id={partner.id}&field=image_1920",
            f"/web/image/{attachment.id}",
            f"/web/image/{attachment.id}-abc123/a.png",
            f"/web/content/{attachment.id}/a.png",
            f"/web/content/{attachment.id}?download=true",
            "/web/image/report_weasyprint.test_picture",
        ):
            with self.subTest(url):
                self.assertEqual(self.read_url(url), (png, "image/png"))
        for url in (
            f"/web/image/res.partner/{partner.id}/name",
            f"/web/image/res.partner/{partner.id}/no_such_field",
            f"/web/image/res.partner/{self.partners[1].id}/image_1920",
            "/web/image/no.such.model/1/name",
            "/web/session/logout",
        ):
            with self.subTest(url), self.assertRaises(Exception) as caught:
                self.read_url(url)
            self.assertIsInstance(caught.exception, LookupError | MissingError)

    def test_rights_of_the_reader(self):
        user = new_test_user(self.env, "paper_reader", groups="base.group_user")
        secret = self.env["ir.attachment"].create(
            {"name": "secret", "raw": make_png("black"), "res_model": "ir.cron"}
        )
        url = f"/web/image/{secret.id}"
        self.assertTrue(self.read_url(url)[0])
        with self.assertRaises(AccessError):
            self.read_url(url, user.id)

    def test_logo_barcode_and_styles(self):
        red = make_png("red")
        for url in ("/logo.png", f"/logo?company={self.env.company.id}"):
            self.assertEqual(self.read_url(url), (red, "image/png"))
        for url in (
            "/report/barcode/QR/REF-1?width=100&height=100",
            "/report/barcode/?barcode_type=QR&value=REF-1",
        ):
            self.assertEqual(self.read_url(url)[0][:4], b"\x89PNG")
        body, mimetype = self.read_url("/web/assets/1/web.report_assets_common.min.css")
        self.assertEqual(mimetype, "text/css")
        self.assertIn(b".table", body)

    def test_outside_is_refused(self):
        for url in (
            "http://elsewhere.example/a.png",
            "https://odoo.test/logo.png",
            "//elsewhere.example/a.png",
            "file:///etc/passwd",
            "ftp://odoo.test/logo.png",
        ):
            with self.subTest(url), self.assertRaises(LookupError):
                read_resource(self.env, BASE_URL, url)

    def test_pictures_on_paper(self):
        """Pictures come from the database; no connection is ever opened."""
        self.partners[0].image_1920 = base64.b64encode(make_png("green"))
        data = base64.b64encode(make_png("blue")).decode()
        self.set_body(
            f"""<img t-attf-src="/web/image/res.partner/#{{doc.id}}/image_1920"/>
            <img src="data:image/png;base64,{data}"/>"""
        )
        with (
            patch("socket.socket.connect", side_effect=AssertionError("connected")),
            self.assertNoLogs("weasyprint", "WARNING"),
            patch.object(weasyprint_engine._logger, "info") as log,
        ):
            reader = self.print_pdf(self.partners[0])
        log.assert_not_called()
        pictures = reader.pages[0]["/Resources"]["/XObject"].values()
        kinds = [picture.get_object()["/Subtype"] for picture in pictures]
        # The logo, green and blue.
        self.assertEqual(kinds.count("/Image"), 3)

    def test_refused_pictures_on_paper(self):
        """The paper is printed without them, and says so in the log."""
        self.set_body(
            """<p>Before</p><img src="http://elsewhere.example/a.png"/>
            <img src="file:///etc/hostname"/><img src="/web/image/0"/><p>After</p>"""
        )
        with (
            patch("socket.socket.connect", side_effect=AssertionError("connected")),
            self.assertNoLogs("weasyprint", "WARNING"),
            patch.object(weasyprint_engine._logger, "info") as log,
        ):
            (text,) = self.get_texts(self.print_pdf(self.partners[0]))
        self.assertPaper(text, "Before")
        self.assertPaper(text, "After")
        self.assertEqual(
            [call.args[1] for call in log.mock_calls],
            [
                "http://elsewhere.example/a.png",
                "file:///etc/hostname",
                f"{self.report.get_base_url()}/web/image/0",
            ],
        )

    @mute_logger("odoo.sql_db")
    def test_broken_transaction_is_told(self):
        """A failure of the database is no missing picture."""
        self.set_body("<img src='/web/image/1'/>")
        error = ZeroDivisionError("broken")
        with (
            patch.object(
                type(self.env["ir.binary"]), "_find_record", side_effect=error
            ),
            self.assertRaises(ZeroDivisionError),
        ):
            self.print_pdf(self.partners[0])
