// Copyright 2026 The LCC suite contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

function choose(field, name, where = ".modal") {
    return [
        { trigger: `${where} [name='${field}'] input`, run: `edit ${name}` },
        {
            trigger: `.o-autocomplete--dropdown-item:contains('${name}')`,
            run: "click",
        },
    ];
}

registry.category("web_tour.tours").add("lcc_membership_market", {
    steps: () => [
        {
            content: "At the market",
            trigger: "[data-menu-xmlid='lcc_membership.lcc_dues_payment_menu']",
            run: "click",
        },
        ...choose("partner_id", "Alice"),
        {
            content: "The dues of her type are proposed",
            trigger: ".modal [name='amount'] input:value(20.00)",
        },
        { trigger: ".modal [name='gift'] input", run: "edit 5" },
        { trigger: ".modal [name='gift'] input", run: "press Tab" },
        { trigger: ".modal [name='total']:contains('25.00')" },
        ...choose("payment_method_line_id", "Test cash"),
        { trigger: ".modal button[name='action_done']", run: "click" },
        { trigger: ".o_notification:contains('Alice'):contains('25.00')" },
        { trigger: "body:not(:has(.modal))" },
    ],
});

registry.category("web_tour.tours").add("lcc_membership_campaign", {
    steps: () => [
        {
            content: "A campaign for one territory",
            trigger: ".o_list_button_add",
            run: "click",
        },
        ...choose("territory_ids", "Test Foix", ".o_form_view"),
        { trigger: ".o_form_button_save", run: "click" },
        {
            content: "The preview counts three members, 60 in all",
            trigger: "table[data-table='dues'] tfoot:contains('60.00') button:contains(/^3$/)",
        },
        { trigger: "table[data-table='territory'] tbody:contains('Test Foix')" },
        { trigger: "button[name='action_call']", run: "click" },
        { trigger: ".modal .btn-primary", run: "click" },
        {
            content: "The calls are made behind, and the bar moves",
            trigger: ".o_lcc_progress:contains('Calling members'):contains('1 / 3')",
        },
        { trigger: ".o_lcc_progress:contains('2 / 3') button:contains('Stop')" },
        {
            content: "Done without loading the page again",
            trigger: ".o_arrow_button_current[data-value='open']",
        },
        { trigger: "button[name='action_view_calls']:contains('Calls')", run: "click" },
        { trigger: ".o_list_view .o_data_row:nth-of-type(3)" },
        {
            content: "One member pays",
            trigger: ".o_data_row:contains('Alice') button[name='action_pay']",
            run: "click",
        },
        { trigger: ".modal [name='amount'] input:value(20.00)" },
        ...choose("payment_method_line_id", "Test cash"),
        { trigger: ".modal button[name='action_done']", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: ".o_data_row:contains('Alice') [name='state']:contains('Paid')" },
        { trigger: ".o_data_row:contains('Denis') [name='state']:contains('Called')" },
    ],
});
