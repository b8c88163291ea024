import {expect, test} from "@odoo/hoot";
import {contains, onRpc, patchWithCleanup} from "@web/../tests/web_test_helpers";
import {VisitButtons} from "@crm_vn_visit/check_in/check_in";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";
import {STOP, showToday} from "@crm_vn_visit/../tests/unit/visit_helpers";

onDesktop();

const OTHER = {...STOP, id: 4, name: "Bảo An", state: "done"};

test("the stops in their order, and how many are left", async () => {
    await showToday([STOP, OTHER]);
    expect(".o_vn_stop").toHaveCount(2);
    expect("b:first").toHaveText("Stops left: 1");
    expect(".o_vn_sketch text:last").toHaveText("2");
    expect(".o_vn_stop:first .o_vn_check_in").toHaveCount(1);
    expect(".o_vn_stop:last .o_vn_skip").toHaveCount(0);
    await contains(".o_vn_stop:first .btn-link").click();
    await contains(".o_vn_skip").click();
    expect.verifySteps(["kept 2", "crm.vn.visit 3", "crm.vn.visit.skip"]);
});

test("checking out goes through the queue, and the list is read anew", async () => {
    onRpc("res.users", "vn_has_position_notice", () => true);
    patchWithCleanup(VisitButtons.prototype, {
        getPosition: async () => ({latitude: 21.5, longitude: 105.8, accuracy: 9}),
    });
    await showToday([STOP, OTHER]);
    await contains(".o_vn_stop:last .o_vn_check_out").click();
    await expect.waitForSteps(["kept 2", "put 4 check_out 21.5", "kept 2"]);
});

test("a note begins with the one that waits", async () => {
    const items = [{visitId: 4, kind: "note", note: "Chờ gửi"}];
    await showToday([STOP, OTHER], items);
    expect(".o_vn_stop:last .o_vn_waiting").toHaveText("1 waiting to be sent");
    await contains(".o_vn_stop:last .o_vn_note").click();
    expect(".modal textarea").toHaveValue("Chờ gửi");
    await contains(".modal .btn-primary").click();
    expect(".modal").toHaveCount(0);
    expect.verifySteps(["kept 2", "put 4 note"]);
});

test("who has checked in without a line does not do it twice", async () => {
    await showToday([STOP, OTHER], [{visitId: 3, kind: "check_in"}]);
    expect(".o_vn_stop:first .o_vn_check_in").toHaveCount(0);
    expect(".o_vn_stop:first .o_vn_check_out").toHaveCount(1);
    expect.verifySteps(["kept 2"]);
});
