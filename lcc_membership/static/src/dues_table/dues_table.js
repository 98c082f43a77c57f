/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { LccFigure } from "@lcc_base/figures/figure";
import {
    asIsoDate,
    formatAmount,
    formatChange,
    formatCount,
    formatPercent,
    formatPoints,
} from "@lcc_base/figures/figures";
import { FiguresPage } from "@lcc_base/figures/figures_page";
import { DateTimeInput } from "@web/core/datetime/datetime_input";
import { deserializeDate, serializeDate } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { ControlPanel } from "@web/search/control_panel/control_panel";

const GROUPS = ["territory", "local_group", "type"];

/** Members and dues by territory and year, as an annual report prints them. */
export class LccDuesTable extends FiguresPage {
    static template = "lcc_membership.DuesTable";
    static components = { ControlPanel, DateTimeInput, LccFigure };
    static source = ["lcc.dues.table", "get_table"];
    static path = "dues-by-territory";
    static displayName = _t("Dues by territory and year");

    readFilters(url) {
        const years = String(url.years || "")
            .split(",")
            .map(Number)
            .filter((year) => Number.isInteger(year) && year > 0);
        return {
            years,
            groupBy: GROUPS.includes(url.by) ? url.by : GROUPS[0],
            type: parseInt(url.type) || false,
            group: parseInt(url.group) || false,
            until: asIsoDate(url.until),
            isCalled: Boolean(url.called),
            isWhole: Boolean(url.whole),
        };
    }

    writeFilters() {
        const { years, groupBy, type, group, until, isCalled, isWhole } = this.state.filters;
        return {
            years: years.join(",") || undefined,
            by: groupBy === GROUPS[0] ? undefined : groupBy,
            type: type || undefined,
            group: group || undefined,
            until: until || undefined,
            called: isCalled ? 1 : undefined,
            whole: isWhole ? 1 : undefined,
        };
    }

    get options() {
        const { years, groupBy, type, group, until, isCalled } = this.state.filters;
        return {
            years,
            group_by: groupBy,
            member_type_id: type,
            local_group_id: group,
            until,
            with_called: isCalled,
        };
    }

    async load() {
        await super.load();
        this.state.filters.years = this.state.data.years;
    }

    /** Amounts are printed as the screen shows them. */
    async print(xmlid) {
        const report = await this.action.loadAction(xmlid);
        const data = { ...this.options, is_whole: this.state.filters.isWhole };
        return this.action.doAction({ ...report, data });
    }

    // ------------------------------------------------------------------
    // What the template reads
    // ------------------------------------------------------------------

    get groups() {
        return [
            { key: "territory", label: _t("By territory") },
            { key: "local_group", label: _t("By local group") },
            { key: "type", label: _t("By type of member") },
        ];
    }

    get lines() {
        const { rows, total } = this.state.data;
        return [...rows, { ...total, isTotal: true }];
    }

    isChosen(year) {
        return this.state.filters.years.includes(year);
    }

    toDateTime(isoDate) {
        return isoDate ? deserializeDate(isoDate) : false;
    }

    /** @returns {string} nothing for a ratio of nothing, or a change from no dues */
    format(cell, { key }) {
        const value = cell[key];
        const { isWhole } = this.state.filters;
        if (value === null) {
            return "";
        }
        switch (key) {
            case "members":
                return formatCount(value);
            case "share":
                return formatPercent(value);
            case "average":
                return formatPoints(value);
            case "members_change":
                return formatChange(value, formatCount);
            case "amount_change":
                return isWhole
                    ? formatChange(cell.amount_change_whole, formatCount)
                    : formatChange(value);
        }
        return isWhole ? formatCount(cell.amount_whole) : formatAmount(value);
    }

    // ------------------------------------------------------------------
    // What the reader does
    // ------------------------------------------------------------------

    toggleYear(year) {
        const years = this.isChosen(year)
            ? this.state.filters.years.filter((other) => other !== year)
            : [...this.state.filters.years, year];
        if (years.length) {
            this.update({ years });
        }
    }

    setUntil(value) {
        const until = value ? serializeDate(value) : false;
        if (until !== this.state.filters.until) {
            this.update({ until });
        }
    }

    /** @returns {Function|undefined} nothing for what no dues tell */
    getOpener(line, cell, column, year) {
        const isChange = column.key.endsWith("_change");
        const hasLines = isChange ? cell[column.key] : cell.members;
        const years = isChange ? [year - 1, year] : [year];
        return hasLines ? () => this.openDues(line, years) : undefined;
    }

    openDues(line, years) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: `${line.label}, ${years.join(", ")}`,
            res_model: "lcc.dues.report",
            views: [
                [false, "list"],
                [false, "pivot"],
                [false, "graph"],
            ],
            domain: [...this.state.data.domain, ...line.domain, ["year", "in", years]],
            context: { group_by: years.length > 1 ? ["year"] : [] },
        });
    }
}

registry.category("actions").add("lcc_membership.dues_table", LccDuesTable);
