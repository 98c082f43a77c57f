# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from .papers import PapersCase


class TaxReceiptCase(PapersCase):
    """An association that issues tax receipts, and gifts of 2025.

    Alice: 30.00 in cash with her dues on 2025-03-01, 50.00 by cheque on 2025-09-10.
    Bruno: 12.50 by transfer on 2025-04-01. The shop, a company: 271.50 by transfer on
    2025-05-20.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.association.write(
            {
                "signatory": "Marie Test",
                "signatory_role": "Chair",
                "tax_is_eligible": True,
                "tax_eligible_since": "2024-01-01",
                "tax_ground": "general",
                "tax_ground_note": "social, educational",
                "tax_object": "To run a local currency.",
            }
        )
        cls.alice.street = "2 Alice Street"
        cls.bruno.street = "3 Bruno Street"
        cls.shop = cls.env["res.partner"].create(
            {
                "name": "Test shop",
                "is_company": True,
                "street": "4 Shop Street",
                "zip": "09991",
                "city": "Testville",
                "company_registry": "20006794000012",
                "lcc_legal_form": "SARL",
                "lcc_member_type_id": cls.professional_type.id,
            }
        )
        collection = cls.env["lcc.dues.collection"]
        for member, product, amount, gift, day, means in (
            (cls.alice, cls.dues_year, 20, 30, date(2025, 3, 1), cls.cash),
            (cls.alice, cls.dues_year.browse(), 0, 50, date(2025, 9, 10), cls.cheque),
            (cls.bruno, cls.dues_year.browse(), 0, 12.5, date(2025, 4, 1), cls.bank),
            (cls.shop, cls.dues_year.browse(), 0, 271.5, date(2025, 5, 20), cls.bank),
        ):
            dues = cls._dues(cls, member=member, product=product, amount=amount)
            collection._collect([dues._replace(gift=gift, date=day, means=means)])
        cls.receipts = cls.env["lcc.tax.receipt"].with_user(cls.treasurer)

    def _batch(self, year=2025, **vals):
        batches = self.env["lcc.tax.receipt.batch"].with_user(self.treasurer)
        return batches.create({"year": year, **vals})

    def _drafts(self, **vals):
        return self._batch(**vals)._make_drafts()

    def _issued(self, donor, **vals):
        receipt = self._drafts(**vals).filtered(lambda one: one.partner_id == donor)
        receipt.action_issue()
        return receipt

    def _gift(self, donor, amount, day, means=None):
        """A gift alone: its invoice."""
        return self._collect(
            donor,
            self.dues_year.browse(),
            0,
            day,
            gift=amount,
            means=means or self.cash,
        )
