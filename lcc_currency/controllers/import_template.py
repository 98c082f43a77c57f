# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import content_disposition, request

MIME_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ImportTemplate(http.Controller):
    @http.route(
        "/lcc/import_template/<int:currency_id>/<string:layout>.<string:extension>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def download(self, currency_id, layout, extension):
        """A file to fill in with the currency's own places and denominations."""
        currency = request.env["lcc.currency"].browse(currency_id)
        if (
            layout not in ("wide", "long")
            or extension not in MIME_TYPES
            or not currency.has_access("read")
            or not currency.exists()
        ):
            raise NotFound()
        record = request.env["lcc.operation.import"].new(
            {"lcc_currency_id": currency_id}
        )
        content = record._make_template(layout, extension)
        name = request.env._("operations of %(currency)s", currency=currency.name)
        return request.make_response(
            content,
            [
                ("Content-Type", MIME_TYPES[extension]),
                ("Content-Disposition", content_disposition(f"{name}.{extension}")),
            ],
        )
