import {expect, queryAllTexts, test} from "@odoo/hoot";
import {animationFrame} from "@odoo/hoot-mock";
import "@crm_vn_import/import/import_action";
import {onDesktop, stepActions} from "@crm_vn_base/../tests/unit/unit_helpers";
import {REPORT, openImport} from "@crm_vn_import/../tests/unit/import_helpers";

onDesktop();

const NOTICE = ".o_notification_content";

async function load(report) {
    stepActions(({name}) => `${name}`);
    const answer = {ids: [1, 2], messages: [], nextrow: 0, vn_report: report};
    const screen = await openImport("res.partner", () => answer);
    return screen;
}

test("rows that were left out are told of, and the screen stays", async () => {
    const screen = await load(REPORT);
    await screen.handleImport(false);
    await animationFrame();
    expect(queryAllTexts(NOTICE)).toInclude(
        "3 rows: 1 created, 1 updated, 0 unchanged, 1 left out"
    );
    expect(".o_notification:has(.bg-warning)").toHaveCount(1);
    expect.verifySteps([]);
});

test("what went well opens the records", async () => {
    const screen = await load({...REPORT, failed: []});
    await screen.handleImport(false);
    await animationFrame();
    expect.verifySteps(["Imported records"]);
    expect(".o_notification:has(.bg-warning)").toHaveCount(0);
});

test("a test tells nothing but in its list, nor does what is no report", async () => {
    const screen = await load(REPORT);
    await screen.handleImport(true);
    await animationFrame();
    expect(NOTICE).toHaveCount(0);
    expect(screen.vnButtons(REPORT)).toEqual([]);
});

test("a list of other things is imported as ever", async () => {
    const screen = await load(undefined);
    await screen.handleImport(false);
    await animationFrame();
    expect(queryAllTexts(NOTICE)).toEqual(["2 records successfully imported"]);
    expect.verifySteps(["Imported records"]);
});
