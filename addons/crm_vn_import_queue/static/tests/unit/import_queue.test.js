import {expect, test} from "@odoo/hoot";
import {makeServerError, onRpc} from "@web/../tests/web_test_helpers";
import {registry} from "@web/core/registry";
import "@crm_vn_import_queue/queue/import_queue";
import {onDesktop, stepActions} from "@crm_vn_base/../tests/unit/unit_helpers";
import {openImport} from "@crm_vn_import/../tests/unit/import_helpers";

onDesktop();

const isBlocked = () => registry.category("main_components").contains("ImportBlockUI");

/** Open an import; whether the server wants it in the background, the preview says. */
function open(isLong, handOver, model = "res.partner") {
    stepActions(({res_model, res_id, name}) => `${res_model} ${res_id || name}`);
    onRpc("base_import.import", "execute_in_background", handOver);
    return openImport(
        model,
        () => {
            expect.step("loaded at once");
            return {ids: [1], messages: [], nextrow: 0};
        },
        {vn_background: isLong}
    );
}

test("a long list is handed over, and its progress opens", async () => {
    const screen = await open(true, ({args, kwargs}) => {
        const [id, names, columns, options] = args;
        expect(isBlocked()).toBe(true);
        expect([id, names, columns]).toEqual([
            11,
            [false, false],
            ["tên", "điện thoại"],
        ]);
        expect(options.vn_background).toBe(true);
        expect(kwargs.context.tracking_disable).toBe(true);
        expect.step("handed over");
        return 5;
    });
    expect(".o_vn_background").toHaveCount(1);
    await screen.handleImport(false);
    expect.verifySteps(["handed over", "crm.vn.import 5"]);
    expect(isBlocked()).toBe(false);
});

test("when that fails, the screen is free again", async () => {
    const screen = await open(true, () => {
        throw makeServerError({message: "no"});
    });
    await expect(screen.handleImport(false)).rejects.toThrow();
    expect(isBlocked()).toBe(false);
    expect.verifySteps([]);
});

test("a test, and a short list, are done at once", async () => {
    const handOver = () => expect.step("handed over");
    let screen = await open(true, handOver);
    await screen.handleImport(true);
    expect.verifySteps(["loaded at once"]);
    screen = await open(false, handOver);
    expect(".o_vn_background:visible").toHaveCount(1, {message: "of the first one"});
    await screen.handleImport(false);
    expect.verifySteps(["loaded at once", "res.partner Imported records"]);
});

test("only customers wait in the queue", async () => {
    const screen = await open(true, () => 5, "crm.lead");
    expect("vn_background" in screen.model.importOptions).toBe(false);
});
