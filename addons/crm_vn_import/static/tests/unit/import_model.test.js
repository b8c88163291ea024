import {expect, test} from "@odoo/hoot";
import "@crm_vn_import/import/import_model";
import {onDesktop, stepActions} from "@crm_vn_base/../tests/unit/unit_helpers";
import {REPORT, openImport} from "@crm_vn_import/../tests/unit/import_helpers";

onDesktop();

async function open(model, load = () => ({ids: [1], messages: [], nextrow: 0})) {
    stepActions();
    const screen = await openImport(model, load);
    return screen.model;
}

test("only what reports can leave out faulty rows and read old encodings", async () => {
    for (const name of ["res.partner", "crm.vn.channel", "utm.source"]) {
        const model = await open(name);
        expect(model.importOptions.vn_leave_out_failed).toBe(false, {message: name});
        expect(model.importOptionsValues.encoding.options).toInclude("tcvn3");
    }
    const other = await open("crm.lead");
    expect("vn_leave_out_failed" in other.importOptions).toBe(false);
    expect(other.importOptionsValues.encoding.options).not.toInclude("tcvn3");
});

test("what became of the rows is added up over all steps", async () => {
    let line = 0;
    const model = await open("res.partner", () => ({
        ids: [1],
        messages: [],
        nextrow: 0,
        vn_report: {
            ...REPORT,
            failed: [{...REPORT.failed[0], line: 4 * ++line}],
            left_out: ["Ghi chú"],
            people: [{line}],
        },
    }));
    await model.executeImport(true, 1);
    const last = model.importMessages.at(-1);
    expect(last.type).toBe("warning");
    expect(last.lines.map(String)).toEqual([
        "3 rows: 1 created, 1 updated, 0 unchanged, 1 left out",
        "Line 4, Mai: No phone",
        "Columns left out: Ghi chú",
    ]);
    await model._callImport(true, [model.id, [], [], {}]);
    const {rows, created, failed, people} = model.vnReport;
    expect([rows, created, failed.length, people.length]).toEqual([6, 2, 2, 2]);
});

test("another import begins at nothing", async () => {
    const model = await open("res.partner", () => ({
        ids: [1],
        messages: [],
        nextrow: 0,
        vn_report: {...REPORT, failed: []},
    }));
    await model.executeImport(true, 1);
    await model.executeImport(true, 1);
    expect(model.vnReport.rows).toBe(3);
    expect(model.importMessages.at(-1).type).toBe("info");
});

test("where Odoo refuses the file, its messages are enough", async () => {
    const model = await open("res.partner", () => ({
        ids: false,
        messages: [{type: "error", not_matching_error: true, message: "No column"}],
        vn_report: REPORT,
    }));
    await model.executeImport(true, 1);
    expect(model.importMessages.map(({lines}) => lines.map(String))).toEqual([
        ["No column"],
    ]);
});

test("a long list of faulty rows is cut", async () => {
    const model = await open("res.partner");
    const rows = [...Array(103).keys()].map((line) => ({line, reason: "x"}));
    const lines = model._vnLines(rows);
    expect(lines.length).toBe(101);
    expect(`${lines[0]}`).toBe("Line 0, ?: x");
    expect(`${lines.at(-1)}`).toBe("… and 3 more");
});
