# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io

from odoo.tests import tagged
from odoo.tools.pdf import PdfFileReader

from odoo.addons.report_weasyprint.tests.archive import get_archive_faults
from odoo.addons.report_weasyprint.tests.common import squeeze

from .common_convention import LccConventionCase


@tagged("post_install", "-at_install")
class TestConventionPaper(LccConventionCase):
    def _read(self, agreement):
        reports = self.env["ir.actions.report"].with_context(
            force_report_rendering=True
        )
        pdf, _kind = reports._render_qweb_pdf(
            "lcc_municipal.lcc_convention_report", agreement.ids
        )
        return PdfFileReader(io.BytesIO(pdf))

    def _print(self, agreement):
        reader = self._read(agreement)
        return squeeze("".join(page.extractText() for page in reader.pages))

    def test_draft_and_signed(self):
        self.commune.write(
            {"street": "1 Quay", "zip": "17111", "city": "Testisle", "lang": "en_US"}
        )
        agreement = self._convene(
            "adhesion",
            lcc_deliberation_id=self._deliberate().id,
            end_date="2026-12-31",
        )
        draft = self._print(agreement)
        self.assertIn("Draft,notsigned.", draft)
        self.assertIn("CommunedeTestisle,1Quay,17111Testisle", draft)
        self.assertIn("deliberation012/24ofApril16,2024", draft)
        self.assertIn("executoryonApril24,2024", draft)
        self.assertIn("Article1–Purpose", draft)
        self.assertIn("Article7–Changes", draft)
        self._sign(agreement)
        signed = self._print(agreement)
        self.assertNotIn("Draft", signed)
        self.assertIn("representedbyYvonneTrégan,mayor", signed)
        self.assertIn("onMay2,2024", signed)

    def test_archivable(self):
        agreement = self._convene("adhesion", **self._elsewhere())
        self.assertEqual(get_archive_faults(self._read(agreement)), [])

    def test_french(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self._type("adhesion")
        template.with_context(lang="fr_FR").name = "Convention d’adhésion"
        self.commune.lang = "fr_FR"
        paper = self._print(self._convene("adhesion", **self._elsewhere()))
        self.assertIn("Conventiond’adhésion", paper)
        self.assertIn("15avril2024", paper)

    def test_mandate(self):
        mandate = self._convene(
            "mandate",
            lcc_receipts="access",
            lcc_accountant_asked="2024-04-01",
            lcc_accountant_answer="conform",
            lcc_accountant_date="2024-04-20",
            **self._elsewhere(),
        )
        paper = self._print(mandate)
        self.assertIn("opinionofthepublicaccountantofApril20,2024", paper)
        self.assertIn("Accesstoculture,sportandtourism", paper)

    def test_till(self):
        till = self._convene(
            "till", lcc_till_coupons=True, lcc_till_digital=True, lcc_notice_days=30
        )
        paper = self._print(till)
        self.assertIn("Meansofcollectioncoupons,digitalunits", paper)
        self.assertIn("Notice30days", paper)

    def test_amendment(self):
        agreement = self._convene("adhesion", **self._elsewhere())
        self._sign(agreement)
        amendment = self._convene(
            "adhesion", lcc_amends_id=agreement.id, **self._elsewhere()
        )
        paper = self._print(amendment)
        self.assertIn("Amendment", paper)
        code = squeeze(agreement.code)
        self.assertIn(f"changestheconvention{code}signedonMay2,2024", paper)
