/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { LccFigure } from "@lcc_base/figures/figure";
import {
    asIsoDate,
    formatAmount,
    formatChange,
    formatCount,
    formatDay,
    formatPercent,
    formatPoints,
} from "@lcc_base/figures/figures";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDate, serializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { ControlPanel } from "@web/search/control_panel/control_panel";

import { CurrencyPage } from "../figures/currency_page";
import { itemsAction, linesAction } from "../figures/figures";

const VIEWS = ["summary", "denominations", "series"];

/** Where the coupons are at a date, beside the books; and at another date. */
export class LccSituation extends CurrencyPage {
    static template = "lcc_currency.Situation";
    static components = { ControlPanel, DateTimeInput, LccFigure };
    static source = ["lcc.situation", "get_situation"];
    static path = "currency-situation";
    static displayName = _t("Situation");

    setup() {
        super.setup();
        this.formatCount = formatCount;
        this.formatAmount = formatAmount;
        this.formatDay = formatDay;
        this.state.differences = [];
    }

    readFilters(url) {
        return {
            ...super.readFilters(url),
            date: asIsoDate(url.date) || serializeDate(luxon.DateTime.now()),
            compare: asIsoDate(url.compare),
            series: parseInt(url.series) || false,
            view: VIEWS.includes(url.view) ? url.view : "summary",
            unit: url.unit === "amounts" ? "amounts" : "quantities",
        };
    }

    writeFilters() {
        const { date, compare, series, view, unit } = this.state.filters;
        return {
            ...super.writeFilters(),
            date,
            compare: compare || undefined,
            series: series || undefined,
            view: view === "summary" ? undefined : view,
            unit: unit === "amounts" ? unit : undefined,
        };
    }

    get options() {
        const { date, compare, series } = this.state.filters;
        return {
            ...super.options,
            date,
            compare_date: compare,
            series_ids: series ? [series] : [],
        };
    }

    async load() {
        await super.load();
        this.state.differences = [];
        if (this.currency) {
            this.state.filters.series = this.state.data.series_ids[0] || false;
            this.loadDifferences(this.state.data);
        }
    }

    /** Read after the figures are shown: it compares the books entry by entry. */
    async loadDifferences(data) {
        const difference = data.books.find((line) => line.key === "difference");
        const dates = data.dates.filter((date, index) => difference?.amounts[index]);
        if (!dates.length) {
            return;
        }
        const lists = await this.keepLast.add(
            Promise.all(
                dates.map((date) =>
                    this.orm.call("lcc.situation", "get_differences", [data.currency.id, date])
                )
            )
        );
        this.state.differences = dates.map((date, index) => ({
            date,
            lines: lists[index],
            total: lists[index].reduce((sum, line) => sum + line.amount, 0),
        }));
    }

    // ------------------------------------------------------------------
    // What the template reads
    // ------------------------------------------------------------------

    get isCompared() {
        return this.state.data.dates.length > 1;
    }

    get view() {
        return this.state.filters.view;
    }

    toDateTime(isoDate) {
        return isoDate ? deserializeDate(isoDate) : false;
    }

    setDate(name, value) {
        const date = value ? serializeDate(value) : false;
        if (name === "date" && !date) {
            return;
        }
        if (date !== this.state.filters[name]) {
            this.update({ [name]: date });
        }
    }

    setSeries(id) {
        return this.update({ series: Number(id) || false });
    }

    setCurrency(currency) {
        this.update({ currency, series: false });
    }

    rowClass(line) {
        return {
            o_lcc_detail: line.level,
            o_lcc_total: !line.level,
            o_lcc_sum: line.key === "sum",
        };
    }

    getChange([amount, before]) {
        return Math.round((amount - before) * 100) / 100;
    }

    formatBook(line, amount) {
        return line.key === "cover" ? formatPercent(amount) : formatAmount(amount);
    }

    formatBookChange(line) {
        if (line.key !== "cover") {
            return formatChange(this.getChange(line.amounts));
        }
        return line.amounts.includes(null)
            ? ""
            : formatChange(line.amounts[0] - line.amounts[1], formatPoints);
    }

    formatChange(line) {
        return formatChange(this.getChange(line.amounts));
    }

    /** Columns of the view by denomination or by series. */
    get columns() {
        return this.state.data[this.view];
    }

    /** Tables of that view: one per date, then what changed between two. */
    get parts() {
        const { dates } = this.state.data;
        const parts = dates.map((date, index) => ({ title: formatDay(date), index }));
        if (this.isCompared) {
            const [until, from] = dates.map((date) => formatDay(date));
            parts.push({ title: _t("Change from %(from)s to %(until)s", { from, until }) });
        }
        return parts;
    }

    getCell(line, { index }, column) {
        const inAmounts = this.state.filters.unit === "amounts";
        const read = (cells) => (cells[column.id] || [0, 0])[inAmounts ? 1 : 0];
        const cells = line[this.view];
        return index === undefined ? this.getChange(cells.map(read)) : read(cells[index]);
    }

    getCellTotal(line, { index }) {
        const totals = line[this.state.filters.unit];
        return index === undefined ? this.getChange(totals) : totals[index];
    }

    formatCell(value, { index }) {
        const format = this.state.filters.unit === "amounts" ? formatAmount : formatCount;
        return index === undefined ? formatChange(value, format) : format(value);
    }

    /** @returns {Function|undefined} nothing for what no line tells by itself */
    getCellOpener(line, { index }, column) {
        const canOpen = index !== undefined && (!column || this.getCell(line, { index }, column));
        return canOpen ? this.getOpener(line, index, column) : undefined;
    }

    // ------------------------------------------------------------------
    // What figures open
    // ------------------------------------------------------------------

    /** @returns {Function|undefined} nothing for what has no lines of its own */
    getOpener(line, index, column) {
        if (line.key === "sum" || !line.place_ids.length) {
            return undefined;
        }
        return () => this.openLines(line, index, column);
    }

    openLines(line, index, column) {
        const until = this.state.data.dates[index];
        const domain = [];
        if (this.state.filters.series) {
            domain.push(["series_id", "=", this.state.filters.series]);
        }
        if (column) {
            const name = this.view === "series" ? "series_id" : "denomination_id";
            domain.push([name, "=", column.id]);
        }
        if (line.key === "circulation") {
            domain.push(["circulation_amount", "!=", 0]);
        }
        const title = _t("%(label)s at %(date)s", { label: line.label, date: formatDay(until) });
        return this.action.doAction(
            linesAction(title, this.currency, {
                placeIds: line.key === "circulation" ? undefined : line.place_ids,
                until,
                domain,
            })
        );
    }

    getBookOpener(line, index) {
        if (line.key === "missing") {
            return () => this.action.doAction("lcc_currency.lcc_guarantee_fund_action");
        }
        const accounts = {
            liability: [this.currency.coupon_account_id],
            fund: this.currency.fund_account_ids,
        }[line.key];
        if (!accounts || !this.currency.can_read_books) {
            return undefined;
        }
        return () =>
            this.action.doAction(
                itemsAction(line.label, this.currency, accounts, this.state.data.dates[index])
            );
    }

    getDifferenceOpener(line) {
        const canOpen =
            line.res_id && (line.res_model !== "account.move" || this.currency.can_read_books);
        return canOpen
            ? () =>
                  this.action.doAction({
                      type: "ir.actions.act_window",
                      res_model: line.res_model,
                      res_id: line.res_id,
                      views: [[false, "form"]],
                  })
            : undefined;
    }
}

registry.category("actions").add("lcc_currency.situation", LccSituation);
