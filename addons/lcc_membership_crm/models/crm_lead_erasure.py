# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models

from odoo.addons.lcc_membership.models.res_partner_privacy import TEXTS

from .crm_lead import PLACE_FIELDS

# Texts say who applies; dates say nothing of a person.
_ERASED_TYPES = TEXTS - {"date", "datetime"}


class CrmLead(models.Model):
    """Erasing who applied, when the data of a member are erased."""

    _inherit = "crm.lead"

    @api.model
    def _lcc_get_erased_fields(self):
        """Names of the texts and files that users fill in, whatever addon has them."""
        is_editable = self.env["res.partner"]._lcc_is_editable
        return [
            name
            for name, field in self._fields.items()
            if field.type in _ERASED_TYPES and is_editable(field)
        ]

    def _lcc_erase(self, name):
        """Make leads anonymous; those that are open are lost. Their figures stay.

        :param name: that of the erased member
        """
        self.filtered(lambda lead: lead.won_status == "pending").action_set_lost()
        for model, link in (("ir.attachment", "res_model"), ("mail.message", "model")):
            about = [(link, "=", self._name), ("res_id", "in", self.ids)]
            self.env[model].search(about).unlink()
        self.activity_ids.unlink()
        empty = dict.fromkeys(self._lcc_get_erased_fields(), False)
        # territories of the past stay, as those of dues do
        places = [self._fields[place] for place in PLACE_FIELDS]
        with self.env.protecting(places, self):
            self.write({**empty, "name": name, "lcc_commune_id": False})
