import {expect, test} from "@odoo/hoot";
import {defineModels, fields, models, mountView} from "@web/../tests/web_test_helpers";
import {onDesktop} from "./unit_helpers";

onDesktop();

class Thing extends models.Model {
    _name = "thing";
    name = fields.Char();
    _records = [{id: 1, name: "One"}];
}

defineModels([Thing]);

test("a button that is only an icon has a name", async () => {
    await mountView({
        type: "list",
        resModel: "thing",
        arch: `<list>
            <field name="name" />
            <button name="call" type="object" icon="fa-phone" title="Call" />
            <button name="note" type="object" string="Note" title="Write" />
        </list>`,
    });
    expect("button[name=call]").toHaveAttribute("aria-label", "Call");
    expect("button[name=note]").not.toHaveAttribute("aria-label");
});
