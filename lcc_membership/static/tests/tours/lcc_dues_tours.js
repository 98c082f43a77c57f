// Copyright 2026 The LCC suite contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

function choose(field, name) {
    return [
        { trigger: `.modal [name='${field}'] input`, run: `edit ${name}` },
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
