/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { registry } from "@web/core/registry";

/** A councillor reads a notice, gives a proxy, and revokes it to give another. */
registry.category("web_tour.tours").add("lcc_assembly_portal_proxy", {
    steps: () => [
        {
            trigger: ".o_lcc_session a:contains('Municipal council')",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_lcc_item:contains('Grants'):contains('Why we give')" },
        { trigger: "a:contains('Notice (PDF)')" },
        { trigger: ".o_lcc_members:contains('Edmée Fradin')" },
        {
            trigger: ".o_lcc_proxy select[name='holder_id']",
            run: "selectByLabel Yvonne Trégan",
        },
        {
            trigger: ".o_lcc_proxy button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_lcc_holder:contains('Yvonne Trégan')" },
        { trigger: "button[name='confirm']", run: "click", expectUnloadPage: true },
        {
            trigger: ".o_lcc_proxy:contains('Your proxy is with Yvonne Trégan')",
        },
        { trigger: "button[name='revoke']", run: "click", expectUnloadPage: true },
        {
            trigger: ".o_lcc_proxy select[name='holder_id']",
            run: "selectByLabel Marius Lafitte-Ré",
        },
        {
            trigger: ".o_lcc_proxy button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: "button[name='confirm']", run: "click", expectUnloadPage: true },
        {
            trigger: ".o_lcc_proxy:contains('Your proxy is with Marius Lafitte-Ré')",
        },
        {
            content: "Nothing is wider than a phone",
            trigger: "body",
            run() {
                const { scrollWidth, clientWidth } = document.documentElement;
                if (scrollWidth > clientWidth) {
                    throw new Error(`${scrollWidth}px on a page of ${clientWidth}px`);
                }
            },
        },
    ],
});
