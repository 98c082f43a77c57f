# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from odoo.addons.lcc_base.tools.contexts import without_defaults

# Nobody outside this process holds this object: no client changes the state.
SIGNING = object()
# They follow the type and the parties, and tell who sees a convention.
FOLLOWING_FIELDS = ("lcc_kind", "lcc_public_body_id", "lcc_territory_id")
# How a convention ends: written while it is signed, and fixed once it is terminated.
END_FIELDS = {"lcc_terminated_on", "lcc_end_reason"}
# What may be written on a convention once it is signed.
LATER_FIELDS = {
    "active",
    "name",  # a label, not the text: that of who is erased goes
    "lcc_user_id",
    "lcc_remind_days",
    "lcc_reminded_on",
    "lcc_accounts_due",
    "lcc_signed_file",
    "lcc_signed_filename",
} | END_FIELDS


class Agreement(models.Model):
    """Signature, end, and what stays as it is after it.

    What the law asks for before it: see agreement_lacking.
    """

    _inherit = "agreement"

    lcc_signatory = fields.Char(
        string="Signed by",
        copy=False,
        tracking=True,
        help="Name and office, such as “Yvonne Trégan, mayor”.",
    )
    lcc_signed_on = fields.Date(string="Signed on", copy=False, tracking=True)
    lcc_company_signatory = fields.Char(
        string="Signed for the association by",
        copy=False,
        tracking=True,
        help="Name and office of who signs for the association.",
    )
    lcc_company_signed_on = fields.Date(
        string="Signed by the association on", copy=False, tracking=True
    )
    lcc_signed_file = fields.Binary(string="Signed file", copy=False, attachment=True)
    lcc_signed_filename = fields.Char(string="Name of the signed file", copy=False)
    lcc_terminated_on = fields.Date(
        string="Terminated on", copy=False, tracking=True, help="Its last day."
    )
    lcc_end_reason = fields.Char(string="Reason of the end", copy=False, tracking=True)

    # States

    def action_lcc_sign(self):
        """Record the signatures; the convention does not change any more.

        :raise UserError: names all that is lacking
        """
        for agreement in self:
            agreement._lcc_check_state("draft")
            if lacking := agreement._lcc_get_lacking():
                raise UserError(
                    self.env._(
                        "%(convention)s cannot be signed yet:\n%(lacking)s",
                        convention=agreement.display_name,
                        lacking="\n".join(f"• {sentence}" for sentence in lacking),
                    )
                )
            last = max(agreement.lcc_signed_on, agreement.lcc_company_signed_on)
            agreement.with_context(lcc_signing=SIGNING).write(
                {
                    "lcc_state": "signed",
                    "signature_date": last,
                    "start_date": agreement.start_date or last,
                    "lcc_reminded_on": False,
                }
            )
        return True

    def action_lcc_terminate(self):
        for agreement in self:
            agreement._lcc_check_state("signed")
            if not (agreement.lcc_terminated_on and agreement.lcc_end_reason):
                raise UserError(
                    self.env._("Enter its last day and the reason of the end first.")
                )
            if agreement.lcc_terminated_on < agreement.start_date:
                raise UserError(
                    self.env._(
                        "%(convention)s cannot end before it starts, on %(date)s: "
                        "correct its last day.",
                        convention=agreement.display_name,
                        date=format_date(self.env, agreement.start_date),
                    )
                )
            plans = agreement._lcc_get_plans()
            agreement.with_context(lcc_signing=SIGNING).lcc_state = "terminated"
            agreement._lcc_unplan(plans - agreement._lcc_get_plans())
        return True

    def _lcc_check_state(self, state):
        self.ensure_one()
        if not self.lcc_kind or self.lcc_state != state:
            names = dict(self._fields["lcc_state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(convention)s is in the state “%(state)s”: this cannot be done.",
                    convention=self.display_name,
                    state=names[self.lcc_state],
                )
            )

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        self = without_defaults(self, {"lcc_state"})
        for vals in vals_list:
            if vals.get("lcc_state", "draft") != "draft":
                self._lcc_raise_state()
        return super().create([self._lcc_drop_following(vals) for vals in vals_list])

    @api.model
    def _lcc_drop_following(self, vals):
        return {
            name: value for name, value in vals.items() if name not in FOLLOWING_FIELDS
        }

    def write(self, vals):
        vals = self._lcc_drop_following(vals)
        if self.env.context.get("lcc_signing") is not SIGNING:
            conventions = self.filtered("lcc_kind")
            if "lcc_state" in vals or ("signature_date" in vals and conventions):
                self._lcc_raise_state()
            conventions._lcc_check_unsigned(vals)
        result = super().write(vals)
        if "agreement_type_id" in vals:
            # a convention becomes nothing that its writer may not write
            self.check_access("write")
        return result

    def _lcc_raise_state(self):
        raise UserError(
            self.env._("A convention is signed and terminated by its own buttons.")
        )

    def _lcc_check_unsigned(self, vals):
        """What a signed convention says stays as it is."""
        fixed = vals.keys() - LATER_FIELDS - self._lcc_get_free_fields()
        signed = self.filtered(lambda one: one.lcc_state != "draft")
        if any("lcc_signed_file" in vals and one.lcc_signed_file for one in signed):
            raise UserError(
                self.env._("The signed file is kept: add others as attachments.")
            )
        ended = self.filtered(lambda one: one.lcc_state == "terminated")
        if ended and vals.keys() & END_FIELDS:
            raise UserError(
                self.env._(
                    "%(convention)s is terminated: its last day and the reason of the "
                    "end do not change any more.",
                    convention=ended[0].display_name,
                )
            )
        if fixed and signed:
            raise UserError(
                self.env._(
                    "%(convention)s is signed and does not change any more: make an "
                    "amendment.",
                    convention=signed[0].display_name,
                )
            )

    @api.model
    def _lcc_get_free_fields(self):
        return {
            name
            for name in self._fields
            if name.startswith(("message_", "activity_", "my_activity_"))
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        if any(one.lcc_kind and one.lcc_state != "draft" for one in self):
            raise UserError(self.env._("A convention that was signed is kept."))
