# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import date

from .common import LccMunicipalCase


class LccConventionCase(LccMunicipalCase):
    """Conventions of the commune of Testisle, whose council's register is kept here."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.commune.lcc_territory_id = cls.coast = cls.env["lcc.territory"].create(
            {"name": "Test coast"}
        )
        cls.hills = cls.env["lcc.territory"].create({"name": "Test hills"})

    @classmethod
    def _type(cls, kind):
        return cls.env.ref(f"lcc_municipal.agreement_type_{kind}")

    @classmethod
    def _convene(cls, kind, **vals):
        """A draft whose clauses have no blank any more."""
        agreement = (
            cls.env["agreement"]
            .with_context(lcc_convention=True)
            .create(
                {
                    "agreement_type_id": cls._type(kind).id,
                    "partner_id": cls.commune.id,
                    **vals,
                }
            )
        )
        for clause in agreement.lcc_clause_ids:
            clause.body = "<p>What was agreed.</p>"
        return agreement

    def _deliberate(self, template="adhesion", adopted=True, executory="2024-04-24"):
        """A deliberation of the 16th of April 2024, number 012/24."""
        deliberation = self.env["lcc.deliberation"].create(
            {
                "item_id": self.session.item_ids[0].id,
                "name": "Adhesion to the currency",
                "template_id": self.env.ref(
                    f"lcc_municipal.lcc_deliberation_template_{template}"
                ).id,
            }
        )
        deliberation.write(
            {"considerations": "<p>Considering it,</p>", "decision": "<p>Joins.</p>"}
        )
        self._open()
        if adopted:
            deliberation.action_unanimous()
        else:
            deliberation.against = 11
            deliberation.action_done()
        self.session.action_close()
        if executory:
            deliberation.date_published = deliberation.date_transmitted = executory
        return deliberation

    def _sign(self, agreement, day="2024-05-02"):
        agreement.write(self._prepare_signatures(day))
        agreement.action_lcc_sign()

    def _prepare_signatures(self, day="2024-05-02"):
        return {
            "lcc_signatory": "Yvonne Trégan, mayor",
            "lcc_signed_on": day,
            "lcc_company_signatory": "Maud Kerbrat, co-president",
            "lcc_company_signed_on": day,
        }

    def _elsewhere(self):
        """A deliberation of a council whose register is not kept here."""
        return {
            "lcc_deliberation_number": "2024-31",
            "lcc_deliberation_date": date(2024, 4, 10),
            "lcc_deliberation_executory": date(2024, 4, 15),
        }
