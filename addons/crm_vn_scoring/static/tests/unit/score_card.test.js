import {expect, test} from "@odoo/hoot";
import {
    contains,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {ScoreCard} from "@crm_vn_scoring/score_card/score_card";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const CALL = {date: "2026-11-20", label: "Gọi", points: 5};
const CARD = {
    score: 35,
    star: 2,
    trend: -10,
    trend_days: 30,
    missing: 25,
    hint: {count: 2, name: "Gặp", points: 15},
    sections: [
        {
            key: "engagement",
            title: "Engagement",
            points: 35,
            count: 5,
            lines: [
                {...CALL, res_model: "crm.lead", res_id: 3},
                {...CALL, res_model: "res.partner", res_id: 7},
                {...CALL, points: -10, res_model: false, res_id: false},
            ],
        },
    ],
};

async function show(values = {}, record = {resModel: "res.partner", resId: 7}) {
    onRpc("res.partner", "vn_get_score_card", ({args}) => {
        expect.step(`asked for ${args[0]}`);
        return {...CARD, ...values};
    });
    mockService("action", {
        doAction: (action) => expect.step(`${action.res_model} ${action.res_id}`),
    });
    await mountWithCleanup(ScoreCard, {props: {record, readonly: true}});
}

test("stars, points, trend and the way to the next star", async () => {
    await show();
    expect.verifySteps(["asked for 7"]);
    expect(".o_vn_score_stars .fa-star").toHaveCount(2);
    expect(".o_vn_score_stars .fa-star-o").toHaveCount(3);
    expect(".o_vn_score_stars").toHaveAttribute("aria-label", "2 of 5 stars");
    expect(".o_vn_score_total").toHaveText("35");
    expect(".o_vn_score_trend").toHaveText("-10 in 30 days");
    expect(".o_vn_score_trend").toHaveClass("text-danger");
    expect(".o_vn_score_missing").toHaveText(
        "25 points to the next star, for example 2 × Gặp (+15)"
    );
});

test("without an example, and with all stars", async () => {
    await show({hint: false, trend: 0});
    expect(".o_vn_score_missing").toHaveText("25 points to the next star");
    expect(".o_vn_score_trend").toHaveClass("text-muted");
    expect.verifySteps(["asked for 7"]);
});

test("nothing is missing with all stars", async () => {
    await show({star: 5, missing: 0, trend: 5});
    expect(".o_vn_score_missing").toHaveText("All five stars reached");
    expect(".o_vn_score_trend").toHaveText("+5 in 30 days");
    expect(".o_vn_score_trend").toHaveClass("text-success");
    expect.verifySteps(["asked for 7"]);
});

test("a line opens its document, but not the record that is shown", async () => {
    await show();
    expect(".o_vn_score_line").toHaveCount(3);
    expect(".o_vn_score_line a").toHaveCount(1);
    expect(".o_vn_score_line:eq(2) .o_vn_score_points").toHaveText("-10");
    await contains(".o_vn_score_line a").click();
    expect.verifySteps(["asked for 7", "crm.lead 3"]);
    expect("[data-section=engagement] > .text-muted").toHaveText("and 2 more");
});

test("no points, and a record that is not saved", async () => {
    await show({sections: []});
    expect(".o_vn_score_empty").toHaveCount(1);
    expect.verifySteps(["asked for 7"]);
});

test("a record that is not saved is not asked about", async () => {
    await show({}, {resModel: "res.partner", resId: false});
    expect(".o_vn_score_card").toHaveText("");
    expect.verifySteps([]);
});
