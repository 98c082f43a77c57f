# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

STATEMENTS = {
    "charge": "income",
    "income": "income",
    "asset": "balance",
    "liability": "balance",
}
GROUPS = {
    "income": ("income", "expense"),
    "balance": ("asset", "liability", "equity"),
}


class LccStatementHeading(models.Model):
    """A line of the short income statement or balance sheet, under the name that the
    association gives it.

    An account stands under one heading at a time; one whose dates are over leaves its
    accounts to another, as when results that were printed one by one become one line.
    """

    _name = "lcc.statement.heading"
    _description = "Heading of a short statement"
    _order = "statement, side, sequence, id"
    _check_company_auto = True

    name = fields.Char(required=True, help="Printed as it stands.")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    side = fields.Selection(
        [
            ("charge", "Charges"),
            ("income", "Income"),
            ("asset", "Assets"),
            ("liability", "Liabilities"),
        ],
        required=True,
    )
    statement = fields.Selection(
        [("income", "Income statement"), ("balance", "Balance sheet")],
        compute="_compute_statement",
        store=True,
        precompute=True,
    )
    account_numbers = fields.Char(
        help="First digits of the accounts that stand here, such as 6064, 623. New "
        "accounts with these digits will stand here, too.",
    )
    account_ids = fields.Many2many(
        "account.account",
        string="Single Accounts",
        check_company=True,
        help="Accounts that stand here whatever their numbers are.",
    )
    date_from = fields.Date(
        string="Printed From", help="First day of the statements that print it."
    )
    date_to = fields.Date(
        string="Printed Until", help="Last day of the statements that print it."
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        default=lambda self: self.env.company,
    )

    _dates = models.Constraint(
        "CHECK(date_from <= date_to)",
        "The last day of a heading may not stand before its first day.",
    )

    @api.depends("side")
    def _compute_statement(self):
        for heading in self:
            heading.statement = STATEMENTS.get(heading.side)

    @api.constrains("side", "account_numbers", "account_ids")
    def _check_accounts(self):
        for heading in self:
            if not heading._get_prefixes() and not heading.account_ids:
                raise ValidationError(
                    self.env._(
                        "“%(heading)s” has no accounts. Give the first digits of some, "
                        "or choose single accounts.",
                        heading=heading.name,
                    )
                )

    @api.constrains("account_ids", "side")
    def _check_statement(self):
        for heading in self:
            groups = GROUPS[heading.statement]
            for account in heading.account_ids:
                if account.internal_group not in groups:
                    raise ValidationError(
                        self.env._(
                            "%(account)s does not stand in the statement of "
                            "“%(heading)s”. Choose another account, or another side.",
                            account=account.display_name,
                            heading=heading.name,
                        )
                    )

    @api.constrains(
        "account_numbers",
        "account_ids",
        "active",
        "company_id",
        "date_from",
        "date_to",
        "side",
    )
    def _check_unique_accounts(self):
        for heading in self:
            others = self.search(heading._get_rivals_domain())
            for other in others.filtered(heading._overlaps):
                shared = heading._find_shared(other)
                if shared:
                    raise ValidationError(
                        self.env._(
                            "%(account)s stands under “%(heading)s” and under "
                            "“%(other)s”. Take it from one of them, or give them "
                            "dates that do not meet.",
                            account=shared,
                            heading=heading.name,
                            other=other.name,
                        )
                    )

    def _get_rivals_domain(self):
        """Other headings of the same statement."""
        return (
            Domain("company_id", "=", self.company_id.id)
            & Domain("statement", "=", self.statement)
            & Domain("id", "!=", self.id)
        )

    def _overlaps(self, other):
        """Whether a statement may print both."""
        if not (self.active and other.active):
            return False
        first, last = self.date_from, self.date_to
        return not (
            (first and other.date_to and other.date_to < first)
            or (last and other.date_from and other.date_from > last)
        )

    def _find_shared(self, other):
        """The name of an account, or the digits, that stand under both."""
        for mine in self._get_prefixes():
            for theirs in other._get_prefixes():
                if mine.startswith(theirs) or theirs.startswith(mine):
                    return max(mine, theirs, key=len)
        shared = self.account_ids.filtered(other._has_account)
        shared |= other.account_ids.filtered(self._has_account)
        return shared[:1].display_name

    def _get_prefixes(self):
        """First digits, as a tuple."""
        return tuple((self.account_numbers or "").replace(",", " ").split())

    def _has_account(self, account):
        code = account.with_company(self.company_id).code or ""
        return account in self.account_ids or code.startswith(self._get_prefixes())

    @api.model
    def _has_headings(self, statement):
        """Whether the user's company prints a short statement."""
        domain = Domain("company_id", "=", self.env.company.id)
        domain &= Domain("statement", "=", statement)
        return bool(self.search_count(domain, limit=1))

    @api.model
    def _get_valid(self, statement, date):
        """Headings of a statement that ends at a date, of the user's company."""
        return self.search(
            Domain("company_id", "=", self.env.company.id)
            & Domain("statement", "=", statement)
            & (Domain("date_from", "=", False) | Domain("date_from", "<=", date))
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", date))
        )

    def _place_accounts(self, accounts):
        """
        :return: {account: its heading among these}; accounts without one are left out
        """
        return {
            account: heading
            for heading in self
            for account in accounts
            if heading._has_account(account)
        }
