import {BaseImportModel} from "@base_import/import_model";
import {ImportAction} from "@base_import/import_action/import_action";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

patch(BaseImportModel.prototype, {
    setResModel(resModel) {
        super.setResModel(resModel);
        if (resModel === "res.partner") {
            this.importOptionsValues.vn_background = {value: false};
        }
    },

    /** Hand the list over; return the id of the import that shows the progress. */
    vnImportInBackground() {
        const fields = this.columns.map(
            ({fieldInfo}) => Boolean(fieldInfo) && fieldInfo.fieldPath
        );
        const columns = this.columns.map(({name}) => name.trim().toLowerCase());
        return this.orm.call(
            "base_import.import",
            "execute_in_background",
            [this.id, fields, columns, this.formattedImportOptions],
            {context: {...this.context, tracking_disable: true}}
        );
    },
});

/** Long lists go into the queue, and the screen shows how far they are. */
patch(ImportAction.prototype, {
    async handleImport(isTest = true) {
        if (isTest || !this.model.importOptions.vn_background) {
            return super.handleImport(isTest);
        }
        this.model.block(_t("Reading the list"));
        let importId = false;
        try {
            importId = await this.model.vnImportInBackground();
        } finally {
            this.model.unblock();
        }
        await this.actionService.doAction({
            type: "ir.actions.act_window",
            name: _t("Import"),
            res_model: "crm.vn.import",
            res_id: importId,
            views: [[false, "form"]],
        });
    },
});
