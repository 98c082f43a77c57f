# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.lcc_assembly.tools import assembly_law as law

from ..tools import register


class LccDeliberation(models.Model):
    """What follows a deliberation: publicity, transmission, the day it can be carried
    out. Days are told by what happened; nobody sets aside what follows from them."""

    _inherit = "lcc.deliberation"

    date_posted = fields.Date(
        related="session_id.date_list_posted",
        help="Of the list of deliberations (CGCT, article L2121-25).",
    )
    date_published = fields.Date(
        string="Published on",
        copy=False,
        tracking=True,
        help="On the website; below 3,500 inhabitants posted or on paper where the "
        "commune has chosen so (CGCT, article L2131-1).",
    )
    date_transmitted = fields.Date(
        string="Received by the prefecture on",
        copy=False,
        tracking=True,
        help="Day that the acknowledgement tells.",
    )
    acts_number = fields.Char(
        string="Number of transmission",
        compute="_compute_acts_number",
        help="The number in the register as @ctes takes it: 2 to 15 digits, capitals "
        "and underscores.",
    )
    acknowledgement = fields.Char(copy=False, tracking=True)
    date_executory = fields.Date(
        string="Executory on",
        compute="_compute_date_executory",
        store=True,
        help="Once published and transmitted; by publication alone for an act that is "
        "not subject to transmission (CGCT, articles L2131-1 and L2131-2).",
    )
    url = fields.Char(string="Address", copy=False, help="Where it is published.")

    @api.depends("number")
    def _compute_acts_number(self):
        for deliberation in self:
            number = deliberation.number
            try:
                deliberation.acts_number = number and register.to_acts_number(number)
            except register.RegisterError:
                deliberation.acts_number = False

    @api.depends("date_published", "date_transmitted", "is_transmissible", "outcome")
    def _compute_date_executory(self):
        for deliberation in self:
            deliberation.date_executory = deliberation._is_decided() and (
                law.executory_on(
                    deliberation.date_published or None,
                    deliberation.date_transmitted or None,
                    deliberation.is_transmissible,
                )
            )

    @api.constrains("date_published", "date_transmitted", "number")
    def _check_days(self):
        today = fields.Date.context_today(self)
        for deliberation in self:
            days = [deliberation.date_published, deliberation.date_transmitted]
            if any(days) and not deliberation.number:
                raise ValidationError(
                    self.env._(
                        "“%(name)s” is not in the register yet: close the session "
                        "first.",
                        name=deliberation.name,
                    )
                )
            if any(day and day < deliberation.day for day in days):
                raise ValidationError(
                    self.env._(
                        "%(number)s cannot be published or transmitted before the "
                        "session.",
                        number=deliberation.number,
                    )
                )
            if any(day and day > today for day in days):
                raise ValidationError(
                    self.env._(
                        "%(number)s is published or received on a day that has not "
                        "come yet: enter the day once it has happened.",
                        number=deliberation.number,
                    )
                )
