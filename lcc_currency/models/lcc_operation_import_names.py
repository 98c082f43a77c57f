# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from decimal import Decimal

from odoo import models
from odoo.tools import SQL
from odoo.tools.misc import formatLang
from odoo.tools.translate import LazyTranslate

from odoo.addons.lcc_base.tools.spreadsheet import SpreadsheetError, header_name

from ..tools.operation_file import (
    KIND_NAMES,
    MEANS_WORDS,
    SEVERAL,
    Names,
    index_names,
    split_words,
)
from ..tools.operation_kinds import KINDS

_lt = LazyTranslate(__name__, default_lang="en_US")

# Names of places that a currency has once, beside their own.
PLACE_WORDS = {
    "holders": "holders porteurs detenteurs circulation en_circulation",
    "printer": "printer imprimeur imprimerie",
    "destroyed": "destroyed detruits destruction",
    "lapsed": "lapsed perimes",
    "vault": "vault coffre stock",
}
JOURNAL_WORDS = {
    "cash": "cash especes liquide caisse",
    "bank": "bank banque virement transfer carte card",
}


class LccOperationImport(models.Model):
    """What the names in a file mean."""

    _inherit = "lcc.operation.import"

    def _get_names(self):
        currency = self.lcc_currency_id.with_context(active_test=False)
        places = self.env["lcc.place"].with_context(active_test=False)
        places = places.search([("lcc_currency_id", "=", currency.id)])
        series = currency.series_ids
        default_series = self.series_id or (
            series if len(series) == 1 else series.browse()
        )
        return Names(
            kinds=self._get_kind_names(),
            places=self._get_place_names(places),
            default_places=self._get_default_places(places.filtered("active")),
            series=index_names((record.name, record.id) for record in series),
            default_series=default_series.id or None,
            faces={
                Decimal(str(record.value)): record.id
                for record in currency.denomination_ids
            },
            words=frozenset(
                header_name(f"{currency.name} {currency.symbol}").split("_")
            ),
            means={**self._get_means("in"), **self._get_means("out")},
            accounts=self._get_account_codes(),
            titles={
                "kind": list(self._get_kind_labels().values()),
                "place": places.filtered("active").mapped("name"),
            },
            find_partner=PartnerFinder(self).find,
            format_amount=lambda amount: formatLang(self.env, float(amount), digits=2),
        )

    def _get_column_labels(self):
        """Headings in the user's language, in the order of the template."""
        return {
            "date": self.env._("Date"),
            "kind": self.env._("Kind"),
            "source": self.env._("From"),
            "target": self.env._("To"),
            "partner": self.env._("Contact"),
            "denomination": self.env._("Denomination"),
            "series": self.env._("Series"),
            "quantity": self.env._("Quantity"),
            "amount": self.env._("Amount"),
            "total": self.env._("Total"),
            "means": self.env._("Means of payment"),
            "account": self.env._("Account"),
            "reference": self.env._("Reference"),
            "decision": self.env._("Decision"),
            "note": self.env._("Note"),
        }

    def _get_kind_labels(self):
        kinds = self.env["lcc.operation"]._fields["kind"]
        return dict(kinds._description_selection(self.env))

    def _get_kind_names(self):
        labels = self._get_kind_labels()
        own = {header_name(label): kind for kind, label in labels.items()}
        return {**own, **split_words(KIND_NAMES)}

    def _get_place_names(self, places):
        words = {}
        for kind, names in PLACE_WORDS.items():
            alike = places.filtered(lambda place, kind=kind: place.kind == kind)
            if len(alike) == 1:
                words.update(dict.fromkeys(names.split(), alike.id))
        return {**words, **index_names((place.name, place.id) for place in places)}

    def _get_default_places(self, places):
        """Place of a kind of operation, where there is only one to choose."""
        defaults = {}
        for kind, rule in KINDS.items():
            sources = {"printer"} if kind == "opening" else rule.sources
            for end, kinds in (("source", sources), ("target", rule.targets)):
                fitting = places.filtered(lambda p, kinds=kinds: p.kind in kinds)
                if len(fitting) == 1:
                    defaults[kind, end] = fitting.id
        return defaults

    def _get_means(self, way):
        """Means of payment by name: (payment mode, method of that way)."""
        # A manager may have no accounting rights; the tills hold coupons.
        tills = self.env["lcc.place"].sudo().search([("journal_id", "!=", False)])
        methods = self.env["account.payment.method.line"].sudo()
        methods = methods.search(
            [
                ("payment_type", "=", f"{way}bound"),
                ("journal_id.company_id", "=", self.company_id.id),
                ("journal_id.active", "=", True),
                ("journal_id", "not in", tills.journal_id.ids),
            ]
        )
        names = index_names(
            (name, ("journal", method.id))
            for method in methods
            for name in {method.name, method.display_name}
        )
        for words, kind in ((words, kind) for kind, words in JOURNAL_WORDS.items()):
            journals = methods.journal_id.filtered(lambda j, kind=kind: j.type == kind)
            for word in words.split() if len(journals) == 1 else ():
                names.setdefault(word, ("journal", self._first(methods, journals).id))
        for journal in methods.journal_id:
            value = ("journal", self._first(methods, journal).id)
            names[header_name(journal.name)] = names[header_name(journal.code)] = value
        for word, mode in split_words(MEANS_WORDS).items():
            names.setdefault(word, (mode, False))
        return {(name, way): value for name, value in names.items()}

    @staticmethod
    def _first(methods, journal):
        return methods.filtered(lambda method: method.journal_id == journal)[:1]

    def _get_account_codes(self):
        accounts = self.env["account.account"].sudo().with_company(self.company_id)
        accounts = accounts.search([("company_ids", "parent_of", self.company_id.ids)])
        return {header_name(account.code): account.id for account in accounts}


class PartnerFinder:
    """Finds contacts by reference, e-mail or name; reads them once, when asked."""

    def __init__(self, record):
        self.env = record.env
        self.company_id = record.company_id.id
        self.is_creating = record.is_creating_partners
        self.by_code = self.by_name = None

    def find(self, text):
        """
        :return: id of the contact, or the name of one that is to be created
        :raise SpreadsheetError: unknown, or several
        """
        if self.by_code is None:
            self._load()
        found = self.by_code.get(text.lower()) or self.by_name.get(header_name(text))
        if found is SEVERAL:
            raise SpreadsheetError(
                _lt(
                    "Several contacts are called “%(name)s”: write the reference or "
                    "the e-mail of the one you mean.",
                    name=text,
                )
            )
        if not found and not self.is_creating:
            raise SpreadsheetError(
                _lt(
                    "“%(name)s” is no contact's name, reference or e-mail. Correct "
                    "it, create the contact, or let the import create missing "
                    "contacts.",
                    name=text,
                )
            )
        return found or text

    def _load(self):
        Partner = self.env["res.partner"]
        domain = [("company_id", "in", (False, self.company_id))]
        Partner.flush_model(["name", "ref", "email", "active", "company_id"])
        query = Partner._search(domain)
        columns = [
            SQL.identifier(Partner._table, name)
            for name in ("id", "name", "ref", "email")
        ]
        rows = self.env.execute_query(query.select(*columns))
        self.by_code, names = {}, []
        for id_, name, *codes in rows:
            names.append((name or "", id_))
            for code in filter(None, codes):
                if self.by_code.setdefault(code.lower(), id_) != id_:
                    self.by_code[code.lower()] = SEVERAL
        self.by_name = index_names(names)
