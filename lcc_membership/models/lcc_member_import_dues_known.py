# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.tools import format_date


class LccMemberImport(models.Model):
    """Dues and gifts that a line of a file tells again: nothing is added.

    Other dues of a year stand for the whole year. Of this file, dues are the same ones
    when their day and amount are the same, too: what its lines told is compared, as
    the dues that were made of them have a day of their own where the file had none.
    """

    _inherit = "lcc.member.import"

    @api.model
    def _get_dues_keys(self, line, dues):
        """By what dues are known again: those of others, and those of this import.

        :return: member and year, or for a gift alone its day and amount; and that with
            the day and the amounts
        """
        member = line.result_partner_id.id
        amount, gift = float(dues["amount"]), float(dues["gift"])
        if not dues["product"]:
            return ((member, None, dues["date"], gift),) * 2
        year = dues["year"]
        return (member, year), (member, year, dues["date"], amount)

    @api.model
    def _tell_known_dues(self, dues):
        if dues["product"]:
            return self.env._(
                "Dues of %(year)s were there already: nothing was added.",
                year=dues["year"],
            )
        return self.env._(
            "This gift of %(date)s was there already: nothing was added.",
            date=format_date(self.env, dues["date"]),
        )

    def _get_known_dues(self, partners):
        """Dues and gifts that these members have, but dues of this import.

        :return: set of what `_get_dues_keys` gives first
        """
        # managers see no invoices, and dues say whether they have any
        lines = self.env["membership.membership_line"].sudo()
        found = lines.search_fetch(
            [
                ("partner_id", "in", partners.ids),
                ("company_id", "=", self.company_id.id),
                ("state", "!=", "canceled"),
            ],
            ["partner_id", "lcc_year", "lcc_import_line_id"],
        )
        known = {
            (line.partner_id.id, line.lcc_year)
            for line in found
            if line.lcc_import_line_id.import_id != self
        }
        if self.dues_mode == "books":
            known |= self._get_known_gifts(partners)
        return known

    def _get_known_gifts(self, partners):
        """Gifts alone in the books: those with dues are known by the dues."""
        # gifts of these members only; who enters them need not see all invoices
        associations = self.env["lcc.association"].sudo()
        product = associations.search(
            [("company_id", "=", self.company_id.id)], limit=1
        ).gift_product_id
        gifts = self.env["account.move.line"].sudo()
        gifts = gifts.search(
            [
                ("product_id", "=", product.id or 0),
                ("move_id.partner_id", "in", partners.ids),
                ("company_id", "=", self.company_id.id),
                ("move_type", "=", "out_invoice"),
                ("parent_state", "=", "posted"),
            ]
        )
        with_dues = gifts.move_id._lcc_get_dues().account_invoice_id
        return {
            (
                gift.move_id.partner_id.id,
                None,
                gift.invoice_date.isoformat(),
                -gift.balance,
            )
            for gift in gifts
            if gift.move_id not in with_dues
        }

    def _get_own_dues(self, partners):
        """Dues of these members on lines that are imported already.

        :return: set of what `_get_dues_keys` gives second
        """
        lines = self.env["lcc.member.import.line"].sudo()  # the system's own rows
        done = lines.search(
            [
                ("import_id", "=", self.id),
                ("state", "=", "done"),
                ("result_partner_id", "in", partners.ids),
            ]
        )
        return {
            self._get_dues_keys(line, dues)[1]
            for line in done
            for dues in line.dues or []
        }
