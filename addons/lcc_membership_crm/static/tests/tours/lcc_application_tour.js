// Copyright 2026 The LCC suite contributors
// License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
import { registry } from "@web/core/registry";

const CHOSEN = (stage) =>
    `.o_statusbar_status button[aria-checked='true']:contains('${stage}')`;

function fill(field, value) {
    return [
        {
            trigger: `[name='${field}'] input`,
            run: `edit ${value}`,
        },
        { trigger: `[name='${field}'] input`, run: "press Tab" },
    ];
}

registry.category("web_tour.tours").add("lcc_membership_crm_application", {
    steps: () => [
        {
            content: "the pipeline has its own stages, and no other",
            trigger:
                ".o_kanban_view:has(.o_kanban_group:contains('Visit')):not(:has(.o_kanban_group:contains('Qualified')))",
        },
        { trigger: ".o-kanban-button-new", run: "click" },
        {
            content: "a professional is proposed",
            trigger:
                ".o_kanban_quick_create [name='lcc_member_type_id'] input:value('Professional')",
        },
        ...fill("partner_name", "Tour bakery"),
        ...fill("email_from", "tour@example.org"),
        ...fill("zip", "09991"),
        ...fill("city", "Testville"),
        { trigger: ".o_kanban_quick_create .o_kanban_edit", run: "click" },
        {
            content: "the address gives the territory, which gives the manager",
            trigger: "[name='lcc_territory_id'] input:value('Test Foix')",
        },
        {
            trigger: "[name='user_id'] input:value('lcc_membership_local')",
        },
        { trigger: CHOSEN("Contact") },
        {
            content: "nobody joins without a charter and a decision",
            trigger: "button[name='action_set_won_rainbowman']",
            run: "click",
        },
        {
            trigger:
                ".modal:contains('cannot become a member yet'):contains('charter'):contains('decision')",
        },
        { trigger: ".modal .btn-primary", run: "click" },
        ...fill("lcc_charter_date", "04/02/2026"),
        { trigger: "[name='lcc_decision'] input", run: "click" },
        { trigger: ".o_select_menu_item:contains('Accepted')", run: "click" },
        ...fill("lcc_decision_date", "04/09/2026"),
        {
            trigger: "button[name='action_set_won_rainbowman']",
            run: "click",
        },
        { trigger: CHOSEN("Signed") },
        {
            content: "the dues are called, the convention is to sign",
            trigger: "[name='lcc_agreement_id']:contains('Tour bakery')",
        },
        { trigger: "[name='lcc_dues_amount']:contains('15.00')" },
        ...fill("lcc_convention_date", "05/04/2026"),
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
        {
            trigger: "button[name='action_lcc_view_member']",
            run: "click",
        },
        { trigger: ".o_form_view .nav-link[name='lcc_member']" },
    ],
});
