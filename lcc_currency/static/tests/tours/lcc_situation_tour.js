/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("lcc_situation_tour", {
    steps: () => [
        {
            content: "the dashboard shows what was printed",
            trigger:
                ".o_lcc_dashboard .o_lcc_card[data-key=printed] .o_lcc_figure:contains('88,000.00')",
        },
        {
            content: "and the chart",
            trigger: ".o_lcc_dashboard .o_lcc_chart canvas",
        },
        {
            content: "the circulation opens its lines",
            trigger: ".o_lcc_card[data-key=circulation] .o_lcc_figure:contains('34.00')",
            run: "click",
        },
        {
            content: "grouped, so that the sums are those of every line",
            trigger: ".o_list_view .o_group_header:contains('34.00')",
        },
        {
            content: "and the breadcrumb leads back",
            trigger: ".breadcrumb-item a:contains('Dashboard')",
            run: "click",
        },
        {
            trigger: ".o_lcc_dashboard button[name=situation]",
            run: "click",
        },
        {
            content: "what counters hold",
            trigger: ".o_lcc_situation tr[data-key=counters] .o_lcc_figure:contains('13,166.00')",
        },
        {
            content: "the books lack what waits, and say why",
            trigger: ".o_lcc_differences tr:contains('Waits for the books'):contains('17.00')",
        },
        {
            content: "another date",
            trigger: ".o_lcc_situation #lcc_date",
            run: "edit 03/10/2020 && press Enter",
        },
        {
            trigger: ".o_lcc_situation tr[data-key=circulation] .o_lcc_figure:contains('17.00')",
        },
        {
            trigger: ".o_lcc_situation button[name=denominations]",
            run: "click",
        },
        {
            content: "a cell opens its lines",
            trigger:
                ".o_lcc_sticky tr[data-key=circulation] td:has(.o_lcc_figure:contains('1')):first .o_lcc_figure",
            run: "click",
        },
        {
            trigger: ".o_list_view .o_data_row",
        },
        {
            trigger: ".breadcrumb-item a:contains('Situation')",
            run: "click",
        },
        {
            content: "the view and the date are kept",
            trigger: ".o_lcc_situation h2:contains('03/10/2020')",
        },
        {
            trigger: ".o_lcc_situation button[name=denominations].active",
        },
    ],
});

registry.category("web_tour.tours").add("lcc_situation_url_tour", {
    steps: () => [
        {
            content: "an address brings back dates and view",
            trigger: ".o_lcc_situation button[name=summary].active",
        },
        {
            trigger: ".o_lcc_situation tr[data-key=stock] td:nth-of-type(1):contains('74,800.00')",
        },
        {
            trigger: ".o_lcc_situation tr[data-key=stock] td:nth-of-type(2):contains('88,000.00')",
        },
        {
            trigger: ".o_lcc_situation tr[data-key=stock] td:nth-of-type(3):contains('-13,200.00')",
        },
        {
            trigger: ".o_lcc_situation button[name=denominations]",
            run: "click",
        },
        {
            content: "what changed, by denomination: of each, 150 left the vault",
            trigger:
                ".o_lcc_situation h2:contains('Change from') + .o_lcc_scroll tr[data-key=stock] td:nth-of-type(1):contains('-150')",
        },
    ],
});

registry.category("web_tour.tours").add("lcc_filters_tour", {
    steps: () => [
        {
            content: "another currency",
            trigger: ".o_lcc_dashboard select[name=currency]",
            run: "selectByLabel Second currency",
        },
        {
            trigger: ".o_lcc_dashboard .o_lcc_card[data-key=printed] .o_lcc_figure:contains('0.00')",
        },
        {
            trigger: ".o_lcc_dashboard select[name=currency]",
            run: "selectByLabel Test currency",
        },
        {
            trigger:
                ".o_lcc_dashboard .o_lcc_card[data-key=printed] .o_lcc_figure:contains('88,000.00')",
        },
        {
            trigger: ".o_lcc_dashboard button[name=situation]",
            run: "click",
        },
        {
            content: "one series alone: nothing of it was printed",
            trigger: ".o_lcc_situation select[name=series]",
            run: "selectByLabel 2021",
        },
        {
            trigger: ".o_lcc_situation tr[data-key=printed] td:contains('0.00')",
        },
        {
            content: "and the books, which know no series, are left out",
            trigger: ".o_lcc_situation .o_lcc_note",
        },
        {
            trigger: ".o_lcc_situation select[name=series]",
            run: "selectByLabel All",
        },
        {
            trigger: ".o_lcc_situation tr[data-key=printed] .o_lcc_figure:contains('88,000.00')",
        },
    ],
});

registry.category("web_tour.tours").add("lcc_guarantee_fund_tour", {
    steps: () => [
        {
            trigger: ".o_lcc_fund .o_lcc_card[data-key=missing]:contains('7,040.00')",
        },
        {
            trigger: ".o_lcc_fund button[name=prepare_transfer]",
            run: "click",
        },
        {
            trigger: ".o_form_view .o_field_widget[name=amount] input:value('7,040.00')",
        },
    ],
});
