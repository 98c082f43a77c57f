# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, fields, models
from odoo.exceptions import UserError, ValidationError

from .lcc_ledger import LEDGER

VIRTUAL_PLACES = ("printer", "holders", "destroyed", "lapsed")


class LccCurrency(models.Model):
    _name = "lcc.currency"
    _description = "Local currency"
    _inherit = ["mail.thread", "lcc.ledger.master"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True)
    symbol = fields.Char(
        required=True,
        help="Shown beside amounts of coupons. One unit is worth one unit of the "
        "company's currency.",
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        default=lambda self: self.env.company,
    )
    currency_id = fields.Many2one(related="company_id.currency_id", store=True)
    denomination_ids = fields.One2many("lcc.denomination", "lcc_currency_id")
    series_ids = fields.One2many("lcc.coupon.series", "lcc_currency_id")
    place_ids = fields.One2many("lcc.place", "lcc_currency_id")
    sequence_id = fields.Many2one("ir.sequence", readonly=True, copy=False)

    # Rules
    reconversion_by = fields.Selection(
        [
            ("company", "Professionals and public bodies"),
            ("all", "Everyone"),
        ],
        string="Who may reconvert",
        default="company",
        required=True,
        tracking=True,
        help="Professionals and public bodies are the contacts kept as companies. "
        "Article L311-5 of the Code monétaire et financier leaves the rule to the "
        "charter of the currency.",
    )
    commission_rate = fields.Float(
        string="Commission on reconversions (%)",
        digits=(6, 3),
        tracking=True,
        help="Kept from the amount of each reconversion, taxes included.",
    )
    commission_product_id = fields.Many2one(
        "product.product",
        string="Commission product",
        default=lambda self: self.env.ref(
            "lcc_currency.product_commission", raise_if_not_found=False
        ),
        domain="[('type', '=', 'service')]",
        check_company=True,
        help="Gives the income account (706 by default) and the taxes of the "
        "commission. Whether value-added tax is due on it is to be confirmed by "
        "the association's accountant.",
    )
    exchange_min = fields.Monetary(
        string="Smallest exchange", help="Zero means no limit."
    )
    exchange_max = fields.Monetary(
        string="Largest exchange", help="Zero means no limit."
    )
    reconversion_min = fields.Monetary(
        string="Smallest reconversion", help="Zero means no limit."
    )
    reconversion_max = fields.Monetary(
        string="Largest reconversion", help="Zero means no limit."
    )

    # Books
    books_mode = fields.Selection(
        [
            ("operation", "One entry per operation"),
            ("day", "One entry per place and day"),
        ],
        string="Entries",
        default="day",
        required=True,
        tracking=True,
        help="One entry per place and day is made by the daily close, so that "
        "exchanges never wait for each other's numbers.",
    )
    journal_id = fields.Many2one(
        "account.journal",
        domain="[('type', '=', 'general')]",
        check_company=True,
        help="Journal of the entries that operations make.",
    )
    coupon_account_id = fields.Many2one(
        "account.account",
        string="Coupons in circulation",
        check_company=True,
        tracking=True,
        copy=False,
        help="The liability towards the holders of coupons, 4633 by default. Its "
        "balance equals the circulation. To be confirmed by the association's "
        "accountant.",
    )
    grant_account_id = fields.Many2one(
        "account.account",
        string="Coupons given",
        check_company=True,
        help="Expense of coupons given away: 6571 by default, 623 for promotion. To "
        "be confirmed by the association's accountant.",
    )
    loss_account_id = fields.Many2one(
        "account.account",
        string="Losses",
        check_company=True,
        help="Expense of coupons missing that nobody is charged with, 658 by "
        "default. To be confirmed by the association's accountant.",
    )
    surplus_account_id = fields.Many2one(
        "account.account",
        string="Surpluses",
        check_company=True,
        help="Income of coupons found in excess, 7588 by default. To be confirmed "
        "by the association's accountant.",
    )
    lapse_account_id = fields.Many2one(
        "account.account",
        string="Lapsed coupons",
        check_company=True,
        help="Income of coupons that may no longer be used or reconverted, 758 by "
        "default. To be confirmed by the association's accountant.",
    )
    keeper_account_id = fields.Many2one(
        "account.account",
        string="Keepers and counters",
        check_company=True,
        help="Receivable from, or payable to, the counters that keep euros and the "
        "keepers charged with a loss, 467 by default. To be confirmed by the "
        "association's accountant.",
    )

    # Guarantee fund
    fund_account_ids = fields.Many2many(
        "account.account",
        string="Guarantee fund accounts",
        check_company=True,
        help="Accounts whose balance counts as the guarantee fund, such as the "
        "account held with an ethical bank.",
    )
    fund_journal_id = fields.Many2one(
        "account.journal",
        string="Bank of the fund",
        domain="[('type', '=', 'bank')]",
        check_company=True,
        help="Where a transfer that mends the fund goes to.",
    )
    fund_source_journal_id = fields.Many2one(
        "account.journal",
        string="Bank that tops it up",
        domain="[('type', '=', 'bank')]",
        check_company=True,
        help="Where a transfer that mends the fund comes from.",
    )
    fund_target = fields.Float(
        string="Target cover (%)",
        digits=(6, 2),
        default=100.0,
        help="Guarantee fund over coupons in circulation. Articles L311-5 and "
        "L311-6 of the Code monétaire et financier fix no ratio: the charter does.",
    )

    _coupon_account_uniq = models.UniqueIndex(
        "(company_id, coupon_account_id) WHERE coupon_account_id IS NOT NULL",
        "Another currency of this company has that account of coupons in circulation: "
        "each has its own, such as 46331 and 46332.",
    )
    _limits_positive = models.Constraint(
        "CHECK(exchange_min >= 0 AND exchange_max >= 0"
        " AND reconversion_min >= 0 AND reconversion_max >= 0 AND fund_target >= 0)",
        "Limits of amounts and the target of the guarantee fund are not negative.",
    )
    _name_uniq = models.Constraint(
        "UNIQUE(name, company_id)", "This company already has a currency of that name."
    )
    _commission_range = models.Constraint(
        "CHECK(commission_rate >= 0 AND commission_rate < 100)",
        "The commission is a percentage from 0 to less than 100.",
    )

    @api.constrains("commission_rate", "commission_product_id")
    def _check_commission_product(self):
        for currency in self:
            if currency.commission_rate and not currency.commission_product_id:
                raise ValidationError(
                    self.env._(
                        "Choose the commission product of %(currency)s: it gives the "
                        "account and the taxes of the commission.",
                        currency=currency.name,
                    )
                )

    @api.constrains(
        "coupon_account_id",
        "grant_account_id",
        "loss_account_id",
        "surplus_account_id",
        "lapse_account_id",
        "keeper_account_id",
        "fund_account_ids",
    )
    def _check_other_accounts(self):
        for currency in self.sudo():  # a treasurer may have no accounting rights
            currency._check_not_coupon_account(
                currency.grant_account_id
                | currency.loss_account_id
                | currency.surplus_account_id
                | currency.lapse_account_id
                | currency.keeper_account_id
                | currency.fund_account_ids
            )

    def _check_not_coupon_account(self, accounts):
        """Refuse the account of the circulation where another one is meant.

        It would face itself: the entry would come to nothing, the coupons not.
        """
        for currency in self.sudo():  # a manager may have no accounting rights
            if currency.coupon_account_id & accounts:
                raise ValidationError(
                    self.env._(
                        "%(account)s holds the coupons in circulation of %(currency)s "
                        "and serves nothing else: choose another account here.",
                        account=currency.coupon_account_id.display_name,
                        currency=currency.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        currencies = super().create(vals_list)
        for currency in currencies:
            currency.with_context(lcc_ledger=LEDGER).sequence_id = (
                self.env["ir.sequence"]
                .sudo()  # sequences are made by the system, not by the user
                .create(currency._prepare_sequence_vals())
            )
            currency._create_virtual_places()
            currency._set_default_accounts()
        return currencies

    def write(self, vals):
        if "company_id" in vals and any(
            currency.company_id.id != vals["company_id"] for currency in self
        ):
            self._check_unused(
                self.env._("The company of a currency in use cannot change.")
            )
        if "coupon_account_id" in vals:
            self._check_coupon_account(vals["coupon_account_id"])
        return super().write(vals)

    def unlink(self):
        self._check_unused(
            self.env._("A currency with operations cannot be deleted: archive it.")
        )
        sequences = self.sequence_id
        places = self.with_context(active_test=False, lcc_ledger=LEDGER).place_ids
        places.unlink()
        result = super().unlink()
        sequences.sudo().unlink()  # made by the system
        return result

    def copy_data(self, default=None):
        default = dict(default or {})
        return [
            dict(vals, name=self.env._("%(name)s (copy)", name=currency.name))
            if "name" not in default
            else vals
            for currency, vals in zip(
                self, super().copy_data(default=default), strict=True
            )
        ]

    def _check_unused(self, message):
        used = self.env["lcc.operation"].sudo()  # any company's use counts
        if used.search_count([("lcc_currency_id", "in", self.ids)], limit=1):
            raise UserError(message)

    def _check_coupon_account(self, account_id):
        """The account of the liability stays while entries stand on it."""
        changed = self.filtered(
            lambda c: c.coupon_account_id.id not in (False, account_id)
        )
        booked = self.env["lcc.operation"].sudo()  # any company's use counts
        if booked.search_count(
            [("lcc_currency_id", "in", changed.ids), ("move_id", "!=", False)], limit=1
        ):
            raise UserError(
                self.env._(
                    "Operations are in the books on the account of coupons in "
                    "circulation: it can no longer change."
                )
            )

    @api.model
    def _get_system_fields(self):
        return {*super()._get_system_fields(), "sequence_id"}

    @api.model
    def _get_default(self):
        """The currency that is meant where none is said: the user's company's."""
        own = self.search([("company_id", "=", self.env.company.id)], limit=1)
        return own or self.search([], limit=1)

    def _prepare_sequence_vals(self):
        return {
            "name": self.env._("Operations of %(name)s", name=self.name),
            "prefix": "%(year)s/",
            "padding": 6,
            "company_id": self.company_id.id,
        }

    def _create_virtual_places(self):
        """Make the places outside the association, one of each kind."""
        labels = dict(
            self.env["lcc.place"]._fields["kind"]._description_selection(self.env)
        )
        self.env["lcc.place"].create(
            [
                {"name": labels[kind], "kind": kind, "lcc_currency_id": self.id}
                for kind in VIRTUAL_PLACES
            ]
        )

    def _get_place(self, kind):
        """Return the only place of a kind outside the association."""
        self.ensure_one()
        return self.place_ids.filtered(lambda place: place.kind == kind)[:1]

    # ------------------------------------------------------------------
    # Accounts
    # ------------------------------------------------------------------

    @api.model
    def _get_default_account_codes(self):
        """Account of each field in the chart of French associations.

        :return: field name -> codes in order of preference; an account fits when
            its code starts with one of them (regulation ANC 2018-06)
        """
        return {
            "coupon_account_id": ["4633"],
            "grant_account_id": ["6571", "623"],
            "loss_account_id": ["658"],
            "surplus_account_id": ["7588", "758"],
            "lapse_account_id": ["7588", "758"],
            "keeper_account_id": ["467"],
        }

    def _set_default_accounts(self):
        """Fill the accounts and the journal that are empty from the chart."""
        for currency in self:
            company = currency.company_id
            accounts = (
                self.env["account.account"]
                .with_company(company)
                .sudo()  # a manager of the currency may have no accounting rights
                .search([("company_ids", "parent_of", company.ids)], order="code")
            )
            vals = {}
            # Two currencies do not share the account of their circulation.
            taken = self.sudo().with_context(active_test=False)
            taken = taken.search([("company_id", "=", company.id)])
            taken = taken.coupon_account_id
            for name, codes in self._get_default_account_codes().items():
                found = (
                    account
                    for code in codes
                    for account in accounts - taken
                    if (account.code or "").startswith(code)
                )
                if not currency[name] and (account := next(found, None)):
                    vals[name] = account.id
            if not currency.journal_id:
                vals["journal_id"] = (
                    self.env["account.journal"]
                    .sudo()  # as above
                    .search(
                        [
                            *self.env["account.journal"]._check_company_domain(company),
                            ("type", "=", "general"),
                        ],
                        limit=1,
                    )
                    .id
                )
            currency.write(vals)

    def _get_commission_terms(self):
        """Account and taxes of a commission kept now; an operation keeps its own.

        :return: values of lcc.operation
        """
        self.ensure_one()
        company = self.company_id
        # A keeper reads no product and no account.
        product = self.sudo().commission_product_id.with_company(company)
        services = (
            self.env["account.account"]
            .with_company(company)
            .sudo()
            .search(
                [("company_ids", "parent_of", company.ids), ("code", "=like", "706%")],
                order="code",
                limit=1,
            )
        )
        account = (
            product.property_account_income_id
            or services
            or product.product_tmpl_id.get_product_accounts()["income"]
        )
        if not account:
            raise UserError(
                self.env._(
                    "The commission product %(product)s has no income account (706).",
                    product=product.display_name,
                )
            )
        taxes = product.taxes_id.filtered_domain(
            self.env["account.tax"]._check_company_domain(company)
        )
        return {
            "commission_account_id": account.id,
            "commission_tax_ids": [Command.set(taxes.ids)],
        }

    def action_set_default_accounts(self):
        self._set_default_accounts()

    def _get_account(self, field_name):
        """Return an account of the currency, or say which one is missing."""
        self.ensure_one()
        account = self[field_name]
        if not account:
            raise UserError(
                self.env._(
                    "The account “%(label)s” of %(currency)s is not set. Choose it in "
                    "the settings of the currency.",
                    label=self._fields[field_name]._description_string(self.env),
                    currency=self.name,
                )
            )
        return account
