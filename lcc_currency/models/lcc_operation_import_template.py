# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import csv
import io

import xlsxwriter

from odoo import fields, models

WIDE = ("date", "kind", "source", "target", "partner", "series")
LONG = (*WIDE, "denomination", "quantity", "amount")
TAIL = ("total", "means", "reference", "note")
TEXT_WIDTH = 18


class LccOperationImport(models.Model):
    """Files to fill in.

    The first sheet lists the opening balance of each place, with no quantity yet:
    such lines are left out as long as they stay empty. xlsx has two more sheets,
    examples and names; the import reads the first sheet alone.
    """

    _inherit = "lcc.operation.import"

    def _make_template(self, layout, extension):
        """
        :param layout: "wide" or "long"
        :param extension: "xlsx" or "csv"
        :return: bytes
        """
        headings = self._get_template_headings(layout)
        lines = self._get_opening_lines(layout)
        if extension == "csv":
            return self._make_csv(headings, lines)
        sheets = [
            (self.env._("Operations"), headings, lines),
            (self.env._("Examples"), headings, self._get_example_lines(layout)),
            (self.env._("Names"), *self._get_name_columns()),
        ]
        return self._make_xlsx(sheets)

    def _get_template_headings(self, layout):
        labels = self._get_column_labels()
        if layout == "long":
            return [labels[name] for name in (*LONG, *TAIL)]
        return [
            *(labels[name] for name in WIDE),
            *self._get_faces().mapped("display_name"),
            *(labels[name] for name in TAIL),
        ]

    def _get_faces(self):
        return self.lcc_currency_id.denomination_ids.sorted("value")

    def _get_template_places(self):
        places = self.lcc_currency_id.place_ids
        return places.filtered(lambda p: p.is_physical or p.kind == "holders")

    def _get_opening_lines(self, layout):
        printer = self.lcc_currency_id._get_place("printer")
        lines = []
        for place in self._get_template_places():
            lines += self._lay_out(
                layout, "opening", printer.name, place.name, {}, reference="1"
            )
        return lines

    def _get_example_lines(self, layout):
        places = self._get_template_places()
        first = {
            kind: places.filtered(lambda p, k=kind: p.kind == k)[:1].name or ""
            for kind in ("vault", "counter", "holders")
        }
        faces = self._get_faces()
        few = dict.fromkeys(faces[:3], 10)
        lines = []
        for kind, source, target, extra in (
            ("supply", "vault", "counter", {}),
            ("exchange", "counter", "holders", {"partner": self.env._("Jeanne Doe")}),
            ("reconversion", "holders", "vault", {"partner": self.env._("The Bakery")}),
        ):
            lines += self._lay_out(
                layout,
                kind,
                first[source],
                first[target],
                few,
                reference=str(len(lines) + 1),
                **extra,
            )
        return lines

    def _lay_out(self, layout, kind, source, target, coupons, **cells):
        """Lines of one operation, in the order of the headings."""
        series = self.lcc_currency_id.series_ids[-1:].name or ""
        common = {
            "date": fields.Date.context_today(self),
            "kind": self._get_kind_labels()[kind],
            "source": source,
            "target": target,
            "series": series,
            **cells,
        }
        faces = self._get_faces()
        total = sum(face.value * quantity for face, quantity in coupons.items())
        if layout == "wide":
            return [
                [common.get(name, "") for name in WIDE]
                + [coupons.get(face, "") for face in faces]
                + [total or "", "", common.get("reference", ""), ""]
            ]
        return [
            [
                *(common.get(name, "") for name in WIDE),
                face.value,
                coupons.get(face, ""),
                face.value * coupons.get(face, 0) or "",
                total or "",
                "",
                common.get("reference", ""),
                "",
            ]
            for face in (coupons or faces)
        ]

    def _get_name_columns(self):
        """Sheet of the names that a file may use: headings and lines."""
        currency = self.lcc_currency_id
        columns = {
            self.env._("Kinds of operation"): list(self._get_kind_labels().values()),
            self.env._("Places"): currency.place_ids.mapped("name"),
            self.env._("Series"): currency.series_ids.mapped("name"),
            self.env._("Denominations"): self._get_faces().mapped("value"),
        }
        height = max(map(len, columns.values()))
        lines = [
            [names[row] if row < len(names) else "" for names in columns.values()]
            for row in range(height)
        ]
        return list(columns), lines

    def _make_csv(self, headings, lines):
        """Semicolons and a mark of UTF-8, as French spreadsheets expect."""
        output = io.StringIO()
        writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
        writer.writerow(headings)
        for line in lines:
            writer.writerow(
                cell.strftime("%d/%m/%Y")
                if hasattr(cell, "strftime")
                else f"{cell:.2f}".removesuffix(".00").replace(".", ",")
                if isinstance(cell, float)
                else cell
                for cell in line
            )
        return output.getvalue().encode("utf-8-sig")

    def _make_xlsx(self, sheets):
        output = io.BytesIO()
        book = xlsxwriter.Workbook(output, {"in_memory": True})
        bold = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for title, headings, lines in sheets:
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, headings, bold)
            for column, heading in enumerate(headings):
                cells = [line[column] for line in lines]
                is_text = any(isinstance(cell, str) and len(cell) > 4 for cell in cells)
                width = TEXT_WIDTH if is_text else max(10, len(heading) + 2)
                sheet.set_column(column, column, width)
            for row, line in enumerate(lines, start=1):
                for column, cell in enumerate(line):
                    if hasattr(cell, "strftime"):
                        sheet.write_datetime(row, column, cell, day)
                    else:
                        sheet.write(row, column, cell)
        book.close()
        return output.getvalue()
