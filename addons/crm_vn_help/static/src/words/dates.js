import "@web/views/fields/formatters";
import {localization} from "@web/core/l10n/localization";
import {registry} from "@web/core/registry";
import {patch} from "@web/core/utils/patch";
import {DateTimeField} from "@web/views/fields/datetime/datetime_field";

/**
 * In Vietnamese a day is written in one way, 24/11/2026, and never "24 thg 11"; seconds
 * only where a field asks for them, as in other languages.
 */
const isVietnamese = () => (localization.code || "").startsWith("vi");
const withoutSeconds = (text) => text.replace(/(\d:\d\d):\d\d/, "$1");

patch(DateTimeField.prototype, {
    getFormattedValue(valueIndex, numeric = this.props.numeric) {
        const text = super.getFormattedValue(valueIndex, numeric || isVietnamese());
        return isVietnamese() && !this.props.showSeconds ? withoutSeconds(text) : text;
    },
});

const formatters = registry.category("formatters");
for (const name of ["date", "datetime"]) {
    const format = formatters.get(name);
    const formatInWords = (value, options = {}) => {
        if (!isVietnamese()) {
            return format(value, options);
        }
        const text = format(value, {...options, numeric: true});
        return options.showSeconds ? text : withoutSeconds(text);
    };
    formatInWords.extractOptions = format.extractOptions;
    formatters.add(name, formatInWords, {force: true});
}
