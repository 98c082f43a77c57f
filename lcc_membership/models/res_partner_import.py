# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.lcc_base.tools.communes import french_postcode

# Tables that refer to a contact without making anything of it.
OWN_TABLES = (
    "lcc_member_import_candidate_rel",
    "lcc_member_import_line",
    "mail_followers",
)
# What is written on a contact, without a reference that the database knows.
ATTACHED = (
    ("mail.message", "model", [("message_type", "!=", "notification")]),
    ("mail.activity", "res_model", []),
    ("ir.attachment", "res_model", [("res_field", "=", False)]),
)


class ResPartner(models.Model):
    """What an import of members asks of contacts."""

    _inherit = "res.partner"

    @api.model
    def _lcc_find_territories(self, addresses):
        """Territories of many addresses at once, as contacts there would have.

        :param addresses: triples (postcode, city, id of the country or None)
        :return: dict of the triples to a territory; what is not found is left out
        """
        countries = self.env["res.country"]
        countries.browse({country for *_, country in addresses if country}).fetch(
            ["code"]
        )
        pairs = {
            (postcode, city, country): (
                french_postcode(postcode, countries.browse(country).code),
                city,
            )
            for postcode, city, country in addresses
        }
        found = self.env["lcc.commune"]._find_territories(
            {pair for pair in pairs.values() if pair[0]}
        )
        return {
            address: found[pair] for address, pair in pairs.items() if pair in found
        }

    @api.model
    def _lcc_skip_numbers(self, highest):
        """Let the sequence of member numbers go on after one that was given."""
        sequence = self._lcc_get_number_sequence()
        if sequence and highest >= sequence.number_next_actual:
            sequence.number_next_actual = highest + 1

    def _lcc_erase_related(self):
        super()._lcc_erase_related()
        lines = self.env["lcc.member.import.line"].with_context(active_test=False)
        names = ("result_partner_id", "partner_id", "candidate_ids")
        found = lines.search(Domain.OR([(name, "in", self.ids)] for name in names))
        found._erase_person()

    def _lcc_filter_used(self):
        """Contacts that something refers to: documents, users, contacts, notes."""
        if not self:
            return self
        used = set()
        merge = self.env["base.partner.merge.automatic.wizard"]
        for table, column in merge._get_fk_on(self._table):
            if table not in OWN_TABLES:
                used.update(self._lcc_find_references(table, column))
        for model, field_name, domain in ATTACHED:
            records = self.env[model].sudo()  # to be counted, whoever may see them
            records = records.search(
                [(field_name, "=", self._name), ("res_id", "in", self.ids), *domain]
            )
            used.update(records.mapped("res_id"))
        return self.browse(id_ for id_ in self.ids if id_ in used)

    def _lcc_find_references(self, table, column):
        own = SQL("TRUE")
        if table == self._table:
            own = SQL("id != %s", SQL.identifier(column))
        rows = self.env.execute_query(
            SQL(
                "SELECT DISTINCT %(column)s FROM %(table)s"
                " WHERE %(column)s IN %(ids)s AND %(own)s",
                column=SQL.identifier(column),
                table=SQL.identifier(table),
                ids=tuple(self.ids),
                own=own,
            )
        )
        return [id_ for [id_] in rows]
