# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import base64
import io

from openpyxl import Workbook, load_workbook

from .common import LccMembershipCase


class LccMemberImportCase(LccMembershipCase):
    """Files of members, built here, and what is made of them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.association_type.product_id = cls.dues_year
        cls.treasurer.group_ids += cls.env.ref("base.group_partner_manager")

    def _create_import(self, rows, user=None, filename="members.xlsx", **vals):
        """An import of these rows, the first one being the headings."""
        if filename.endswith(".xlsx"):
            content = make_xlsx(rows)
        else:
            lines = (";".join(map(str, row)) for row in rows)
            content = "\r\n".join(lines).encode("cp1252")
        imports = self.env["lcc.member.import"].with_user(user or self.manager)
        return imports.create(
            {"file": base64.b64encode(content), "filename": filename, **vals}
        )

    def _check(self, rows, user=None, **vals):
        record = self._create_import(rows, user, **vals)
        record.action_check()
        return record

    def _line(self, record, number):
        return record.line_ids.filtered(lambda line: line.number == number)

    def _import(self, rows, user=None, **vals):
        """An import that has nothing to decide, run to its end."""
        record = self._check(rows, user, **vals)
        record.action_import()
        self.assertEqual(record.state, "done", record.line_ids.mapped("message"))
        return record

    def _member(self, name):
        return self.env["res.partner"].search([("name", "=", name)])

    def _dues(self, partner):
        """Dues of a member, the first year first: year, amount, from, to, paid on."""
        return [
            (
                line.lcc_year,
                line.lcc_amount,
                str(line.date_from),
                str(line.date_to),
                str(line.lcc_date_paid),
            )
            for line in partner.member_line_ids.sorted("date_from")
        ]

    def _errors(self, record):
        """What is wrong: line, column, value, message."""
        return [
            (error.line, error.column, error.value, error.message)
            for error in record.error_ids
        ]


def make_xlsx(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def read_xlsx(content):
    """Cells of a workbook by sheet."""
    book = load_workbook(io.BytesIO(content))
    return {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets
    }
