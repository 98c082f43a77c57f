# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import fields, models
from odoo.exceptions import UserError

from ..tools.member_headings import YEARLY

NOTES_GROUP = "lcc_membership.group_lcc_member_notes"

FIELDS = [
    ("member_number", "Member number"),
    ("name", "Whole name"),
    ("last_name", "Last name"),
    ("first_name", "First name"),
    ("company_name", "Name of the organisation"),
    ("member_type", "Type of member"),
    ("email", "E-mail"),
    ("phone", "Phone"),
    ("address", "Address: the street, or all of it"),
    ("street2", "Address: second line"),
    ("zip", "Postcode"),
    ("city", "City"),
    ("country", "Country"),
    ("territory", "Territory"),
    ("local_group", "Local group"),
    ("siret", "SIRET"),
    ("website", "Website"),
    ("activity", "Activity"),
    ("accepts_coupons", "Accepts coupons"),
    ("entry_date", "Member since"),
    ("newsletter", "Agreed to the newsletter"),
    ("directory", "Agreed to the directory"),
    ("charter", "Charter signed"),
    ("volunteer", "Volunteer"),
    ("private_note", "Private notes, for who has the right to them"),
    ("note", "Notes that every employee reads"),
    ("dues", "Dues: amount"),
    ("dues_date", "Dues: day of the payment"),
    ("dues_year", "Dues: year"),
    ("gift", "Gift on top"),
    ("total", "Dues and gift together"),
    ("means", "Means of payment"),
    ("reference", "Number of the cheque, label of the transfer"),
]


class LccMemberImportColumn(models.Model):
    """What a column of a file holds; the next file with this heading remembers it."""

    _name = "lcc.member.import.column"
    _description = "Import of members, column"
    _order = "import_id, position"
    _rec_name = "heading"

    import_id = fields.Many2one(
        "lcc.member.import", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="import_id.company_id", store=True, precompute=True
    )
    position = fields.Integer(readonly=True)
    heading = fields.Char(string="Heading in the file", readonly=True)
    heading_key = fields.Char(readonly=True, index=True)
    samples = fields.Char(string="Values in it", readonly=True)
    field_name = fields.Selection(
        FIELDS, string="Holds", help="Empty: this column is not imported."
    )
    year = fields.Integer(
        help="The year that a column of dues, of a date or of a means of payment is "
        "about; 0 where a column of its own says it."
    )

    def write(self, vals):
        if not self.env.su:
            if vals.keys() - {"field_name", "year"}:
                raise UserError(
                    self.env._("Only what a column holds, and its year, can be chosen.")
                )
            self.import_id._check_open()
        result = super().write(vals)
        if not self.env.su:
            self._check_yearly()
            self._check_private()
            self.import_id._forget_check()
        return result

    def _check_yearly(self):
        for column in self:
            if column.year and column.field_name not in YEARLY:
                raise UserError(
                    self.env._(
                        "“%(heading)s” cannot be about one year: only dues, gifts, "
                        "their day and their means of payment are.",
                        heading=column.heading,
                    )
                )

    def _check_private(self):
        """Private notes are written, and taken back, by who has the right to them."""
        if self.env.user.has_group(NOTES_GROUP):
            return
        for column in self.filtered(lambda one: one.field_name == "private_note"):
            raise UserError(
                self.env._(
                    "“%(heading)s” holds private notes, to which you have no right. "
                    "Leave the column out, choose the notes that every employee reads, "
                    "or ask somebody who has the right.",
                    heading=column.heading,
                )
            )
