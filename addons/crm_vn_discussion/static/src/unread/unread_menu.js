import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {Component, onMounted, onWillStart, onWillUnmount, useState} from "@odoo/owl";

/** How many comments on customers wait to be read; a tap lists the customers. */
export class UnreadMenu extends Component {
    static template = "crm_vn_discussion.UnreadMenu";
    static props = {};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.bus = useService("bus_service");
        this.state = useState({count: 0});
        this.refresh = async () => {
            await this.load();
            this.env.bus.trigger("CRM_VN_DISCUSSION:UNREAD");
        };
        onWillStart(async () => {
            this.visible = await user.hasGroup("sales_team.group_sale_salesman");
        });
        // not before: the page may be left while the group is asked for
        onMounted(() => {
            this.bus.subscribe("crm_vn_discussion/unread", this.refresh);
            this.load();
        });
        onWillUnmount(() =>
            this.bus.unsubscribe("crm_vn_discussion/unread", this.refresh)
        );
    }

    async load() {
        if (this.visible) {
            this.state.count = await this.orm.silent.call(
                "crm.vn.unread",
                "get_count",
                []
            );
        }
    }

    /** The customers' own list, of those with something to read. */
    async open() {
        const action = {
            ...(await this.action.loadAction("crm_vn_customer.res_partner_action")),
            name: _t("Recently updated"),
            display_name: _t("Recently updated"),
            domain: [
                ["vn_unread_count", ">", 0],
                ["vn_relationship_id", "!=", false],
            ],
        };
        // without its identity: a page that is loaded anew keeps the domain
        for (const key of ["id", "path", "xml_id"]) {
            delete action[key];
        }
        return this.action.doAction(action, {clearBreadcrumbs: true});
    }
}

registry
    .category("systray")
    .add("crm_vn_discussion.unread", {Component: UnreadMenu}, {sequence: 22});
