/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { FiguresPage } from "@lcc_base/figures/figures_page";

/** Figures of one local currency among those that the source names. */
export class CurrencyPage extends FiguresPage {
    readFilters(url) {
        return { currency: parseInt(url.currency) || false };
    }

    writeFilters() {
        return { currency: this.state.filters.currency || undefined };
    }

    get options() {
        return { currency_id: this.state.filters.currency };
    }

    async load() {
        await super.load();
        if (this.currency) {
            this.state.filters.currency = this.currency.id;
        }
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

    get currencyId() {
        return this.currency.currency_id;
    }
}
