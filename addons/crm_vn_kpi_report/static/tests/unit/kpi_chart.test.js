import {expect, test} from "@odoo/hoot";
import {mountWithCleanup, preloadBundle} from "@web/../tests/web_test_helpers";
import {KpiChart} from "@crm_vn_kpi_report/customer_kpi/kpi_chart";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();
preloadBundle("web.chartjs_lib");

const LONG = "Công ty Cổ phần Thương mại Đại Phát";
const cell = (value, before) => ({
    value,
    text: `${value} orders`,
    drill: `now ${value}`,
    before: before && {value: before, text: `${before} orders`, drill: `was ${before}`},
});

function show(items, type = "bar") {
    return mountWithCleanup(KpiChart, {
        props: {
            type,
            items,
            labels: {now: "11/2026", before: "10/2026"},
            open: (drill) => expect.step(drill),
            title: "Orders",
        },
    });
}

test("a bar opens the records of its number, also of the period before", async () => {
    const items = [{label: LONG, cell: cell(4, 3)}];
    const chart = await show(items);
    const bars = chart.getBars(items);
    expect(bars.data.datasets.map(({label, data}) => [label, ...data])).toEqual([
        ["11/2026", 4],
        ["10/2026", 3],
    ]);
    expect(bars.data.labels).toEqual(["Công ty Cổ phần Thươn…"]);
    chart.onClick(items, [{datasetIndex: 0, index: 0}]);
    chart.onClick(items, [{datasetIndex: 1, index: 0}]);
    chart.onClick(items, []);
    expect.verifySteps(["now 4", "was 3"]);
});

test("what a bar says is what its button says", async () => {
    const items = [{label: "Lan", cell: cell(4)}];
    const chart = await show(items, "doughnut");
    const {label} = chart.getTooltip(items).callbacks;
    expect(label({datasetIndex: 0, dataIndex: 0, dataset: {}})).toBe("Lan: 4 orders");
    expect(chart.hasBefore).toBe(false);
    expect("canvas").toHaveAttribute("aria-label", "Orders");
});
