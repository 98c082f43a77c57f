# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain

from odoo.addons.lcc_membership.models.res_partner_privacy import MemberData

_OPT_OUT = ("subscription_ids", "any", (("opt_out", "=", True),))


class ResPartner(models.Model):
    """Recipients copy names and addresses of members: they are personal data too."""

    _inherit = "res.partner"

    @api.model
    def _lcc_get_member_data(self):
        recipients = MemberData(
            "mailing.contact",
            "lcc_partner_id",
            ("create_date", "name", "email", "company_name", "country_id", "tag_ids"),
            erased=("!", _OPT_OUT),
        )
        subscriptions = MemberData(
            "mailing.subscription",
            "contact_id.lcc_partner_id",
            ("list_id", "create_date", "opt_out", "opt_out_datetime"),
            erased=(("opt_out", "=", False),),
        )
        return [*super()._lcc_get_member_data(), recipients, subscriptions]

    def _lcc_erase_related(self):
        """Recipients go with the member.

        Of who unsubscribed the bare address stays, so that nobody subscribes it again;
        it leads to the member no more.
        """
        super()._lcc_erase_related()
        contacts = self.env["mailing.contact"].search(
            [("lcc_partner_id", "in", self.ids)]
        )
        self._lcc_erase_traces(contacts)
        kept = contacts.filtered_domain([_OPT_OUT])
        (contacts - kept).unlink()
        kept.subscription_ids.filtered(lambda one: not one.opt_out).unlink()
        kept.message_ids.unlink()
        empty = {
            name: False
            for name, field in kept._fields.items()
            if field.type in ("char", "text", "html", "properties")
            if name != "email" and self._lcc_is_editable(field)
        }
        kept.write(
            {**empty, "country_id": False, "tag_ids": False, "lcc_partner_id": False}
        )

    def _lcc_erase_traces(self, contacts):
        """Traces of mailings hold the addresses that these went to."""
        to = Domain("model", "=", contacts._name) & Domain("res_id", "in", contacts.ids)
        to |= Domain("model", "=", self._name) & Domain("res_id", "in", self.ids)
        self.env["mailing.trace"].search(to).write({"email": False})
