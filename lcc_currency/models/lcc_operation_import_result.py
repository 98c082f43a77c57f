# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import time
from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

STALE = timedelta(minutes=5)


class LccOperationImportSummary(models.Model):
    """Preview: what a file holds of one kind of operation."""

    _name = "lcc.operation.import.summary"
    _description = "Import of coupon operations, summary"
    _order = "import_id, date_from, id"

    import_id = fields.Many2one(
        "lcc.operation.import", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="import_id.company_id", store=True)
    currency_id = fields.Many2one(related="import_id.currency_id")
    kind = fields.Selection(
        lambda self: (
            self.env["lcc.operation"]._fields["kind"]._description_selection(self.env)
        ),
        required=True,
    )
    operation_count = fields.Integer(string="Operations")
    date_from = fields.Date(string="First day")
    date_to = fields.Date(string="Last day")
    quantity = fields.Integer(string="Coupons")
    amount = fields.Monetary(string="Face value")


class LccOperationImportProgress(models.Model):
    """How far a run is: a row of its own, so that the run never waits for it."""

    _name = "lcc.operation.import.progress"
    _description = "Import of coupon operations, progress"
    _log_access = False

    import_id = fields.Many2one(
        "lcc.operation.import", required=True, index=True, ondelete="cascade"
    )
    step = fields.Selection(
        [
            ("read", "Reading the file"),
            ("check", "Checking the operations"),
            ("write", "Writing the operations"),
            ("move", "Moving the coupons"),
        ]
    )
    percent = fields.Integer()
    updated_at = fields.Datetime()

    def _tell(self):
        # A run that died with its server left its row behind.
        is_running = bool(
            self.step
            and self.updated_at
            and self.updated_at > fields.Datetime.now() - STALE
        )
        labels = dict(self._fields["step"]._description_selection(self.env))
        return {
            "is_running": is_running,
            "percent": self.percent if is_running else 0,
            "step": labels[self.step] if is_running else "",
        }


class Progress:
    """Tells how far a run is, in a transaction of its own that others see at once."""

    def __init__(self, record):
        self.registry = record.env.registry
        self.import_id = record.id
        self.last = 0.0
        record.env.cr.postcommit.add(self.end)
        record.env.cr.postrollback.add(self.end)

    def tell(self, step, done, total):
        """Say that ``done`` of ``total`` are done; at most twice a second."""
        if time.monotonic() - self.last > 0.5:
            self.last = time.monotonic()
            self._write(step, min(100 * done // max(total, 1), 100))

    def end(self):
        self._write(None, 0)

    def _write(self, step, percent):
        with self.registry.cursor() as cr:
            cr.execute(
                SQL(
                    "UPDATE lcc_operation_import_progress"
                    " SET step = %s, percent = %s, updated_at = clock_timestamp()"
                    " AT TIME ZONE 'UTC' WHERE import_id = %s",
                    step,
                    percent,
                    self.import_id,
                )
            )
