import {FloatField, floatField} from "@web/views/fields/float/float_field";
import {formatFloat} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";

const NBSP = "\u00a0";

/**
 * A percentage as the whole suite writes it: one decimal at most, a space before the
 * sign.
 */
export function formatPercent(value) {
    const digits = Math.round(value * 10) % 10 ? 1 : 0;
    return `${formatFloat(value, {digits: [16, digits]})}${NBSP}%`;
}

/**
 * A percentage that is typed as a number and shown with its sign. The option `of` says
 * what the whole is: 100, or 1 for a share that nobody types.
 */
export class PercentField extends FloatField {
    static props = {...FloatField.props, of: {type: Number, optional: true}};
    static defaultProps = {...FloatField.defaultProps, of: 100};

    get formattedValue() {
        return this.props.readonly
            ? formatPercent((100 * (this.value || 0)) / this.props.of)
            : super.formattedValue;
    }
}

registry.category("fields").add("vn_percent", {
    ...floatField,
    component: PercentField,
    extractProps: (info) => ({...floatField.extractProps(info), of: info.options.of}),
});
// sums of a list
registry.category("formatters").add("vn_percent", formatPercent);
