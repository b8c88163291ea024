import {
    FloatTimeField,
    floatTimeField,
} from "@web/views/fields/float_time/float_time_field";
import {registry} from "@web/core/registry";

/** An hour that nobody chose is empty, not midnight. */
export class HourField extends FloatTimeField {
    get formattedValue() {
        return this.props.record.data[this.props.name] ? super.formattedValue : "";
    }
}

registry.category("fields").add("vn_hour", {...floatTimeField, component: HourField});
