import {BaseImportModel} from "@base_import/import_model";
import {ImportAction} from "@base_import/import_action/import_action";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

patch(BaseImportModel.prototype, {
    async _callImport(dryrun, args) {
        const result = await super._callImport(dryrun, args);
        this.vnImportId = (result.vn_report || {}).import_id || this.vnImportId;
        return result;
    },
});

/** What can be done with an import that is over. */
patch(ImportAction.prototype, {
    vnButtons(report) {
        const buttons = super.vnButtons(report);
        const importId = this.model.vnImportId;
        if (!importId) {
            return buttons;
        }
        const add = (name, method, primary = false) =>
            buttons.push({name, primary, onClick: () => this.vnCall(importId, method)});
        if (report.created) {
            add(
                _t("See the %s just imported", report.created),
                "action_view_customers",
                true
            );
        }
        if (report.failed.length) {
            add(_t("Rows left out, as a file"), "action_download_failed");
        }
        if (report.created + report.updated) {
            add(_t("Undo"), "action_undo");
        }
        return buttons;
    },

    async vnCall(importId, method) {
        const action = await this.model.orm.call("crm.vn.import", method, [[importId]]);
        await this.actionService.doAction(action);
    },
});
