import {STATIC_ACTIONS_GROUP_NUMBER} from "@web/search/action_menus/action_menus";
import {ImportRecords} from "@base_import/import_records/import_records";
import {exprToBoolean} from "@web/core/utils/strings";
import {registry} from "@web/core/registry";

/**
 * Odoo's "Import records" is not there on phones, where contacts of an address
 * book are imported. This takes its place in the menu of the customers, whose
 * views leave Odoo's out with `import="0"`.
 */
export class ImportCustomers extends ImportRecords {
    static template = "crm_vn_import.ImportCustomers";
}

registry.category("cogMenu").add(
    "crm_vn_import.customers",
    {
        Component: ImportCustomers,
        groupNumber: STATIC_ACTIONS_GROUP_NUMBER,
        isDisplayed: ({config, searchModel}) =>
            config.actionType === "ir.actions.act_window" &&
            ["kanban", "list"].includes(config.viewType) &&
            searchModel.resModel === "res.partner" &&
            Boolean(searchModel.context.vn_customer) &&
            exprToBoolean(config.viewArch.getAttribute("create"), true),
    },
    {sequence: 1}
);
