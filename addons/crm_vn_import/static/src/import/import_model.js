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
            this.importOptionsValues.vn_readings = {value: []};
            const {encoding} = this.importOptionsValues;
            encoding.reloadParse = true;
            encoding.options = [...encoding.options, "utf-16-le", "utf-16-be"];
            encoding.options.push("windows-1258", "tcvn3", "vni");
        }
    },

    async _callImport(dryrun, args) {
        const result = await super._callImport(dryrun, args);
        const report = result.vn_report;
        if (report && this.vnReport) {
            for (const name of ["rows", "created", "updated", "skipped"]) {
                this.vnReport[name] += report[name];
            }
            for (const name of ["failed", "kept", "people"]) {
                this.vnReport[name].push(...(report[name] || []));
            }
            this.vnReport.left_out = report.left_out || [];
        }
        return result;
    },

    async executeImport(isTest, ...args) {
        // Shown as a list of people below the messages
        this.vnReport = {rows: 0, created: 0, updated: 0, skipped: 0};
        Object.assign(this.vnReport, {failed: [], kept: [], people: [], left_out: []});
        const result = await super.executeImport(isTest, ...args);
        const report = this.vnReport;
        if (report.rows && !result.res.hasError) {
            const lines = [this.vnSummary, ...this._vnLines(report.failed)];
            if (report.left_out.length) {
                lines.push(_t("Columns left out: %s", report.left_out.join(", ")));
            }
            this._addMessage(report.failed.length ? "warning" : "info", lines);
        }
        return result;
    },

    _vnLines(rows, most = 100) {
        const lines = rows.slice(0, most).map((row) =>
            _t("Line %(line)s, %(name)s: %(reason)s", {
                line: row.line,
                name: row.name || "?",
                reason: row.reason,
            })
        );
        if (rows.length > most) {
            lines.push(_t("… and %s more", rows.length - most));
        }
        return lines;
    },

    get vnSummary() {
        const report = this.vnReport;
        return _t(
            "%(rows)s rows: %(created)s created, %(updated)s updated, %(skipped)s unchanged, %(failed)s left out",
            {...report, failed: report.failed.length}
        );
    },
});
