import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {IntegerField, integerField} from "@web/views/fields/integer/integer_field";

/** Day, month or year: blank as long as it is not known, and never "1,990". */
export class DateNumber extends IntegerField {
    get formattedValue() {
        return this.value ? `${this.value}` : "";
    }
}

registry.category("fields").add("vn_date_number", {
    ...integerField,
    component: DateNumber,
    displayName: _t("Day, month or year"),
    isEmpty: (record, fieldName) => !record.data[fieldName],
});
