import {patch} from "@web/core/utils/patch";
import {VisitToday} from "@crm_vn_visit/today/today";

patch(VisitToday.prototype, {
    /** Make a quotation for the customer of a stop, and open it; this needs a line. */
    async quote(stop) {
        const action = await this.orm.call("crm.vn.visit", "action_make_quotation", [
            [stop.id],
        ]);
        return this.action.doAction(action);
    },
});
