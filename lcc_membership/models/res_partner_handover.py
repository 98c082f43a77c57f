# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from mimetypes import guess_extension

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import html2plaintext

from ..tools.member_file import Sheet, build_member_file

THUMBNAILS = ("image_1024", "image_512", "image_256", "image_128")


class ResPartner(models.Model):
    """Handing over to a member all its data (GDPR, articles 15 and 20)."""

    _inherit = "res.partner"

    def action_lcc_hand_over(self):
        """Download all that the software knows of this member."""
        self._lcc_check_privacy("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/lcc/members/{self.id}/data",
            "target": "download",
        }

    def _lcc_hand_over(self):
        """All data of a member in words, logged like an export.

        :return: name of the file, and its bytes: a zip of a workbook and of the files
            that are kept with the member
        :raise AccessError: see `_lcc_check_privacy`
        """
        self._lcc_check_privacy("read")
        # the member has a right to all of it, also to what this user does not see
        member = self.sudo()
        sheets = member._lcc_get_sheets()
        name = self.env._("member_%(number)s", number=self.lcc_member_number)
        files = member._lcc_get_files()
        content = build_member_file(name, sheets, files, self.env.lang)
        self.env["lcc.export.log"]._log_export(
            self, 1, kind="handover", file_format="zip"
        )
        details = self.env._("Data handed over to the member")
        self._lcc_log_privacy(
            details, "\n".join(f"{sheet.title}: {len(sheet.rows)}" for sheet in sheets)
        )
        return f"{name}.zip", content

    def _lcc_get_attachments(self):
        """Files kept with these contacts: the signed charter and what was attached."""
        return self.env["ir.attachment"].search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                # files of fields too, which a search leaves out otherwise
                "|",
                ("res_field", "=", False),
                ("res_field", "!=", False),
            ]
        )

    def _lcc_get_files(self):
        """Names and contents of the files kept with these contacts."""
        files = []
        for attachment in self._lcc_get_attachments():
            if attachment.res_field in THUMBNAILS or not attachment.raw:
                continue
            name = attachment.name
            if attachment.res_field == "lcc_charter_file":
                name = self.browse(attachment.res_id).lcc_charter_filename or name
            if "." not in name:
                name += guess_extension(attachment.mimetype or "") or ""
            files.append((name, attachment.raw))
        return files

    # The sheets

    def _lcc_get_sheets(self):
        """Tables of all that is known of a member; empty ones are left out."""
        self.ensure_one()
        sheets = [self._lcc_get_member_sheet()]
        for data in self._lcc_get_member_data():
            records = self._lcc_find_data(data)
            title = self.env["ir.model"]._get(data.model).name
            sheets.append(self._lcc_get_sheet(title, records, data.columns))
        contacts = self.child_ids.filtered(lambda one: not one.lcc_member_type_id)
        columns = ("type", "name", "function", "email", "phone", "contact_address")
        title = self.env._("Contacts and addresses")
        sheets.append(self._lcc_get_sheet(title, contacts, columns))
        title = self.env._("Bank accounts")
        banks = self.with_context(active_test=False).bank_ids
        sheets.append(self._lcc_get_sheet(title, banks, ("acc_number", "bank_id")))
        title = self.env._("Messages")
        columns = ("date", "author_id", "email_from", "subject", "body")
        sheets.append(self._lcc_get_sheet(title, self._lcc_get_messages(), columns))
        return [sheet for sheet in sheets if sheet.rows]

    def _lcc_get_member_sheet(self):
        names = [
            "name",
            "lcc_member_number",
            "lcc_member_type_id",
            "membership_state",
            "lcc_entry_date",
            "lcc_withdrawal_date",
            *self._lcc_get_personal_fields(),
        ]
        if not self.is_adhered_member:
            names.remove("membership_start_adhered")  # filled in for everybody
        rows = [
            [self._fields[name].get_description(self.env, ["string"])["string"], said]
            for name in dict.fromkeys(names)
            if (said := self._lcc_say(self, name))
        ]
        header = [self.env._("What"), self.env._("Kept in the software")]
        return Sheet(self.env._("Member"), header, rows)

    def _lcc_find_data(self, data):
        """Records of one `MemberData` that concern these members, archived ones too.

        Those of a contact below a member are the member's.
        """
        contacts = self + self._lcc_get_own_contacts()
        domain = Domain(data.path, "in", contacts.ids) & Domain(list(data.domain))
        return self.env[data.model].with_context(active_test=False).search(domain)

    def _lcc_get_messages(self):
        """What was written to or about these contacts, and what they wrote."""
        domain = Domain("model", "=", self._name) & Domain("res_id", "in", self.ids)
        domain |= Domain("author_id", "in", self.ids)
        domain |= Domain("partner_ids", "in", self.ids)
        return self.env["mail.message"].search(domain)

    @api.model
    def _lcc_get_sheet(self, title, records, columns):
        header = [
            records._fields[name].get_description(self.env, ["string"])["string"]
            for name in columns
        ]
        rows = [[self._lcc_say(one, name) for name in columns] for one in records]
        return Sheet(title, header, rows)

    @api.model
    def _lcc_say(self, record, name):
        """The value of a field in words: text, a number, a date, or False."""
        field, value = record._fields[name], record[name]
        if field.type == "boolean":
            return self.env._("Yes") if value else False
        if field.type in ("integer", "float", "monetary", "date"):
            return value
        if not value or field.type in ("binary", "image"):
            return False
        if field.relational:
            return ", ".join(value.mapped("display_name"))
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "datetime":
            return value.replace(microsecond=0).isoformat(" ")
        if field.type == "properties":
            return self._lcc_say_properties(record, name)
        return html2plaintext(value) if field.type == "html" else str(value)

    @api.model
    def _lcc_say_properties(self, record, name):
        properties = record.read([name])[0][name]
        return "\n".join(
            f"{one['string']}: {one['value']}" for one in properties if one.get("value")
        )
