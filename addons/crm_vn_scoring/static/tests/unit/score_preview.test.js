import {expect, test} from "@odoo/hoot";
import {mountWithCleanup} from "@web/../tests/web_test_helpers";
import {ScorePreview} from "@crm_vn_scoring/score_preview/score_preview";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const PREVIEW = {
    stars: [
        {star: 0, now: 4, new: 2},
        {star: 1, now: 1, new: 3},
        {star: 2, now: 2, new: 2},
    ],
    moved: 2,
    up: [{id: 1, name: "An", now: 0, new: 1}],
    down: [],
};

function mount(preview = PREVIEW) {
    const record = {data: {preview}};
    return mountWithCleanup(ScorePreview, {
        props: {record, name: "preview", readonly: true},
    });
}

test("the most stars stand first, with what changes", async () => {
    const preview = await mount();
    expect(preview.rows.map((row) => row.star)).toEqual([2, 1, 0]);
    expect(preview.rows.map((row) => preview.difference(row))).toEqual([
        "",
        "+2",
        "-2",
    ]);
    expect(PREVIEW.stars[0].star).toBe(0);
});

test("only sides with somebody are shown", async () => {
    const preview = await mount();
    expect(preview.examples.map((side) => side.key)).toEqual(["up"]);
    expect(`${preview.moved}`).toBe("2 customers would have another star");
});

test("nobody moves", async () => {
    const preview = await mount({...PREVIEW, moved: 0, up: []});
    expect(preview.examples).toEqual([]);
    expect(`${preview.moved}`).toBe("Nobody would have another star");
});
