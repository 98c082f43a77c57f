# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.tools import format_amount, format_date

from ..tools import convention_law as law


class Agreement(models.Model):
    """What the printed convention says."""

    _inherit = "agreement"

    def _lcc_get_paper_lang(self):
        """Papers are in the language of the public body, not of who prints them."""
        return (
            self.lcc_public_body_id.lang
            or self.partner_id.lang
            or (self.company_id or self.env.company).partner_id.lang
            or self.env.lang
        )

    def _lcc_get_paper_name(self):
        self.ensure_one()
        return f"{self.name} {self.code}".replace("/", "-")

    def _lcc_get_company(self):
        return self.company_id or self.env.company

    def _lcc_get_parties(self):
        """Who makes the convention, in the order of the paper.

        :return: list of dicts: partner, details (registration and address), role (the
            word the clauses use), signatory, day
        """
        self.ensure_one()
        is_creditor = self.lcc_kind == law.CREDITOR
        association = self._lcc_get_company().partner_id
        return [
            {
                "partner": self.partner_id,
                "details": self._lcc_get_details(self.partner_id),
                "role": self.env._("the creditor")
                if is_creditor
                else self.env._("the public body"),
                "signatory": self.lcc_signatory,
                "day": self.lcc_signed_on,
            },
            {
                "partner": association,
                "details": self._lcc_get_details(association),
                "role": self.env._("the association"),
                "signatory": self.lcc_company_signatory,
                "day": self.lcc_company_signed_on,
            },
        ]

    def _lcc_get_details(self, partner):
        """Registration and address of a party on one line."""
        town = " ".join(filter(None, [partner.zip, partner.city]))
        number = (partner.company_registry or "").replace(" ", "")
        registry = number and (f"SIRET {number}" if len(number) == 14 else number)
        parts = [registry, partner.street, partner.street2, town]
        return ", ".join(filter(None, parts))

    def _lcc_get_deliberation(self):
        """Number and days of the deliberation that allows the convention.

        :return: dict: number, day, executory; empty without a deliberation
        """
        self.ensure_one()
        deliberation = self.sudo().lcc_deliberation_id  # named, not shown
        if deliberation:
            return {
                "number": deliberation.number or deliberation.name,
                "day": deliberation.day,
                "executory": deliberation.date_executory,
            }
        if not self.lcc_deliberation_number:
            return {}
        return {
            "number": self.lcc_deliberation_number,
            "day": self.lcc_deliberation_date,
            "executory": self.lcc_deliberation_executory,
        }

    def _lcc_get_facts(self):
        """Fields that say what was agreed beside the clauses, in their order.

        :return: names of fields that have a value
        """
        self.ensure_one()
        names = {
            law.ADHESION: (),
            law.MANDATE: ("lcc_receipts", "lcc_receipts_note"),
            law.TILL: ("lcc_till_name", "lcc_till_act", "lcc_till_act_date")
            + ("lcc_till_redeem", "lcc_till_most"),
            law.CREDITOR: ("lcc_authority_id", "lcc_claim", "lcc_amount"),
        }[self.lcc_kind]
        term = ("start_date", "end_date", "lcc_renewal", "lcc_notice_days")
        if self.lcc_renewal == "tacit":
            term += ("lcc_renewal_months",)
        return [name for name in (*names, *term) if self[name]]

    def _lcc_get_fact_label(self, name):
        return self._fields[name]._description_string(self.env)

    def _lcc_format_fact(self, name):
        """Value of a field, as people write it."""
        self.ensure_one()
        field, value = self._fields[name], self[name]
        if field.type == "date":
            return format_date(self.env, value, date_format="long")
        if field.type == "monetary":
            return format_amount(self.env, value, self.lcc_currency_id)
        if field.type == "selection":
            return dict(field._description_selection(self.env))[value]
        return value.display_name if field.type == "many2one" else str(value)
