# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.lcc_assembly.tools import assembly_law as law

from ..tools import open_data

# What was not decided is no deliberation for open data.
DECIDED = Domain("number", "!=", False) & Domain(
    "outcome", "in", (law.ADOPTED, "elected")
)
# Values of five models in one query: a register has thousands of rows.
COLUMNS = """
    %(act)s.id, %(body)s.name, %(body)s.company_registry, %(act)s.number,
    %(vote)s.day, %(matter)s.code, %(matter)s.name, %(vote)s.name,
    %(act)s.budget_year, %(act)s.budget, %(assembly)s.prefecture_code,
    %(act)s.date_transmitted, %(vote)s.in_office_count,
    CASE WHEN %(vote)s.session_id NOT IN (
        SELECT session_id FROM lcc_session_override
         WHERE "check" = 'count' AND vote_id IS NULL
    ) AND %(vote)s.id NOT IN (
        SELECT vote_id FROM lcc_session_override
         WHERE "check" = 'count' AND vote_id IS NOT NULL
    ) THEN %(vote)s.voter_count END,
    COALESCE(%(vote)s.in_favour, 0), COALESCE(%(vote)s.against, 0),
    COALESCE(%(vote)s.abstentions, 0), COALESCE(%(vote)s.blank, 0),
    %(vote)s.method != 'noted' AND %(vote)s.outcome != 'elected', %(act)s.url
"""


class LccDeliberation(models.Model):
    """Deliberations as open data: rows of the SCDL, and what is wrong with them."""

    _inherit = "lcc.deliberation"

    matter_code = fields.Char(
        related="matter_id.code", string="Code of the matter", store=True
    )
    is_completable = fields.Boolean(
        compute="_compute_is_completable",
        help="Open data wants a matter, and a budget with its year: what is missing "
        "may be entered even once the deliberation is in the register.",
    )

    # Read, never computed while somebody types: a field does not close on its reader.
    @api.depends()
    def _compute_is_completable(self):
        for deliberation in self:
            deliberation.is_completable = bool(deliberation._get_missing_fields())

    def _get_missing_fields(self):
        missing = super()._get_missing_fields()
        if not self.matter_id:
            missing.add("matter_id")
        if bool(self.budget) != bool(self.budget_year):
            missing.add("budget_year" if self.budget else "budget")
        return missing

    @api.model
    def _get_open_data(self, domain):
        """Deliberations that were decided, in the order of the register.

        :param domain: which; the rules of the user come on top
        :return: list of (id, tools.open_data.Deliberation)
        """
        query = self._search(Domain(domain) & DECIDED, order="day, register_number, id")
        columns = SQL(COLUMNS, **self._join_open_data(query))
        self.env.flush_all()
        rows = self.env.execute_query(query.select(columns))
        return [(row[0], open_data.Deliberation._make(row[1:])) for row in rows]

    def _join_open_data(self, query):
        """Join the tables that the columns stand in; return their aliases."""
        act = self._table
        vote = query.left_join(act, "vote_id", "lcc_vote", "id", "vote_id")
        assembly = query.join(
            act, "register_assembly_id", "lcc_assembly", "id", "register_assembly_id"
        )
        body = query.join(assembly, "partner_id", "res_partner", "id", "partner_id")
        matter = query.left_join(act, "matter_id", "lcc_act_matter", "id", "matter_id")
        aliases = {
            "act": act,
            "vote": vote,
            "assembly": assembly,
            "body": body,
            "matter": matter,
        }
        return {name: SQL.identifier(alias) for name, alias in aliases.items()}
