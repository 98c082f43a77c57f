# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from freezegun import freeze_time

from odoo.tests import tagged

from odoo.addons.report_weasyprint.tests.common import squeeze

from .tax_receipts import TaxReceiptCase


@tagged("post_install", "-at_install")
@freeze_time("2026-01-15")
class TestTaxReceiptPaper(TaxReceiptCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the paper is in French wherever French is installed
        cls.env["res.lang"].search([("code", "=", "fr_FR")]).active = False

    def assertSays(self, receipt, *excerpts):
        text = self._text(self._print("tax", receipt))
        for excerpt in excerpts:
            self.assertIn(squeeze(excerpt), text)
        return text

    def test_person(self):
        receipt = self._issued(self.alice)
        text = self.assertSays(
            receipt,
            "Tax receipt no. 2025-0001",
            "article 200 of the Code général des impôts (as form 11580*05)",
            "Name Test association · RNA W091000000",
            "Address 1 Test Street, 09991 Testville",
            "Object To run a local currency.",
            "Legal ground Body of general interest (social, educational)",
            "Name Alice Address 2 Alice Street, 09991 Testville",
            "*** 80.00\xa0€ ***",
            "quatre-vingts euros",
            "03/01/2025 Money Cash 30.00\xa0€",
            "09/10/2025 Money Cheque 50.00\xa0€",
            "Form of the gift Gift from hand to hand, declared",
            "open the right to the tax reduction of article 200, 1, b of the Code",
            "Made in Testville, on 15 January 2026",
            "Marie Test Chair",
        )
        self.assertNotIn("978", text)
        self.assertNotIn("SIREN", text)

    def test_company(self):
        self.assertSays(
            self._issued(self.shop),
            "article 238 bis of the Code général des impôts (as form 16216*02)",
            "Name Test shop Legal form SARL SIREN 200067940",
            "*** 271.50\xa0€ ***",
            "deux cent soixante et onze euros et cinquante centimes",
            "tax reduction of article 238 bis, 1, a of the Code",
        )

    def test_article_978(self):
        self.association.tax_is_wealth = True
        receipts = self._drafts()
        receipts.action_issue()
        alice, _bruno, shop = receipts
        self.assertSays(alice, "reductions of articles 200, 1, b and 978 of the Code")
        self.assertSays(shop, "article 238 bis, 1, a of the Code")

    def test_expenses_not_asked_back(self):
        receipt = self._drafts().filtered(lambda one: one.partner_id == self.bruno)
        receipt.gift_ids.means = "expenses"
        receipt.action_issue()
        self.assertSays(receipt, "04/01/2025 Expenses not asked back – 12.50\xa0€")

    def test_draft(self):
        draft = self._drafts()[0]
        self.assertSays(draft, "Tax receipt (draft)", "Draft: this paper is no receipt")
        self.assertFalse(draft.attachment_id)

    def test_cancelled_and_replaced(self):
        receipt = self._issued(self.alice)
        receipt._cancel("Wrong name")
        self.assertSays(
            receipt, "no. 2025-0001", "Cancelled on 01/15/2026: Wrong name."
        )
        self.alice.name = "Alicia"
        self.association.tax_object = "Something else."
        replacement = receipt._replace()
        replacement.action_issue()
        self.assertSays(
            replacement,
            "Tax receipt no. 2025-0002",
            "Cancels and replaces receipt no. 2025-0001.",
            "Name Alicia Address",
        )
        text = self.assertSays(
            receipt, "Replaced by receipt no. 2025-0002.", "Name Alice Address"
        )
        self.assertIn(squeeze("To run a local currency."), text)

    def test_many_gifts(self):
        """A donor who gives each month: one page, every gift on it."""
        for month in range(1, 13):
            self._gift(self.bruno, 10, date(2025, month, 5))
        reader = self._print("tax", self._issued(self.bruno))
        self.assertEqual(len(reader.pages), 1)
        self.assertIn(squeeze("*** 132.50\xa0€ ***"), self._text(reader))

    def test_archivable(self):
        reader = self._print("tax", self._issued(self.alice))
        metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data()
        self.assertIn(b"pdfaid", metadata)

    def test_french(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env["ir.module.module"]._load_module_terms(["lcc_membership"], ["fr_FR"])
        receipt = self._issued(self.alice)
        self.assertEqual(
            receipt.attachment_id.name, "Reçu fiscal 2025-0001 - Alice.pdf"
        )
        self.assertSays(
            receipt,
            "Reçu fiscal n° 2025-0001",
            "Bénéficiaire",
            "quatre-vingts euros",
            "01/03/2025 Numéraire Espèces",
            "Fait à Testville, le 15 janvier 2026",
        )
