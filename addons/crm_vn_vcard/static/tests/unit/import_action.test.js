import {expect, test} from "@odoo/hoot";
import "@crm_vn_vcard/vcard/import_action";
import {onDesktop, stepActions} from "@crm_vn_base/../tests/unit/unit_helpers";
import {openImport} from "@crm_vn_import/../tests/unit/import_helpers";

onDesktop();

async function accepted(model) {
    stepActions();
    const screen = await openImport(model, () => ({ids: [], messages: []}));
    return screen.vnAcceptedFileExtensions;
}

test("an address book can be chosen where customers are imported", async () => {
    expect(await accepted("res.partner")).toInclude(".vcf");
});

test("nowhere else", async () => {
    const extensions = await accepted("crm.lead");
    expect(extensions).toInclude(".xlsx");
    expect(extensions).not.toInclude(".vcf");
});
