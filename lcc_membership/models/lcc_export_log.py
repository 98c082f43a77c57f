# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.http import request

EXPORT_GROUP = "lcc_membership.group_lcc_member_export"


class LccExportLog(models.Model):
    """Who took personal data of members out of the software, and when.

    It holds no personal data itself, and nobody changes or deletes it.
    """

    _name = "lcc.export.log"
    _description = "Export of personal data of members"
    _order = "date desc, id desc"
    _rec_name = "date"

    date = fields.Datetime(default=fields.Datetime.now, required=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        string="Exported by",
        default=lambda self: self.env.user,
        required=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company", default=lambda self: self.env.company, required=True, index=True
    )
    kind = fields.Selection(
        [("export", "Export of records"), ("handover", "Data handed to a member")],
        required=True,
        default="export",
    )
    model = fields.Char(required=True)
    model_name = fields.Char(string="What", compute="_compute_model_name")
    record_count = fields.Integer(string="Records", aggregator="sum")
    member_count = fields.Integer(string="Members", aggregator="sum")
    field_names = fields.Text(string="Fields")
    file_format = fields.Char(string="Format", help="Empty where it is not known.")

    @api.depends("model")
    def _compute_model_name(self):
        models_by_name = self.env["ir.model"].sudo()  # names only
        for log in self:
            log.model_name = models_by_name._get(log.model).name or log.model

    def write(self, vals):
        self._refuse_change()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_always(self):
        self._refuse_change()

    def _refuse_change(self):
        raise UserError(
            self.env._("The log of exports is neither changed nor deleted by anybody.")
        )

    @api.model
    def _check_may_export(self):
        """Refuse who may not take personal data of members out of the software.

        :raise AccessError: the user lacks the right
        """
        if not self.env.su and not self.env.user.has_group(EXPORT_GROUP):
            raise AccessError(
                self.env._(
                    "These records hold personal data of members. Their export is a "
                    "right of its own, which you do not have: leave out the members, "
                    "or ask an administrator for “Export of members' personal data”."
                )
            )

    @api.model
    def _log_export(self, records, members, field_names=(), kind="export", **vals):
        """Note an export that was allowed.

        :param records: what was exported, of any model
        :param members: number of members among them
        :param field_names: technical names or paths of the exported fields
        """
        # users note their exports, and never write in the log otherwise
        return self.sudo().create(
            {
                "kind": kind,
                "model": records._name,
                "record_count": len(records),
                "member_count": members,
                "field_names": ", ".join(field_names),
                "file_format": self._get_file_format(),
                **vals,
            }
        )

    @api.model
    def _get_file_format(self):
        """Format that a browser asks for: csv or xlsx, or False."""
        path = request.httprequest.path if request else ""
        prefix, _slash, name = path.rpartition("/")
        return name if prefix == "/web/export" else False
