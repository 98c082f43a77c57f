# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import models
from odoo.exceptions import UserError
from odoo.tools import SQL, format_datetime

from ..tools.member_match import Matcher

# Fields of a member that follow from others that are written.
FOLLOWING = (
    "lcc_member_number",
    "lcc_entry_date",
    "lcc_commune_id",
    "lcc_territory_id",
)


class LccMemberImport(models.Model):
    """Writing the members of lines: new ones, and those who are known already."""

    _inherit = "lcc.member.import"

    def _write_members(self, lines):
        heads = self._create_members(lines)
        partners = self.env["res.partner"]
        for line in lines:
            if line not in heads:
                partner, _root = line._find_owner()
                self._update_member(line, partners.browse(partner.id))

    def _create_members(self, lines):
        """Make the members that nobody is yet.

        :return: the lines that told of them
        """
        heads = {}
        for line in lines:
            partner, root = line._find_owner()
            if not partner:
                heads.setdefault(root, line)
        partners = self.env["res.partner"].create(
            [line._prepare_member_vals() for line in heads.values()]
        )
        for (root, line), partner in zip(heads.items(), partners, strict=True):
            (root | line).write({"result_partner_id": partner.id})
            line.is_created = True
        return set(heads.values())

    def _update_member(self, line, partner):
        changes = line._get_changes(partner, line.action == "overwrite")
        previous = False
        if changes:
            names = [*changes, *FOLLOWING]
            before = line._read_values(partner, names)
            partner.write(changes)
            after = line._read_values(partner, names)
            previous = {
                name: [before[name], after[name]]
                for name in names
                if before[name] != after[name]
            }
        line.write({"result_partner_id": partner.id, "previous": previous})

    def _check_meanwhile(self, lines):
        """Somebody may have been entered by hand since the file was checked."""
        entered = self._get_entered_meanwhile()
        if not entered:
            return
        new = lines.filtered(lambda line: not line._find_owner()[0])
        identities = [line._get_identity() for line in new]
        matcher = Matcher()
        for contact in self._get_known_contacts(identities, entered):
            matcher.add(contact)
        for line, identity in zip(new, identities, strict=True):
            match = matcher.find(identity)
            if match and not (line.reason and line.action == "new"):
                # only the day is told, of a contact that the user may not see
                partner = self.env["res.partner"].sudo().browse(match.keys[0][1])
                raise UserError(
                    self.env._(
                        "Somebody like this was entered since the file was checked, on "
                        "%(date)s. Choose what to do with this line, and for whom.",
                        date=format_datetime(self.env, partner.create_date),
                    )
                )

    def _get_entered_meanwhile(self):
        """Ids of the contacts made since the check, but by this import."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id FROM res_partner partner
                 WHERE create_date > %s AND NOT EXISTS (
                       SELECT FROM lcc_member_import_line line
                        WHERE line.result_partner_id = partner.id
                          AND line.import_id = %s)
                """,
                self.checked_at,
                self.id,
            )
        )
        return [id_ for [id_] in rows]
