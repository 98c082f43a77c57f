# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
from datetime import date

from odoo.tools.pdf import PdfFileReader

from odoo.addons.report_weasyprint.tests.common import squeeze

from ..models.lcc_dues_collection import Dues
from .common import LccMembershipCase


class PapersCase(LccMembershipCase):
    """Papers are printed for good, in English, and read back."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context={**cls.env.context, "lang": "en_US", "force_report_rendering": True}
        )
        cls.company.write(
            {
                "street": "1 Test Street",
                "zip": "09991",
                "city": "Testville",
                "company_registry": "W091000000",
            }
        )
        cls.alice = cls.alice.with_env(cls.env)
        cls.bruno = cls.bruno.with_env(cls.env)
        cls.association = cls.association.with_env(cls.env)

    def _dues(self, **kwargs):
        dues = Dues(member=self.alice, product=self.dues_year, amount=20)
        return dues._replace(date=date(2026, 5, 4), **kwargs)

    def _print(self, paper, records, user=None):
        """Print papers as a manager; return the PDF as it can be read back.

        :param paper: card, certificate, dues or tax
        """
        report = {
            "card": "lcc_member_card",
            "certificate": "lcc_member_certificate",
            "dues": "lcc_dues_receipt",
            "tax": "lcc_tax_receipt",
        }[paper]
        reports = self.env["ir.actions.report"].with_user(user or self.manager)
        content, kind = reports._render_qweb_pdf(
            f"lcc_membership.{report}_report", records.ids
        )
        self.assertEqual(kind, "pdf")
        return PdfFileReader(io.BytesIO(content))

    def _text(self, reader):
        return squeeze("".join(page.extract_text() for page in reader.pages))

    def assertPaper(self, page, *excerpts):
        text = squeeze(page.extract_text())
        for excerpt in excerpts:
            self.assertIn(squeeze(excerpt), text)
