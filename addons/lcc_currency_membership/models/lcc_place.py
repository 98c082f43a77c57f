# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class LccPlace(models.Model):
    """Dues taken at a counter never mix with the coupons consigned there.

    Euros are paid as the counter's exchanges are; coupons go to a till of the
    counter's own, if it has one.
    """

    _inherit = "lcc.place"

    is_taking_dues = fields.Boolean(
        string="Takes dues",
        tracking=True,
        help="Keepers of this counter take dues of members, in euros.",
    )
    counter_id = fields.Many2one(
        "lcc.place",
        string="Till of the counter",
        domain="[('kind', '=', 'counter'), ('lcc_currency_id', '=', lcc_currency_id)]",
        index="btree_not_null",
        ondelete="restrict",
        help="Dues that are paid in coupons at this counter go to this till. Its "
        "journal says how they come into the books.",
    )
    dues_till_ids = fields.One2many("lcc.place", "counter_id", string="Till for dues")

    _counter_uniq = models.UniqueIndex(
        "(counter_id) WHERE counter_id IS NOT NULL",
        "This counter has a till for dues already.",
    )

    @api.constrains("kind", "counter_id", "is_taking_dues")
    def _check_dues_places(self):
        for place in self:
            if place.counter_id and (
                place.kind != "till" or place.counter_id.kind != "counter"
            ):
                raise ValidationError(
                    self.env._(
                        "%(place)s: only a till belongs to a counter.", place=place.name
                    )
                )
            if place.is_taking_dues and place.kind != "counter":
                raise ValidationError(
                    self.env._(
                        "%(place)s is no counter: dues are taken at counters.",
                        place=place.name,
                    )
                )

    def _get_dues_means(self, is_in_coupons=False):
        """Means of payment of dues taken here.

        :return: account.payment.method.line; empty where the counter keeps the euros
        :raise UserError: the counter has no till of its own for coupons
        """
        self.ensure_one()
        if not is_in_coupons:
            return self.payment_method_line_id
        till = self.dues_till_ids.filtered("active")
        means = till.journal_id.inbound_payment_method_line_ids[:1]
        if not means:
            raise UserError(
                self.env._(
                    "%(counter)s has no till of its own with a journal, and dues never "
                    "mix with the coupons that it exchanges: take these dues in euros.",
                    counter=self.name,
                )
            )
        return means

    def action_take_dues(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.lcc_dues_payment_action"
        )
        action["context"] = {"default_place_id": self.id}
        return action
