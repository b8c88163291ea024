import {ImportAction} from "@base_import/import_action/import_action";
import {patch} from "@web/core/utils/patch";

/** Files of contacts can be chosen where customers are imported. */
patch(ImportAction.prototype, {
    get vnAcceptedFileExtensions() {
        const extensions = ".csv, .xls, .xlsx, .xlsm, .ods";
        return this.resModel === "res.partner" ? `${extensions}, .vcf` : extensions;
    },
});
