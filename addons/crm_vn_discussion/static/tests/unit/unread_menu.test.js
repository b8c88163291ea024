import {expect, test} from "@odoo/hoot";
import {waitFor, waitForNone} from "@odoo/hoot-dom";
import {
    MockServer,
    contains,
    mockService,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
    serverState,
} from "@web/../tests/web_test_helpers";
import {user} from "@web/core/user";
import {UnreadMenu} from "@crm_vn_discussion/unread/unread_menu";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const BADGE = ".o_vn_unread_count";
let count = 0;

async function show({isSalesperson = true} = {}) {
    patchWithCleanup(user, {hasGroup: () => Promise.resolve(isSalesperson)});
    onRpc("crm.vn.unread", "get_count", () => {
        expect.step("count");
        return count;
    });
    mockService("action", {
        loadAction: (xmlid) => ({xml_id: xmlid, id: 4, path: "x", domain: []}),
        doAction: (action) => {
            expect(action.id).toBe(undefined, {message: "a reload keeps the domain"});
            expect.step(`open ${JSON.stringify(action.domain[0])}`);
        },
    });
    await mountWithCleanup(UnreadMenu);
}

test("how many comments wait, and whose customers they are about", async () => {
    count = 3;
    await show();
    await waitFor(`${BADGE}:contains(3)`);
    await contains(".o_vn_unread_menu button").click();
    expect.verifySteps(["count", 'open ["vn_unread_count",">",0]']);
});

test("it is counted anew when the server says so", async () => {
    count = 1;
    await show();
    await waitFor(BADGE);
    count = 0;
    MockServer.env["bus.bus"]._sendone(
        serverState.partnerId,
        "crm_vn_discussion/unread",
        {}
    );
    await waitForNone(BADGE);
    expect.verifySteps(["count", "count"]);
});

test("who sells nothing has no such menu, and asks nothing", async () => {
    await show({isSalesperson: false});
    expect(".o_vn_unread_menu").toHaveCount(0);
    expect.verifySteps([]);
});
