import {expect, test} from "@odoo/hoot";
import {queryAllTexts} from "@odoo/hoot-dom";
import {contains, mountWithCleanup} from "@web/../tests/web_test_helpers";
import {ImportPeople} from "@crm_vn_import/import/import_people";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const REPORT = {
    rows: 5,
    created: 2,
    updated: 1,
    skipped: 1,
    failed: [{line: 6, reason: "No name"}],
    people: [
        {line: 2, name: "Lan", state: "created"},
        {line: 3, name: "Minh", state: "created", reason: "Which ward?"},
        {line: 4, name: "Hoa", state: "updated"},
        {line: 5, name: "Mai", state: "skipped", differs: true},
    ],
};
const LINES = ".o_vn_people li";

test("every row has its place, those left out with the reason", async () => {
    await mountWithCleanup(ImportPeople, {props: {report: REPORT}});
    expect(LINES).toHaveCount(5);
    expect(`${LINES}:last`).toHaveText(/6\s*\?\s*Left out\s*No name/);
    expect(queryAllTexts(".o_vn_people button")).toEqual([
        "All (5)",
        "New (2)",
        "Already there (1)",
        "Needs a look (1)",
        "Left out (1)",
    ]);
});

test("one looks at those that need it", async () => {
    await mountWithCleanup(ImportPeople, {props: {report: REPORT}});
    await contains("[data-filter=doubtful]").click();
    expect(`${LINES} b`).toHaveText("Minh");
    expect("[data-filter=doubtful]").toHaveAttribute("aria-pressed", "true");
    await contains("[data-filter=failed]").click();
    expect(LINES).toHaveCount(1);
    await contains("[data-filter=all]").click();
    expect(LINES).toHaveCount(5);
});

test("a long list shows its beginning, and says so", async () => {
    const people = [...Array(201).keys()].map((line) => ({
        line,
        name: `Khách ${line}`,
        state: "created",
    }));
    const report = {...REPORT, rows: 201, created: 201, failed: [], people};
    await mountWithCleanup(ImportPeople, {props: {report}});
    expect(LINES).toHaveCount(200);
    expect(".o_vn_people p").toHaveText("The first rows are shown.");
});
