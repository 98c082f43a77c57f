# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .lcc_session import PUBLIC_KINDS

OVER = Domain("state", "in", ("closed", "adopted", "published"))


class LccSession(models.Model):
    """What everybody reads of a council's session, step by step.

    The list of its deliberations once it is posted (CGCT, article L2121-25), each act
    from its own publication (L2131-1), minutes and the rest once these are published
    (L2121-15). Visitors have no rights on any model: they are told plain values, named
    here.
    """

    _inherit = "lcc.session"

    @api.model
    def _get_public_domain(self):
        """Sessions of which something is open to everybody."""
        acts = Domain("number", "!=", False) & Domain("date_published", "!=", False)
        is_open = (
            Domain("state", "=", "published")
            | Domain("date_list_posted", "!=", False)
            | Domain("deliberation_ids", "any", acts)
        )
        return Domain("assembly_id.kind", "in", PUBLIC_KINDS) & OVER & is_open

    @api.model
    def _search_public(self, domain=Domain.TRUE, **options):
        """Sessions that are open to everybody.

        :param domain: which ones of these
        :param options: limit, offset and order of the search
        :return: lcc.session with all rights
        """
        # visitors have no rights on sessions: the domain tells what is published
        return self.sudo().search(self._get_public_domain() & domain, **options)

    @api.model
    def _prepare_public_councils(self, assembly_id=None):
        """Councils that have published something.

        :param assembly_id: this one only
        :return: list of dict of texts and ids
        """
        domain = self._get_public_domain()
        if assembly_id is not None:
            domain &= Domain("assembly_id", "=", assembly_id)
        # visitors have no rights on sessions: the domain tells what is published
        groups = self.sudo()._read_group(
            domain, ["assembly_id"], ["__count", "day:max"]
        )
        return [
            {
                "id": assembly.id,
                "name": assembly.name,
                "body": assembly.partner_id.name,
                "count": count,
                "last_day": format_date(self.env, day, date_format="long"),
            }
            for assembly, count, day in groups
        ]

    def _prepare_public_line(self):
        """A session in the list of its council.

        :return: dict of texts and ids
        """
        self.ensure_one()
        return {
            "id": self.id,
            "day": format_date(self.env, self.day, date_format="full"),
            "place": self.place,
            "count": len(self._get_public_deliberations()),
        }

    def _prepare_public_values(self):
        """A session on its page.

        :return: dict of texts and ids
        """
        self.ensure_one()
        has_minutes = self._has_published_minutes()
        return {
            **self._prepare_public_line(),
            "name": self.display_name,
            "assembly_id": self.assembly_id.id,
            "assembly": self.assembly_id.name,
            "body": self.assembly_id.partner_id.name,
            "time": self._get_time(self._get_beginning()),
            "presence": has_minutes and self.presence_text,
            "posted": format_date(self.env, self.date_list_posted),
            "published": has_minutes and format_date(self.env, self.date_published),
            "has_minutes": has_minutes,
            "deliberations": [
                deliberation._prepare_public_line()
                for deliberation in self._get_public_deliberations()
            ],
        }

    def _get_public_deliberations(self):
        """All that the list names; before it is posted, the acts that are published."""
        listed = self.deliberation_ids.filtered("number").sorted("register_order")
        if self.date_list_posted or self._has_published_minutes():
            return listed
        return listed.filtered("date_published")

    def action_publish(self):
        result = super().action_publish()
        self.deliberation_ids._fill_url()
        return result
