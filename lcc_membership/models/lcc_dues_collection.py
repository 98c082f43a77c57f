# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from typing import Any, NamedTuple

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class Dues(NamedTuple):
    """Dues to call or to collect; records, amounts in the company's currency.

    :ivar member: res.partner
    :ivar product: product.product of the dues; empty for a gift alone
    :ivar amount: dues, without the gift; of a call, what is paid of all that it holds
    :ivar gift: on top of the dues, or of the call
    :ivar payer: res.partner who pays for the member; empty for the member
    :ivar call: account.move, draft or posted, that is paid; empty for new dues
    :ivar date: day of the payment, or from which a call reckons
    :ivar means: account.payment.method.line, inbound; empty for calls
    :ivar reference: number of a cheque, label of a transfer
    :ivar keeps_rest: less than the call is paid now, and the rest stays called
    :ivar counter: where the dues are taken, for addons that know of counters
    :ivar period: days of the dues, where a campaign knows them already
    :ivar origin: lcc.dues.call that asks for these dues
    """

    member: Any
    product: Any
    amount: float = 0.0
    gift: float = 0.0
    payer: Any = None
    call: Any = None
    date: Any = None
    means: Any = None
    reference: str = ""
    keeps_rest: bool = False
    counter: Any = None
    period: Any = None
    origin: Any = None


