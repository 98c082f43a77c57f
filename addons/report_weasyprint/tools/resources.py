# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What a page refers to by URL, read from files and fields, never by a request.

The URLs are those of Odoo's own routes; records are read with the rights of the
environment given, as these routes do.
"""

import base64
import re
from mimetypes import guess_type
from urllib.parse import parse_qsl, unquote, urlsplit

from odoo.tools import file_open
from odoo.tools.mimetypes import guess_mimetype

STATIC = re.compile(r"/\w+/static/.+")
LOGO = re.compile(r"/(?:logo(?:\.png)?|web/binary/company_logo)")
BARCODE = re.compile(r"/report/barcode(?:/(?P<barcode_type>\w+)/(?P<value>.+)|/?)")
ASSETS = re.compile(r"/web/assets/[^/]+/(?P<filename>[^/]+\.css)")
CONTENT = re.compile(
    r"/web/(?:image|content)"
    r"(?:/(?:(?P<model>[\w.]+)/(?P<id>\d+)/(?P<field>\w+)"
    r"|(?P<attachment>\d+)(?:-\w+)?"
    r"|(?P<xmlid>\w+\.[\w.-]+)))?"
    r"(?:/\d+x\d+)?(?:/[^/]+)?"
)


def read_resource(env, base_url, url):
    """Read what ``url`` names.

    :param base_url: address of this Odoo; what lies elsewhere is refused
    :return: bytes and MIME type
    :raise LookupError: for an address that is not ours to read
    """
    parts = urlsplit(url)
    if parts[:2] != urlsplit(base_url)[:2]:
        raise LookupError("outside this Odoo")
    path = unquote(parts.path)
    query = dict(parse_qsl(parts.query))
    for pattern, read in READERS:
        if match := pattern.fullmatch(path):
            named = {key: value for key, value in match.groupdict().items() if value}
            body = read(env, path, query | named)
            if not body:
                raise LookupError("nothing is stored there")
            return body, guess_type(path)[0] or guess_mimetype(body)
    raise LookupError("no picture, style or font lies there")


def _read_static(env, path, params):
    if ".." in path.split("/"):
        raise LookupError("not below static/")
    with file_open(path.lstrip("/"), "rb") as file:
        return file.read()


def _read_logo(env, path, params):
    company = env["res.company"].browse(int(params.get("company") or env.company.id))
    # The logo is public, as on the login page.
    return base64.b64decode(company.sudo().logo or b"")


def _read_barcode(env, path, params):
    return env["ir.actions.report"].barcode(
        params.pop("barcode_type"), params.pop("value"), **params
    )


def _read_assets(env, path, params):
    name, rtl, _kind, autoprefix = env["ir.asset"]._parse_bundle_name(
        params["filename"], debug_assets=".min." not in params["filename"]
    )
    bundle = env["ir.qweb"]._get_asset_bundle(
        name, css=True, js=False, rtl=rtl, autoprefix=autoprefix
    )
    # The stored bundle is public; compiling afresh writes nothing, so that papers
    # can be printed in a read-only transaction.
    stored = bundle.get_attachments("min.css")
    return stored.sudo().raw if stored else bundle.preprocess_css().encode()


def _read_content(env, path, params):
    model = params.get("model", "ir.attachment")
    field = params.get("field", "raw")
    res_id = params.get("attachment") or params.get("id")
    record = env["ir.binary"]._find_record(
        params.get("xmlid"),
        model,
        res_id and int(res_id),
        params.get("access_token"),
        field=field,
    )
    if record._fields[field].type != "binary":
        raise LookupError("no binary field")
    value = record.with_context(bin_size=False)[field] or b""
    return value if field == "raw" else base64.b64decode(value)


READERS = (
    (STATIC, _read_static),
    (LOGO, _read_logo),
    (BARCODE, _read_barcode),
    (ASSETS, _read_assets),
    (CONTENT, _read_content),
)
