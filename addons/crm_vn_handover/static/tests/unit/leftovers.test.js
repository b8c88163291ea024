import {describe, expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {contains, mockService, mountWithCleanup} from "@web/../tests/web_test_helpers";
import {Leftovers} from "@crm_vn_handover/leftovers/leftovers";

describe.current.tags("desktop");
defineMailModels();

const DOMAIN = [["user_id.active", "=", false]];

function mount(doAction) {
    mockService("action", {doAction});
    return mountWithCleanup(Leftovers, {
        props: {
            data: {
                rows: [
                    {model: "res.partner", name: "Contact", count: 3, domain: DOMAIN},
                    {model: "crm.lead", name: "Lead", count: 1, domain: []},
                ],
            },
            scope: {kind: "all"},
            reload: () => expect.step("reload"),
            openList: () => expect.step("list"),
            openRecord: () => expect.step("record"),
        },
    });
}

test("each number opens the list of as many", async () => {
    await mount((action, options) => {
        expect.step(action.res_model);
        expect(action.domain).toEqual(DOMAIN);
        expect(options.additionalContext).toEqual({force_search_count: 1});
    });
    expect(".o_vn_left").toHaveCount(2);
    expect(".o_vn_left[data-model='res.partner']").toHaveText("Contact: 3");
    await contains(".o_vn_left[data-model='res.partner']").click();
    expect.verifySteps(["res.partner"]);
});

test("from there to handing over", async () => {
    await mount((action) => expect.step(action));
    await contains(".o_vn_hand_over").click();
    expect.verifySteps(["crm_vn_handover.crm_vn_handover_action"]);
});
