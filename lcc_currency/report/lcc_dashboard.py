# Copyright 2026 The LCC suite contributors
# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..tools.tally import tally

OLD_DRAFT_DAYS = 3


class LccDashboard(models.AbstractModel):
    """First page of the app: one call, and as many queries for sixty counters as for
    three."""

    _name = "lcc.dashboard"
    _inherit = ["lcc.guarantee.fund"]
    _description = "Dashboard of the currency"

    @api.model
    @api.readonly
    def get_dashboard(self, currency_id=None):
        """What the dashboard shows, today.

        :return: dict of plain data: currencies, currency (False when there is
            none), totals (as ``lcc.situation._get_totals``), history (by month),
            counters with what each holds, alerts, and steps (what to do first, in a
            new database)
        :raise AccessError: the user is no auditor of the local currency
        """
        self._check_reader()
        currencies = self._get_currencies()
        currency = self._choose_currency(currencies, currency_id)
        if not currency:
            return {
                "currencies": [],
                "currency": False,
                "steps": self._get_steps(currency, []),
            }
        denominations = self._get_denominations(currency)
        places = self._get_places(currency)
        held = self._get_cells_by_place(currency, fields.Date.context_today(self))
        history = self._get_history(currency)
        totals = self._sum_columns(denominations, places, held)
        for name in ("liability", "fund", "cover", "missing"):
            totals[name] = history[-1][name]
        counters = self._get_counters(denominations, places, held)
        return {
            "currencies": [{"id": c.id, "name": c.name} for c in currencies],
            "currency": self._prepare_currency(currency),
            "totals": totals,
            "place_ids": {
                column: [place.id for place in places if place.kind in kinds]
                for column, kinds, _sign in self._get_columns()
            },
            "history": history,
            "counters": counters,
            "alerts": self._get_alerts(
                currency,
                totals,
                counters,
                self._get_below_zero(denominations, places, held),
            ),
            "steps": [] if held else self._get_steps(currency, places),
        }

    @api.model
    def _get_counters(self, denominations, places, held):
        """Counters that the user may open, with what each holds."""
        values = {denomination.id: denomination.value for denomination in denominations}
        counters = []
        for place in places:
            if place.kind != "counter" or not place.active or not place.is_readable:
                continue
            total = tally(held.get(place.id, ()), values)
            counters.append(
                {
                    "id": place.id,
                    "name": place.name,
                    "amount": round(total["amount"], 2),
                    "is_low": bool(place.low_amount)
                    and total["amount"] < place.low_amount,
                    "low_amount": place.low_amount,
                    "coupons": [
                        {
                            "value": denomination.value,
                            "quantity": total["denominations"][denomination.id][0],
                        }
                        for denomination in denominations
                        if denomination.id in total["denominations"]
                    ],
                }
            )
        return counters

    # ------------------------------------------------------------------
    # Alerts
    # ------------------------------------------------------------------

    @api.model
    def _get_alerts(self, currency, totals, counters, below_zero):
        """What asks for somebody's attention, the gravest first.

        :return: list of dicts of key, level (danger, warning or info), values (the
            screen makes the sentence) and action (what opens)
        """
        alerts = [
            self._alert_below_zero(currency, below_zero),
            self._alert_cover(totals),
            self._alert_low_counters(counters),
            *self._alert_operations(currency),
        ]
        order = ("danger", "warning", "info")
        return sorted(
            filter(None, alerts), key=lambda alert: order.index(alert["level"])
        )

    @api.model
    def _alert_below_zero(self, currency, below_zero):
        """More coupons came back than were given out."""
        if not below_zero:
            return None
        denomination_ids = [line["denomination_id"] for line in below_zero]
        domain = [
            ("lcc_currency_id", "=", currency.id),
            ("state", "=", "posted"),
            ("circulation_amount", "!=", 0),
            ("denomination_id", "in", denomination_ids),
        ]
        action = {
            **self._get_list_action(
                self.env._("Holders below zero"), "lcc.operation.line", domain
            ),
            "views": [(False, "list"), (False, "pivot")],
        }
        return self._prepare_alert("below_zero", "danger", action, coupons=below_zero)

    @api.model
    def _alert_cover(self, totals):
        if not totals["missing"]:
            return None
        return self._prepare_alert(
            "cover",
            "danger",
            "lcc_currency.lcc_guarantee_fund_action",
            cover=totals["cover"],
            missing=totals["missing"],
        )

    @api.model
    def _alert_low_counters(self, counters):
        low = [counter for counter in counters if counter["is_low"]]
        if not low:
            return None
        action = self._get_list_action(
            self.env._("Counters running low"),
            "lcc.place",
            [("id", "in", [counter["id"] for counter in low])],
        )
        names = [counter["name"] for counter in low]
        return self._prepare_alert("low", "warning", action, names=names)

    @api.model
    def _alert_operations(self, currency):
        mine = [("lcc_currency_id", "=", currency.id)]
        before = fields.Datetime.now() - relativedelta(days=OLD_DRAFT_DAYS)
        old = [*mine, ("state", "=", "draft"), ("create_date", "<", before)]
        waiting = [*mine, ("state", "=", "posted"), ("books_state", "=", "waiting")]
        (old_count, _date), (waiting_count, since) = self._count_operations(
            old, waiting
        )
        if old_count:
            action = self._get_list_action(
                self.env._("Old drafts"), "lcc.operation", old
            )
            yield self._prepare_alert(
                "drafts", "warning", action, count=old_count, days=OLD_DRAFT_DAYS
            )
        if waiting_count:
            action = self._get_list_action(
                self.env._("Waiting for the books"), "lcc.operation", waiting
            )
            # Today's wait for the daily close: nothing to worry about.
            late = since < fields.Date.context_today(self)
            yield self._prepare_alert(
                "waiting",
                "warning" if late else "info",
                action,
                count=waiting_count,
                since=fields.Date.to_string(since),
            )

    @api.model
    def _prepare_alert(self, key, level, action, **values):
        return {"key": key, "level": level, "action": action, "values": values}

    @api.model
    def _count_operations(self, *domains):
        """Count and first date of the operations of each domain, in one query."""
        queries = [self.env["lcc.operation"]._search(domain) for domain in domains]
        return self.env.execute_query(
            SQL(" UNION ALL ").join(
                query.select("COUNT(*)", "MIN(lcc_operation.date)") for query in queries
            )
        )

    @api.model
    def _get_list_action(self, name, model, domain):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "list"), (False, "form")],
            "domain": domain,
        }

    # ------------------------------------------------------------------
    # A new database
    # ------------------------------------------------------------------

    @api.model
    def _get_steps(self, currency, places):
        """What to do first, in order, until coupons have moved.

        :return: list of dicts of key, label, done and action
        """
        kinds = {place.kind for place in places}
        form = {
            "type": "ir.actions.act_window",
            "res_model": "lcc.currency",
            "views": [(False, "form")],
            "res_id": currency.id,
        }
        accounts = currency.sudo()  # whether they are set, nothing more
        place_action = self._get_list_action(self.env._("Places"), "lcc.place", [])
        return [
            {"key": key, "label": label, "done": bool(done), "action": action}
            for key, label, done, action in (
                ("currency", self.env._("Create the currency"), currency, form),
                (
                    "denominations",
                    self.env._("List its denominations"),
                    currency.denomination_ids,
                    form,
                ),
                (
                    "series",
                    self.env._("Name the series of its coupons"),
                    currency.series_ids,
                    form,
                ),
                (
                    "accounts",
                    self.env._("Choose the account of coupons and the journal"),
                    accounts.coupon_account_id and accounts.journal_id,
                    form,
                ),
                (
                    "fund",
                    self.env._("Choose the accounts of the guarantee fund"),
                    accounts.fund_account_ids,
                    form,
                ),
                (
                    "places",
                    self.env._("Create the vault and the counters"),
                    {"vault", "counter"} <= kinds,
                    place_action,
                ),
                (
                    "opening",
                    self.env._("Enter the opening, or the first print run"),
                    False,
                    {
                        **self._get_list_action(
                            self.env._("Opening"),
                            "lcc.operation",
                            [("kind", "=", "opening")],
                        ),
                        "context": {"default_kind": "opening"},
                    },
                ),
            )
        ]
