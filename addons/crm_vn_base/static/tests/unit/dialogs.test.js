import {describe, expect, test} from "@odoo/hoot";
import {reloadOnClose} from "@crm_vn_base/dialogs/dialogs";

describe.current.tags("headless");

test("what opened a dialog waits until it has read itself anew", async () => {
    const close = reloadOnClose(async () => expect.step("reload"));
    await close();
    await close({});
    await close({noReload: false});
    expect.verifySteps(["reload", "reload", "reload"]);
});

test("it does not when another screen takes the dialog with it", () => {
    const close = reloadOnClose(() => expect.step("reload"));
    expect(close({noReload: true})).toBe(undefined);
    expect.verifySteps([]);
});
