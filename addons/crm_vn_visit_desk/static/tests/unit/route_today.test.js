import {expect, test} from "@odoo/hoot";
import {
    mountBlock,
    onDesktop,
    stepActions,
} from "@crm_vn_base/../tests/unit/unit_helpers";
import {RouteToday} from "@crm_vn_visit_desk/route_today/route_today";
import {contains} from "@web/../tests/web_test_helpers";

onDesktop();

const NEXT = {
    id: 7,
    partner_id: 3,
    name: "Cửa hàng 2",
    phone: "0903 123 456",
    km: 1.4,
    arrival: "09:03",
};

function show(values = {}, kind = "me") {
    stepActions((action) => action);
    const data = {
        count: 4,
        domain: [["date", "=", "2027-02-01"]],
        states: [
            {name: "done", count: 1, domain: [["state", "=", "done"]]},
            {name: "planned", count: 2, domain: [["state", "=", "planned"]]},
            {name: "skipped", count: 1, domain: []},
        ],
        next: NEXT,
        ...values,
    };
    return mountBlock(RouteToday, data, {kind});
}

test("one's own day: numbers, the next stop, the screen of the day", async () => {
    await show();
    expect("h2").toHaveText("My route today");
    expect(".o_vn_next b").toHaveText("Next: Cửa hàng 2");
    expect(".o_vn_next small").toHaveText("about 1.4 km · there at 09:03");
    expect(".o_vn_next a").toHaveAttribute("data-vn-call", "res.partner,3");
    expect(".o_vn_bar_fill").toHaveAttribute("style", "width: 50%");
    await contains(".o_vn_next .o_vn_main").click();
    await contains("[data-state=done]").click();
    await contains(".o_vn_open_day").click();
    expect.verifySteps([
        "crm.vn.visit 7",
        'crm_vn_visit.crm_vn_visit_action [["state","=","done"]] Done',
        "crm_vn_visit.crm_vn_visit_today_action",
    ]);
});

test("somebody else's day opens its visits", async () => {
    await show({}, "user");
    expect("h2").toHaveText("Route today");
    await contains(".o_vn_open_day").click();
    expect.verifySteps([
        'crm_vn_visit.crm_vn_visit_action [["date","=","2027-02-01"]] Route today',
    ]);
});

test("a customer without a position, and nothing left", async () => {
    await show({next: {...NEXT, km: null, arrival: "", phone: ""}});
    expect(".o_vn_next small").toHaveText("The customer has no position yet.");
    expect(".o_vn_next a").toHaveCount(0);
});

test("nothing is left", async () => {
    await show({next: false});
    expect(".o_vn_empty").toHaveText("Nothing is left of today's stops.");
});
