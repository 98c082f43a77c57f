# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, api, models
from odoo.exceptions import AccessError, UserError


class LccDuesCollection(models.AbstractModel):
    _inherit = "lcc.dues.collection"

    @api.model
    def _check_may_collect(self, many):
        """Keepers take dues at their own counters, of any member who comes."""
        counters = self.env["lcc.place"].union(
            *(dues.counter for dues in many if dues.counter)
        )
        here = many and all(dues.counter for dues in many)
        if not here or self.env.user.has_group("lcc_base.group_lcc_manager"):
            return super()._check_may_collect(many)
        for counter in counters.sudo():  # the keeper's own are told below
            if not (counter.is_taking_dues and self.env.user in counter.keeper_ids):
                raise AccessError(
                    self.env._(
                        "You take no dues at %(counter)s. A manager says who does.",
                        counter=counter.name,
                    )
                )

    @api.model
    def _check_means(self, dues):
        if not dues.counter or dues.means:
            return super()._check_means(dues)
        counter = dues.counter.sudo()  # a keeper reads no accounts
        if not counter.partner_id:
            raise UserError(
                self.env._(
                    "Say who keeps %(place)s: its euros are booked on that contact.",
                    place=counter.name,
                )
            )
        counter.lcc_currency_id._get_account("keeper_account_id")

    @api.model
    def _pay(self, moves, many):
        """Euros that a counter keeps are owed by its keeper until it brings them in."""
        pairs = list(zip(moves, many, strict=True))
        kept = [(move, dues) for move, dues in pairs if dues.counter and not dues.means]
        paid = [pair for pair in pairs if pair not in kept]
        if paid:
            super()._pay(
                moves.browse([move.id for move, _dues in paid]),
                [dues for _move, dues in paid],
            )
        for move, dues in kept:
            if dues.amount + dues.gift:
                self._book_kept_euros(move, dues)

    @api.model
    def _book_kept_euros(self, move, dues):
        receivable = move.line_ids.filtered(
            lambda item: item.account_id.account_type == "asset_receivable"
        )
        # keepers and managers have no accounting rights of their own
        entry = self.env["account.move"].sudo()
        entry = entry.create(self._prepare_kept_vals(move, dues, receivable))
        entry.action_post()
        credit = entry.line_ids.filtered("credit")
        (receivable + credit).reconcile()

    @api.model
    def _prepare_kept_vals(self, move, dues, receivable):
        counter = dues.counter.sudo()  # see _book_kept_euros
        currency = counter.lcc_currency_id
        amount = dues.amount + dues.gift
        label = self.env._(
            "%(member)s, dues at %(counter)s",
            member=dues.member.display_name,
            counter=counter.name,
        )
        return {
            "journal_id": currency.journal_id.id,
            "date": dues.date,
            "ref": dues.reference or label,
            "lcc_dues_place_id": counter.id,
            "line_ids": [
                Command.create(
                    {
                        "account_id": currency._get_account("keeper_account_id").id,
                        "partner_id": counter.partner_id.id,
                        "name": label,
                        "debit": amount,
                    }
                ),
                Command.create(
                    {
                        "account_id": receivable.account_id.id,
                        "partner_id": move.commercial_partner_id.id,
                        "name": label,
                        "credit": amount,
                    }
                ),
            ],
        }

    @api.model
    def _stands_on_journal(self, means):
        """A payment in coupons stands on the account of its till."""
        return super()._stands_on_journal(means) or bool(means.journal_id.lcc_till_ids)
