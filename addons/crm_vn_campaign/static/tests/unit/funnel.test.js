import {expect, queryAllTexts, test} from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import "@crm_vn_campaign/funnel/funnel";
import {onDesktop, stepActions} from "@crm_vn_base/../tests/unit/unit_helpers";

class Campaign extends models.Model {
    _name = "utm.campaign";
    name = fields.Char();
    vn_member_count = fields.Integer({string: "Members"});
    vn_waiting_count = fields.Integer({string: "Waiting"});
    vn_contacted_count = fields.Integer({string: "Contacted"});
    vn_interested_count = fields.Integer({string: "Interested"});
    vn_refused_count = fields.Integer({string: "Refused"});
    vn_won_count = fields.Integer({string: "Won"});
    _records = [
        {
            id: 1,
            name: "Tết",
            vn_member_count: 40,
            vn_waiting_count: 30,
            vn_won_count: 4,
        },
        {id: 2, name: "Empty"},
    ];
}

onDesktop();
defineModels([Campaign]);

const show = (resId) =>
    mountView({
        type: "form",
        resModel: "utm.campaign",
        resId,
        arch: `<form><field name="name"/><widget name="vn_campaign_funnel"/></form>`,
    });

test("a bar for each step, as long as its share of the members", async () => {
    await show(1);
    expect(queryAllTexts(".o_vn_funnel .text-break")).toEqual([
        "Members",
        "Waiting",
        "Contacted",
        "Interested",
        "Refused",
        "Won",
    ]);
    expect("[data-step=members] .progress-bar").toHaveAttribute("style", "width: 100%");
    expect("[data-step=waiting] .progress-bar").toHaveAttribute("style", "width: 75%");
    expect("[data-step=won]").toHaveText(/4$/);
});

test("a bar opens the members that it counts", async () => {
    onRpc("utm.campaign", "action_vn_open_members", ({args, kwargs}) => {
        expect.step(`members of ${args[0]} ${kwargs.context.meaning || "all"}`);
        return {type: "ir.actions.client", tag: "members"};
    });
    stepActions(({tag}) => tag);
    await show(1);
    await contains("[data-step=won]").click();
    await contains("[data-step=members]").click();
    expect.verifySteps(["members of 1 won", "members", "members of 1 all", "members"]);
});

test("without members every bar is empty; a new campaign has none", async () => {
    await show(2);
    expect("[data-step=members] .progress-bar").toHaveAttribute("style", "width: 0%");
});

test("a campaign that is not saved has no funnel", async () => {
    await show(undefined);
    expect(".o_vn_funnel").toHaveCount(0);
});
