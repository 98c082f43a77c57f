/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { LccFigure } from "@lcc_base/figures/figure";
import { asIsoDate, formatChange, formatPercent } from "@lcc_base/figures/figures";
import { FiguresPage } from "@lcc_base/figures/figures_page";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    defineActions,
    getService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { router } from "@web/core/browser/router";
import { registry } from "@web/core/registry";
import { redirect } from "@web/core/utils/urls";
import { ControlPanel } from "@web/search/control_panel/control_panel";
import { WebClient } from "@web/webclient/webclient";

import { beforeEach, expect, test } from "@odoo/hoot";
import { animationFrame } from "@odoo/hoot-mock";
import { xml } from "@odoo/owl";

class DuesPage extends FiguresPage {
    static template = xml`
        <div class="o_action o_lcc_page" t-ref="root">
            <ControlPanel />
            <main class="o_content">
                <span name="unit" t-out="unit" />
                <LccFigure text="state.data.amount" onOpen="() => this.action.doAction(2)" />
                <LccFigure text="'no lines'" />
                <button name="before" t-on-click="() => this.update({ year: 2020 })" />
                <button name="wide" t-on-click="() => this.present({ isWide: true })" />
            </main>
        </div>`;
    static components = { ControlPanel, LccFigure };
    static source = ["dues", "get_dues"];

    readFilters(url) {
        return { year: parseInt(url.year) || 2021, isWide: Boolean(url.wide) };
    }

    writeFilters() {
        const { year, isWide } = this.state.filters;
        return { year, wide: isWide ? 1 : undefined };
    }

    get options() {
        return { year: this.state.filters.year };
    }
}

const AMOUNTS = { 2020: "2,314.02", 2021: "2,321.00" };

defineMailModels();
defineActions([
    {
        id: 1,
        name: "Dues",
        tag: "lcc_base.test_dues",
        path: "dues",
        type: "ir.actions.client",
    },
    {
        id: 2,
        name: "Lines",
        res_model: "res.partner",
        views: [[false, "list"]],
        type: "ir.actions.act_window",
    },
]);

beforeEach(() => {
    registry.category("actions").add("lcc_base.test_dues", DuesPage, { force: true });
    onRpc("dues", "get_dues", ({ args, kwargs }) => {
        expect(args).toEqual([]);
        expect.step(`dues of ${kwargs.year}`);
        return { amount: AMOUNTS[kwargs.year], currency_id: 2 };
    });
});

async function openPage(options) {
    await mountWithCleanup(WebClient);
    await getService("action").doAction(1, options);
    await animationFrame();
}

test("one call tells the figures and their unit", async () => {
    await openPage();
    expect.verifySteps(["dues of 2021"]);
    expect("button.o_lcc_figure").toHaveText("2,321.00");
    expect("[name=unit]").toHaveText("€");
    expect("button.o_lcc_figure").toHaveCount(1, { message: "only what has lines opens" });
});

test("what the reader chose is in the address and comes back", async () => {
    await openPage();
    await contains("[name=before]").click();
    await contains("[name=wide]").click();
    await animationFrame();
    expect.verifySteps(["dues of 2021", "dues of 2020"]);
    expect(router.current).toMatchObject({ year: 2020, wide: 1 });
    await contains("button.o_lcc_figure").click();
    expect(".o_list_view").toHaveCount(1);
    await contains(".breadcrumb-item a").click();
    expect.verifySteps(["dues of 2020"]);
    expect("button.o_lcc_figure").toHaveText("2,314.02");
});

test("an address chooses", async () => {
    redirect("/odoo/dues?year=2020");
    await mountWithCleanup(WebClient);
    await animationFrame();
    expect.verifySteps(["dues of 2020"]);
});

test("another page chooses", async () => {
    await openPage({ props: { state: { filters: { year: 2020 } } } });
    expect.verifySteps(["dues of 2020"]);
});

test("formats", () => {
    expect(formatPercent(null)).toBe("");
    expect(formatPercent(10.25)).toBe("10.3\u00a0%");
    expect(formatChange(3)).toBe("+3.00");
    expect(formatChange(-3)).toBe("-3.00");
    expect(asIsoDate("2021-09-31")).toBe(false);
    expect(asIsoDate("2021-09-30")).toBe("2021-09-30");
});
