/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { registry } from "@web/core/registry";

const cell = (row, key) => `tr:contains('${row}') td[data-key='${key}']`;

/** An auditor reads the table, rounds it, and opens what a figure is made of. */
registry.category("web_tour.tours").add("lcc_membership_dues_table", {
    steps: () => [
        { trigger: `${cell("Test Foix", "members")}:contains('28')` },
        { trigger: `${cell("Test Foix", "amount")}:contains('289.60')` },
        { trigger: `${cell("Test Foix", "average")}:contains('10.3')` },
        { trigger: `${cell("Total", "amount")}:contains('327.10')` },
        { trigger: "input[name='is_whole']", run: "click" },
        { trigger: `${cell("Test Foix", "amount")}:contains(/^290$/)` },
        { trigger: `${cell("Total", "amount")}:contains(/^327$/)` },
        {
            content: "Nothing over nothing is blank, and the year before is compared",
            trigger: "button[data-year='2025']",
            run: "click",
        },
        { trigger: "th.o_lcc_year:contains('2025')" },
        { trigger: `${cell("Test Foix", "members_change")}:contains('-24')` },
        {
            trigger: `${cell("Test Couserans", "amount")}:contains(/^33$/) button`,
            run: "click",
        },
        { trigger: ".o_list_view .o_data_row:contains('12.50')" },
        { trigger: ".o_list_footer:contains('32.50')" },
        { trigger: ".o_back_button, .breadcrumb-item a", run: "click" },
        {
            content: "What was chosen is still so",
            trigger: `${cell("Total", "amount")}:contains(/^327$/)`,
        },
    ],
});

/** A treasurer asks why the dues and the books differ. */
registry.category("web_tour.tours").add("lcc_membership_dues_bridge", {
    steps: () => [
        { trigger: "tr[data-key='table'] td:contains('40.00')" },
        { trigger: "tr[data-key='after'] td:contains('-20.00')" },
        { trigger: "tr[data-key='unexplained'] td:contains('0.00')" },
        { trigger: "tr[data-key='balance'] td:contains('20.00')" },
        { trigger: "tr[data-key='after'] button", run: "click" },
        { trigger: ".o_list_view .o_data_row:contains('Bruno')" },
        { trigger: ".o_data_row .o_data_cell[name='partner_id']", run: "click" },
        { trigger: ".o_form_view [name='lcc_amount_paid']:contains('20.00')" },
    ],
});
