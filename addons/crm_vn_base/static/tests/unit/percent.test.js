import {expect, test} from "@odoo/hoot";
import {
    defineModels,
    fields,
    makeMockEnv,
    models,
    mountView,
} from "@web/../tests/web_test_helpers";
import {formatPercent} from "@crm_vn_base/percent/percent";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

test("one decimal at most, a space before the sign", async () => {
    await makeMockEnv();
    expect([0, 12, 12.04, 12.5, 99.96, -3.2].map(formatPercent)).toEqual([
        "0\u00a0%",
        "12\u00a0%",
        "12\u00a0%",
        "12.5\u00a0%",
        "100\u00a0%",
        "-3.2\u00a0%",
    ]);
});

class Share extends models.Model {
    _name = "some.share";

    share = fields.Float({string: "Share"});

    _records = [{id: 1, share: 33.333}];
}

defineModels([Share]);

const show = (field, readonly = true) =>
    mountView({
        type: "form",
        resModel: "some.share",
        resId: 1,
        arch: `<form edit="${readonly ? 0 : 1}">${field}</form>`,
    });

test("of a hundred", async () => {
    await show('<field name="share" widget="vn_percent"/>');
    expect("[name=share]").toHaveText("33.3 %");
});

test("of one", async () => {
    Share._records[0].share = 0.125;
    await show('<field name="share" widget="vn_percent" options="{\'of\': 1}"/>');
    expect("[name=share]").toHaveText("12.5 %");
});

test("who types it types a number", async () => {
    await show('<field name="share" widget="vn_percent"/>', false);
    expect("[name=share] input").toHaveValue("33.33");
});

test("a sum of a list is written alike", async () => {
    await mountView({
        type: "list",
        resModel: "some.share",
        arch: '<list><field name="share" widget="vn_percent" sum="All"/></list>',
    });
    expect(".o_list_footer .o_list_number").toHaveText("33.3 %");
});
