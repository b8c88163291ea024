import {beforeEach, expect, test} from "@odoo/hoot";
import {
    clearRegistry,
    contains,
    mountView,
    onRpc,
    toggleActionMenu,
} from "@web/../tests/web_test_helpers";
import {registry} from "@web/core/registry";
import "@crm_vn_import/import/import_customers";
import {onDesktop, stepActions} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const menu = registry.category("cogMenu");
const item = menu.get("crm_vn_import.customers");

beforeEach(() => {
    clearRegistry(menu);
    menu.add("crm_vn_import.customers", item);
    onRpc("has_group", () => true);
    stepActions(({tag, params}) => `${tag} ${params.active_model}`);
});

const show = (context, arch = `<list import="0"><field name="name"/></list>`) =>
    mountView({
        type: "list",
        resModel: "res.partner",
        arch,
        context,
        config: {actionType: "ir.actions.act_window"},
    });

test("customers are imported from the menu of their list", async () => {
    await show({vn_customer: true});
    await toggleActionMenu();
    expect(".o_import_menu").toHaveText("Import customers");
    await contains(".o_import_menu").click();
    expect.verifySteps(["import res.partner"]);
});

test("other contacts are Odoo's", async () => {
    await show({});
    expect(".o_cp_action_menus .fa-cog").toHaveCount(0);
});

test("who may make none imports none", async () => {
    await show({vn_customer: true}, `<list create="0"><field name="name"/></list>`);
    expect(".o_cp_action_menus .fa-cog").toHaveCount(0);
});
