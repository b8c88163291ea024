import {expect, test} from "@odoo/hoot";
import {animationFrame} from "@odoo/hoot-mock";
import {contains, mockService, onRpc} from "@web/../tests/web_test_helpers";
import {FirstSteps, FirstStepsBlock} from "@crm_vn_first_steps/steps/first_steps";
import {
    mountAction,
    mountBlock,
    onDesktop,
} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

function step(name, values = {}) {
    return {
        name,
        sequence: 10,
        title: name,
        text: "why",
        missing: ["something"],
        action: `x.${name}`,
        label: `Open ${name}`,
        may: true,
        done: false,
        skipped: false,
        ...values,
    };
}

const DONE = step("done", {done: true, missing: []});

function answer(steps, hidden = false) {
    const done = steps.filter((one) => one.done || one.skipped).length;
    return {hidden, done, total: steps.length, steps};
}

test("a step opens its screen, and the list is read anew", async () => {
    mockService("action", {
        doAction: (action, {onClose}) => {
            expect.step(action);
            return onClose({noReload: action === "x.elsewhere"});
        },
    });
    onRpc("crm.vn.first.steps", "get_steps", () => {
        expect.step("read");
        return answer([
            DONE,
            step("tiers"),
            step("elsewhere"),
            step("far", {may: false}),
        ]);
    });
    await mountAction(FirstSteps);
    expect("[data-step=done] .o_vn_step_skip").toHaveCount(0);
    expect("[data-step=far] .o_vn_step_open").toHaveCount(0);
    await contains("[data-step=tiers] .o_vn_step_open").click();
    expect.verifySteps(["read", "x.tiers", "read"]);
    // another screen came: this one is about to go, and would never answer
    await contains("[data-step=elsewhere] .o_vn_step_open").click();
    expect.verifySteps(["x.elsewhere"]);
});

/** The block asks for the steps when it is there. */
async function showBlock(steps) {
    onRpc("crm.vn.first.steps", "get_steps", () => answer(steps));
    await mountBlock(FirstStepsBlock, {});
    await animationFrame();
}

test("the desk shows what comes next, and hides it for good", async () => {
    onRpc("crm.vn.first.steps", "set_hidden", ({args}) => {
        expect.step(`hidden ${args[0]}`);
        return true;
    });
    const names = ["a", "b", "c", "d"];
    await showBlock([DONE, ...names.map((name) => step(name))]);
    expect(".o_vn_step").toHaveCount(3);
    expect(".o_vn_step_skip").toHaveCount(0);
    await contains(".o_vn_steps_hide").click();
    expect.verifySteps(["hidden true", "reload"]);
});

test("nothing is left", async () => {
    await showBlock([DONE]);
    expect(".o_vn_step").toHaveCount(0);
    expect(".o_vn_empty").toHaveCount(1);
});
