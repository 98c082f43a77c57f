# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..tools.contact_cells import phone_key
from ..tools.member_cells import name_key
from ..tools.member_match import Identity
from .lcc_member_import_column import NOTES_GROUP

WAITING_STATES = ("ready", "error", "failed")
NOTES = ("comment", "lcc_private_note")
ADDRESS = ("street", "street2", "zip", "city", "country_id")


class LccMemberImportLine(models.Model):
    """One line of a file, who it is, and what became of it.

    What was read of the person is wiped once the import is over.
    """

    _name = "lcc.member.import.line"
    _description = "Import of members, line"
    _order = "import_id, number, id"

    import_id = fields.Many2one(
        "lcc.member.import", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="import_id.company_id", store=True, precompute=True
    )
    import_state = fields.Selection(
        related="import_id.state", string="State of the import"
    )
    number = fields.Integer(string="Line", readonly=True)
    name = fields.Char(readonly=True)
    email = fields.Char(string="E-mail", readonly=True)
    phone = fields.Char(readonly=True)
    zip = fields.Char(string="Postcode", readonly=True)
    city = fields.Char(readonly=True)
    member_type_id = fields.Many2one(
        "lcc.member.type", string="Type", readonly=True, ondelete="cascade"
    )
    territory_id = fields.Many2one(
        "lcc.territory", readonly=True, index="btree_not_null", ondelete="set null"
    )
    values = fields.Json(readonly=True)
    private_note = fields.Text(readonly=True, groups=NOTES_GROUP)
    dues = fields.Json(string="Dues read", readonly=True)
    dues_text = fields.Char(string="Dues", compute="_compute_dues_text")
    state = fields.Selection(
        [
            ("ready", "Ready"),
            ("error", "Error"),
            ("done", "Imported"),
            ("failed", "Not imported"),
            ("undone", "Undone"),
            ("kept", "Not undone"),
        ],
        default="ready",
        required=True,
        readonly=True,
        index=True,
    )
    message = fields.Char(readonly=True)

    # Who it is
    reason = fields.Selection(
        [
            ("number", "Member number"),
            ("email", "E-mail"),
            ("phone", "Phone"),
            ("name", "Name and postcode"),
        ],
        string="Same",
        readonly=True,
        help="What this line has in common with somebody who is known already.",
    )
    action = fields.Selection(
        [
            ("new", "New member"),
            ("fill", "Same: fill in what is empty"),
            ("overwrite", "Same: the file is right"),
            ("decide", "To be decided"),
            ("skip", "Left out"),
        ],
        string="What to do",
        default="new",
        required=True,
        index=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Known as",
        index="btree_not_null",
        ondelete="set null",
        help="The member or contact that this line is about.",
    )
    candidate_ids = fields.Many2many(
        "res.partner", "lcc_member_import_candidate_rel", string="May be", readonly=True
    )
    twin_id = fields.Many2one(
        "lcc.member.import.line",
        string="Same as line",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
        help="An earlier line of the file that is about the same member.",
    )
    changes = fields.Text(string="What would change", compute="_compute_changes")

    # What became of it
    result_partner_id = fields.Many2one(
        "res.partner",
        string="Member",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    is_created = fields.Boolean(string="Created by this import", readonly=True)
    # what members were before, their private notes included
    previous = fields.Json(readonly=True, groups=fields.NO_ACCESS)
    written_at = fields.Datetime(readonly=True)
    dues_line_ids = fields.One2many(
        "membership.membership_line", "lcc_import_line_id", readonly=True
    )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for line in self:
            line.display_name = str(line.number)
            if line.name:  # it is wiped in the end
                line.display_name = self.env._(
                    "%(number)s: %(name)s", number=line.number, name=line.name
                )

    @api.depends("dues")
    def _compute_dues_text(self):
        for line in self:
            currency = line.company_id.currency_id
            line.dues_text = ", ".join(
                self.env._(
                    "%(year)s: %(amount)s",
                    year=one["year"],
                    amount=currency.format(float(one["amount"])),
                )
                for one in line.dues or []
            )

    @api.depends("partner_id", "twin_id", "action", "values")
    @api.depends_context("uid")
    def _compute_changes(self):
        for line in self:
            overwrites = line.action == "overwrite"
            partner = line.partner_id
            line.changes = False
            if partner and line.state in ("ready", "failed"):
                found = line._get_changes(partner, overwrites)
                line.changes = "\n".join(sorted(line._tell_changes(partner, found)))

    def _tell_changes(self, partner, changes):
        for name, value in changes.items():
            field = self.env["res.partner"]._fields[name]
            label = field._description_string(self.env)
            before = partner[name]
            if field.type == "many2one":
                before = before.display_name
                value = self.env[field.comodel_name].browse(value).display_name
            yield f"{label}: {before or '—'} → {value}"

    def _get_changes(self, partner, overwrites):
        """What a contact would be given.

        :param overwrites: the file is right; else only what is empty is filled in
        :return: values of res.partner
        """
        values = self._prepare_values()
        for name in NOTES if overwrites else ():
            if name in values and partner[name]:
                values[name] = partner[name] + values[name]
        if not partner.lcc_member_type_id:
            values.setdefault("lcc_member_type_id", self.member_type_id.id)
        here = not (partner.street or partner.zip or partner.city)
        here = here or overwrites or partner.zip == values.get("zip", partner.zip)
        return {
            name: value
            for name, value in values.items()
            if name != "is_company"
            and (name not in ADDRESS or here)
            and (overwrites or not partner[name])
            and not self._is_same(name, partner, value)
        }

    def _prepare_values(self):
        """What the line tells of its member, as values of res.partner."""
        values = dict(self.values or {})
        if self.env.user.has_group(NOTES_GROUP) and self.private_note:
            values["lcc_private_note"] = self.private_note
        for name in NOTES:
            if name in values:
                values[name] = plaintext2html(values[name])
        return values

    @api.model
    def _is_same(self, name, partner, value):
        here = self._read_values(partner, [name])[name]
        if name == "email":
            return (here or "").lower() == value.lower()
        if name in ("name", "phone"):
            key = name_key if name == "name" else phone_key
            return key(here) == key(value)
        return here == value

    @api.model
    def _read_values(self, partner, names):
        """Values that can be written again, and kept as JSON."""
        values = {
            name: partner._fields[name].convert_to_write(partner[name], partner)
            for name in names
        }
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in values.items()
        }

    def _prepare_member_vals(self):
        return {"lcc_member_type_id": self.member_type_id.id, **self._prepare_values()}

    def _get_identity(self):
        values = self.values or {}
        return Identity(
            ("line", self.number),
            values.get("name", ""),
            values.get("zip", ""),
            tuple(filter(None, [values.get("email")])),
            tuple(filter(None, [values.get("phone")])),
            values.get("lcc_member_number", ""),
        )

    def _find_owner(self):
        """Whom a line is about.

        :return: the member, empty if it is still to be made, and the line that tells
            whose it is
        """
        line = self
        while True:
            if line.result_partner_id:
                return line.result_partner_id, line
            is_same = line.action in ("fill", "overwrite")
            if is_same and line.partner_id:
                return line.partner_id, line
            if not (is_same and line.twin_id):
                return line.partner_id.browse(), line
            line = line.twin_id

    # Choices

    def write(self, vals):
        if self.env.su:
            return super().write(vals)
        if vals.keys() - {"action", "partner_id"}:
            raise UserError(
                self.env._("Only what to do with a line, and for whom, can be chosen.")
            )
        if self.import_id.filtered(lambda one: one.state not in ("checked", "partial")):
            raise UserError(
                self.env._("Choices are made between the check and the import.")
            )
        if self.filtered(lambda line: line.state not in WAITING_STATES):
            raise UserError(self.env._("This line is imported already."))
        result = super().write(vals)
        self._check_choice()
        for record in self.import_id:
            record._refresh_summary()
        return result

    def _check_choice(self):
        for line in self:
            known = line.partner_id or line.twin_id
            if line.action in ("fill", "overwrite") and not known:
                raise UserError(
                    self.env._(
                        "Line %(number)s, %(name)s: say first which member or contact "
                        "it is.",
                        number=line.number,
                        name=line.name,
                    )
                )
            if line.partner_id and line.action in ("fill", "overwrite"):
                line.partner_id.check_access("write")

    def action_fill(self):
        self.write({"action": "fill"})

    def action_overwrite(self):
        self.write({"action": "overwrite"})

    def action_new(self):
        self.write({"action": "new"})

    def action_skip(self):
        self.write({"action": "skip"})
