/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { getUrlState, unitOf } from "./figures";

import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";

/**
 * What the pages of figures share: one call tells everything, and what the reader
 * chose stays in the address bar and when a breadcrumb leads back.
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
        return { currency: parseInt(url.currency) || false };
    }

    /** @returns {Object} the same as parameters of the address; undefined leaves one out */
    writeFilters() {
        return { currency: this.state.filters.currency || undefined };
    }

    /** @returns {Object} the same as arguments of the source */
    get options() {
        return { currency_id: this.state.filters.currency };
    }

    async load() {
        const [model, method] = this.constructor.source;
        this.state.data = await this.keepLast.add(
            this.orm.call(model, method, [], this.options)
        );
        if (this.currency) {
            this.state.filters.currency = this.currency.id;
        }
    }

    updateUrl() {
        this.props.updateActionState?.(this.writeFilters());
    }

    async update(filters) {
        Object.assign(this.state.filters, filters);
        await this.load();
        this.updateUrl();
    }

    onCurrencyChange(ev) {
        return this.setCurrency(Number(ev.target.value));
    }

    setCurrency(currency) {
        return this.update({ currency });
    }

    get currency() {
        return this.state.data.currency;
    }

    get currencies() {
        return this.state.data.currencies;
    }

    get unit() {
        return unitOf(this.currency);
    }
}
