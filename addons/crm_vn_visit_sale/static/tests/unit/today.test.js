import {describe, expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {
    contains,
    makeMockEnv,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {getDefaultConfig} from "@web/views/view";
import {reactive} from "@odoo/owl";
import {VisitToday} from "@crm_vn_visit/today/today";

describe.current.tags("desktop");
defineMailModels();

const STOP = {
    id: 3,
    name: "Đại Phát",
    state: "done",
    out: false,
    note: "",
    address: "12 Lý Thái Tổ",
    arrival: "08:30",
    km: 2.5,
    map_url: "https://maps.example/3",
    phone: "",
};

test("a quotation is made at a stop that is not skipped", async () => {
    mockService("vn_visit_queue", {
        state: reactive({waiting: 0, items: []}),
        add: () => expect.step("put"),
        keepList: async () => undefined,
        getList: async () => null,
    });
    mockService("action", {
        doAction: ({res_model: model, res_id: id}) => expect.step(`${model} ${id}`),
    });
    onRpc("crm.vn.visit", "get_today", () => ({
        stops: [STOP, {...STOP, id: 4, state: "skipped"}],
        km: 0,
        map_url: false,
        sketch: {points: [], ids: [], path: ""},
    }));
    onRpc("crm.vn.visit", "action_make_quotation", ({args}) => {
        expect.step(`quotation of ${args[0]}`);
        return {type: "ir.actions.act_window", res_model: "sale.order", res_id: 8};
    });
    await makeMockEnv({config: getDefaultConfig()});
    await mountWithCleanup(VisitToday, {
        props: {action: {}, actionId: 1, className: ""},
    });
    expect(".o_vn_stop").toHaveCount(2);
    expect(".o_vn_quote").toHaveCount(1);
    await contains(".o_vn_stop:first .o_vn_quote").click();
    expect.verifySteps(["quotation of 3", "sale.order 8"]);
});
