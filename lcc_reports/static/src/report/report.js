/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { LccFigure } from "@lcc_base/figures/figure";
import { asIsoDate } from "@lcc_base/figures/figures";
import { FiguresPage } from "@lcc_base/figures/figures_page";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDate, serializeDate } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { ControlPanel } from "@web/search/control_panel/control_panel";

import { markup } from "@odoo/owl";

const DATES = ["date_from", "date_to", "compare_from", "compare_to"];
const PREFIX = "with_";

/**
 * Any report of figures: its filters, charts and tables come from the server.
 *
 * The action's params name the model, which inherits `lcc.report`.
 */
export class LccReportPage extends FiguresPage {
    static template = "lcc_reports.ReportPage";
    static components = { ControlPanel, DateTimeInput, LccFigure };

    get model() {
        return this.props.action.params.model;
    }

    readFilters(url) {
        const filters = { compare: url.compare || false };
        for (const name of DATES) {
            filters[name] = asIsoDate(url[name]);
        }
        for (const [name, value] of Object.entries(url)) {
            if (name.startsWith(PREFIX)) {
                filters[name.slice(PREFIX.length)] = value;
            }
        }
        return filters;
    }

    writeFilters() {
        const url = {};
        for (const { name, value } of this.state.data.filters) {
            const isOwn = name !== "compare" && !DATES.includes(name);
            url[isOwn ? PREFIX + name : name] = value === false ? undefined : value;
        }
        return url;
    }

    get options() {
        return { ...this.state.filters };
    }

    async load() {
        const data = await this.keepLast.add(
            this.orm.call(this.model, "get_report", [this.options])
        );
        for (const chart of data.charts) {
            chart.svg = markup(chart.svg);
        }
        this.state.data = data;
        for (const { name, value } of data.filters) {
            this.state.filters[name] = value;
        }
    }

    async print(xmlid) {
        const report = await this.action.loadAction(xmlid);
        const data = { model: this.model, options: this.options };
        return this.action.doAction({ ...report, data });
    }

    async press(name) {
        return this.action.doAction(
            await this.orm.call(this.model, "press", [name, this.options])
        );
    }

    toDateTime(isoDate) {
        return isoDate ? deserializeDate(isoDate) : false;
    }

    setDate(name, value) {
        const date = value ? serializeDate(value) : false;
        if (date !== this.state.filters[name]) {
            this.update({ [name]: date });
        }
    }

    choose(filter, value) {
        const { choices } = filter;
        const chosen = choices.find(([key]) => String(key) === value);
        return this.update({ [filter.name]: chosen ? chosen[0] : false });
    }

    /** @returns {Function|undefined} nothing for a figure without records */
    getOpener(row, cell) {
        const { opens } = cell;
        if (!opens) {
            return undefined;
        }
        return () =>
            this.action.doAction({
                type: "ir.actions.act_window",
                name: opens.name || row.label,
                res_model: opens.res_model,
                views: (opens.views || ["list"]).map((view) => [false, view]),
                domain: opens.domain,
                context: { create: false, ...opens.context },
            });
    }
}

registry.category("actions").add("lcc_reports.report", LccReportPage);
