import {describe, expect, test} from "@odoo/hoot";
import {queryFirst} from "@odoo/hoot-dom";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
} from "@web/../tests/web_test_helpers";

describe.current.tags("desktop");

const LINK = ".o_field_widget[name=phone] a";

class Lead extends models.Model {
    _name = "crm.lead";
    phone = fields.Char();
    _records = [{id: 1, phone: "0912345678"}];
}

class Employee extends models.Model {
    _name = "some.employee";
    phone = fields.Char();
    _records = [{id: 1, phone: "0912345678"}];
}

defineMailModels();
defineModels([Lead, Employee]);

async function show(resModel) {
    mockService("crm_vn_call", {
        dial: (model, id, number) => expect.step(`dial ${model} ${id} ${number}`),
    });
    await mountView({
        type: "form",
        resModel,
        resId: 1,
        arch: `<form><field name="phone" widget="phone" readonly="1"/></form>`,
    });
    // the browser itself dials no number in a test
    queryFirst(LINK).addEventListener("click", (ev) => {
        if (!ev.defaultPrevented) {
            expect.step("the link itself");
            ev.preventDefault();
        }
    });
    await contains(LINK).click();
}

test("a customer's number goes through the switchboard", async () => {
    await show("crm.lead");
    expect.verifySteps(["dial crm.lead 1 0912345678"]);
});

test("others keep the phone's own link", async () => {
    await show("some.employee");
    expect.verifySteps(["the link itself"]);
});
