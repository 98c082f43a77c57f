/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { getCurrency } from "@web/core/currency";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { getUrlState } from "./figures";

import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";

/**
 * What the pages of figures share: one call tells everything, and what the reader
 * chose stays in the address bar and when a breadcrumb leads back.
 *
 * A page of another addon:
 *
 *     export class DuesPage extends FiguresPage {
 *         static template = "my_addon.DuesPage";
 *         static components = { ControlPanel, LccFigure };
 *         static source = ["my.dues", "get_dues"];
 *         static path = "dues";
 *         static displayName = _t("Dues");
 *
 *         readFilters(url) {
 *             return { year: parseInt(url.year) || false };
 *         }
 *         writeFilters() {
 *             return { year: this.state.filters.year || undefined };
 *         }
 *         get options() {
 *             return { year: this.state.filters.year };
 *         }
 *     }
 *     registry.category("actions").add("my_addon.dues", DuesPage);
 *
 * The server gives an `ir.actions.client` of that tag and path, and the method of
 * `source`: public, @api.model and @api.readonly. It takes `options` as keyword
 * arguments, checks who asks, and returns plain data, which the template reads as
 * `state.data`. Dates are ISO strings, a percentage of nothing is None, and
 * `currency_id` is the res.currency whose symbol `unit` tells.
 *
 * The template's root is `<div class="o_action o_lcc_page" t-ref="root">`. It holds
 * the ControlPanel and `<main class="o_content"><div class="o_lcc_sheet">`, where
 * `o_lcc_filters`, `o_lcc_cards`, `o_lcc_alerts`, `table.o_lcc_table` and the other
 * classes of figures.scss and cards.scss apply. A filter that asks for other figures
 * calls `update`; one that shows the same figures in another way calls `present`.
 */
export class FiguresPage extends Component {
    static props = { ...standardActionServiceProps };
    /** Model and method that tell the figures. */
    static source = [];

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.root = useRef("root");
        this.keepLast = new KeepLast();
        const url = { ...getUrlState(this.props.action), ...this.props.action.params };
        this.state = useState({
            filters: this.props.state?.filters || this.readFilters(url),
            data: {},
        });
        useSetupAction({
            rootRef: this.root,
            getLocalState: () => ({ filters: { ...this.state.filters } }),
        });
        onWillStart(() => this.load());
        onMounted(() => this.updateUrl());
    }

    /**
     * @param {Object} url parameters of the address
     * @returns {Object} what the reader chose
     */
    readFilters(url) {
        return {};
    }

    /** @returns {Object} the same as parameters of the address; undefined leaves one out */
    writeFilters() {
        return {};
    }

    /** @returns {Object} the same as arguments of the source */
    get options() {
        return {};
    }

    async load() {
        const [model, method] = this.constructor.source;
        this.state.data = await this.keepLast.add(
            this.orm.call(model, method, [], this.options)
        );
    }

    updateUrl() {
        this.props.updateActionState?.(this.writeFilters());
    }

    /** Other figures. */
    async update(filters) {
        Object.assign(this.state.filters, filters);
        await this.load();
        this.updateUrl();
    }

    /** Another way of showing the same figures. */
    present(filters) {
        Object.assign(this.state.filters, filters);
        this.updateUrl();
    }

    /** Runs a report on what the reader chose: its data are the options. */
    async print(xmlid) {
        const report = await this.action.loadAction(xmlid);
        return this.action.doAction({ ...report, data: this.options });
    }

    /** @returns {number|undefined} the res.currency of the amounts */
    get currencyId() {
        return this.state.data.currency_id;
    }

    /** @returns {string} the unit of the amounts */
    get unit() {
        return getCurrency(this.currencyId)?.symbol || "";
    }
}
