import {expect, test} from "@odoo/hoot";
import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {HourField} from "@crm_vn_visit_appointment/hour/hour";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";
import {registry} from "@web/core/registry";

onDesktop();

class Line extends models.Model {
    _name = "some.line";

    hour = fields.Float({string: "Hour"});

    _records = [
        {id: 1, hour: 9.5},
        {id: 2, hour: 0},
    ];
}

defineModels([Line]);

test("an hour is written as a clock tells it, none is empty", async () => {
    expect(registry.category("fields").get("vn_hour").component).toBe(HourField);
    await mountView({
        type: "list",
        resModel: "some.line",
        arch: '<list><field name="hour" widget="vn_hour"/></list>',
    });
    expect(".o_data_row:eq(0) [name=hour]").toHaveText("09:30");
    expect(".o_data_row:eq(1) [name=hour]").toHaveText("");
});
