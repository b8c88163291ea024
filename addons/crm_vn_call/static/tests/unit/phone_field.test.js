import {expect, test} from "@odoo/hoot";
import {queryFirst} from "@odoo/hoot-dom";
import {
    contains,
    defineModels,
    fields,
    mockService,
    models,
    mountView,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {session} from "@web/session";
import "@crm_vn_call/phone_field/phone_field";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

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

onDesktop();
defineModels([Lead, Employee]);

async function show(resModel) {
    patchWithCleanup(session, {vn_call_models: ["res.partner", "crm.lead"]});
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
