import {expect, test} from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    mountWithCleanup,
} from "@web/../tests/web_test_helpers";
import {OpenRecords} from "@crm_vn_base/open_records/open_records";
import {onDesktop, stepActions} from "@crm_vn_base/../tests/unit/unit_helpers";

class Person extends models.Model {
    name = fields.Char();
    _records = [
        {id: 1, name: "Lan"},
        {id: 2, name: "Minh"},
    ];
}

class Group extends models.Model {
    reason = fields.Char();
    person_ids = fields.Many2many({relation: "person"});
    _records = [
        {id: 1, reason: "Same phone", person_ids: [1, 2]},
        {id: 2, reason: false, person_ids: []},
    ];
}

onDesktop();
defineModels([Person, Group]);

const tell = ({name, res_model, domain}) =>
    `${name}: ${res_model} ${JSON.stringify(domain)}`;

test("a row of a list opens what it stands for, and is not opened itself", async () => {
    stepActions(tell);
    await mountView({
        type: "list",
        resModel: "group",
        arch: `
            <list>
                <field name="reason"/>
                <field name="person_ids" column_invisible="1"/>
                <widget name="vn_open_records" field="person_ids" name_field="reason"
                    string="Open"/>
            </list>`,
        selectRecord: () => expect.step("the row itself"),
    });
    await contains(".o_data_row:first .btn-link").click();
    // without a name of its own, the screen has that of the button
    await contains(".o_data_row:last .btn-link").click();
    expect.verifySteps([
        'Same phone: person [["id","in",[1,2]]]',
        'Open: person [["id","in",[]]]',
    ]);
});

test("where no field names the screen, the button does", async () => {
    stepActions(tell);
    const record = {
        data: {person_ids: {currentIds: [2]}},
        fields: {person_ids: {relation: "person"}},
    };
    await mountWithCleanup(OpenRecords, {
        props: {record, field: "person_ids", label: "All of them"},
    });
    expect(".btn-link").toHaveText("All of them");
    await contains(".btn-link").click();
    expect.verifySteps(['All of them: person [["id","in",[2]]]']);
});
