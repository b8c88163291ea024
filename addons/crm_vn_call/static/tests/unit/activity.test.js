import {describe, expect, test} from "@odoo/hoot";
import {waitFor} from "@odoo/hoot-dom";
import {
    defineMailModels,
    openFormView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import {asyncStep, contains, onRpc, waitForSteps} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");
defineMailModels();

/** Open a customer that has a to-do of this type. */
async function openWith(type) {
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
