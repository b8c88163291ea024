import "@web/views/fields/formatters";
import {localization} from "@web/core/l10n/localization";
import {registry} from "@web/core/registry";
import {patch} from "@web/core/utils/patch";
import {DateTimeField} from "@web/views/fields/datetime/datetime_field";

/** In Vietnamese a day is written in one way, 24/11/2026, and never "24 thg 11". */
const isVietnamese = () => (localization.code || "").startsWith("vi");

patch(DateTimeField.prototype, {
    getFormattedValue(valueIndex, numeric = this.props.numeric) {
        return super.getFormattedValue(valueIndex, numeric || isVietnamese());
    },
});

const formatters = registry.category("formatters");
for (const name of ["date", "datetime"]) {
    const format = formatters.get(name);
    const formatInWords = (value, options = {}) =>
        format(value, isVietnamese() ? {...options, numeric: true} : options);
    formatInWords.extractOptions = format.extractOptions;
    formatters.add(name, formatInWords, {force: true});
}
