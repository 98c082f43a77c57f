# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
from datetime import date

from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader

from odoo.addons.report_weasyprint.tests.common import squeeze

from .test_dues_campaign import DuesCampaignCase


@tagged("post_install", "-at_install")
class TestDuesCallPaper(DuesCampaignCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.association.dues_payment_text = "<p>Cheques to Test association</p>"
        cls.env["res.partner.bank"].create(
            {
                "acc_number": "FR7630006000011234567890189",
                "partner_id": cls.company.partner_id.id,
            }
        )
        cls.alice.lcc_member_number = "T0042"

    def _print(self, calls):
        """Text of the printed calls, without spaces."""
        reports = self.env["ir.actions.report"].with_context(
            force_report_rendering=True
        )
        content, _type = reports._render_qweb_pdf(
            "lcc_membership.lcc_dues_call_report", calls.ids
        )
        pages = PdfFileReader(io.BytesIO(content), strict=False).pages
        return squeeze("".join(page.extract_text() for page in pages))

    def _assert_printed(self, text, *parts):
        for part in parts:
            self.assertIn(squeeze(part), text)

    def test_fixed_price(self):
        self._call()
        text = self._print(self._call_of(self.alice))
        self._assert_printed(
            text,
            "Call for dues 2027",
            "Member number T0042",
            "From 01/01/2027 to 12/31/2027",
            "20.00",
            "To be paid by 03/31/2027",
            "Cheques to Test association",
            "With the reference T0042-2027",
            "To return with your cheque",
        )
        self.assertNotIn("Afreeprice", text)

    def test_free_price(self):
        self._call()
        text = self._print(self._call_of(self.gaia))
        self._assert_printed(
            text, "A free price", "From 03/01/2027 to 02/29/2028", "10.00", "30.00"
        )

    def test_paid(self):
        self._call()
        call = self._call_of(self.alice)
        self._collect(
            self.alice,
            self.dues_year,
            20,
            date(2027, 1, 10),
            call=call.line_ids.account_invoice_id,
        )
        text = self._print(call)
        self._assert_printed(text, "Paid: nothing is asked of you")
        self.assertNotIn("Howtopay", text)

    def test_a_letter_each(self):
        self._call()
        text = self._print(self._call_of(self.alice) + self._call_of(self.bruno))
        self.assertEqual(text.count("Toreturnwithyourcheque"), 2)
