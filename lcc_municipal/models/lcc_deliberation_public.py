# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import format_date

from .lcc_session import PUBLIC_KINDS


class LccDeliberation(models.Model):
    """What everybody reads of a deliberation once it is published, or its minutes are.

    Neither who voted what, nor the beneficiary, nor the annexes: they may name persons.
    The extract, as PDF, leaves them out too: see lcc_deliberation_extract.
    """

    _inherit = "lcc.deliberation"

    @api.model
    def _get_public(self, deliberation_id):
        """A deliberation that is open to everybody.

        :return: lcc.deliberation with all rights; empty if it is not published
        """
        # visitors have no rights on deliberations: the domain tells what is published
        return self.sudo().search(
            Domain("id", "=", deliberation_id) & self._get_public_domain()
        )

    @api.model
    def _get_public_domain(self):
        """Acts from their own publication (CGCT, article L2131-1), or in minutes."""
        is_open = Domain("date_published", "!=", False) | Domain(
            "session_id.state", "=", "published"
        )
        return (
            Domain("number", "!=", False)
            & is_open
            & Domain("assembly_id.kind", "in", PUBLIC_KINDS)
        )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("date_published"):
            self._fill_url()
        return result

    def _get_public_url(self):
        self.ensure_one()
        return f"{self.get_base_url()}/councils/deliberations/{self.id}"

    def _fill_url(self):
        """Tell where deliberations are published, but where that is told already."""
        public = self.filtered_domain(self._get_public_domain())
        for deliberation in public.filtered(lambda one: not one.url):
            deliberation.url = deliberation._get_public_url()

    def _prepare_public_line(self):
        """A deliberation in the list of its session (CGCT, article L2121-25).

        :return: dict of texts and ids
        """
        self.ensure_one()
        return {
            **self.vote_id._prepare_result_values(),
            "id": self.id,
            "is_open": bool(
                self.date_published or self.session_id._has_published_minutes()
            ),
            "number": self.number,
            "name": self._get_public_name(),
        }

    def _get_public_name(self):
        """What a deliberation is about; one item often has one for each budget."""
        return f"{self.name} ({self.budget})" if self.budget else self.name

    def _prepare_public_values(self):
        """A deliberation on its page.

        :return: dict of texts and ids
        """
        self.ensure_one()
        return {
            **self._prepare_public_line(),
            "session_id": self.session_id.id,
            "session": self.session_id.display_name,
            "assembly_id": self.assembly_id.id,
            "assembly": self.assembly_id.name,
            "body": self.assembly_id.partner_id.name,
            "day": format_date(self.env, self.day, date_format="full"),
            "matter": self.matter_id.display_name,
            "published": self.date_published
            and format_date(self.env, self.date_published, date_format="long"),
            "considerations": self.considerations,
            "decision": self.decision,
            "executory": self.date_executory
            and format_date(self.env, self.date_executory, date_format="long"),
            "corrects": self.corrects_id._prepare_public_links(),
            "corrected_by": self.corrected_by_ids._prepare_public_links(),
        }

    def _prepare_public_links(self):
        """Other deliberations, those that are published.

        :return: list of dict of texts and ids
        """
        return [
            {"id": one.id, "number": one.number}
            for one in self
            if one._get_public(one.id)
        ]
