import {expect, test} from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    onRpc,
} from "@web/../tests/web_test_helpers";
import "@crm_vn_occasion/date_number/date_number";
import {Occasions} from "@crm_vn_occasion/occasions/occasions";
import {mountBlock, onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

class Person extends models.Model {
    year = fields.Integer();
    _records = [
        {id: 1, year: 0},
        {id: 2, year: 1990},
    ];
}

onDesktop();
defineModels([Person]);

function mountYear(resId) {
    return mountView({
        type: "form",
        resModel: "person",
        resId,
        arch: `<form><field name="year" widget="vn_date_number"/></form>`,
    });
}

test("what is not known is blank, and may be made so", async () => {
    onRpc("person", "web_save", ({args}) => expect.step(args[1].year));
    await mountYear(1);
    expect(".o_field_widget[name=year] input").toHaveValue("");
    await contains(".o_field_widget[name=year] input").edit("1985");
    await contains(".o_form_button_save").click();
    await contains(".o_field_widget[name=year] input").edit("");
    await contains(".o_form_button_save").click();
    expect.verifySteps([1985, 0]);
});

test("a year is written as a year", async () => {
    await mountYear(2);
    expect(".o_field_widget[name=year] input").toHaveValue("1990");
});

test("the desk's block opens customers, and a list of what it counts", async () => {
    const domain = [["date", ">=", "2027-01-20"]];
    await mountBlock(Occasions, {
        count: 9,
        domain,
        rows: [
            {
                id: 4,
                partner_id: 7,
                name: "Chị Mai",
                label: "Birthday (37)",
                date: "25/01/2027",
                phone: "0912345678",
            },
        ],
    });
    expect(".o_vn_row small").toHaveText("25/01/2027 · Birthday (37)");
    expect(".o_vn_actions a").toHaveAttribute("href", "tel:0912345678");
    await contains(".o_vn_main").click();
    await contains(".o_vn_badge").click();
    expect.verifySteps([
        "res.partner 7",
        'crm_vn_occasion.crm_vn_occasion_action_desk [["date",">=","2027-01-20"]] ' +
            "Birthdays and anniversaries",
    ]);
});
