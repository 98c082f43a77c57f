/* Copyright 2026 The LCC suite contributors
 * License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl). */
import { Progress } from "@lcc_base/progress/progress";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import {
    contains,
    defineModels,
    fields,
    MockServer,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import { registry } from "@web/core/registry";

import { beforeEach, destroy, expect, test } from "@odoo/hoot";
import { advanceTime, animationFrame, Deferred } from "@odoo/hoot-mock";

class Work extends models.Model {
    _name = "work";
    name = fields.Char();
    state = fields.Char();
    _records = [{ id: 1, name: "Calls", state: "running" }];
    _views = {
        form: `<form><widget name="lcc_test_progress"/><field name="name"/></form>`,
    };
}

class WorkProgress extends Progress {
    isLaunched({ state }) {
        return state === "running";
    }
}

defineMailModels();
defineModels([Work]);

let answers;

beforeEach(() => {
    registry.category("view_widgets").add(
        "lcc_test_progress",
        { component: WorkProgress, fieldDependencies: [{ name: "state", type: "char" }] },
        { force: true }
    );
    onRpc("work", "get_progress", ({ args }) => {
        expect(args).toEqual([[1]]);
        expect.step("progress");
        const answer = answers.length > 1 ? answers.shift() : answers[0];
        if (answer instanceof Error) {
            throw answer;
        }
        return answer;
    });
    onRpc("work", "web_read", () => expect.step("load"));
});

const running = (done) => ({
    is_running: true,
    step: "Calling",
    done,
    total: 4,
    percent: 25 * done,
});

async function open() {
    const form = await mountView({ type: "form", resModel: "work", resId: 1 });
    await advanceTime(0);
    await animationFrame();
    return form;
}

test("the bar moves, and the record is loaded again at the end", async () => {
    answers = [running(1), running(2), { is_running: false }];
    await open();
    expect(".o_lcc_progress").toHaveText("Calling… 1 / 4");
    await advanceTime(1500);
    await animationFrame();
    expect(".o_lcc_progress").toHaveText("Calling… 2 / 4");
    expect(".progress-bar").toHaveAttribute("aria-valuenow", "50");
    expect.verifySteps(["load", "progress", "progress"]);
    MockServer.env["work"].write([1], { state: "done" });
    await advanceTime(1500);
    await animationFrame();
    expect(".o_lcc_progress").toHaveCount(0);
    await advanceTime(60000);
    expect.verifySteps(["progress", "load", "progress"]);
});

test("what is over before it is asked for is loaded again, once", async () => {
    answers = [{ is_running: false }];
    await open();
    await advanceTime(60000);
    expect.verifySteps(["load", "progress", "load", "progress"]);
});

test("it is asked ever less often while nothing moves", async () => {
    answers = [running(0)];
    await open();
    await advanceTime(1500);
    await advanceTime(3000);
    await advanceTime(6000);
    expect.verifySteps(["load", "progress", "progress", "progress", "progress"]);
    await advanceTime(9000);
    expect.verifySteps([]);
    answers = [running(1)];
    await advanceTime(1000);
    await advanceTime(1500);
    expect.verifySteps(["progress", "progress"]);
});

test("a request that fails is made again after a longer pause", async () => {
    const failure = new Error("The server is being restarted");
    answers = [running(1), failure, failure, running(2)];
    await open();
    await advanceTime(1500);
    await advanceTime(29000);
    expect.verifySteps(["load", "progress", "progress"]);
    expect(".o_lcc_progress").toHaveText("Calling… 1 / 4");
    await advanceTime(1000);
    await advanceTime(30000);
    await animationFrame();
    expect.verifySteps(["progress", "progress"]);
    expect(".o_lcc_progress").toHaveText("Calling… 2 / 4");
    await advanceTime(1500);
    expect.verifySteps(["progress"]);
});

test("nothing is asked or loaded once the form is closed", async () => {
    const answer = new Deferred();
    answers = [running(1), answer];
    const form = await open();
    await advanceTime(1500);
    expect.verifySteps(["load", "progress", "progress"]);
    destroy(form);
    answer.resolve({ is_running: false });
    await advanceTime(60000);
    expect.verifySteps([]);
});

test("what the user is changing is not taken away", async () => {
    answers = [running(3), { is_running: false }];
    await open();
    await contains("[name=name] input").edit("Letters");
    await advanceTime(1500);
    await animationFrame();
    expect(".o_lcc_progress").toHaveCount(0);
    expect("[name=name] input").toHaveValue("Letters");
    expect.verifySteps(["load", "progress", "progress"]);
});
