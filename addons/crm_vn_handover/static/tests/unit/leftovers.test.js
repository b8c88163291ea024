import {expect, test} from "@odoo/hoot";
import {contains} from "@web/../tests/web_test_helpers";
import {Leftovers} from "@crm_vn_handover/leftovers/leftovers";
import {
    mountBlock,
    onDesktop,
    stepActions,
} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const DOMAIN = [["user_id.active", "=", false]];

function mount(tell) {
    stepActions(tell);
    const rows = [
        {model: "res.partner", name: "Contact", count: 3, domain: DOMAIN},
        {model: "crm.lead", name: "Lead", count: 1, domain: []},
    ];
    return mountBlock(Leftovers, {rows}, {kind: "all"});
}

test("each number opens the list of as many", async () => {
    await mount((action, options) => {
        expect(action.domain).toEqual(DOMAIN);
        expect(options.additionalContext).toEqual({force_search_count: 1});
        return action.res_model;
    });
    expect(".o_vn_left").toHaveCount(2);
    expect(".o_vn_left[data-model='res.partner']").toHaveText("Contact: 3");
    await contains(".o_vn_left[data-model='res.partner']").click();
    expect.verifySteps(["res.partner"]);
});

test("from there to handing over", async () => {
    await mount((action) => action);
    await contains(".o_vn_hand_over").click();
    expect.verifySteps(["crm_vn_handover.crm_vn_handover_action"]);
});
