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
    itemsAction,
    linesAction,
} from "../figures/figures";

/** The guarantee fund beside the coupons in circulation, and what mends it. */
export class LccGuaranteeFund extends CurrencyPage {
    static template = "lcc_currency.GuaranteeFund";
    static components = { ControlPanel, LccFigure, LccHistoryChart };
    static source = ["lcc.guarantee.fund", "get_fund"];
    static path = "currency-fund";
    static displayName = _t("Guarantee Fund");

    setup() {
        super.setup();
        this.state.isBusy = false;
        this.chartLines = [CHART_LINES.liability, CHART_LINES.fund];
        this.formatAmount = formatAmount;
        this.formatCount = formatCount;
        this.formatDay = formatDay;
        this.formatDenomination = formatDenomination;
        this.formatMoney = formatMoney;
        this.formatPercent = formatPercent;
    }

    get current() {
        return this.state.data.current;
    }

    get months() {
        return [...this.state.data.history].reverse();
    }

    /** @returns {Function|undefined} nothing for who may not read the books */
    getItemsOpener(label, accountIds, until) {
        return this.currency.can_read_books && accountIds.every(Boolean)
            ? () => this.action.doAction(itemsAction(label, this.currency, accountIds, until))
            : undefined;
    }

    openCirculation(until) {
        return this.action.doAction(
            linesAction(formatDay(until), this.currency, {
                until,
                domain: [["circulation_amount", "!=", 0]],
            })
        );
    }

    openDenomination(line) {
        return this.action.doAction(
            linesAction(formatDenomination(line.value, this.currency), this.currency, {
                domain: [
                    ["circulation_amount", "!=", 0],
                    ["denomination_id", "=", line.denomination_id],
                ],
            })
        );
    }

    openSettings() {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "lcc.currency",
            res_id: this.currency.id,
            views: [[false, "form"]],
        });
    }

    /** Opens the draft; a second click while the first one works does nothing. */
    async prepareTransfer() {
        if (this.state.isBusy) {
            return;
        }
        this.state.isBusy = true;
        try {
            const action = await this.orm.call("lcc.guarantee.fund", "prepare_transfer", [
                this.currency.id,
            ]);
            await this.action.doAction(action);
        } finally {
            this.state.isBusy = false;
        }
    }
}

registry.category("actions").add("lcc_currency.guarantee_fund", LccGuaranteeFund);
