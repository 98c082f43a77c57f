# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError

from ..tools import convention_law as law

KINDS = [
    (law.ADHESION, "Adhesion of a commune or grouping"),
    (law.MANDATE, "Mandate to collect receipts"),
    (law.TILL, "Acceptance by a till (régie)"),
    (law.CREDITOR, "Mandate of a creditor to receive"),
]


class AgreementType(models.Model):
    _inherit = "agreement.type"

    name = fields.Char(translate=True)
    lcc_kind = fields.Selection(
        KINDS,
        string="Convention of the local currency",
        help="It says what the law asks for before signature. Empty for other "
        "agreements.",
    )

    def write(self, vals):
        if "lcc_kind" in vals:
            self.filtered(lambda one: one.lcc_kind != vals["lcc_kind"])._check_unused()
        return super().write(vals)

    def _check_unused(self):
        """A signed convention stays what it is: so does its type."""
        # those of other companies and territories count, too
        signed = self.env["agreement"].sudo().with_context(active_test=False)
        found = signed.search(
            [("agreement_type_id", "in", self.ids), ("lcc_state", "!=", "draft")],
            limit=1,
        )
        if found:
            raise UserError(
                self.env._(
                    "Conventions of the type “%(type)s” were signed: it stays what it "
                    "is. Create another type.",
                    type=found.agreement_type_id.name,
                )
            )
