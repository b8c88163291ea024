import {BaseImportModel} from "@base_import/import_model";
import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";

/** The dialog counts rows and leaves out faulty ones for models that report. */
patch(BaseImportModel.prototype, {
    setResModel(resModel) {
        super.setResModel(resModel);
        this.vnReports =
            resModel === "res.partner" ||
            resModel === "utm.source" ||
            resModel === "res.partner.industry" ||
            resModel.startsWith("crm.vn.");
        if (this.vnReports) {
            this.importOptionsValues.vn_leave_out_failed = {value: false};
        }
    },

    async _callImport(dryrun, args) {
        const result = await super._callImport(dryrun, args);
        const report = result.vn_report;
        if (report && this.vnReport) {
            for (const name of ["rows", "created", "updated", "skipped"]) {
                this.vnReport[name] += report[name];
            }
            this.vnReport.failed.push(...report.failed);
        }
        return result;
    },

    async executeImport(isTest, ...args) {
        this.vnReport = {rows: 0, created: 0, updated: 0, skipped: 0, failed: []};
        const result = await super.executeImport(isTest, ...args);
        const report = this.vnReport;
        if (report.rows && !result.res.hasError) {
            const lines = [this.vnSummary];
            for (const row of report.failed.slice(0, 100)) {
                lines.push(
                    _t("Line %(line)s, %(name)s: %(reason)s", {
                        line: row.line,
                        name: row.name || "?",
                        reason: row.reason,
                    })
                );
            }
            if (report.failed.length > 100) {
                lines.push(_t("… and %s more", report.failed.length - 100));
            }
            this._addMessage(report.failed.length ? "warning" : "info", lines);
        }
        return result;
    },

    get vnSummary() {
        const report = this.vnReport;
        return _t(
            "%(rows)s rows: %(created)s created, %(updated)s updated, %(skipped)s already there, %(failed)s left out",
            {...report, failed: report.failed.length}
        );
    },
});
