import {expect, test} from "@odoo/hoot";
import {
    contains,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {
    KpiNumberField,
    kpiNumberField,
} from "@crm_vn_kpi_sheet/kpi_sheet/kpi_number_field";
import {
    KpiProgressField,
    kpiProgressField,
} from "@crm_vn_kpi_sheet/kpi_sheet/kpi_progress_field";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

function showBar(data) {
    const options = {label: "label", expected: "expected", standing: "standing"};
    return mountWithCleanup(KpiProgressField, {
        props: {
            record: {
                data: {label: "80 %", ...data},
                fields: {percent: {string: "Reached"}},
            },
            name: "percent",
            readonly: true,
            ...kpiProgressField.extractProps({options}),
        },
    });
}

test("a bar shows how far somebody is, and should be", async () => {
    await showBar({percent: 80, expected: 50, standing: "ahead"});
    expect(".o_vn_kpi_bar").toHaveAttribute("aria-valuenow", "80");
    expect(".o_vn_kpi_bar").toHaveAttribute("aria-label", "Reached");
    expect(".o_vn_kpi_bar > .bg-success").toHaveAttribute("style", "width: 80%");
    expect(".o_vn_kpi_mark").toHaveAttribute("style", "left: 50%");
    expect(".o_vn_kpi_label").toHaveText("80 %");
});

test("a bar stays within its frame", async () => {
    const bar = await showBar({percent: 140, expected: 100, standing: "on"});
    expect(bar.width).toBe(100);
    expect(".o_vn_kpi_mark").toHaveCount(0);
});

test("less than nothing, and no standing yet", async () => {
    const bar = await showBar({percent: -5, expected: 30, standing: false});
    expect(bar.width).toBe(0);
    expect(".o_vn_kpi_mark").toHaveCount(0);
    expect(".o_vn_kpi_bar > .bg-secondary").toHaveCount(1);
});

test("a bar needs only the fields that it is told", () => {
    const found = kpiProgressField.fieldDependencies({options: {label: "label"}});
    expect(found.map((field) => field.name)).toEqual(["label"]);
});

async function showNumber(resId) {
    onRpc("crm.vn.kpi.line", "open_it", ({args}) => {
        expect.step(`asked for ${args[0]}`);
        return {type: "ir.actions.client", tag: "counted"};
    });
    mockService("action", {doAction: (action) => expect.step(action.tag)});
    const options = {method: "open_it"};
    await mountWithCleanup(KpiNumberField, {
        props: {
            record: {resModel: "crm.vn.kpi.line", resId, data: {actual: "12"}},
            name: "actual",
            readonly: true,
            ...kpiNumberField.extractProps({options}),
        },
    });
}

test("a number opens what it counts", async () => {
    await showNumber(4);
    await contains(".o_vn_kpi_number").click();
    expect.verifySteps(["asked for 4", "counted"]);
    expect(kpiNumberField.extractProps({options: {}}).method).toBe(
        "action_open_records"
    );
});

test("a number of a line that is not saved opens nothing", async () => {
    await showNumber(false);
    expect(".o_vn_kpi_number").toHaveCount(0);
    expect("span:contains(12)").toHaveCount(1);
    expect.verifySteps([]);
});
