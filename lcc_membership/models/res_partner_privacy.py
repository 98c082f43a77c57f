# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.orm.models import MAGIC_COLUMNS

from .lcc_export_log import EXPORT_GROUP

TEXTS = {"char", "text", "html", "date", "datetime", "binary", "image", "properties"}
# Fields of core that say something of a person, and are no text
PERSONAL = {
    "associate_member_id",
    "category_id",
    "country_id",
    "industry_id",
    "parent_id",
    "partner_latitude",
    "partner_longitude",
    "state_id",
    "user_id",
}
# What is left of who was erased: it names nobody, and the books refer to it
KEPT = {
    "name",
    "lcc_entry_date",
    "lcc_erased_date",
    "lcc_member_number",
    "lcc_member_type_id",
    "lcc_withdrawal_date",
}


class MemberData(NamedTuple):
    """Records of a model that concern a member.

    :ivar model: name of the model
    :ivar path: field of the model, or path, that leads to the member
    :ivar columns: fields that are handed over, in this order
    :ivar domain: narrows the records
    :ivar erased: domain of those that an erasure deletes or empties; the others, by
        default all, are kept
    """

    model: str
    path: str
    columns: tuple
    domain: tuple = ()
    erased: tuple = ((0, "=", 1),)


class ResPartner(models.Model):
    """What the software knows of a member: handed over, or erased, on request."""

    _inherit = "res.partner"

    lcc_erased_date = fields.Date(
        string="Erased on",
        copy=False,
        readonly=True,
        help="Personal data were erased at the member's request; dues and invoices "
        "are kept for the books.",
    )

    # Rights

    def _lcc_check_privacy(self, operation="write"):
        """Refuse who may neither hand over nor erase the data of this member.

        :param operation: what the user must be allowed to do with the contact
        :raise AccessError: neither treasurer, nor manager with the right to export
        :raise UserError: no member, or erased already
        """
        self.ensure_one()
        self.check_access(operation)
        user = self.env.user
        is_trusted = user.has_group("lcc_base.group_lcc_treasurer") or (
            user.has_group("lcc_base.group_lcc_manager")
            and user.has_group(EXPORT_GROUP)
        )
        if not is_trusted and not self.env.su:
            raise AccessError(
                self.env._(
                    "The treasurer hands over and erases the data of members, or a "
                    "manager who has the right “Export of members' personal data”."
                )
            )
        if not self.lcc_member_type_id:
            raise UserError(
                self.env._(
                    "%(contact)s is no member. An administrator finds what concerns "
                    "other contacts by the action “Privacy Lookup”.",
                    contact=self.display_name,
                )
            )
        if self.lcc_erased_date:
            raise UserError(
                self.env._(
                    "The data of member %(number)s were erased already.",
                    number=self.lcc_member_number,
                )
            )

    def _lcc_log_privacy(self, details, records=""):
        """Note in Odoo's own log of privacy what was done, without naming anybody."""
        # users with this right write in the log, and do not read it
        return (
            self.env["privacy.log"]
            .sudo()
            .create(
                {
                    "anonymized_name": self.name,
                    "anonymized_email": self.email_normalized,
                    "user_id": self.env.uid,
                    "execution_details": details,
                    "records_description": records,
                }
            )
        )

    # What there is

    @api.model
    def _lcc_get_member_data(self):
        """Models with records about members, in the order of the handed over file.

        Addons add their own, or give better columns to a model that is found here by
        itself: every model of the suite that has a stored link to a contact.

        :return: list of `MemberData`
        """
        dues = MemberData(
            "membership.membership_line",
            "partner_id",
            (
                "lcc_year",
                "membership_id",
                "date_from",
                "date_to",
                "date_cancel",
                "lcc_amount",
                "lcc_amount_paid",
                "lcc_date_paid",
                "state",
                "lcc_member_type_id",
                "lcc_territory_id",
                "lcc_local_group_id",
                "account_invoice_id",
            ),
        )
        associations = self.env["lcc.association"].sudo()  # see _get
        associations = associations.search([("gift_product_id", "!=", False)])
        gifts = MemberData(
            "account.move.line",
            "partner_id",
            ("date", "product_id", "name", "price_total", "move_id", "parent_state"),
            (("product_id", "in", associations.gift_product_id.ids),),
        )
        invoices = MemberData(
            "account.move",
            "partner_id",
            ("invoice_date", "name", "state", "amount_total", "payment_state"),
            (("move_type", "!=", "entry"),),
        )
        payments = MemberData(
            "account.payment",
            "partner_id",
            ("date", "amount", "payment_method_line_id", "memo", "state"),
        )
        named = [dues, gifts, invoices, payments]
        return named + self._lcc_find_member_data({data.model for data in named})

    @api.model
    def _lcc_find_member_data(self, known):
        """Models of the suite with a stored link to a contact, and all their columns.

        :param known: names of models to leave out
        """
        return [
            MemberData(name, field.name, self._lcc_get_plain_columns(model, field))
            for name, model in sorted(self.env.items())
            if name.startswith("lcc.") and name not in known
            if model._auto and not model._abstract and not model._transient
            for field in model._fields.values()
            if field.type == "many2one" and field.store
            if field.comodel_name == self._name
        ]

    @api.model
    def _lcc_get_plain_columns(self, model, link):
        return tuple(
            name
            for name, field in model._fields.items()
            if field.store and name not in MAGIC_COLUMNS and field != link
            if field.type not in ("one2many", "many2many", "binary", "json")
            if field.comodel_name not in ("res.currency", "res.company")
        )

    @api.model
    def _lcc_get_personal_fields(self):
        """Names of the fields of a contact that say something of the person.

        They are handed over, and emptied on erasure: ours but a few, what of core
        speaks of the person, and every text, date or picture that users fill in,
        whatever addon has it.
        """
        return [
            name
            for name, field in self._fields.items()
            if name not in KEPT and self._lcc_is_editable(field)
            if name.startswith("lcc_") or name in PERSONAL or field.type in TEXTS
        ]

    @api.model
    def _lcc_is_editable(self, field):
        is_lasting = field.store and field.type != "one2many"
        is_derived = field.compute and field.readonly
        is_given = field.related or field.name in MAGIC_COLUMNS or field.required
        return is_lasting and not is_derived and not is_given
