import {expect, test} from "@odoo/hoot";
import {Deferred, animationFrame} from "@odoo/hoot-mock";
import {contains, mockService, onRpc} from "@web/../tests/web_test_helpers";
import {KpiLeaderboard} from "@crm_vn_kpi_sheet/kpi_leaderboard/kpi_leaderboard";
import {mountAction, onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const HA = {
    rank: 1,
    user_id: 5,
    name: "Hà",
    team: "Bắc",
    label: "120 %",
    percent: 120,
    standing: "ahead",
    sheet_id: 9,
    is_me: true,
};
const BAO = {...HA, rank: 2, name: "Bảo", percent: 40, sheet_id: false, is_me: false};

async function show(answer) {
    onRpc("crm.vn.kpi.leaderboard", "get_leaderboard", ({args}) => {
        expect.step(args.join(" "));
        return answer(...args);
    });
    mockService("action", {
        doAction: (action) => expect.step(`sheet ${action.res_id}`),
    });
    await mountAction(KpiLeaderboard);
}

test("people by rank, and one's own sheet", async () => {
    await show(() => ({shown: true, period: "11/2026", people: [HA, BAO]}));
    expect(".o_vn_kpi_person").toHaveCount(2);
    expect(".o_vn_kpi_person:first").toHaveClass("list-group-item-info");
    expect(".o_vn_kpi_person:first .bg-success").toHaveAttribute(
        "style",
        "width: 100%"
    );
    expect(".o_vn_kpi_open").toHaveCount(1);
    await contains(".o_vn_kpi_open").click();
    expect.verifySteps(["month 0", "sheet 9"]);
});

test("earlier and later periods", async () => {
    await show((kind, back) => ({shown: true, period: `${kind} ${back}`, people: []}));
    expect(".o_vn_kpi_after").not.toBeEnabled();
    expect(".o_vn_kpi_empty").toHaveCount(1);
    await contains(".o_vn_kpi_before").click();
    expect(".o_vn_kpi_period").toHaveText("month 1");
    await contains(".o_vn_kpi_quarter").click();
    expect(".o_vn_kpi_period").toHaveText("quarter 0");
    expect.verifySteps(["month 0", "month 1", "quarter 0"]);
});

test("the answer to an earlier click does not stand over a later one", async () => {
    const slow = new Deferred();
    await show((kind, back) => {
        const board = {shown: true, period: `${kind} ${back}`, people: []};
        return back === 1 ? slow.then(() => board) : board;
    });
    await contains(".o_vn_kpi_before").click();
    await contains(".o_vn_kpi_quarter").click();
    slow.resolve();
    await animationFrame();
    expect(".o_vn_kpi_period").toHaveText("quarter 0");
    expect.verifySteps(["month 0", "month 1", "quarter 0"]);
});

test("a company that shows no ranks", async () => {
    await show(() => ({shown: false, period: "11/2026", people: []}));
    expect(".o_vn_kpi_off").toHaveCount(1);
    expect.verifySteps(["month 0"]);
});
