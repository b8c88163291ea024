import {describe, expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {
    contains,
    makeMockEnv,
    mockService,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {getDefaultConfig} from "@web/views/view";
import {reactive} from "@odoo/owl";
import {VisitButtons} from "@crm_vn_visit/check_in/check_in";
import {VisitToday} from "@crm_vn_visit/today/today";

describe.current.tags("desktop");
defineMailModels();

const STOP = {
    id: 3,
    name: "Đại Phát",
    state: "planned",
    out: false,
    note: "",
    address: "12 Lý Thái Tổ",
    arrival: "08:30",
    km: 2.5,
    map_url: "https://maps.example/3",
    phone: "0912345678",
};

async function show(stops, items = []) {
    mockService("vn_visit_queue", {
        state: reactive({waiting: items.length, items}),
        add: ({visitId, kind, latitude}) =>
            expect.step(`put ${visitId} ${kind} ${latitude || ""}`.trim()),
        keepList: async (list) => expect.step(`kept ${list.stops.length}`),
        getList: async () => null,
    });
    mockService("action", {
        doAction: (action) =>
            expect.step(`${action.res_model || action} ${action.res_id || ""}`.trim()),
    });
    onRpc("crm.vn.visit", "get_today", () => ({
        stops,
        km: 12.34,
        map_url: false,
        sketch: {
            points: [
                {x: 0, y: 0},
                {x: 10, y: 10},
            ],
            ids: stops.map(({id}) => id),
            path: "0,0 10,10",
        },
    }));
    await makeMockEnv({config: getDefaultConfig()});
    await mountWithCleanup(VisitToday, {
        props: {action: {}, actionId: 1, className: ""},
    });
}

const OTHER = {...STOP, id: 4, name: "Bảo An", state: "done"};

test("the stops in their order, and how many are left", async () => {
    await show([STOP, OTHER]);
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
    await show([STOP, OTHER]);
    await contains(".o_vn_stop:last .o_vn_check_out").click();
    await expect.waitForSteps(["kept 2", "put 4 check_out 21.5", "kept 2"]);
});

test("a note begins with the one that waits", async () => {
    const items = [{visitId: 4, kind: "note", note: "Chờ gửi"}];
    await show([STOP, OTHER], items);
    expect(".o_vn_stop:last .o_vn_waiting").toHaveText("1 waiting to be sent");
    await contains(".o_vn_stop:last .o_vn_note").click();
    expect(".modal textarea").toHaveValue("Chờ gửi");
    await contains(".modal .btn-primary").click();
    expect(".modal").toHaveCount(0);
    expect.verifySteps(["kept 2", "put 4 note"]);
});

test("who has checked in without a line does not do it twice", async () => {
    await show([STOP, OTHER], [{visitId: 3, kind: "check_in"}]);
    expect(".o_vn_stop:first .o_vn_check_in").toHaveCount(0);
    expect(".o_vn_stop:first .o_vn_check_out").toHaveCount(1);
    expect.verifySteps(["kept 2"]);
});
