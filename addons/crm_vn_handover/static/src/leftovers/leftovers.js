import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {Component} from "@odoo/owl";

/** Work of people who left, for whom managers have to find somebody. */
export class Leftovers extends Component {
    static template = "crm_vn_handover.Leftovers";
    static place = "middle";
    static props = {
        data: Object,
        scope: Object,
        reload: Function,
        openList: Function,
        openRecord: Function,
    };

    setup() {
        this.action = useService("action");
    }

    /** Exactly the records that were counted, of whatever kind they are. */
    open(row) {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: row.name,
                res_model: row.model,
                views: [
                    [false, "list"],
                    [false, "form"],
                ],
                domain: row.domain,
            },
            {additionalContext: {force_search_count: 1}}
        );
    }

    handOver() {
        return this.action.doAction("crm_vn_handover.crm_vn_handover_action");
    }
}

registry.category("crm_vn_customer.desk_blocks").add("leftovers", Leftovers);
