# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import Command, models

from .lcc_member_import import OVER_STATES
from .lcc_member_import_line import WAITING_STATES

# What was read of a person.
PERSONAL = (
    "name",
    "email",
    "phone",
    "zip",
    "city",
    "values",
    "private_note",
    "dues",
)


class LccMemberImportLine(models.Model):
    """Forgetting what was read of persons; what became of each line is kept."""

    _inherit = "lcc.member.import.line"

    def _forget_person(self):
        """Wipe what was read of persons; why a line was refused may quote it."""
        self.write(dict.fromkeys(PERSONAL, False))
        self.filtered("candidate_ids").write({"candidate_ids": [Command.clear()]})
        refused = self.filtered(lambda line: line.state == "failed" and line.message)
        refused.write({"message": False})

    def _erase_person(self):
        """Wipe what these lines tell of somebody who is erased.

        What is not imported yet is left out. The file goes, too: whoever wants to
        check it again gives it again, without this person.
        """
        lines = self | self.search([("twin_id", "in", self.ids)])
        pending = lines.import_id.filtered(lambda one: one.state not in OVER_STATES)
        pending._forget_source()
        told = {(line.import_id, line.number) for line in lines}
        errors = lines.import_id.error_ids
        errors.filtered(lambda one: (one.import_id, one.line) in told).unlink()
        waiting = lines.filtered(lambda line: line.state in WAITING_STATES)
        waiting.write({"action": "skip"})
        lines._forget_person()
        lines.write({"message": False, "previous": False})
        for record in pending:
            record._refresh_summary()
