import {expect, test} from "@odoo/hoot";
import {contains, mockService, onRpc} from "@web/../tests/web_test_helpers";
import {deserializeDate} from "@web/core/l10n/dates";
import {PeriodTable} from "@crm_vn_base/period_table/period_table";
import {mountAction, onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const TABLE = {
    dimensions: [
        {name: "user", label: "Person"},
        {name: "month", label: "Month"},
    ],
    columns: [
        {name: "planned", label: "Planned"},
        {name: "made", label: "Made"},
    ],
    rows: [{key: 5, label: "Lan", numbers: ["4", "3"]}],
    total: ["4", "3"],
};

async function show(rows = TABLE.rows) {
    onRpc("crm.vn.some.report", "get_table", ({args}) => {
        expect.step(`table ${JSON.stringify(args)}`);
        const [from, to, by] = args;
        const period = from ? [from, to] : ["2027-02-01", "2027-02-28"];
        return {...TABLE, rows, period, by: by || "user"};
    });
    onRpc("crm.vn.some.report", "open_records", ({args}) => {
        expect.step(`open ${JSON.stringify(args)}`);
        return {type: "ir.actions.act_window", id: 3, path: "x", res_model: "x"};
    });
    mockService("action", {
        doAction: ({id, path}) => expect.step(`action ${id} ${path}`),
    });
    return mountAction(PeriodTable, {params: {model: "crm.vn.some.report"}});
}

test("it begins with the period that the server tells", async () => {
    const table = await show();
    expect(table.period).toEqual(["2027-02-01", "2027-02-28"]);
    expect("tbody th").toHaveText("Lan");
    expect("[data-column=made]").toHaveText("3");
    expect.verifySteps(['table [false,false,""]']);
});

test("a number opens its records, without what a reload would read", async () => {
    await show();
    await contains("[data-column=made]").click();
    await contains("[data-total=planned]").click();
    const asked = '["2027-02-01","2027-02-28","user"';
    expect.verifySteps([
        'table [false,false,""]',
        `open ${asked},"made",5]`,
        "action undefined undefined",
        `open ${asked},"planned",null]`,
        "action undefined undefined",
    ]);
});

test("counted by something else, in the same days", async () => {
    await show();
    await contains("select").select("month");
    expect.verifySteps([
        'table [false,false,""]',
        'table ["2027-02-01","2027-02-28","month"]',
    ]);
});

test("a day after the other moves it along", async () => {
    const table = await show();
    await table.setDay("from", deserializeDate("2027-03-05"));
    await table.setDay("to", deserializeDate("2027-01-09"));
    await table.setDay("to", null);
    expect.verifySteps([
        'table [false,false,""]',
        'table ["2027-03-05","2027-03-05","user"]',
        'table ["2027-01-09","2027-01-09","user"]',
    ]);
});

test("nothing in the period", async () => {
    await show([]);
    expect("table").toHaveCount(0);
    expect("p.text-muted").toHaveText("Nothing in this period. Choose other days.");
    expect.verifySteps(['table [false,false,""]']);
});
