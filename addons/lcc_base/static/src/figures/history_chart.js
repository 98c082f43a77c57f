/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { loadBundle } from "@web/core/assets";
import { cookie } from "@web/core/browser/cookie";
import { getCustomColor } from "@web/core/colors/colors";
import { deserializeDate } from "@web/core/l10n/dates";

import { formatAmount, formatDay } from "./figures";

import { Component, onWillStart, useEffect, useRef } from "@odoo/owl";

/**
 * Amounts by month. Lines differ by their strokes too, to be told apart in print.
 *
 * - history: months as {date, …amounts by name}, the date an ISO string
 * - lines: what to draw, as {name, label}; `isArea` fills it, else it is dashed
 * - label: what the chart shows, for who does not see it
 * - onOpen: called with the month that the reader chose
 */
export class LccHistoryChart extends Component {
    static template = "lcc_base.HistoryChart";
    static props = {
        history: Array,
        lines: Array,
        label: String,
        onOpen: { type: Function, optional: true },
    };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                const chart = new Chart(this.canvas.el, this.getConfig());
                return () => chart.destroy();
            },
            () => [this.props.history, this.props.lines]
        );
    }

    getConfig() {
        const scheme = cookie.get("color_scheme");
        const ink = getCustomColor(scheme, "#495057", "#ced4da");
        const grid = getCustomColor(scheme, "#e9ecef", "#3c3e4b");
        const area = {
            borderColor: getCustomColor(scheme, "#1f5f8b", "#7fb8e0"),
            backgroundColor: getCustomColor(scheme, "#1f5f8b1a", "#7fb8e026"),
            fill: "origin",
        };
        const dashed = { borderColor: ink, borderDash: [6, 4] };
        return {
            type: "line",
            data: {
                labels: this.props.history.map(({ date }) =>
                    deserializeDate(date).toFormat("LLL yy")
                ),
                datasets: this.props.lines.map(({ name, label, isArea }) => ({
                    label: label.toString(),
                    data: this.props.history.map((month) => month[name]),
                    borderWidth: 2,
                    pointRadius: this.props.history.length > 1 ? 0 : 3,
                    pointHitRadius: 12,
                    tension: 0,
                    ...(isArea ? area : dashed),
                })),
            },
            options: {
                animation: false,
                maintainAspectRatio: false,
                interaction: { mode: "index", intersect: false },
                onClick: (ev, elements) =>
                    elements.length && this.props.onOpen?.(this.props.history[elements[0].index]),
                plugins: {
                    legend: {
                        align: "start",
                        labels: { color: ink, boxHeight: 0, boxWidth: 28 },
                    },
                    tooltip: {
                        callbacks: {
                            title: (items) => formatDay(this.props.history[items[0].dataIndex].date),
                            label: ({ dataset, raw }) => `${dataset.label}: ${formatAmount(raw)}`,
                        },
                    },
                },
                scales: {
                    x: {
                        grid: { display: false },
                        ticks: { color: ink, maxRotation: 0, autoSkipPadding: 16 },
                    },
                    y: {
                        beginAtZero: true,
                        grid: { color: grid },
                        border: { display: false },
                        ticks: {
                            color: ink,
                            maxTicksLimit: 6,
                            callback: (value) => formatAmount(value).replace(/\D00$/, ""),
                        },
                    },
                },
            },
        };
    }
}
