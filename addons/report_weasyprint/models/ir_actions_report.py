# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import io
import logging

from markupsafe import Markup
from PIL import Image

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import file_open
from odoo.tools.safe_eval import safe_eval, time

# Both tell each of their steps at level INFO.
logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)
logging.getLogger("fontTools").setLevel(logging.WARNING)


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    pdf_engine = fields.Selection(
        selection=[("wkhtmltopdf", "wkhtmltopdf"), ("weasyprint", "WeasyPrint")],
        string="PDF Engine",
        default="wkhtmltopdf",
        required=True,
        help="What makes the PDF. wkhtmltopdf prints the templates of Odoo; WeasyPrint "
        "prints templates made for it, with the paper layout and its stylesheet.",
    )
    is_pdfa = fields.Boolean(
        string="Archivable (PDF/A-2u)",
        help="Make PDF/A-2u, the form that archives ask for. When the report saves its "
        "files as attachments, each of these is PDF/A; the file that joins several of "
        "them for one download is not.",
    )

    def _get_readable_fields(self):
        return super()._get_readable_fields() | {"pdf_engine"}

    def report_action(self, docids, data=None, config=True):
        if self.pdf_engine != "weasyprint":
            return super().report_action(docids, data=data, config=config)
        # The paper layout needs none of the choices of Odoo's layout assistant.
        action = super().report_action(docids, data=data, config=False)
        return {**action, "pdf_engine": "weasyprint"}

    @api.model
    def _render_qweb_html(self, report_ref, docids, data=None):
        html, report_type = super()._render_qweb_html(report_ref, docids, data=data)
        report = self._get_report(report_ref)
        if report.pdf_engine == "weasyprint" and b"<html" not in html:
            html = self._render_template(
                "report_weasyprint.paper_page",
                {
                    "title": report.name,
                    "stylesheet": Markup(self._get_paper_stylesheet()),
                    "papers": Markup(html.decode()),
                },
            )
        return html, report_type

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        report = self._get_report(report_ref)
        if report.pdf_engine != "weasyprint":
            return super()._render_qweb_pdf_prepare_streams(
                report_ref, data, res_ids=res_ids
            )
        res_ids = res_ids or []
        if (
            report.attachment
            and not self.env.context.get("report_pdf_no_attachment")
            and len(res_ids) == len(set(res_ids))
        ):
            records = self.env[report.model].browse(res_ids)
            if records:
                return {
                    record.id: self._get_weasyprint_stream(report, data, record)
                    for record in records
                }
        # All in one file, never joined from several: joining would lose PDF/A.
        stream = io.BytesIO(self._run_weasyprint(report, data, res_ids))
        key = res_ids[0] if len(res_ids) == 1 else False
        return {key: {"stream": stream, "attachment": None}}

    def _get_weasyprint_stream(self, report, data, record):
        """Return the stream of one record and its attachment, as Odoo keeps them."""
        attachment = report.retrieve_attachment(record)
        if not attachment or not report.attachment_use:
            content = self._run_weasyprint(report, data, record.ids)
        elif attachment.mimetype.startswith("image"):
            buffer = io.BytesIO()
            image = Image.open(io.BytesIO(attachment.raw))
            image.convert("RGB").save(buffer, format="pdf")
            content = buffer.getvalue()
        else:
            content = attachment.raw
        return {"stream": io.BytesIO(content), "attachment": attachment}

    def _run_weasyprint(self, report, data, res_ids):
        """Render the template of a report and print it.

        :return: bytes of the PDF
        :raise UserError: when WeasyPrint or its libraries are missing
        """
        engine = self._import_weasyprint_engine()
        data = {"report_type": "pdf", "debug": False, **(data or {})}
        html = self._render_qweb_html(report, res_ids, data=data)[0]
        return engine.html_to_pdf(
            html,
            engine.OdooFetcher(self.env, report.get_base_url()),
            title=self._get_paper_title(report, res_ids),
            author=self.env.company.name,
            is_pdfa=report.is_pdfa,
        )

    def _import_weasyprint_engine(self):
        try:
            import weasyprint  # noqa: F401

            from ..tools import weasyprint_engine
        except ImportError as error:
            raise UserError(
                self.env._(
                    "This paper is printed by WeasyPrint, which is not installed on "
                    "the server, or is older than version 70. Ask its administrator "
                    "to run “pip install --upgrade weasyprint” in the Python "
                    "environment of Odoo, then print again.\n\n%(error)s",
                    error=error,
                )
            ) from error
        except OSError as error:
            raise UserError(
                self.env._(
                    "This paper is printed by WeasyPrint, which needs the system "
                    "library Pango. Ask the administrator of the server to install it "
                    "(on Debian and Ubuntu: “apt install libpango-1.0-0 "
                    "libpangoft2-1.0-0 libharfbuzz-subset0”), then print again."
                    "\n\n%(error)s",
                    error=error,
                )
            ) from error
        return weasyprint_engine

    def _get_paper_title(self, report, res_ids):
        """Title in the document information: one record's own, else the report's."""
        if len(res_ids) != 1:
            return report.name
        record = self.env[report.model].browse(res_ids)
        if not report.print_report_name:
            return f"{report.name} - {record.display_name}"
        return str(
            safe_eval(report.print_report_name, {"object": record, "time": time})
        )

    def _get_paper_stylesheet(self):
        """The plain CSS of the asset bundle ``report_weasyprint.assets_paper``."""
        paths = self.env["ir.asset"]._get_asset_paths(
            "report_weasyprint.assets_paper", assets_params={}
        )
        sheets = []
        for _url, path, _bundle, _modified in paths:
            with file_open(path) as file:
                sheets.append(file.read())
        return "\n".join(sheets)
