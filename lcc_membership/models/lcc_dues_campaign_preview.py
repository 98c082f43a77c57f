# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from collections import defaultdict

from odoo import api, models

from .lcc_dues_campaign_plan import REASONS


class LccDuesCampaign(models.Model):
    """What a campaign would do, in figures, before anything is made.

    The figures of the page are groups of members; each is opened by its kind and key.
    """

    _inherit = "lcc.dues.campaign"

    @api.readonly
    def get_preview(self):
        """Counts and amounts of who would be called, and of who is left out.

        :return: dict of count, amount, currency_id, and rows of `kind`, `key`,
            `label`, `count`, `amount` by_dues, by_territory, left_out, by_letter
        """
        self.ensure_one()
        self.check_access("read")
        plan = self._make_plan()
        groups = self._group_plan(plan)

        def rows(kind):
            return [
                {
                    "kind": kind,
                    "key": key,
                    "label": label,
                    "count": len(entries),
                    "amount": float(sum(call.amount for call in entries if call)),
                }
                for (one, key, label), entries in groups.items()
                if one == kind
            ]

        return {
            "currency_id": self.currency_id.id,
            "total": rows("all"),
            "by_dues": rows("dues"),
            "by_territory": sorted(rows("territory"), key=lambda row: row["label"]),
            "by_letter": rows("letter"),
            "left_out": rows("left_out"),
        }

    @api.readonly
    def action_view_preview(self, kind, key, label):
        """Open the members of one figure of the preview."""
        self.ensure_one()
        self.check_access("read")
        groups = self._group_plan(self._make_plan(), with_members=True)
        members = next(
            (
                found
                for (one, found_key, _label), found in groups.items()
                if one == kind and found_key == key
            ),
            [],
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "lcc_membership.lcc_member_action"
        )
        return {
            **action,
            "name": label,
            "domain": [("id", "in", [member.id for member in members])],
            "context": {"create": False},
        }

    def _group_plan(self, plan, with_members=False):
        """Entries of a plan by figure: who is called first, then who is left out.

        :param with_members: lists of members instead of planned calls
        :return: dict of (kind, key, label) to lists
        """
        groups = defaultdict(list)
        for call in plan.called:
            member, entry = call.member, call.member if with_members else call
            member_type, territory = member.lcc_member_type_id, member.lcc_territory_id
            groups["all", "", self.env._("To call")].append(entry)
            label = self.env._(
                "%(type)s: %(dues)s",
                type=member_type.name,
                dues=call.product.with_context(display_default_code=False).display_name,
            )
            groups["dues", f"{member_type.id}", label].append(entry)
            label = territory.complete_name or self.env._("Without territory")
            groups["territory", f"{territory.id}", label].append(entry)
            template = call.product.product_tmpl_id
            if not member.email and template._lcc_is_to_pay(call.amount):
                label = self.env._("No e-mail: to call by letter")
                groups["letter", "", label].append(entry)
        order = {reason: index for index, reason in enumerate(REASONS)}
        for member, (reason, text) in sorted(
            plan.left_out.items(), key=lambda one: (order[one[1][0]], one[1][1])
        ):
            entry = member if with_members else None
            groups["left_out", f"{reason} {text}", text].append(entry)
        return groups
