import {expect, test} from "@odoo/hoot";
import {advanceTime} from "@odoo/hoot-mock";
import {mountWithCleanup} from "@web/../tests/web_test_helpers";
import {ImportProgress} from "@crm_vn_import_queue/queue/import_progress";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

function show(data, load = () => expect.step("load")) {
    const record = {
        data: {progress: 33.4, row_count: 1, total_count: 3, ...data},
        load,
    };
    return mountWithCleanup(ImportProgress, {
        props: {record, name: "progress", readonly: true},
    });
}

test("a bar, the rows, and another look every three seconds", async () => {
    await show({state: "running"});
    expect(".progress").toHaveAttribute("aria-valuenow", "33");
    expect(".progress-bar").toHaveAttribute("style", "width: 33%");
    expect(".o_vn_import_progress > .mt-2").toHaveText(
        "1 of 3 rows imported. You can leave this page."
    );
    await advanceTime(3000);
    await advanceTime(3000);
    expect.verifySteps(["load", "load"]);
});

test("what is over is not read anew", async () => {
    await show({state: "done"});
    await advanceTime(9000);
    expect.verifySteps([]);
});

test("a line that is down for a moment is tried again", async () => {
    await show({state: "queued"}, () => {
        expect.step("load");
        throw new Error("no line");
    });
    expect(".o_vn_import_progress > .mt-2").toHaveText(/begins in a moment/);
    await advanceTime(3000);
    await advanceTime(3000);
    expect.verifySteps(["load", "load"]);
});
