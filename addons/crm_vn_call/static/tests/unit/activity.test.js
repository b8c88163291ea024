import {expect, test} from "@odoo/hoot";
import {waitFor} from "@odoo/hoot-dom";
import {openFormView, start, startServer} from "@mail/../tests/mail_test_helpers";
import {
    asyncStep,
    contains,
    onRpc,
    patchWithCleanup,
    waitForSteps,
} from "@web/../tests/web_test_helpers";
import {session} from "@web/session";
import {canCallFrom} from "@crm_vn_call/call_service/call_models";
import "@crm_vn_call/activity/activity";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

/** Open a customer that has a to-do of this type. */
async function openWith(type, documents = ["res.partner"]) {
    patchWithCleanup(session, {vn_call_models: documents});
    const env = await startServer();
    const [typeId] = env["mail.activity.type"].search([["name", "=", type]]);
    const partnerId = env["res.partner"].create({name: "Chị Lan"});
    env["mail.activity"].create({
        activity_category: type === "Call" ? "phonecall" : "default",
        activity_type_id: typeId,
        can_write: true,
        res_id: partnerId,
        res_model: "res.partner",
    });
    onRpc("crm.vn.call.dialer", "vn_dial", ({args}) => {
        asyncStep(`dial ${args[0]} ${args[1] === partnerId}`);
        return {state: "asked", id: 3};
    });
    await start();
    await openFormView("res.partner", partnerId, {
        arch: "<form><chatter/></form>",
    });
    await waitFor(".o-mail-Activity");
}

test("a planned call calls", async () => {
    await openWith("Call");
    await contains(".o-mail-Activity .o_vn_activity_call").click();
    await waitForSteps(["dial res.partner true"]);
});

test("another to-do does not", async () => {
    await openWith("Email");
    expect(".o-mail-Activity-markDone").toHaveCount(1);
    expect(".o_vn_activity_call").toHaveCount(0);
});

test("where nobody can be called from, it does not either", async () => {
    await openWith("Call", ["crm.lead"]);
    expect(".o-mail-Activity-markDone").toHaveCount(1);
    expect(".o_vn_activity_call").toHaveCount(0);
});

test("before the server has said so, nobody is called", () => {
    patchWithCleanup(session, {vn_call_models: undefined});
    expect(canCallFrom("res.partner")).toBe(false);
});
