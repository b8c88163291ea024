import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {useService} from "@web/core/utils/hooks";

/** A number that opens the records it counts. */
export class KpiNumberField extends Component {
    static template = "crm_vn_kpi_sheet.KpiNumberField";
    static props = {...standardFieldProps, method: {type: String}};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get value() {
        return this.props.record.data[this.props.name];
    }

    get canOpen() {
        return Boolean(this.props.record.resId);
    }

    async onClick() {
        const {resModel, resId} = this.props.record;
        const action = await this.orm.call(resModel, this.props.method, [[resId]]);
        return this.action.doAction(action);
    }
}

export const kpiNumberField = {
    component: KpiNumberField,
    supportedTypes: ["char"],
    extractProps: ({options}) => ({method: options.method || "action_open_records"}),
};

registry.category("fields").add("vn_kpi_number", kpiNumberField);
