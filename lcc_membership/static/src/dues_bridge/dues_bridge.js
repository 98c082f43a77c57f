/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { LccFigure } from "@lcc_base/figures/figure";
import { asIsoDate, formatAmount, formatChange, formatDay } from "@lcc_base/figures/figures";
import { FiguresPage } from "@lcc_base/figures/figures_page";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDate, serializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { ControlPanel } from "@web/search/control_panel/control_panel";

/** From the dues of a year to what the books hold in a period, line by line. */
export class LccDuesBridge extends FiguresPage {
    static template = "lcc_membership.DuesBridge";
    static components = { ControlPanel, DateTimeInput, LccFigure };
    static source = ["lcc.dues.bridge", "get_bridge"];
    static path = "dues-and-books";
    static displayName = _t("Dues and books");

    setup() {
        super.setup();
        this.formatAmount = formatAmount;
        this.formatChange = formatChange;
        this.formatDay = formatDay;
    }

    readFilters(url) {
        return {
            year: parseInt(url.year) || false,
            from: asIsoDate(url.from),
            to: asIsoDate(url.to),
        };
    }

    writeFilters() {
        const { year, from, to } = this.state.filters;
        return { year, from, to };
    }

    get options() {
        const { year, from, to } = this.state.filters;
        return { year, date_from: from, date_to: to };
    }

    async load() {
        await super.load();
        const { year, date_from, date_to } = this.state.data;
        Object.assign(this.state.filters, { year, from: date_from, to: date_to });
    }

    // ------------------------------------------------------------------
    // What the template reads
    // ------------------------------------------------------------------

    get years() {
        const { year, offered_years } = this.state.data;
        return [...new Set([year, ...offered_years])].sort((one, other) => other - one);
    }

    toDateTime(isoDate) {
        return isoDate ? deserializeDate(isoDate) : false;
    }

    // ------------------------------------------------------------------
    // What the reader does
    // ------------------------------------------------------------------

    /** Another year begins with the whole of it. */
    setYear(year) {
        return this.update({ year, from: false, to: false });
    }

    setDay(name, value) {
        const day = value ? serializeDate(value) : false;
        if (day !== this.state.filters[name]) {
            this.update({ [name]: day });
        }
    }

    openTable() {
        const { labels, table_domain } = this.state.data;
        return this.openLines("lcc.dues.report", labels.table, table_domain);
    }

    openLines(model, name, domain) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name,
            res_model: model,
            views: [
                [false, "list"],
                [false, "pivot"],
            ],
            domain,
            context: { create: false },
        });
    }

    /** @returns {Function|undefined} nothing for who may not read the books */
    getBalanceOpener() {
        const { can_read_books, labels, balance_domain } = this.state.data;
        return can_read_books
            ? () => this.openLines("account.move.line", labels.balance, balance_domain)
            : undefined;
    }

    getItemOpener(item) {
        if (item.key === "entry" && !this.state.data.can_read_books) {
            return undefined;
        }
        return async () => {
            const { year, date_from, date_to } = this.state.data;
            const options = [item.key, year, date_from, date_to];
            this.action.doAction(
                await this.orm.call("lcc.dues.bridge", "get_item_action", options)
            );
        };
    }

    getLineOpener(line) {
        if (line.res_model === "account.move" && !this.state.data.can_read_books) {
            return undefined;
        }
        return () =>
            this.action.doAction({
                type: "ir.actions.act_window",
                res_model: line.res_model,
                res_id: line.res_id,
                views: [[line.view_id, "form"]],
            });
    }
}

registry.category("actions").add("lcc_membership.dues_bridge", LccDuesBridge);
