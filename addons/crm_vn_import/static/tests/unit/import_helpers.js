import {animationFrame} from "@odoo/hoot-mock";
import {mockService, onRpc} from "@web/../tests/web_test_helpers";
import {ImportAction} from "@base_import/import_action/import_action";
import {mountAction} from "@crm_vn_base/../tests/unit/unit_helpers";

/** What the server says of rows that were loaded. */
export const REPORT = {
    rows: 3,
    created: 1,
    updated: 1,
    skipped: 0,
    failed: [{line: 4, name: "Mai", reason: "No phone"}],
    people: [],
};

/**
 * Open the import of a model, with a file that was read already.
 *
 * @param {string} model
 * @param {() => Object} load what the server answers when rows are loaded
 * @param {Object} [options] of the preview
 * @returns {Promise<ImportAction>}
 */
export async function openImport(model, load, options = {}) {
    onRpc(model, "get_import_templates", () => []);
    onRpc("base_import.import", "create", () => 11);
    onRpc("base_import.import", "parse_preview", ({args}) => ({
        fields: [],
        advanced_mode: true,
        headers: ["Tên", "Điện thoại"],
        matches: {},
        num_rows: 3,
        options: {...args[1], ...options},
        preview: [["Lan"], ["0912345678"]],
    }));
    onRpc("base_import.import", "execute_import", (call) => load(call));
    mockService("http", {post: async () => "[]"});
    const screen = await mountAction(ImportAction, {params: {active_model: model}});
    await screen.handleFilesUpload([{name: "list.xlsx"}]);
    await animationFrame();
    return screen;
}
