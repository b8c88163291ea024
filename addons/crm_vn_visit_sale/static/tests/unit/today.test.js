import {expect, test} from "@odoo/hoot";
import {contains, onRpc} from "@web/../tests/web_test_helpers";
import "@crm_vn_visit_sale/today/today";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";
import {STOP, showToday} from "@crm_vn_visit/../tests/unit/visit_helpers";

onDesktop();

test("a quotation is made at a stop that is not skipped", async () => {
    onRpc("crm.vn.visit", "action_make_quotation", ({args}) => {
        expect.step(`quotation of ${args[0]}`);
        return {type: "ir.actions.act_window", res_model: "sale.order", res_id: 8};
    });
    await showToday([
        {...STOP, state: "done"},
        {...STOP, id: 4, state: "skipped"},
    ]);
    expect(".o_vn_stop").toHaveCount(2);
    expect(".o_vn_quote").toHaveCount(1);
    await contains(".o_vn_stop:first .o_vn_quote").click();
    expect.verifySteps(["kept 2", "quotation of 3", "sale.order 8"]);
});
