# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from markupsafe import Markup

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

        :return: list of dicts: line (who it is, and the word the clauses use), place
            (where it signs, and when), signatory
        """
        self.ensure_one()
        role = self.env._("the public body")
        if self.lcc_kind == law.CREDITOR:
            role = self.env._("the creditor")
        association = self._lcc_get_company().partner_id
        return [
            self._lcc_get_party(
                self.partner_id, role, self.lcc_signatory, self.lcc_signed_on
            ),
            self._lcc_get_party(
                association,
                self.env._("the association"),
                self.lcc_company_signatory,
                self.lcc_company_signed_on,
            ),
        ]

    def _lcc_get_party(self, partner, role, signatory, day):
        name = Markup("<strong>%s</strong>") % partner.name
        parts = [name, self._lcc_get_details(partner)]
        if signatory and signatory != partner.name:
            parts.append(self.env._("represented by %(name)s", name=signatory))
        line = self.env._(
            "%(party)s, called below “%(role)s”",
            party=Markup(", ").join(filter(None, parts)),
            role=role,
        )
        place = self.env._("For %(party)s", party=name)
        if day:
            place = self.env._(
                "For %(party)s, on %(date)s", party=name, date=self._lcc_long(day)
            )
        return {"line": line, "place": place, "signatory": signatory}

    def _lcc_get_details(self, partner):
        """Registration and address of a party on one line."""
        town = " ".join(filter(None, [partner.zip, partner.city]))
        number = (partner.company_registry or "").replace(" ", "")
        registry = number and (f"SIRET {number}" if len(number) == 14 else number)
        parts = [registry, partner.street, partner.street2, town]
        return ", ".join(filter(None, parts))

    def _lcc_get_grounds(self):
        """What allows the convention: sentences of the paper, before its facts."""
        self.ensure_one()
        grounds = [self._lcc_get_deliberation_line()]
        if self.lcc_accountant_opinion == law.CONFORM:
            grounds.append(
                self.env._(
                    "Having regard to the conforming opinion of the public accountant "
                    "of %(date)s,",
                    date=self._lcc_long(self.lcc_accountant_date),
                )
            )
        elif self.lcc_accountant_opinion == law.TACIT:
            grounds.append(
                self.env._(
                    "The public accountant, to whom the draft was submitted on "
                    "%(date)s, having kept silence for a month,",
                    date=self._lcc_long(self.lcc_accountant_asked),
                )
            )
        if amended := self.lcc_amends_id:
            grounds.append(
                self.env._(
                    "This amendment changes the convention %(code)s signed on "
                    "%(date)s. What it does not change remains.",
                    code=amended.code,
                    date=self._lcc_long(amended.signature_date),
                )
            )
        return list(filter(None, grounds))

    def _lcc_get_deliberation_line(self):
        deliberation = self.sudo().lcc_deliberation_id  # named, not shown
        number = deliberation.number or self.lcc_deliberation_number
        day = deliberation.day or self.lcc_deliberation_date
        executory = deliberation.date_executory or self.lcc_deliberation_executory
        if not (number and day):
            return ""
        values = {"number": number, "date": self._lcc_long(day)}
        if not executory:
            return self.env._(
                "Having regard to the deliberation %(number)s of %(date)s,", **values
            )
        return self.env._(
            "Having regard to the deliberation %(number)s of %(date)s, executory on "
            "%(executory)s,",
            executory=self._lcc_long(executory),
            **values,
        )

    def _lcc_get_heading(self, clause, number):
        return self.env._(
            "Article %(number)s – %(title)s", number=number, title=clause.name
        )

    def _lcc_long(self, day):
        return format_date(self.env, day, date_format="long")

    def _lcc_get_facts(self):
        """Fields that say what was agreed beside the clauses, in their order.

        :return: names of fields that have a value
        """
        self.ensure_one()
        names = {
            law.ADHESION: (),
            law.MANDATE: ("lcc_receipts", "lcc_receipts_note"),
            law.TILL: ("lcc_till_name", "lcc_till_act", "lcc_till_act_date")
            + ("lcc_till_means", "lcc_till_redeem", "lcc_till_most"),
            law.CREDITOR: ("lcc_authority_id", "lcc_claim", "lcc_amount"),
        }[self.lcc_kind]
        term = ("start_date", "end_date", "lcc_renewal")
        if self.lcc_renewal == "tacit":
            term += ("lcc_renewal_months",)
        term += ("lcc_notice_days",)
        return [name for name in (*names, *term) if self[name]]

    def _lcc_get_fact_label(self, name):
        labels = {
            "lcc_receipts_note": self.env._("Named as follows"),
            "start_date": self.env._("Takes effect on"),
            "end_date": (
                self.env._("First term until")
                if self.lcc_renewal == "tacit"
                else self.env._("Until")
            ),
            "lcc_renewal_months": self.env._("Length of a renewal"),
            "lcc_notice_days": self.env._("Notice"),
        }
        return labels.get(name) or self._fields[name]._description_string(self.env)

    def _lcc_format_fact(self, name):
        """Value of a field, as people write it."""
        self.ensure_one()
        field, value = self._fields[name], self[name]
        if name == "lcc_notice_days":
            return self.env._("%(number)s days", number=value)
        if name == "lcc_renewal_months":
            return self.env._("%(number)s months", number=value)
        if field.type == "date":
            return self._lcc_long(value)
        if field.type == "monetary":
            return format_amount(self.env, value, self.lcc_currency_id)
        if field.type == "selection":
            return dict(field._description_selection(self.env))[value]
        return value.display_name if field.type == "many2one" else value
