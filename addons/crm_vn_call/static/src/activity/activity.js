import {Activity} from "@mail/core/web/activity";
import {ActivityListPopoverItem} from "@mail/core/web/activity_list_popover_item";
import {patch} from "@web/core/utils/patch";

import {canCallFrom} from "../call_service/call_models";

const canCall = () => ({
    /** Whom a planned call is to, as data-vn-call has it; empty for other to-dos. */
    get vnCall() {
        const {activity_category, res_id, res_model, state} = this.props.activity;
        const isCall = activity_category === "phonecall" && state !== "done";
        return isCall && canCallFrom(res_model) ? `${res_model},${res_id}` : "";
    },
});

patch(Activity.prototype, canCall());
patch(ActivityListPopoverItem.prototype, canCall());
