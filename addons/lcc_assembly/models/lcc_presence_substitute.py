# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.exceptions import ValidationError

from ..tools import assembly_law as law

WITHOUT_SUBSTITUTES = (law.SMALL_COMMUNE, law.LARGE_COMMUNE)


class LccPresence(models.Model):
    """Who sits in the place of a member, where the law or the statutes have one."""

    _inherit = "lcc.presence"

    @api.constrains("is_substituted", "session_id")
    def _check_substitute(self):
        for presence in self.filtered("is_substituted"):
            if not presence._may_be_substituted():
                raise ValidationError(presence._get_substitute_refusal())
            others = presence.session_id.presence_ids - presence
            if presence.substitute_id in others.attendee_id:
                raise ValidationError(
                    self.env._(
                        "%(substitute)s sits already, and has one vote: %(member)s may "
                        "give a proxy instead.",
                        substitute=presence.substitute_id.display_name,
                        member=presence.partner_id.display_name,
                    )
                )

    def _may_be_substituted(self):
        """Whether a substitute may sit (CGCT, article L5211-6, or the statutes)."""
        self.ensure_one()
        has_some = self.session_id.rules not in WITHOUT_SUBSTITUTES
        return has_some and bool(self.substitute_id)

    def _get_substitute_refusal(self):
        if not self.substitute_id:
            return self.env._(
                "%(member)s has no substitute.", member=self.partner_id.display_name
            )
        return self.env._(
            "The council of a commune has no substitutes: %(member)s may give a proxy "
            "(CGCT, articles L2121-20 and L5211-6).",
            member=self.partner_id.display_name,
        )

    # The notice

    def _get_notice_partners(self):
        """To whom the notice goes: the substitute is convened too (L5211-6)."""
        self.ensure_one()
        if self._may_be_substituted():
            return self.partner_id + self.substitute_id
        return self.partner_id

    def _get_notice_addresses(self):
        """Contacts as templates of mail want them."""
        return ",".join(str(partner.id) for partner in self._get_notice_partners())

    def _may_give_proxy(self):
        """Whether the rules of the session know proxies."""
        return bool(self.session_id._get_rules().proxies_per_holder)
