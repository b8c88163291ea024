import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

const COLORS = {ahead: "bg-success", on: "bg-info", behind: "bg-warning"};

/** A bar from 0 to 100 %, with a mark where one should be by now. */
export class KpiProgressField extends Component {
    static template = "crm_vn_kpi_sheet.KpiProgressField";
    static props = {
        ...standardFieldProps,
        labelField: {type: String},
        expectedField: {type: String, optional: true},
        standingField: {type: String, optional: true},
    };

    get data() {
        return this.props.record.data;
    }

    /** What the bar is read out as. */
    get title() {
        return this.props.record.fields[this.props.name].string;
    }

    get label() {
        return this.data[this.props.labelField];
    }

    get width() {
        return Math.min(100, Math.max(0, this.data[this.props.name] || 0));
    }

    get color() {
        return COLORS[this.data[this.props.standingField]] || "bg-secondary";
    }

    get mark() {
        const expected = this.data[this.props.expectedField];
        return this.data[this.props.standingField] && expected < 100 ? expected : 0;
    }
}

export const kpiProgressField = {
    component: KpiProgressField,
    supportedTypes: ["float"],
    extractProps: ({options}) => ({
        labelField: options.label,
        expectedField: options.expected,
        standingField: options.standing,
    }),
    fieldDependencies: ({options}) =>
        [
            {name: options.label, type: "char", readonly: true},
            {name: options.expected, type: "float", readonly: true},
            {name: options.standing, type: "selection", readonly: true},
        ].filter((field) => field.name),
};

registry.category("fields").add("vn_kpi_progress", kpiProgressField);
