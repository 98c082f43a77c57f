# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ..tools.operation_kinds import KINDS, allows

# What a counter keeper may post; supplies and losses take a manager.
KEEPER_KINDS = {"exchange", "reconversion", "swap"}


class LccOperation(models.Model):
    """What the ledger must not hold, each refused with its own message."""

    _inherit = "lcc.operation"

    def _check_postable(self):
        """Refuse what the ledger must not hold, each with its own message.

        Master records are read once for the batch and stay in cache.
        """
        today = fields.Date.context_today(self)
        for company, operations in self.grouped("company_id").items():
            days = {(operation.date, operation._has_tax()) for operation in operations}
            for date, has_tax in days:
                self._check_date(company, date, today, has_tax)
            operations._check_companies(company)
        for operation in self.sudo():  # a keeper may not read every master record
            operation._check_places()
            operation._check_lines()
            operation._check_payment()
            operation._check_amounts()
            operation._check_persons()
            if operation.reversed_operation_id:
                operation._check_reversal_date()
            else:
                operation._check_means()
                operation._check_rules()
            if operation.books_state == "waiting":
                operation._check_counterpart()
        self._check_own_places()

    def _has_tax(self):
        """Whether the entry bears a tax, which a tax lock date guards too."""
        return bool(self.commission_amount and self.sudo().commission_tax_ids)

    @api.model
    def _check_date(self, company, date, today, has_tax=False):
        if date > today:
            raise UserError(
                self.env._(
                    "An operation cannot be dated in the future (%(date)s).",
                    date=format_date(self.env, date),
                )
            )
        # Lock dates are the company's, whoever posts. Of its hundred columns no more
        # is read than the check needs: this is most of a lone exchange otherwise.
        company = company.sudo()
        company.fetch(
            ["active", "parent_path", "fiscalyear_lock_date", "hard_lock_date"]
        )
        locks = company._get_violated_lock_dates(date, has_tax, None)
        if locks:
            raise UserError(
                self.env._(
                    "The books are locked up to %(lock)s: an operation cannot be "
                    "dated %(date)s. Date it later, or ask the accountant.",
                    lock=format_date(self.env, locks[-1][0]),
                    date=format_date(self.env, date),
                )
            )

    def _check_own_places(self):
        """Coupons are moved by who may see the places that hold them, both of them."""
        if self.env.su:
            return
        mine = self.sudo()  # read below as the user
        places = (mine.place_from_id | mine.place_to_id).filtered("is_physical")
        places = places.with_env(self.env)
        if places != places._filtered_access("read"):
            raise UserError(
                self.env._(
                    "You do not follow all the places that these coupons leave or "
                    "enter: ask a manager who does."
                )
            )

    def _check_places(self):
        places = self.place_from_id | self.place_to_id
        if len(places) < 2:
            self._refuse_same_place()
        for place in places:
            if place.lcc_currency_id != self.lcc_currency_id:
                raise UserError(
                    self.env._(
                        "%(place)s is no place of %(currency)s.",
                        place=place.name,
                        currency=self.lcc_currency_id.name,
                    )
                )
            if not place.active:
                raise UserError(
                    self.env._(
                        "%(place)s is archived: unarchive it, or choose another place.",
                        place=place.name,
                    )
                )
        if not allows(
            self.kind,
            self.place_from_id.kind,
            self.place_to_id.kind,
            is_reversal=bool(self.reversed_operation_id),
        ):
            raise UserError(
                self.env._(
                    "The operation “%(kind)s” does not move coupons from "
                    "%(place_from)s to %(place_to)s.",
                    kind=self._get_kind_label(),
                    place_from=self.place_from_id.name,
                    place_to=self.place_to_id.name,
                )
            )

    @api.model
    def _refuse_same_place(self):
        raise UserError(
            self.env._(
                "Coupons cannot move from a place to the same place: choose two places."
            )
        )

    def _check_companies(self, company):
        """Refuse contacts, means of payment and accounts of another company.

        The books would only find out at the close.
        """
        companies = company.sudo().parent_ids  # whoever posts
        mine = self.sudo()  # a keeper may not read every contact
        contacts = mine.partner_id | mine.payer_id | mine.charged_partner_id
        # No more of a journal's columns than the checks need.
        journals = mine.payment_method_line_id.journal_id
        journals.fetch(["company_id", "default_account_id"])
        if (
            contacts.company_id <= companies
            and journals.company_id <= companies
            and all(a.company_ids & companies for a in mine.counterpart_account_id)
        ):
            return
        if len(mine) > 1:
            for operation in mine:
                operation._check_companies(company)
        raise UserError(
            self.env._(
                "%(names)s: the contacts, the means of payment and the accounts "
                "must belong to %(company)s.",
                names=self.name,
                company=company.sudo().name,
            )
        )

    def _check_lines(self):
        if not self.line_ids and self.amount > 0 and self.kind == "exchange":
            raise UserError(self._get_no_coupons_message())
        if not self.line_ids:
            raise UserError(
                self.env._("Say which coupons move: the operation has no line.")
            )
        is_reversal = bool(self.reversed_operation_id)
        for line in self.line_ids:
            currency = self.lcc_currency_id
            if {
                line.denomination_id.lcc_currency_id,
                line.series_id.lcc_currency_id,
            } != {currency}:
                raise UserError(
                    self.env._(
                        "%(denomination)s of series %(series)s is no coupon of "
                        "%(currency)s.",
                        denomination=line.denomination_id.display_name,
                        series=line.series_id.name,
                        currency=currency.name,
                    )
                )
            if line.is_return and not KINDS[self.kind].both_ways:
                raise UserError(
                    self.env._("Only a swap takes coupons in and gives others out.")
                )
            # A swap takes old coupons in, and gives none out.
            issues = KINDS[self.kind].issues or (
                self.kind == "swap" and line.place_to_id.kind == "holders"
            )
            issues = issues and not is_reversal
            self._check_series_date(line.series_id, issues)
            if issues and not (line.series_id.active and line.denomination_id.active):
                raise UserError(
                    self.env._(
                        "%(denomination)s of series %(series)s is archived: its "
                        "coupons are no longer given out.",
                        denomination=line.denomination_id.display_name,
                        series=line.series_id.name,
                    )
                )

    def _check_series_date(self, series, issues):
        if self.date < series.date_from:
            raise UserError(
                self.env._(
                    "Series %(series)s exists from %(start)s only: an operation "
                    "cannot be dated %(date)s.",
                    series=series.name,
                    start=format_date(self.env, series.date_from),
                    date=format_date(self.env, self.date),
                )
            )
        if issues and series.date_to and self.date > series.date_to:
            raise UserError(
                self.env._(
                    "Series %(series)s is valid until %(end)s: its coupons are no "
                    "longer given out.",
                    series=series.name,
                    end=format_date(self.env, series.date_to),
                )
            )

    def _check_payment(self):
        """What completes a payment moves the coupons of its till, nothing else: its
        entry is the payment's."""
        payment = self.payment_id
        if not payment or self.reversed_operation_id:
            return
        is_receipt = payment.payment_type == "inbound"
        till = self.place_to_id if is_receipt else self.place_from_id
        if (
            self.kind != ("till_receipt" if is_receipt else "till_spending")
            or till.journal_id != payment.journal_id
        ):
            raise UserError(
                self.env._(
                    "This operation completes a payment on %(journal)s: it moves the "
                    "coupons of that till. Enter another operation for anything else.",
                    journal=payment.journal_id.name,
                )
            )

    def _check_means(self):
        """A keeper says what became of the euros as the counter's settings do: what
        it keeps, it owes; nobody else has seen those euros."""
        if self.payment_mode != "journal" or not KINDS[self.kind].euros:
            return
        if not self._is_means_of_payment(self.payment_method_line_id):
            raise UserError(
                self.env._(
                    "%(means)s is no means of payment in euros for “%(kind)s”: "
                    "choose another one.",
                    means=self.payment_method_line_id.display_name,
                    kind=self._get_kind_label(),
                )
            )
        place = self._get_books_place()
        if place._keeps_euros() and not self._is_by_manager():
            raise UserError(
                self.env._(
                    "%(place)s keeps its euros: say that the counter handles them, or "
                    "ask a manager of the local currency.",
                    place=place.name,
                )
            )

    def _is_means_of_payment(self, method):
        """Whether it moves euros the right way; a missing one is told elsewhere.

        The journal of a till has coupons, and so has the account of the circulation.
        """
        if not method:
            return True
        account = method.payment_account_id or method.journal_id.default_account_id
        return (
            method.payment_type == self._get_payment_type()
            and account != self.lcc_currency_id.coupon_account_id
            and not method.journal_id.lcc_till_ids
        )

    def _is_by_manager(self):
        return self.env.user.has_group("lcc_base.group_lcc_manager")

    def _check_amounts(self):
        given = sum(line.amount for line in self.line_ids if not line.is_return)
        taken = sum(line.amount for line in self.line_ids if line.is_return)
        compare = self.currency_id.compare_amounts
        if KINDS[self.kind].both_ways and compare(given, taken):
            raise UserError(
                self.env._(
                    "A swap exchanges equal face values: %(given)s go out and "
                    "%(taken)s come in.",
                    given=self._format_amount(given),
                    taken=self._format_amount(taken),
                )
            )
        if self.payment_id and compare(self.amount, self.payment_id.amount):
            raise UserError(
                self.env._(
                    "The payment is of %(payment)s, the operation is of %(amount)s: "
                    "correct one of them.",
                    payment=self._format_amount(self.payment_id.amount),
                    amount=self._format_amount(self.amount),
                )
            )
        if compare(self.amount, given):
            raise UserError(
                self.env._(
                    "The coupons make %(lines)s, the operation is of %(amount)s: "
                    "correct one of them.",
                    lines=self._format_amount(given),
                    amount=self._format_amount(self.amount),
                )
            )

    def _format_amount(self, amount):
        return self.currency_id.format(amount)

    @api.model
    def _check_kind_of_user(self, kind):
        """Keepers exchange; what else moves coupons is a manager's."""
        if kind not in KEEPER_KINDS and not self._is_by_manager():
            labels = self._fields["kind"]._description_selection(self.env)
            raise UserError(
                self.env._(
                    "“%(kind)s” is posted by a manager of the local currency.",
                    kind=dict(labels).get(kind, kind),
                )
            )

    def _check_persons(self):
        # An accountant who undoes a payment takes its coupons back.
        if not (self.reversed_operation_id and self.payment_id):
            self._check_kind_of_user(self.kind)
        # An import says itself who may bring openings in.
        is_opening = self.kind == "opening" and not self.import_id
        if is_opening and not self.env.user.has_group("lcc_base.group_lcc_treasurer"):
            raise UserError(
                self.env._("Openings are posted by the treasurer, once, at the start.")
            )
        if not KINDS[self.kind].two_persons:
            return
        if self.reversed_operation_id and self.prepared_by_id == self.posted_by_id:
            raise UserError(
                self.env._(
                    "“%(kind)s” takes two persons: %(user)s posted it, another manager "
                    "must reverse it.",
                    kind=self._get_kind_label(),
                    user=self.posted_by_id.name,
                )
            )
        if self.prepared_by_id in (self.posted_by_id, self.env["res.users"]):
            raise UserError(
                self.env._(
                    "“%(kind)s” takes two persons: %(user)s prepared it, another "
                    "manager must post it.",
                    kind=self._get_kind_label(),
                    user=self.prepared_by_id.name or self.env.user.name,
                )
            )
        if self.kind == "lapse" and not (self.decision or self.reversed_operation_id):
            raise UserError(
                self.env._(
                    "Coupons lapse by a decision only: say who decided it and when."
                )
            )

    def _check_rules(self):
        """Rules of the currency on exchanges and reconversions; addons add theirs."""
        currency = self.lcc_currency_id
        if self.kind == "emission" and not (self.emission_id or self.import_id):
            raise UserError(
                self.env._("Coupons are printed by a print run: enter one and post it.")
            )
        if self.kind == "opening":
            self._check_opening_date()
        if self.kind == "reconversion":
            self._check_who_may_reconvert()
        if self.kind not in ("exchange", "reconversion"):
            return
        smallest = currency[f"{self.kind}_min"]
        largest = currency[f"{self.kind}_max"]
        compare = self.currency_id.compare_amounts
        if compare(self.amount, smallest) < 0 or (
            largest and compare(self.amount, largest) > 0
        ):
            raise UserError(
                self.env._(
                    "%(currency)s allows this operation from %(smallest)s to "
                    "%(largest)s, not %(amount)s.",
                    currency=currency.name,
                    smallest=self._format_amount(smallest),
                    largest=self._format_amount(largest) if largest else "∞",
                    amount=self._format_amount(self.amount),
                )
            )

    def _check_opening_date(self):
        """An opening says where coupons are on the first day of their series; later
        ones are printed, which takes two persons."""
        first = self.env["lcc.operation.line"].search(
            [
                ("series_id", "in", self.line_ids.series_id.ids),
                ("state", "=", "posted"),
                ("kind", "!=", "opening"),
                ("date", "<", self.date),
                ("operation_id.reversed_operation_id", "=", False),
                ("operation_id.reversal_ids", "=", False),
            ],
            order="date, id",
            limit=1,
        )
        if first:
            raise UserError(
                self.env._(
                    "Coupons of series %(series)s move since %(date)s: an opening is "
                    "dated that day or before. Enter later coupons as a print run.",
                    series=first.series_id.name,
                    date=format_date(self.env, first.date),
                )
            )

    def _check_who_may_reconvert(self):
        if not self.partner_id:
            raise UserError(self.env._("Say who reconverts the coupons."))
        commercial = self.partner_id.commercial_partner_id
        if (
            self.lcc_currency_id.reconversion_by == "company"
            and not commercial.is_company
        ):
            raise UserError(
                self.env._(
                    "%(partner)s is a person: only professionals and public bodies "
                    "reconvert %(currency)s.",
                    partner=self.partner_id.display_name,
                    currency=self.lcc_currency_id.name,
                )
            )

    def _check_counterpart(self):
        """Make sure, before coupons move, that the books will find their accounts."""
        currency = self.lcc_currency_id
        own = currency._get_account("coupon_account_id")
        for place in self.place_from_id + self.place_to_id:
            if place.kind == "till":
                own |= self._get_till_account(place)
        counterpart = self.counterpart_account_id
        if counterpart and counterpart in own | currency.fund_account_ids:
            raise UserError(
                self.env._(
                    "%(account)s is an account of the coupons or of the guarantee "
                    "fund: choose the income or the expense that faces them.",
                    account=self.counterpart_account_id.display_name,
                )
            )
        if self.kind != "till_withdrawal":
            self._get_counterpart()
