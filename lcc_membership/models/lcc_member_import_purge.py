# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from datetime import timedelta

from odoo import api, fields, models

from .lcc_member_import import OPEN_STATES

KEPT_DAYS = 60


class LccMemberImport(models.Model):
    """Forgetting what is personal.

    The file, and what was read of it, is wiped as soon as the import is done or
    undone. What is needed to undo it, that is what members were before, is wiped when
    it is undone, or after some weeks. An import that nobody accepts, or whose last
    lines nobody mends, is wiped after as long.
    """

    _inherit = "lcc.member.import"

    def _tell_what_was_done(self):
        """Keep the dues that stand, by year and amount, instead of the file's."""
        dues = self.env["membership.membership_line"]
        groups = dues._read_group(
            [("lcc_import_line_id.import_id", "=", self.id)],
            ["lcc_year", "lcc_amount"],
            ["__count"],
        )
        self._keep_summary(groups)

    def _purge(self):
        """Wipe the file and what was read of persons."""
        self._forget_source()
        self.line_ids._forget_person()
        self.error_ids.unlink()
        if self.state == "undone":
            self.line_ids.filtered("previous").write({"previous": False})

    def _forget_source(self):
        """The file, and the cells of it that are shown."""
        self.write({"file": False})
        self.column_ids.write({"samples": False})

    @api.autovacuum
    def _gc_personal_data(self):
        """Wipe imports that nobody finishes, and what it takes to undo old ones."""
        limit = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        waiting = [
            ("state", "in", OPEN_STATES),
            ("write_date", "<", limit),
            "|",
            ("file", "!=", False),
            ("line_ids", "!=", False),  # the file went with somebody who was erased
        ]
        for record in self.search(waiting):
            record._forget_file()
            record.file = False
        partial = [("state", "=", "partial"), ("imported_at", "<", limit)]
        for record in self.search(partial):
            record._leave_out_rest()
        lines = self.env["lcc.member.import.line"].search(
            [("previous", "!=", False), ("import_id.imported_at", "<", limit)]
        )
        lines.write({"previous": False})
