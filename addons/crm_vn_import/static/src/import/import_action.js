import {ImportAction} from "@base_import/import_action/import_action";
import {patch} from "@web/core/utils/patch";

patch(ImportAction.prototype, {
    /** Say after an import what became of every row, and stay if rows failed. */
    async handleImport(isTest = true) {
        await super.handleImport(isTest);
        const report = this.model.vnReport;
        if (isTest || !report?.rows) {
            return;
        }
        this.notification.add(this.model.vnSummary, {
            type: report.failed.length ? "warning" : "success",
            sticky: true,
            buttons: this.vnButtons(report),
        });
    },

    /** What can be done with an import that is over; extend it to add a button. */
    vnButtons() {
        return [];
    },

    openRecords(resIds) {
        // what was left out is read on this screen: leave it open
        if (!this.model.vnReport?.failed.length) {
            super.openRecords(resIds);
        }
    },
});
