import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {Component} from "@odoo/owl";

/** Birthdays and anniversaries of the next seven days. */
export class Occasions extends Component {
    static template = "crm_vn_occasion.Occasions";
    static props = {
        data: Object,
        scope: Object,
        reload: Function,
        openList: Function,
        openRecord: Function,
    };

    get title() {
        return _t("Birthdays and anniversaries");
    }

    openAll() {
        return this.props.openList(
            "crm_vn_occasion.crm_vn_occasion_action_desk",
            this.props.data.domain,
            this.title
        );
    }
}

registry.category("crm_vn_customer.desk_blocks").add("occasions", Occasions);
