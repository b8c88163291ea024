import {expect, test} from "@odoo/hoot";
import {
    contains,
    defineModels,
    fields,
    models,
    mountView,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {deserializeDate, deserializeDateTime} from "@web/core/l10n/dates";
import {localization} from "@web/core/l10n/localization";
import {registry} from "@web/core/registry";
import "@crm_vn_help/words/dates";
import "@crm_vn_help/words/required_fields";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

class Contract extends models.Model {
    title = fields.Char({required: true});
    number = fields.Char({required: true, string: "Contract number"});
    _records = [];
}

onDesktop();
defineModels([Contract]);

const format = (kind, value) => registry.category("formatters").get(kind)(value);

test("a required field that is missing is named", async () => {
    await mountView({
        type: "form",
        resModel: "contract",
        arch: `<form><field name="title"/><field name="number"/></form>`,
    });
    await contains(".o_field_widget[name=title] input").edit("Bảo trì");
    await contains(".o_form_button_save").click();
    expect(".o_notification").toHaveText("Missing required fields: Contract number");
    expect(".o_field_widget[name=number]").toHaveClass("o_field_invalid");
});

test("in Vietnamese a day is written in numbers, without seconds", () => {
    patchWithCleanup(localization, {
        code: "vi_VN",
        dateFormat: "dd/MM/yyyy",
        dateTimeFormat: "dd/MM/yyyy HH:mm:ss",
    });
    expect(format("date", deserializeDate("2026-11-24"))).toBe("24/11/2026");
    const moment = deserializeDateTime("2026-11-24 08:05:09");
    expect(format("datetime", moment)).toMatch(/^24\/11\/2026 \d\d:05$/);
});

test("in other languages it stays Odoo's", () => {
    patchWithCleanup(localization, {code: "en_US", dateFormat: "MM/dd/yyyy"});
    expect(format("date", deserializeDate("2026-11-24"))).toMatch(/Nov 24/);
});
