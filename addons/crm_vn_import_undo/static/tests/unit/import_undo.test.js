import {expect, test} from "@odoo/hoot";
import {contains, onRpc} from "@web/../tests/web_test_helpers";
import "@crm_vn_import_undo/import/import_undo";
import {onDesktop, stepActions} from "@crm_vn_base/../tests/unit/unit_helpers";
import {REPORT, openImport} from "@crm_vn_import/../tests/unit/import_helpers";

onDesktop();

async function load(report) {
    stepActions(({tag, name}) => tag || `${name}`);
    for (const method of [
        "action_view_customers",
        "action_download_failed",
        "action_undo",
    ]) {
        onRpc("crm.vn.import", method, ({args}) => {
            expect.step(`${method} ${args[0]}`);
            return {type: "ir.actions.client", tag: "opened"};
        });
    }
    const answer = {ids: [1], messages: [], nextrow: 0, vn_report: report};
    return openImport("res.partner", () => answer);
}

const names = (buttons) => buttons.map(({name}) => `${name}`);

test("what was imported can be seen, fetched and undone", async () => {
    const screen = await load({...REPORT, import_id: 8});
    await screen.handleImport(false);
    for (const name of ["See the 1 just imported", "Rows left out", "Undo"]) {
        await contains(`.o_notification button:contains(${name})`).click();
    }
    expect.verifySteps([
        "action_view_customers 8",
        "opened",
        "action_download_failed 8",
        "opened",
        "action_undo 8",
        "opened",
    ]);
});

test("only what there is to do is offered", async () => {
    const screen = await load({...REPORT, import_id: 8});
    screen.model.vnImportId = 8;
    const nothing = {created: 0, updated: 0, failed: []};
    expect(names(screen.vnButtons(nothing))).toEqual([]);
    expect(names(screen.vnButtons({...nothing, updated: 2}))).toEqual(["Undo"]);
    expect(names(screen.vnButtons({...nothing, failed: [{}]}))).toEqual([
        "Rows left out, as a file",
    ]);
});

test("a list that nothing was kept of can't be undone", async () => {
    const screen = await load(REPORT);
    await screen.handleImport(false);
    expect(screen.vnButtons(REPORT)).toEqual([]);
});
