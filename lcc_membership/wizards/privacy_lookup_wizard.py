# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class PrivacyLookupWizard(models.TransientModel):
    """Odoo's lookup finds records by name, e-mail and links that do not cascade."""

    _inherit = "privacy.lookup.wizard"

    def _get_query(self):
        """Find also the files of contacts, and our models whose links cascade."""
        query = super()._get_query()
        for member_query in self._lcc_get_queries():
            query = SQL("%s UNION ALL %s", query, member_query)
        return query

    def _lcc_get_queries(self):
        """Further SELECT of (res_model_id, res_id, is_active)."""
        people = SQL("(SELECT id FROM indirect_references)")
        queries = [
            SQL(
                """
                SELECT %s AS res_model_id, id AS res_id, True AS is_active
                  FROM ir_attachment
                 WHERE res_model = 'res.partner' AND res_id IN %s
                """,
                self.env["ir.model"]._get_id("ir.attachment"),
                people,
            )
        ]
        for data in self.env["res.partner"]._lcc_get_member_data():
            model = self.env[data.model]
            link = model._fields.get(data.path)  # none where it is a path
            if link and link.ondelete == "cascade":
                queries.append(
                    SQL(
                        "SELECT %s, id, True FROM %s WHERE %s IN %s",
                        self.env["ir.model"]._get_id(data.model),
                        SQL.identifier(model._table),
                        SQL.identifier(data.path),
                        people,
                    )
                )
        return queries


class PrivacyLookupWizardLine(models.TransientModel):
    _inherit = "privacy.lookup.wizard.line"

    lcc_is_member = fields.Boolean(compute="_compute_lcc_is_member")

    @api.depends("res_model", "res_id", "is_unlinked")
    def _compute_lcc_is_member(self):
        found = self.filtered(
            lambda line: line.res_model == "res.partner" and not line.is_unlinked
        )
        partners = self.env["res.partner"].with_context(active_test=False)
        members = partners.search(
            [
                ("id", "in", found.mapped("res_id")),
                ("lcc_member_type_id", "!=", False),
                ("lcc_erased_date", "=", False),
            ]
        )
        for line in self:
            line.lcc_is_member = line in found and line.res_id in members.ids

    def action_lcc_hand_over(self):
        return self._lcc_get_member().action_lcc_hand_over()

    def action_lcc_erase(self):
        return self._lcc_get_member().action_lcc_erase()

    def _lcc_get_member(self):
        """
        :return: res.partner, a member whose data are there
        :raise UserError: the line is of something else
        """
        self.ensure_one()
        if not self.lcc_is_member:
            raise UserError(
                self.env._(
                    "Only the data of a member are handed over or erased here. Choose "
                    "the line of the member's own contact."
                )
            )
        return self.env["res.partner"].browse(self.res_id)
