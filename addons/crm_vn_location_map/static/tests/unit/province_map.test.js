import {expect, test} from "@odoo/hoot";
import {press} from "@odoo/hoot-dom";
import {contains, mockService, onRpc} from "@web/../tests/web_test_helpers";
import {ProvinceMap} from "@crm_vn_location_map/province_map/province_map";
import {mountAction, onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const TILES = [
    {
        id: 1,
        name: "TP Hà Nội",
        column: 1,
        row: 0,
        customers: {value: 1200, shade: 4},
        orders: {value: 5, shade: 1},
    },
    {
        id: 2,
        name: "Thừa Thiên Huế",
        column: 2,
        row: 3,
        customers: {value: 0, shade: 0},
        orders: {value: 0, shade: 0},
    },
];
const MEASURES = {
    customers: {
        label: "Customers",
        model: "res.partner",
        path: "state_id",
        domain: [["vn_relationship_id", "!=", false]],
    },
    orders: {label: "Orders", model: "sale.order", path: "p.state_id", domain: []},
};

async function show() {
    onRpc("res.country.state", "vn_get_map", () => ({
        tiles: TILES,
        measures: MEASURES,
    }));
    mockService("action", {
        doAction: ({name, res_model, domain}) =>
            expect.step(`${name} ${res_model} ${JSON.stringify(domain)}`),
    });
    return mountAction(ProvinceMap);
}

test("a tile is as dark as its number, and opens what it counts", async () => {
    const map = await show();
    expect(map.viewBox).toBe("0 0 180 240");
    expect(".o_vn_tile").toHaveCount(2);
    expect(".o_vn_tile:first").toHaveClass("o_vn_shade_4");
    expect(".o_vn_tile:first").toHaveAttribute("aria-label", "TP Hà Nội: 1,200");
    await contains(".o_vn_tile:first").click();
    expect.verifySteps([
        "Customers: TP Hà Nội res.partner " +
            '[["vn_relationship_id","!=",false],["state_id","=",1]]',
    ]);
});

test("another measure, opened by the keyboard", async () => {
    await show();
    await contains("[data-measure=orders]").click();
    expect(".o_vn_tile:first").toHaveClass("o_vn_shade_1");
    await contains(".o_vn_tile:first").focus();
    await press("Enter");
    expect.verifySteps(['Orders: TP Hà Nội sale.order [["p.state_id","=",1]]']);
});

test("a long name takes two lines", async () => {
    const map = await show();
    expect(map.lines("Hà Nội")).toEqual(["Hà Nội"]);
    expect(map.lines("Thừa Thiên Huế")).toEqual(["Thừa Thiên", "Huế"]);
});