class LccDuesCollection(models.AbstractModel):
    """Calls for dues, and their collection: the one place that makes the invoices.

    A call is a draft invoice. It is posted with its payment, because dues are income
    when they are collected (regulation ANC 2018-06), or at once where the association
    says that its calls are enforceable claims. What is refused:
    lcc_dues_collection_check.py. Payments: lcc_dues_collection_pay.py.
    """

    _name = "lcc.dues.collection"
    _description = "Calls for dues and their collection"

    @api.model
    def _call(self, many):
        """Make calls for dues.

        :param many: list of `Dues`
        :return: account.move, one for each, in the same order
        :raise AccessError: the user may not deal with these members
        """
        self._check_may_collect(many)
        moves = self._create_invoices(many)
        association = self.env["lcc.association"]._get()
        if association.is_posting_at_call:
            today = fields.Date.context_today(self)
            moves.invoice_date = today
            moves.action_post()
        return moves

    @api.model
    def _collect(self, many):
        """Post dues and their payments together; who pays dues becomes a member.

        All or nothing: whatever is wrong with one of them, nothing is written.

        :param many: list of `Dues`, each with its means of payment and its date
        :return: account.move, one for each, in the same order
        :raise UserError: an amount below the minimum, a locked period, a means of
            payment without an account
        """
        self._check_may_collect(many)
        self._check_batch(many)
        for dues in many:
            self._check_dues(dues)
        # whoever may take dues may take in a newcomer
        payers = self.env["res.partner"].union(*(d.member for d in many if d.product))
        payers.sudo().action_lcc_enrol()
        # what is in the books already takes no gift: it gets an invoice of its own
        apart = [dues for dues in many if dues.gift and self._is_in_books(dues)]
        gifts = [dues._replace(product=None, amount=0, call=None) for dues in apart]
        dues_alone = [
            dues._replace(gift=0) if self._is_in_books(dues) else dues for dues in many
        ]
        moves = self._enter(dues_alone + gifts)
        return moves[: len(many)]

    @api.model
    def _is_in_books(self, dues):
        return bool(dues.call) and dues.call.sudo().state == "posted"

    @api.model
    def _enter(self, many):
        """Post and pay what was checked."""
        new = [dues for dues in many if not dues.call]
        created = iter(self._create_invoices(new)) if new else iter(())
        moves = self.env["account.move"].sudo()
        rests = []
        for dues in many:
            if dues.call:
                rests += self._adjust_call(dues)
            moves += dues.call.sudo() if dues.call else next(created)
        drafts = moves.filtered(lambda move: move.state == "draft")
        self._date_drafts(drafts, dict(zip(moves, many, strict=True)))
        for dues, line, rest in rests:
            self._call_rest(dues, line, rest)
        drafts.action_post()
        self._pay(moves, many)
        return moves

    # Invoices

    @api.model
    def _get_journal(self):
        association = self.env["lcc.association"]._get()
        journal = association._get_dues_journal()
        if not journal:
            raise UserError(
                self.env._(
                    "%(company)s has no sales journal for its dues. The treasurer "
                    "chooses one in Configuration / Association.",
                    company=self.env.company.name,
                )
            )
        return journal

    @api.model
    def _create_invoices(self, many):
        """Draft invoices of dues; managers have no rights of their own on them."""
        moves = self.env["account.move"].sudo()
        journal = self._get_journal()
        by_day = {}
        for index, dues in enumerate(many):
            by_day.setdefault(dues.date, []).append(index)
        made = {}
        for day, indexes in by_day.items():
            of_day = [many[index] for index in indexes]
            batch = moves.with_context(
                lcc_dues_day=day,
                lcc_dues_periods={
                    (dues.member.id, dues.product.id): dues.period
                    for dues in of_day
                    if dues.period
                },
                lcc_dues_calls={
                    (dues.member.id, dues.product.id): dues.origin.id
                    for dues in of_day
                    if dues.origin
                },
                mail_create_nolog=True,
                tracking_disable=True,
            ).create([self._prepare_invoice_vals(dues, journal) for dues in of_day])
            made.update(zip(indexes, batch.ids, strict=True))
        return moves.browse(made[index] for index in range(len(many)))

    @api.model
    def _prepare_invoice_vals(self, dues, journal):
        payer = dues.payer or dues.member
        lines = []
        if dues.product:
            lines.append(
                dues.member._prepare_membership_invoice_line(dues.product, dues.amount)
            )
        if dues.gift:
            lines.append(self._prepare_gift_vals(dues.gift))
        for line in lines:
            line.update(self._prepare_balance_vals(line, journal))
        return {
            "move_type": "out_invoice",
            "journal_id": journal.id,
            "partner_id": payer.id,
            "delegated_member_id": dues.member.id if payer != dues.member else False,
            "invoice_user_id": self.env.uid,
            "invoice_line_ids": [Command.create(line) for line in lines],
        }

    @api.model
    def _prepare_balance_vals(self, line, journal):
        """The balance of an item whose amount is known: Odoo need not work it out.

        It would write, item by item, what it finds; that takes longer than the rest.
        """
        currency = self.env.company.currency_id
        if (journal.currency_id or currency) != currency or line["tax_ids"] not in (
            [Command.clear()],
            [Command.set([])],
        ):
            return {}
        balance = -currency.round(line["price_unit"] * line["quantity"])
        return {"balance": balance, "amount_currency": balance}

    @api.model
    def _prepare_gift_vals(self, amount):
        association = self.env["lcc.association"]._get()
        return {
            "product_id": association._get_gift_product().id,
            "quantity": 1,
            "price_unit": amount,
            "tax_ids": [Command.clear()],
        }

    @api.model
    def _adjust_call(self, dues):
        """Give a draft call the amount that is paid, and the gift that came with it.

        :return: list of (dues, dues line, what stays to be called); empty or one
        """
        move = dues.call.sudo()  # see _create_invoices
        if move.state != "draft":
            return []
        items = move._lcc_get_dues().account_invoice_line_id
        rest = move.currency_id.round(move.amount_total - dues.amount)
        commands = []
        if rest:
            self._check_adjustable(dues, move, items)
            paid = {"price_unit": dues.amount, "discount": 0}
            commands.append(Command.update(items.id, paid))
        if dues.gift:
            commands.append(Command.create(self._prepare_gift_vals(dues.gift)))
        if commands:
            move.invoice_line_ids = commands
        if dues.keeps_rest and rest > 0:
            return [(dues, items.membership_line_ids, rest)]
        return []

    @api.model
    def _call_rest(self, dues, line, rest):
        """A second call, for the same days, of what is not paid yet."""
        move = self._create_invoices(
            [
                dues._replace(
                    amount=rest,
                    gift=0,
                    period=(line.date_from, line.date_to),
                    origin=line.lcc_call_id,
                )
            ]
        )
        move._lcc_get_dues().lcc_rest_of_id = line

    @api.model
    def _date_drafts(self, drafts, dues_of):
        """Invoices take the day of their payment, and dues the member of that day."""
        for day, moves in drafts.grouped(lambda move: dues_of[move].date).items():
            moves.write({"invoice_date": day})
        for move in drafts:
            dues = dues_of[move]
            for line in move._lcc_get_dues():
                if dues.call:
                    line._lcc_take_member_day()
                    line._lcc_renew_period(dues.date)

    # Finding what is open

    @api.model
    def _find_open_call(self, member, day=None):
        """The call that a payment of a member settles: the oldest that is open.

        :param day: day of the payment, if it is known: drafts for days that are gone
            by then are nobody's debt, and are left alone
        :return: account.move, maybe empty
        """
        lines = self.env["membership.membership_line"].sudo()  # see _create_invoices
        domain = Domain("partner_id", "=", member.id)
        domain &= Domain("state", "in", ["waiting", "invoiced"])
        domain &= Domain("account_invoice_line_id", "!=", False)
        domain &= Domain("company_id", "=", self.env.company.id)
        if day:
            domain &= Domain("state", "=", "invoiced") | Domain("date_to", ">=", day)
        line = lines.search(domain, order="date_from, id", limit=1)
        return line.account_invoice_id
