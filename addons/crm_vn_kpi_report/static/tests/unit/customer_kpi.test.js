import {beforeEach, expect, test} from "@odoo/hoot";
import {
    contains,
    makeServerError,
    mockService,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {browser} from "@web/core/browser/browser";
import {user} from "@web/core/user";
import {CustomerKpi} from "@crm_vn_kpi_report/customer_kpi/customer_kpi";
import {mountAction, onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const MEMORY = "crm_vn_kpi.customer_kpi.options";
const OPTIONS = {
    period: "this_month",
    date_from: "2026-11-01",
    date_to: "2026-11-30",
    compare: "none",
    kind: "all",
    res_id: false,
};
const CELL = {value: 4, text: "4", kind: "count", drill: {metric: "orders"}};

beforeEach(() => browser.sessionStorage.removeItem(MEMORY));

function report(options) {
    const rows = [...Array(10).keys()].map((id) => ({
        id,
        name: `Person ${id}`,
        cells: {orders: CELL},
    }));
    return {
        title: "Customer KPI",
        period: "11/2026",
        options: {...OPTIONS, ...options},
        choices: {all: true, teams: [{id: 3, name: "Bắc"}], users: []},
        people: "",
        blocks: [
            {
                name: "order",
                title: "Orders",
                tiles: [{name: "orders", title: "Orders", definition: "x", cell: CELL}],
                table: {
                    title: "Person",
                    columns: [{name: "orders", title: "Orders", definition: "x"}],
                    rows,
                    total: {orders: CELL},
                },
            },
        ],
    };
}

async function show(refuse = () => false) {
    onRpc("crm.vn.kpi.report", "get_report", ({args}) => {
        const {period, kind, res_id} = args[0];
        expect.step([period, kind, res_id].filter(Boolean).join(" ") || "first");
        if (refuse(args[0])) {
            throw makeServerError({message: "refused"});
        }
        return report(args[0]);
    });
    onRpc("crm.vn.kpi.report", "get_action", ({args}) => ({
        type: "ir.actions.client",
        tag: args[1].metric,
    }));
    mockService("action", {doAction: ({tag}) => expect.step(`open ${tag}`)});
    await mountAction(CustomerKpi);
}

test("a number opens its records, the rest of a table by a click", async () => {
    await show();
    expect(".o_vn_line[data-id]").toHaveCount(8);
    await contains(".o_vn_all").click();
    expect(".o_vn_line[data-id]").toHaveCount(10);
    await contains(".o_vn_tile .o_vn_number").click();
    expect.verifySteps(["first", "open orders"]);
});

test("another team; what was asked last is asked again", async () => {
    await show();
    await contains(".o_vn_people").select("team:3");
    expect.verifySteps(["first", "this_month team 3"]);
    const memory = JSON.parse(browser.sessionStorage.getItem(MEMORY));
    expect([memory.uid, memory.options.res_id]).toEqual([user.userId, 3]);
});

test("what may not be asked any more is forgotten", async () => {
    browser.sessionStorage.setItem(
        MEMORY,
        JSON.stringify({
            uid: user.userId,
            options: {...OPTIONS, kind: "team", res_id: 9},
        })
    );
    await show(({res_id}) => res_id === 9);
    expect(".o_vn_tile").toHaveCount(1);
    expect.verifySteps(["this_month team 9", "first"]);
});
