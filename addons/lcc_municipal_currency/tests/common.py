# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command

from odoo.addons.lcc_currency.tests.common import LccCurrencyCase


class LccPaymentCase(LccCurrencyCase):
    """A commune whose mayor has 40.00 of her indemnity a month paid in units.

    The mandate is signed on 20 February 2020 and runs from 1 March to 31 August. The
    commune lies on the coast; the association is that of LccCurrencyCase, whose counter
    A holds 100 coupons of each face value.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # papers are in the language of their reader, and French may be the only one
        cls.env["res.lang"]._activate_lang("en_US")
        cls.env = cls.env(context={**cls.env.context, "lang": "en_US"})
        cls.company.partner_id.lang = "en_US"
        cls.coast, cls.hills = cls.env["lcc.territory"].create(
            [{"name": "Test coast"}, {"name": "Test hills"}]
        )
        cls.commune, cls.mayor, cls.deputy = cls.env["res.partner"].create(
            [
                {
                    "name": "Commune of Testisle",
                    "is_company": True,
                    "lang": "en_US",
                    "lcc_territory_id": cls.coast.id,
                },
                {"name": "Yvonne Mayor", "lang": "en_US"},
                {"name": "Marius Deputy", "lang": "en_US"},
            ]
        )
        cls.mandate = cls._sign_mandate(cls.mayor)

    @classmethod
    def _create_convention(cls, kind, **vals):
        agreement = (
            cls.env["agreement"]
            .with_context(lcc_convention=True)
            .create(
                {
                    "agreement_type_id": cls.env.ref(
                        f"lcc_municipal.agreement_type_{kind}"
                    ).id,
                    "start_date": "2020-03-01",
                    "lcc_signatory": "Who signs",
                    "lcc_signed_on": "2020-02-20",
                    "lcc_company_signatory": "Maud Kerbrat, co-president",
                    "lcc_company_signed_on": "2020-02-20",
                    **vals,
                }
            )
        )
        for clause in agreement.lcc_clause_ids:
            clause.body = "<p>What was agreed.</p>"
        return agreement

    @classmethod
    def _prepare_mandate(cls, person, **vals):
        return cls._create_convention(
            "creditor",
            **{
                "partner_id": person.id,
                "lcc_authority_id": cls.commune.id,
                "lcc_claim": "indemnity",
                "lcc_share": "part",
                "lcc_amount": 40,
                "end_date": "2020-08-31",
                **vals,
            },
        )

    @classmethod
    def _sign_mandate(cls, person, **vals):
        mandate = cls._prepare_mandate(person, **vals)
        mandate.action_lcc_sign()
        return mandate

    @classmethod
    def _sign_till(cls, **vals):
        till = cls._create_convention(
            "till",
            **{
                "partner_id": cls.commune.id,
                "lcc_till_name": "Town pool",
                "lcc_till_act": "2020-7",
                "lcc_till_act_date": "2020-01-15",
                "lcc_till_coupons": True,
                "lcc_till_redeem": "month",
                "lcc_till_most": 100,
                "lcc_accountant_asked": "2020-01-20",
                "lcc_accountant_date": "2020-02-03",
                "lcc_accountant_answer": "conform",
                "lcc_deliberation_number": "2020-04",
                "lcc_deliberation_date": "2020-01-10",
                "lcc_deliberation_executory": "2020-01-17",
                **vals,
            },
        )
        till.action_lcc_sign()
        return till

    @classmethod
    def _draft_receipt(cls, *lines, date="2020-04-03", user=None, **vals):
        """Euros of a transfer on 3 April 2020.

        :param lines: (mandate, month written 2020-03-01, amount)
        """
        receipts = cls.env["lcc.creditor.receipt"].with_user(user or cls.manager)
        return receipts.create(
            {
                "date": date,
                "month": "2020-03-01",
                "authority_id": cls.commune.id,
                "reference": "TRANSFER 03",
                "payment_method_line_id": cls.bank.id,
                "line_ids": [
                    Command.create(
                        {"agreement_id": mandate.id, "month": month, "amount": amount}
                    )
                    for mandate, month, amount in lines
                ],
                **vals,
            }
        )

    @classmethod
    def _receive(cls, *lines, **vals):
        """Received by the treasurer; 40.00 for March unless said otherwise."""
        receipt = cls._draft_receipt(
            *(lines or [(cls.mandate, "2020-03-01", 40)]), **vals
        )
        receipt.with_user(cls.treasurer).action_post()
        return receipt

    def _hand_over(self, mandates=None, date="2020-04-10", user=None, **amounts):
        """Units handed over at counter A on 10 April 2020.

        :return: lcc.operation, posted
        """
        handover = self._open_handover(mandates or self.mandate, date, user)
        handover.action_hand_over()
        return self.env["lcc.operation"].search(
            [("lcc_agreement_id", "in", (mandates or self.mandate).ids)],
            order="id desc",
            limit=len(mandates or self.mandate),
        )

    def _open_handover(self, mandates, date="2020-04-10", user=None):
        return (
            self.env["lcc.creditor.handover"]
            .with_user(user or self.manager)
            .create(
                {
                    "lcc_currency_id": self.currency.id,
                    "agreement_ids": [Command.set(mandates.ids)],
                    "place_id": self.counter_a.id,
                    "date": date,
                }
            )
        )

    def _redeem(self, till, amount, date="2020-05-04", coupons=None, **vals):
        """A redemption of the till's units, by bank transfer."""
        return self._post(
            "reconversion",
            self.holders,
            self.vault,
            coupons or {1: amount},
            date=date,
            partner_id=till.partner_id.id,
            lcc_agreement_id=till.id,
            payment_method_line_id=self.bank_out.id,
            **vals,
        )
