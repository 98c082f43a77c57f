/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { ControlPanel } from "@web/search/control_panel/control_panel";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { LccFigure } from "../figures/figure";
import {
    formatAmount,
    formatCount,
    formatDay,
    formatDenomination,
    formatMoney,
    formatPercent,
    getUrlState,
    itemsAction,
    linesAction,
    unitOf,
} from "../figures/figures";
import { LccHistoryChart } from "../figures/history_chart";

import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";

/** The guarantee fund beside the coupons in circulation, and what mends it. */
export class LccGuaranteeFund extends Component {
    static template = "lcc_currency.GuaranteeFund";
    static components = { ControlPanel, LccFigure, LccHistoryChart };
    static props = { ...standardActionServiceProps };
    static path = "currency-fund";
    static displayName = _t("Guarantee Fund");

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.root = useRef("root");
        this.keepLast = new KeepLast();
        this.formatAmount = formatAmount;
        this.formatCount = formatCount;
        this.formatDay = formatDay;
        this.formatDenomination = formatDenomination;
        this.formatMoney = formatMoney;
        this.formatPercent = formatPercent;
        this.state = useState({ data: {}, isBusy: false });
        this.currencyId =
            this.props.state?.currency ||
            parseInt(getUrlState(this.props.action).currency) ||
            false;
        useSetupAction({
            rootRef: this.root,
            getLocalState: () => ({ currency: this.currencyId }),
        });
        onWillStart(() => this.load());
        onMounted(() => this.updateUrl());
    }

    async load() {
        this.state.data = await this.keepLast.add(
            this.orm.call("lcc.guarantee.fund", "get_fund", [], { currency_id: this.currencyId })
        );
        this.currencyId = this.currency && this.currency.id;
    }

    updateUrl() {
        this.props.updateActionState?.({ currency: this.currencyId || undefined });
    }

    async setCurrency(currencyId) {
        this.currencyId = currencyId;
        await this.load();
        this.updateUrl();
    }

    get currency() {
        return this.state.data.currency;
    }

    get currencies() {
        return this.state.data.currencies;
    }

    get current() {
        return this.state.data.current;
    }

    get unit() {
        return unitOf(this.currency);
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
