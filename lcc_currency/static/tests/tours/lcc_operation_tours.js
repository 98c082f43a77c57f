// Copyright 2026 The LCC suite contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

const NEW_EXCHANGE =
    ".o_kanban_record:contains('Counter A') button[name='action_new_exchange']";

function choose(field, name) {
    return [
        { trigger: `${field} input`, run: `edit ${name}` },
        {
            trigger: `.o-autocomplete--dropdown-item:contains('${name}')`,
            run: "click",
        },
    ];
}

function addLine(list, face, quantity) {
    return [
        { trigger: `${list} .o_field_x2many_list_row_add a`, run: "click" },
        ...choose(`${list} .o_selected_row [name='denomination_id']`, face),
        {
            trigger: `${list} .o_selected_row [name='quantity'] input`,
            run: `edit ${quantity}`,
        },
        // Leaves the line, whose total follows.
        { trigger: ".oe_title", run: "click" },
        { trigger: `${list} .o_data_row:not(.o_selected_row):contains('${face}')` },
    ];
}

function post(label) {
    return [
        { trigger: `.o_statusbar_buttons button:contains('${label}')`, run: "click" },
        {
            trigger:
                ".o_statusbar_status button[data-value='posted'][aria-checked='true']",
        },
    ];
}

tours.add("lcc_currency_exchange", {
    steps: () => [
        { trigger: ".o_kanban_record:contains('100 × 50'):contains('Test shop')" },
        { trigger: NEW_EXCHANGE, run: "click" },
        ...choose("[name='partner_id']", "Test person"),
        { trigger: "[name='amount'] input", run: "edit 88" },
        { trigger: "[name='amount'] input", run: "press Tab" },
        { trigger: "[name='line_out_ids']:has(.o_data_row:eq(5))" },
        {
            content: "One coupon of 50 becomes none: the alert names both figures",
            trigger:
                "[name='line_out_ids'] .o_data_row:contains('50') .o_list_record_remove",
            run: "click",
        },
        { trigger: ".alert:contains('38.00'):contains('88.00')" },
        {
            trigger: ".o_statusbar_buttons button:contains('Propose coupons')",
            run: "click",
        },
        { trigger: "[name='line_out_ids'] .o_data_row:contains('50')" },
        { trigger: ".o_form_view:not(:has(.alert:contains('88.00')))" },
        ...post("Post exchange"),
        { trigger: ".o_statusbar_buttons button:contains('Print receipt')" },
        { trigger: ".o_form_view:not(:has(button:contains('Post exchange')))" },
    ],
});

tours.add("lcc_currency_exchange_phone", {
    steps: () => [
        { trigger: NEW_EXCHANGE, run: "click" },
        { trigger: "[name='amount'] input", run: "edit 88" },
        { trigger: "[name='amount'] input", run: "press Tab" },
        {
            trigger:
                "[name='line_out_ids'] .o_kanban_record:contains('1 × 50'):contains('50.00')",
        },
        {
            trigger: ".o_statusbar_buttons button:contains('Post exchange')",
            run: "click",
        },
        { trigger: ".o_statusbar_buttons button:contains('Print receipt')" },
    ],
});

tours.add("lcc_currency_swap", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        ...choose("[name='place_from_id']", "Counter A"),
        ...addLine("[name='line_out_ids']", "50", 1),
        ...addLine("[name='line_in_ids']", "20", 2),
        { trigger: ".alert:contains('50.00'):contains('40.00')" },
        ...addLine("[name='line_in_ids']", "10", 1),
        { trigger: ".o_form_view:not(:has(.alert:contains('go out')))" },
        ...post("Post swap"),
    ],
});

tours.add("lcc_currency_refused", {
    steps: () => [
        { trigger: ".o_list_button_add", run: "click" },
        ...choose("[name='place_from_id']", "Counter A"),
        ...addLine("[name='line_out_ids']", "50", 101),
        {
            trigger: ".o_statusbar_buttons button:contains('Post exchange')",
            run: "click",
        },
        {
            trigger:
                ".modal:contains('not enough coupons'):contains('holds 100'):contains('Supply the place first')",
        },
        { trigger: ".modal .btn-primary", run: "click" },
        {
            trigger:
                ".o_statusbar_status button[data-value='draft'][aria-checked='true']",
        },
    ],
});

tours.add("lcc_currency_reversal", {
    steps: () => [
        { trigger: ".o_data_row:contains('17.00') td[name='date']", run: "click" },
        { trigger: ".o_statusbar_buttons button:contains('Reverse')", run: "click" },
        { trigger: ".modal [name='reason'] input", run: "edit Wrong amount" },
        {
            trigger: ".modal button:contains('Reverse the operation')",
            run: "click",
        },
        { trigger: ".ribbon:contains('Reversal')" },
        {
            trigger: "button[name='action_view_reversal']:contains('Reversed operation')",
            run: "click",
        },
        { trigger: ".ribbon:contains('Reversed')" },
        { trigger: ".o_form_view:not(:has(button[name='action_reverse']))" },
    ],
});
