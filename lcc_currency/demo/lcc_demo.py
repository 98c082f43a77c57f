# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import csv

from odoo import Command, api, models
from odoo.tools import file_open, groupby

FOLDER = "lcc_currency/demo/"
LANGUAGE = "fr_FR"
# The entries of this demo: no payments, and no invoices of dues.
OWN_ENTRIES = [("origin_payment_id", "=", False), ("journal_id.code", "!=", "ADH")]
# What addons without coupons show, too.
SHARED = ("commune_", "person_", "pro_", "shop_", "user_")


class LccDemo(models.AbstractModel):
    """Loads the story of the Pyrène, whose figures are real and people invented.

    Called by the demo files only. The operations and the entries stand in CSV files
    that anyone can read beside this one.
    """

    _name = "lcc.demo"
    _description = "Demo of the Pyrène"

    @api.model
    def _load_journal(self, company_id):
        """Give the association a journal of its coupons."""
        company = self.env["res.company"].browse(company_id)
        self.env["l10n_fr_asso.demo"]._forget_entries(company, OWN_ENTRIES)
        charts = self.env["account.chart.template"].with_company(company)
        charts._load_data(
            {
                "account.journal": {
                    "pyrene_coupons": {
                        "name": "Coupons",
                        "code": "CPN",
                        "type": "general",
                        "sequence": 9,
                        "show_on_dashboard": True,
                    },
                }
            }
        )

    @api.model
    def _load_story(self, currency_id):
        """Play the operations and the entries of 2020 and 2021."""
        currency = self.env["lcc.currency"].browse(currency_id)
        users = self.env["res.users"].search(
            [("company_id", "=", currency.company_id.id)]
        )
        if self.env["res.lang"]._get_data(code=LANGUAGE):
            people = self._get_contacts() | users.partner_id
            (people | currency.company_id.partner_id).lang = LANGUAGE
            # Odoo translates an addon after its demo, whose texts are made now.
            self.env["ir.module.module"].search(
                [("name", "=", "lcc_currency")]
            )._update_translations()
            self = self.with_context(lang=LANGUAGE)
        self = self.with_context(tracking_disable=True, mail_create_nolog=True)
        self = self.with_company(currency.company_id)
        currency = currency.with_env(self.env)
        self._name_virtual_places(currency)
        self._load_operations(currency)
        self._load_entries(currency.company_id)

    @api.model
    def _get_contacts(self):
        """The contacts of the demo: their receipts are in their language."""
        names = self.env["ir.model.data"].search(
            [
                ("module", "in", ("lcc_base", "lcc_currency")),
                ("name", "=like", "pyrene_%"),
                ("model", "=", "res.partner"),
            ]
        )
        return self.env["res.partner"].browse(names.mapped("res_id"))

    @api.model
    def _name_virtual_places(self, currency):
        labels = dict(
            self.env["lcc.place"]._fields["kind"]._description_selection(self.env)
        )
        for kind in ("printer", "holders", "destroyed", "lapsed"):
            currency._get_place(kind).name = labels[kind]

    @api.model
    def _read(self, name):
        with file_open(FOLDER + name) as file:
            return list(csv.DictReader(file))

    @api.model
    def _ref(self, name):
        """Id of a record of the demo; env.ref() would ask the database each time."""
        module = "lcc_base" if name.startswith(SHARED) else "lcc_currency"
        return self.env["ir.model.data"]._xmlid_to_res_id(
            f"{module}.pyrene_{name}", raise_if_not_found=True
        )

    # ------------------------------------------------------------------
    # Coupons
    # ------------------------------------------------------------------

    @api.model
    def _load_operations(self, currency):
        coordinator = self._ref("user_coordination")
        accountant = self._ref("user_comptable")  # openings are the treasurer's
        operations = self.env["lcc.operation"]
        rows = self._read("pyrene_operations.csv")
        for (month, kind), group in groupby(
            rows,
            lambda row: (
                row["date"][:7],
                row["kind"] if row["kind"] in ("opening", "emission") else "",
            ),
        ):
            user = accountant if kind == "opening" else coordinator
            loader = self.with_user(user).with_context(ir_sequence_date=f"{month}-01")
            if kind == "emission":
                for row in group:
                    loader._load_emission(currency, row)
            else:
                operations |= loader.env["lcc.operation"]._create_posted(
                    [loader._prepare_operation_vals(currency, row) for row in group]
                )
        operations.with_user(accountant)._post_books()

    @api.model
    def _prepare_operation_vals(self, currency, row):
        source = self._find_place(currency, row["place_from"])
        target = self._find_place(currency, row["place_to"])
        return {
            "kind": row["kind"],
            "date": row["date"],
            "lcc_currency_id": currency.id,
            "place_from_id": source.id,
            "place_to_id": target.id,
            "partner_id": row["partner"] and self._ref(row["partner"]),
            "amount": float(row["amount"]),
            "note": row["note"],
            "prepared_by_id": self.env.uid,
            "line_ids": [Command.create(line) for line in self._prepare_line_vals(row)],
            **self._prepare_euros_vals(row, source),
        }

    @api.model
    def _find_place(self, currency, name):
        if name in ("printer", "holders"):
            return currency._get_place(name)
        return self.env["lcc.place"].browse(self._ref(f"place_{name}"))

    @api.model
    def _prepare_line_vals(self, row):
        """Lines of a row such as “2x50 1x20”: quantity, face value."""
        for column, series, is_return in (
            ("first_series", "series_first", False),
            ("second_series", "series_second", False),
            ("taken_in", "series_first", True),
        ):
            for coupons in row[column].split():
                quantity, value = coupons.split("x")
                yield {
                    "series_id": self._ref(series),
                    "denomination_id": self._ref(f"denomination_{value}"),
                    "quantity": int(quantity),
                    "is_return": is_return,
                }

    @api.model
    def _prepare_euros_vals(self, row, source):
        """Who takes or bears the euros of a row."""
        if row["means"] == "counter":
            return {"payment_mode": "counter"}
        if row["means"] == "keeper":
            return {"charged_partner_id": source.partner_id.id}
        if row["means"]:
            way = "outbound" if row["kind"] == "reconversion" else "inbound"
            method = self._find_means(source.company_id, row["means"], way)
            return {"payment_method_line_id": method.id}
        if row["account"]:
            account = self._find_accounts(source.company_id)[row["account"]]
            return {"counterpart_account_id": account.id}
        return {}

    @api.model
    def _find_means(self, company, means, way):
        name = {"cash": "Espèces", "cheque": "Chèque", "transfer": "Virement"}[means]
        methods = self.env["account.payment.method.line"].sudo()
        return methods.search(
            [
                ("journal_id.company_id", "=", company.id),
                ("payment_type", "=", way),
                ("name", "=", name),
            ],
            limit=1,
        )

    @api.model
    def _load_emission(self, currency, row):
        """A print run: the coordinator prepares it, the accountant posts it."""
        emission = self.env["lcc.emission"].create(
            {
                "name": row["note"],
                "lcc_currency_id": currency.id,
                "series_id": self._ref("series_second"),
                "date": row["date"],
                "printer_id": self._ref(row["partner"]),
                "vault_id": self._ref("place_vault"),
                "line_ids": [
                    Command.create(
                        {
                            "denomination_id": line["denomination_id"],
                            "quantity": line["quantity"],
                            "serial_first": 1,
                            "serial_last": line["quantity"],
                        }
                    )
                    for line in self._prepare_line_vals(row)
                ],
            }
        )
        emission.with_user(self._ref("user_comptable")).action_post()

    # ------------------------------------------------------------------
    # Books
    # ------------------------------------------------------------------

    @api.model
    def _find_accounts(self, company):
        """Accounts by code."""
        accounts = self.env["account.account"].sudo().with_company(company)
        return {
            account.code: account
            for account in accounts.search([("company_ids", "in", company.ids)])
        }

    @api.model
    def _load_entries(self, company):
        """Post the entries that no operation makes, and match what is settled."""
        accounts = self._find_accounts(company)
        moves = self.env["account.move"].with_user(self._ref("user_comptable"))
        moves = moves.create(
            [
                self._prepare_move_vals(rows, accounts)
                for _key, rows in groupby(
                    self._read("pyrene_entries.csv"),
                    lambda row: (row["date"], row["journal"], row["reference"]),
                )
            ]
        )
        moves._post(soft=False)
        self._match_lines(company)

    @api.model
    def _prepare_move_vals(self, rows, accounts):
        row = rows[0]
        charts = self.env["account.chart.template"]
        vals = {
            "journal_id": charts.ref(row["journal"]).id,
            "date": row["date"],
            "ref": row["reference"],
        }
        if row["journal"] == "purchase":
            return {
                **vals,
                "move_type": "in_invoice",
                "invoice_date": row["date"],
                "partner_id": self._ref(row["partner"]),
                "invoice_line_ids": [
                    Command.create(
                        {
                            "account_id": accounts[line["account"]].id,
                            "name": line["label"],
                            "price_unit": float(line["debit"]),
                            "tax_ids": [Command.clear()],
                        }
                    )
                    for line in rows
                ],
            }
        return {
            **vals,
            "line_ids": [
                Command.create(
                    {
                        "account_id": accounts[line["account"]].id,
                        "partner_id": line["partner"] and self._ref(line["partner"]),
                        "name": line["label"],
                        "debit": float(line["debit"] or 0),
                        "credit": float(line["credit"] or 0),
                    }
                )
                for line in rows
            ],
        }

    @api.model
    def _match_lines(self, company):
        """Reconcile what each partner owed with what it brought."""
        lines = self.env["account.move.line"].search(
            [
                ("company_id", "=", company.id),
                ("parent_state", "=", "posted"),
                ("account_id.reconcile", "=", True),
            ]
        )
        self.env["account.move.line"]._reconcile_plan(
            list(lines.grouped(lambda ln: (ln.account_id, ln.partner_id)).values())
        )
