# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Accounts of the expressions of MIS Builder, found in one query."""

from odoo.addons.mis_builder.models.aep import AccountingExpressionProcessor

WILDCARD = "%"


class NumbersProcessor(AccountingExpressionProcessor):
    """Matches account numbers in memory.

    MIS Builder asks the database for the accounts of each expression, once for each of
    its modes, with a subquery for each number: a layout of seventy lines takes seconds
    before it reads any figure. The accounts found are the same.
    """

    def __init__(self, companies, currency=None, account_model="account.account"):
        super().__init__(companies, currency, account_model)
        self._numbers = {}
        self._parsed = {}
        self._days = {}

    def _parse_match_object(self, mo):
        """A term is read for its accounts, its figure and its items."""
        text = mo.group(0)
        if text not in self._parsed:
            self._parsed[text] = super()._parse_match_object(mo)
        return self._parsed[text]

    def get_aml_domain_for_dates(self, date_from, date_to, mode):
        """Each term asks for its days, which may take a query."""
        key = (date_from, date_to, mode)
        if key not in self._days:
            self._days[key] = super().get_aml_domain_for_dates(*key)
        return self._days[key]

    def _account_codes_to_domain(self, account_codes):
        domain = super()._account_codes_to_domain(account_codes)
        self._numbers[domain] = split_numbers(account_codes)
        return domain

    def done_parsing(self):
        codes = self._read_codes()
        for key, domains in self._map_account_ids.items():
            ids = set()
            for domain in domains:
                if domain not in self._account_ids_by_acc_domain:
                    found = self._find(domain, codes)
                    self._account_ids_by_acc_domain[domain].update(found)
                ids |= self._account_ids_by_acc_domain[domain]
            self._map_account_ids[key] = list(ids)

    def _read_codes(self):
        """
        :return: list of (id, number) of the accounts of all companies
        """
        return [
            (account.id, account.code)
            for company in self.companies
            for account in self._account_model.with_company(company).search_fetch(
                [("company_ids", "=", company.id)], ["code"], order="id"
            )
            if account.code
        ]

    def _find(self, domain, codes):
        numbers = self._numbers.get(domain)
        if numbers is None:
            return {
                account_id
                for company in self.companies
                for account_id in self._account_model.with_company(company)
                .search([*domain, ("company_ids", "=", company.id)], order="id")
                .ids
            }
        exact, prefixes = numbers
        return {
            account_id
            for account_id, code in codes
            if code in exact or code.startswith(prefixes)
        }


def split_numbers(account_codes: str) -> tuple[set[str], tuple[str, ...]] | None:
    """Whole numbers and first digits; nothing where patterns are more than these.

    >>> split_numbers("512100, 53%")
    ({'512100'}, ('53',))
    >>> split_numbers("5%00") is None
    True
    """
    numbers = [number.strip() for number in account_codes.split(",")]
    prefixes = [n.removesuffix(WILDCARD) for n in numbers if n.endswith(WILDCARD)]
    exact = {number for number in numbers if not number.endswith(WILDCARD)}
    if any(WILDCARD in n or "_" in n for n in [*exact, *prefixes]):
        return None
    return exact, tuple(prefixes)
