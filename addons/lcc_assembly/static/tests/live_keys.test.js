/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { useLiveKeys } from "@lcc_assembly/session_live/live_keys";
import {
    findMembers,
    getNext,
    getPlaces,
    getStep,
    isOtherNamed,
} from "@lcc_assembly/session_live/live_places";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { getService, mountWithCleanup } from "@web/../tests/web_test_helpers";
import { Dialog } from "@web/core/dialog/dialog";

import { expect, press, test } from "@odoo/hoot";
import { queryOne } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { Component, xml } from "@odoo/owl";

class Page extends Component {
    static template = xml`
        <button name="plain">Plain</button>
        <input name="name" type="text" />
        <select name="chair"><option>Yvonne</option></select>`;
    static props = {};

    setup() {
        useLiveKeys({
            u: () => expect.step("unanimous"),
            arrowdown: () => expect.step("next"),
            "?": () => expect.step("help"),
        });
    }
}

class Words extends Component {
    static template = xml`<Dialog title="'Words'"><p>Words</p></Dialog>`;
    static components = { Dialog };
    static props = { close: Function };
}

const AGENDA = [
    { id: 1, votes: [{ id: 11, state: "done" }] },
    { id: 2, votes: [] },
    {
        id: 3,
        votes: [
            { id: 31, state: "done" },
            { id: 32, state: "draft" },
        ],
    },
];

defineMailModels();

test("keys are heard on the page", async () => {
    await mountWithCleanup(Page);
    queryOne("button[name='plain']").focus();
    await press("u");
    await press("ArrowDown");
    await press(["shift", "?"]);
    expect.verifySteps(["unanimous", "next", "help"]);
});

test("they are silent where somebody writes or chooses", async () => {
    await mountWithCleanup(Page);
    for (const name of ["input[name='name']", "select[name='chair']"]) {
        queryOne(name).focus();
        await press("u");
        await press("ArrowDown");
        await press(["shift", "?"]);
    }
    expect.verifySteps([]);
});

test("they are silent in a dialog", async () => {
    await mountWithCleanup(Page);
    getService("dialog").add(Words, {});
    await animationFrame();
    await press("u");
    await press(["shift", "?"]);
    expect.verifySteps([]);
});

test("one stands at votes, and at items without any", () => {
    const places = getPlaces(AGENDA);
    expect(places.map(({ key }) => key)).toEqual(["vote-11", "item-2", "vote-31", "vote-32"]);
    expect(getStep(places, "item-2", 1).key).toBe("vote-31");
    expect(getStep(places, "vote-32", 1).key).toBe("vote-32");
    expect(getStep(places, "vote-11", -1).key).toBe("vote-11");
});

test("next is the vote that is still to come", () => {
    const places = getPlaces(AGENDA);
    expect(getNext(places, "vote-11").key).toBe("vote-32");
    expect(getNext(places, "vote-32").key).toBe("vote-32");
});

test("members are found by first letters, accents aside", () => {
    const members = ["Marius Lafitte-Ré", "Armelle Pénichon", "Édith Marin"].map((name) => ({
        name,
    }));
    const find = (letters) => findMembers(members, letters).map(({ name }) => name);
    expect(find("pen")).toEqual(["Armelle Pénichon"]);
    expect(find("ré")).toEqual(["Marius Lafitte-Ré"]);
    expect(find("mar")).toEqual(["Marius Lafitte-Ré", "Édith Marin"]);
    expect(find("edith m")).toEqual(["Édith Marin"]);
    expect(find("elle")).toEqual([]);
    expect(find(" ")).toHaveLength(3);
});

test("a member is found by the name of the substitute", () => {
    const hector = { name: "Hector Pillet", substitute: "Irène Suppléante" };
    expect(findMembers([hector], "ire")).toHaveLength(1);
    expect(isOtherNamed(hector, "ire")).toBe(true);
    expect(isOtherNamed(hector, "hec")).toBe(false);
    expect(isOtherNamed({ name: "Irma Hue", substitute: "" }, "ir")).toBe(false);
    expect(isOtherNamed(hector, " ")).toBe(false);
});
