import {_t} from "@web/core/l10n/translation";
import {patch} from "@web/core/utils/patch";
import {Record} from "@web/model/relational_model/record";

/** A missing field is named, not only marked: it may stand on another tab. */
patch(Record.prototype, {
    _displayInvalidFieldNotification() {
        const names = [...this._invalidFields]
            .map((name) => this.fields[name]?.string)
            .filter(Boolean);
        if (!names.length) {
            return super._displayInvalidFieldNotification();
        }
        return this.model.notification.add(
            _t("Missing required fields: %s", [...new Set(names)].join(", ")),
            {type: "danger"}
        );
    },
});
