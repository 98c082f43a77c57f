# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import re

from odoo import Command, api, models

# What the blanks of the models of conventions are filled in with.
BLANK = re.compile(r"\[[^\[\]]+\]")
TRANSFER = "2021-07-09"


class LccMunicipalCurrencyDemo(models.AbstractModel):
    """An invented commune that pays in local currency, and two bodies that met.

    Called by the demo files only. The figures of the Pyrène stay what they are: the
    hand-over is an exchange of its demo, whose euros came from a public accountant.
    """

    _name = "lcc.municipal.currency.demo"
    _description = "Demo of payments in local currency"

    @api.model
    def _sign(self, agreement_id):
        agreement = self.env["agreement"].browse(agreement_id)
        for clause in agreement.lcc_clause_ids:
            clause.body = BLANK.sub("15", clause.body)
        agreement.action_lcc_sign()

    @api.model
    def _receive(self, receipt_id):
        """The accountant receives the euros."""
        receipt = self.env["lcc.creditor.receipt"].browse(receipt_id)
        currencies = self.env["lcc.currency"].search(
            [("company_id", "=", receipt.company_id.id)]
        )
        currencies._set_creditor_account()
        receipt.action_post()

    @api.model
    def _hand_over(self, agreement_id):
        """An exchange of 80 by bank transfer becomes the hand-over of two months."""
        agreement = self.env["agreement"].browse(agreement_id)
        operation = self.env["lcc.operation"].search(
            [
                ("partner_id", "=", agreement.partner_id.id),
                ("date", "=", TRANSFER),
                ("kind", "=", "exchange"),
                ("payment_mode", "=", "journal"),
            ]
        )
        entry = operation.move_id
        bank = operation.payment_method_line_id.payment_account_id
        euros = entry.line_ids.filtered(
            lambda item: item.account_id == bank and item.debit == operation.amount
        )
        entry.button_draft()
        euros.write(
            {
                "account_id": agreement._lcc_get_account().id,
                "partner_id": agreement.partner_id.id,
            }
        )
        operation._set_ledger_values(
            {
                "payment_mode": "mandate",
                "payment_method_line_id": False,
                "lcc_agreement_id": agreement.id,
            }
        )
        entry.action_post()
        agreement._lcc_match()

    # Bodies of the association

    @api.model
    def _open(self, session_id, present):
        """Open a session whose first members are present; the first one chairs."""
        session = self.env["lcc.session"].browse(session_id)
        session.action_convene()
        members = session.presence_ids
        members[:present].status = "present"
        session.chair_id = members[0]
        session.action_open()
        session.secretary_id = members[1]
        return members

    @api.model
    def _give_proxies(self, session_id, pairs):
        """Proxies by the rank of who gives and of who holds, from 0."""
        members = self.env["lcc.session"].browse(session_id).presence_ids
        self.env["lcc.proxy"].create(
            [
                {
                    "session_id": session_id,
                    "giver_id": members[giver].id,
                    "holder_id": members[holder].id,
                    "date_given": "2021-03-15 09:00:00",
                }
                for giver, holder in pairs
            ]
        )

    @api.model
    def _vote(self, session_id, counts):
        """Vote all questions: (against, abstentions) of each, the others in favour."""
        session = self.env["lcc.session"].browse(session_id)
        votes = session.vote_ids.sorted(lambda vote: (vote.item_id.sequence, vote.id))
        for vote, (against, abstentions) in zip(votes, counts, strict=True):
            vote.write(
                {
                    "against": against,
                    "abstentions": abstentions,
                    "in_favour": vote.voter_count - against - abstentions,
                }
            )
            vote.action_done()

    @api.model
    def _close(self, session_id, opened, closed):
        session = self.env["lcc.session"].browse(session_id)
        session.write({"date_opened": opened, "date_closed": closed})
        session.action_close()

    @api.model
    def _gather(self, category_id, partner_ids):
        self.env["res.partner"].browse(partner_ids).write(
            {"category_id": [Command.link(category_id)]}
        )
