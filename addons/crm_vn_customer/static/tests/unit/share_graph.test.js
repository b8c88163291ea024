import {describe, expect, test} from "@odoo/hoot";
import {patchWithCleanup} from "@web/../tests/web_test_helpers";
import {localization} from "@web/core/l10n/localization";
import {ShareGraphRenderer, shares} from "@crm_vn_customer/share_graph/share_graph";

describe.current.tags("headless");

const sum = (parts) => Math.round(parts.reduce((total, part) => total + part, 0) * 10);

test("shares add up to 100 %", () => {
    expect(shares([1, 1, 1])).toEqual([33.4, 33.3, 33.3]);
    expect(shares([2, 1])).toEqual([66.7, 33.3]);
    for (const counts of [[1], [3, 3, 1], [7, 11, 13, 17], [1, 999], [5, 0, 2]]) {
        expect(sum(shares(counts))).toBe(1000);
    }
});

test("of equal remainders the larger count is rounded up", () => {
    expect(shares([1, 3, 1, 3])).toEqual([12.5, 37.5, 12.5, 37.5]);
    expect(shares([1, 5])).toEqual([16.7, 83.3]);
});

test("nothing has no shares", () => {
    expect(shares([])).toEqual([]);
    expect(shares([0, 0])).toEqual([0, 0]);
});

function rows(datasets, mode = "pie") {
    const model = {metaData: {mode}, data: {datasets, labels: ["Mới", "Cũ"]}};
    const {get} = Object.getOwnPropertyDescriptor(
        ShareGraphRenderer.prototype,
        "shareRows"
    );
    return get.call({model});
}

test("a pie has a row for each slice, other charts have none", () => {
    patchWithCleanup(localization, {
        decimalPoint: ",",
        grouping: [3, 0],
        thousandsSep: ".",
    });
    const dataset = {data: [3, 1], domains: [["a"], ["b"]]};
    const found = rows([dataset]);
    expect(found.map((row) => [row.label, row.count, row.share, row.domain])).toEqual([
        ["Mới", 3, "75\u00a0%", ["a"]],
        ["Cũ", 1, "25\u00a0%", ["b"]],
    ]);
    expect(rows([dataset], "bar")).toEqual([]);
    expect(rows([dataset, dataset])).toEqual([]);
    expect(rows([{data: [1]}])).toEqual([]);
    expect(rows([])).toEqual([]);
});
