# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from dateutil.relativedelta import relativedelta

from odoo import api, models

from ..tools.table import Column, Row, Table

# Bodies of communes and their groupings: no assembly of the association elects them.
COUNCILS = ("municipal", "community", "syndicate")


class LccReportMandates(models.AbstractModel):
    """Mandates that end by the assembly, and the seats that it has to fill."""

    _name = "lcc.report.mandates"
    _inherit = "lcc.report.session"
    _description = "Mandates and seats to fill"

    @api.model
    def _get_title(self):
        return self.env._("Mandates and seats")

    @api.model
    def _get_day(self, options):
        """The assembly's day, or as long as a year after the period."""
        session = self._get_session(options).sudo()  # its day is on the notice
        return session.day or options["date_to"] + relativedelta(years=1)

    @api.model
    def _get_subtitle(self, options):
        return self.env._(
            "Mandates that end by %(day)s",
            day=self._write_day(self._get_day(options)),
        )

    @api.model
    def _get_bodies(self):
        return self.env["lcc.assembly"].search(
            [
                ("company_id", "=", self.env.company.id),
                ("kind", "not in", COUNCILS),
                ("mandate_ids", "!=", False),
            ]
        )

    @api.model
    def _get_obstacle(self, options):
        if not self._get_bodies():
            return self.env._(
                "%(company)s has no body with mandates yet. Enter the members of its "
                "committee under Assemblies.",
                company=self.env.company.name,
            )
        return ""

    @api.model
    def _get_tables(self, options):
        bodies = self._get_bodies()
        first, last = options["date_to"], self._get_day(options)
        in_office = {body: self._get_in_office(body, first, last) for body in bodies}
        tables = [self._get_seats(in_office, last)]
        for body, mandates in in_office.items():
            if leaving := self._get_leaving(mandates, last):
                tables.append(self._get_leavers(body, leaving))
        return tables

    @api.model
    def _get_in_office(self, body, first, last):
        """Mandates that run on the last day of the period, or begin before the
        assembly; those that end between the two leave."""
        return body.mandate_ids.filtered(
            lambda one: (
                one.date_from <= last and (not one.date_to or one.date_to >= first)
            )
        )

    @api.model
    def _get_leaving(self, mandates, last):
        return mandates.filtered(lambda one: one.date_to and one.date_to <= last)

    @api.model
    def _get_seats(self, in_office, last):
        columns = [
            Column(self.env._("Seats"), "count"),
            Column(self.env._("In office"), "count"),
            Column(self.env._("Leave"), "count"),
            Column(self.env._("Seats to fill"), "count"),
            Column(self.env._("Fewest members"), "count"),
        ]
        rows, notes = [], []
        for body, mandates in in_office.items():
            leaving = len(self._get_leaving(mandates, last))
            stay = len(mandates) - leaving
            to_fill = max(body.seats - stay, 0) if body.seats else None
            cells = (body.seats or None, len(mandates), leaving, to_fill)
            rows.append(Row(body.name, (*cells, body.seats_min or None)))
            if stay < body.seats_min:
                notes.append(self._get_alert(body, stay))
        title = self.env._("Seats to fill")
        return Table("seats", title, columns, rows, self.env._("Body"), notes)

    @api.model
    def _get_alert(self, body, stay):
        return self.env._(
            "%(body)s: %(stay)s members stay, at least %(least)s are needed. The "
            "assembly has to elect at least %(missing)s.",
            body=body.name,
            stay=stay,
            least=body.seats_min,
            missing=body.seats_min - stay,
        )

    @api.model
    def _get_leavers(self, body, mandates):
        columns = [
            Column(self.env._("Office"), "text"),
            Column(self.env._("Since"), "date"),
            Column(self.env._("Until"), "date"),
        ]
        offices = dict(mandates._fields["office"]._description_selection(self.env))
        rows = [
            Row(
                mandate.partner_id.name,
                (offices[mandate.office], mandate.date_from, mandate.date_to),
            )
            for mandate in mandates
        ]
        title = self.env._("%(body)s: mandates that end", body=body.name)
        return Table(f"leaving_{body.id}", title, columns, rows, self.env._("Member"))
