import {Component, onMounted, onWillUnmount} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** How often the progress is read anew, in milliseconds. */
const EVERY = 3000;
const UNDERWAY = ["queued", "running", "undoing"];

/** A bar that grows by itself while an import in the background is under way. */
export class ImportProgress extends Component {
    static template = "crm_vn_import_queue.ImportProgress";
    static props = {...standardFieldProps};

    setup() {
        this.reading = false;
        onMounted(() => {
            this.timer = setInterval(() => this.refresh(), EVERY);
        });
        onWillUnmount(() => clearInterval(this.timer));
    }

    get data() {
        return this.props.record.data;
    }

    get percent() {
        return Math.round(this.data.progress);
    }

    get text() {
        if (this.data.state === "undoing") {
            return _t("The import is being undone.");
        }
        if (this.data.state === "queued") {
            return _t("The import begins in a moment. You can leave this page.");
        }
        return _t("%(rows)s of %(total)s rows imported. You can leave this page.", {
            rows: this.data.row_count,
            total: this.data.total_count,
        });
    }

    async refresh() {
        if (this.reading || !UNDERWAY.includes(this.data.state)) {
            return;
        }
        this.reading = true;
        try {
            await this.props.record.load();
        } catch {
            // The line is down for a moment: the next time
        } finally {
            this.reading = false;
        }
    }
}

registry.category("fields").add("vn_import_progress", {
    component: ImportProgress,
    supportedTypes: ["float"],
});
