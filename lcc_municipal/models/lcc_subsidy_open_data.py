# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import open_data
from ..tools import subsidy_law as law
from .lcc_deliberation_open_data import DECIDED


class LccSubsidy(models.Model):
    """Subsidies as open data: rows of the SCDL, and what is wrong with them."""

    _inherit = "lcc.subsidy"

    warning = fields.Text(string="To complete", compute="_compute_warning")

    @api.depends_context("lang")
    @api.depends(
        "beneficiary_id.company_registry",
        "beneficiary_id.lcc_rna",
        "kind",
        "name",
        "amount",
        "share",
        "nature",
        "conditions",
        "conditions_note",
        "date_payment",
        "date_payment_end",
        "date_convention",
        "date_engagement",
        "is_convention_due",
        "is_engagement_due",
    )
    def _compute_warning(self):
        for subsidy in self:
            texts = []
            if subsidy.beneficiary_id and subsidy.deliberation_id:
                texts = open_data.check_subsidy(subsidy._prepare_open_data())
            subsidy.warning = "\n".join(self.env._(text) for text in texts) or False

    @api.model
    def _get_open_data(self, domain):
        """Subsidies that were granted, in the order of the register.

        Natural persons are left out: their names are no open data.

        :param domain: which; the rules of the user come on top
        :return: list of (id, tools.open_data.Subsidy)
        """
        decided = Domain("deliberation_id", "any", DECIDED)
        subsidies = self.search(
            Domain(domain) & decided & Domain("kind", "!=", law.PERSON),
            order="day, deliberation_id, id",
        )
        return [(one.id, one._prepare_open_data()) for one in subsidies]

    def _prepare_open_data(self):
        """The line as a row.

        :return: tools.open_data.Subsidy
        """
        self.ensure_one()
        body, beneficiary = self.assembly_id.partner_id, self.beneficiary_id
        return open_data.Subsidy(
            body=body.name,
            siret=body.company_registry or None,
            day=self.day,
            number=self.deliberation_id.number or "",
            beneficiary=beneficiary.name,
            beneficiary_siret=beneficiary.company_registry or None,
            rna=beneficiary.lcc_rna or None,
            purpose=self.name or "",
            amount=self.amount,
            kind=self.kind,
            share=self.share,
            nature=self.nature,
            conditions=self.conditions,
            note=self.conditions_note or None,
            paid_from=self.date_payment or None,
            paid_to=self.date_payment_end or None,
            convention=self.date_convention or None,
            engagement=self.date_engagement or None,
            needs_convention=self.is_convention_due,
            needs_engagement=self.is_engagement_due,
            is_minimis=self.is_minimis,
            rae=self.rae_code or None,
            scheme=self.scheme_code or None,
        )
