# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import UserError


class MembershipLine(models.Model):
    """What users may write of dues, and delete: nothing that an invoice says."""

    _inherit = "membership.membership_line"

    def _lcc_check_client(self, vals):
        """What a user may say of dues: nothing that an invoice says.

        Dues without an invoice are history, or free: they are entered by hand.
        """
        if self.env.su:
            return
        named = self._lcc_get_system_fields() & vals.keys()
        if self.account_invoice_line_id:
            named |= {
                "state",
                "member_price",
                "partner_id",
                "membership_id",
            } & vals.keys()
        if named:
            raise UserError(
                self.env._(
                    "These dues follow their invoice: %(fields)s cannot be written. "
                    "Change the invoice, or make a credit note.",
                    fields=", ".join(self._fields[name].string for name in named),
                )
            )

    @api.model
    def _lcc_drop_unsaid(self, vals_list):
        """Values of new dues without what a copy of history leaves empty."""
        names = self._lcc_get_system_fields()
        return [
            {name: value for name, value in vals.items() if value or name not in names}
            for vals in vals_list
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_membership_line_except_invoiced(self):
        """Nor does the context of a client delete dues that an invoice says."""
        if not self.env.su:
            self = self.with_context(allow_membership_line_unlink=False)
        return super()._unlink_membership_line_except_invoiced()
