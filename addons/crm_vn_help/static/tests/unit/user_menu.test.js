import {expect, test} from "@odoo/hoot";
import {makeMockEnv, patchWithCleanup} from "@web/../tests/web_test_helpers";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {currentScreen} from "@crm_vn_help/help/user_menu";
import {onDesktop, stepActions} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const screen = (action) => ({services: {action: {currentController: {action}}}});

test("a screen is named by all that the guide may know it by", () => {
    expect(currentScreen(screen({xml_id: "crm_vn_desk.desk", tag: "desk"}))).toBe(
        "crm_vn_desk.desk,desk"
    );
    expect(currentScreen(screen({res_model: "res.partner"}))).toBe("res.partner");
    expect(currentScreen(screen(undefined))).toBe("");
    expect(currentScreen({services: {action: {}}})).toBe("");
});

/** Choose an entry of the user's menu. */
async function choose(name, currentController) {
    stepActions(
        (action, {additionalContext}) => `${action} ${additionalContext.vn_screen}`,
        {currentController}
    );
    const env = await makeMockEnv();
    const item = registry.category("user_menuitems").get(name)(env);
    await item.callback();
    return item;
}

test("help is asked for about what is open", async () => {
    const item = await choose("support", {action: {res_model: "res.partner"}});
    expect(`${item.description}`).toBe("Help");
    expect.verifySteps(["crm_vn_help.crm_vn_help_request_action_new res.partner"]);
});

test("the guide opens beside, at the page about what is open", async () => {
    patchWithCleanup(browser, {
        open: (url, target) => expect.step(`${url} ${target}`),
    });
    const action = {xml_id: "crm_vn_desk.a", tag: "b c"};
    await choose("vn_guide", {action});
    expect.verifySteps(["/vn/guide?screen=crm_vn_desk.a%2Cb%20c _blank"]);
});
