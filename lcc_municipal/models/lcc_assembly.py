# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import register


class LccAssembly(models.Model):
    """The register of the deliberations of a council."""

    _inherit = "lcc.assembly"

    register_pattern = fields.Char(
        string="Pattern of numbers",
        default="{number:03}/{yy}",
        help="{number} is the place in the year, {order} that in the session; {year}, "
        "{yy}, {month} and {day} are those of the session. {number:03} has three "
        "digits.",
    )
    register_year = fields.Integer(
        string="Year of the register", readonly=True, copy=False
    )
    register_next = fields.Integer(
        string="Next number",
        default=1,
        copy=False,
        help="It begins again at 1 each year.",
    )
    prefecture_code = fields.Char(
        string="Prefecture",
        help="Code of the prefecture or sub-prefecture in open data, such as PREF009 "
        "or SPREF0092.",
    )

    @api.constrains("register_pattern")
    def _check_register_pattern(self):
        for assembly in self.filtered("register_pattern"):
            try:
                register.check_pattern(assembly.register_pattern)
            except register.RegisterError as error:
                raise ValidationError(self.env._(error.message)) from error

    def _take_numbers(self, day, count):
        """Reserve the next numbers of the register; others wait until it is done.

        :param day: day of the session
        :return: first of these numbers
        """
        self.ensure_one()
        self.lock_for_update()
        self.invalidate_recordset(["register_year", "register_next"])
        year = day.year
        if year < self.register_year:
            # closed after the first session of a later year, whose numbers go on
            return self._get_last_number(year) + 1
        first = self.register_next
        if self.register_year and self.register_year < year:
            first = 1
        self.write({"register_year": year, "register_next": first + count})
        return first

    def _get_last_number(self, year):
        """Last place that was taken in the register of a year.

        :return: 0 for a year without any
        """
        self.ensure_one()
        [[last]] = self.env["lcc.deliberation"]._read_group(
            [("register_assembly_id", "=", self.id), ("register_year", "=", year)],
            aggregates=["register_number:max"],
        )
        return last or 0
