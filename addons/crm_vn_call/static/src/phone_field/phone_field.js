import {useService} from "@web/core/utils/hooks";
import {patch} from "@web/core/utils/patch";
import {PhoneField} from "@web/views/fields/phone/phone_field";

import {canCallFrom} from "../call_service/call_models";

/** Other models than documents of customers keep the phone's own link. */
patch(PhoneField.prototype, {
    setup() {
        super.setup();
        this.vnCall = useService("crm_vn_call");
    },

    get vnCanDial() {
        const {resId, resModel, data} = this.props.record;
        return Boolean(resId && canCallFrom(resModel) && data[this.props.name]);
    },

    /** The number goes through the switchboard, when the user has an extension. */
    async onVnDial(ev) {
        if (!this.vnCanDial) {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
        const {resId, resModel, data} = this.props.record;
        await this.vnCall.dial(resModel, resId, data[this.props.name]);
    },
});
