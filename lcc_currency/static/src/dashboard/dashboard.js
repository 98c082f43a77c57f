/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { LccFigure } from "@lcc_base/figures/figure";
import {
    formatAmount,
    formatCount,
    formatDay,
    formatPercent,
} from "@lcc_base/figures/figures";
import { LccHistoryChart } from "@lcc_base/figures/history_chart";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { ControlPanel } from "@web/search/control_panel/control_panel";

import { CurrencyPage } from "../figures/currency_page";
import {
    CHART_LINES,
    formatDenomination,
    formatMoney,
    heldAction,
    linesAction,
} from "../figures/figures";

const ICONS = {
    danger: "fa-exclamation-circle",
    warning: "fa-exclamation-triangle",
    info: "fa-info-circle",
};

/** Sentence of each alert, from its values. */
const SENTENCES = {
    below_zero: ({ coupons }, currency) =>
        _t(
            "More coupons came back than were given out: %s. This points to counterfeits or to a mistake.",
            coupons
                .map(
                    ({ value, quantity }) =>
                        `${formatCount(quantity)} × ${formatDenomination(value, currency)}`
                )
                .join(", ")
        ),
    cover: ({ cover, missing }, currency) =>
        _t(
            "The guarantee fund covers %(cover)s of the coupons in the books: %(missing)s are missing.",
            { cover: formatPercent(cover), missing: formatMoney(missing, currency) }
        ),
    low: ({ names }) => _t("Counters running low: %s.", names.join(", ")),
    drafts: ({ count, days }) =>
        _t("Draft operations older than %(days)s days: %(count)s.", { days, count }),
    waiting: ({ count, since }) =>
        _t("Operations waiting for the books: %(count)s, since %(date)s.", {
            count,
            date: formatDay(since),
        }),
};

/** First page of the app: where the coupons are today, and what asks for attention. */
export class LccDashboard extends CurrencyPage {
    static template = "lcc_currency.Dashboard";
    static components = { ControlPanel, LccFigure, LccHistoryChart };
    static source = ["lcc.dashboard", "get_dashboard"];
    static path = "currency-dashboard";
    static displayName = _t("Dashboard");

    setup() {
        super.setup();
        this.icons = ICONS;
        this.chartLines = [CHART_LINES.circulation, CHART_LINES.fund];
        this.formatAmount = formatAmount;
        this.formatCount = formatCount;
        this.formatDenomination = formatDenomination;
        this.formatPercent = formatPercent;
    }

    get totals() {
        return this.state.data.totals;
    }

    /** @returns {Object[]} figures of the first row, each with what it opens */
    get cards() {
        const labels = {
            printed: _t("Printed"),
            stock: _t("Stock"),
            counters: _t("Counters"),
            circulation: _t("Circulation"),
        };
        return Object.entries(labels).map(([key, label]) => ({
            key,
            label,
            text: formatAmount(this.totals[key]),
            note: key === "circulation" ? this.booksNote : "",
            open: () => this.openColumn(key, label),
        }));
    }

    get booksNote() {
        const difference = this.totals.circulation - this.totals.liability;
        return Math.round(difference * 100)
            ? _t("%s in the books", formatAmount(this.totals.liability))
            : _t("as in the books");
    }

    get coverNote() {
        return this.totals.missing
            ? _t("%s missing", formatAmount(this.totals.missing))
            : _t("target %s", formatPercent(this.currency.target));
    }

    getSentence(alert) {
        return SENTENCES[alert.key](alert.values, this.currency);
    }

    openColumn(key, label) {
        const placeIds = this.state.data.place_ids[key];
        if (key === "stock" || key === "counters") {
            return this.action.doAction(heldAction(label, placeIds));
        }
        const domain = key === "circulation" ? [["circulation_amount", "!=", 0]] : [];
        return this.action.doAction(
            linesAction(label, this.currency, {
                placeIds: key === "circulation" ? undefined : placeIds,
                domain,
                groupBy: ["kind"],
            })
        );
    }

    openCounter(counter) {
        return this.action.doAction(heldAction(counter.name, [counter.id]));
    }

    openMonth(month) {
        return this.action.doAction("lcc_currency.lcc_situation_action", {
            props: {
                state: {
                    filters: {
                        currency: this.currency.id,
                        date: month.date,
                        compare: false,
                        series: false,
                        view: "summary",
                        unit: "quantities",
                    },
                },
            },
        });
    }

    /** Another page of figures, of the same currency. */
    async openPage(xmlid) {
        const action = await this.action.loadAction(xmlid);
        return this.action.doAction({ ...action, params: { currency: this.currency.id } });
    }

    open(action) {
        return this.action.doAction(action);
    }
}

registry.category("actions").add("lcc_currency.dashboard", LccDashboard);
