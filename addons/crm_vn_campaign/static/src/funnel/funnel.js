import {Component} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";

const STEPS = [
    ["vn_member_count", ""],
    ["vn_waiting_count", "waiting"],
    ["vn_contacted_count", "contacted"],
    ["vn_interested_count", "interested"],
    ["vn_refused_count", "refused"],
    ["vn_won_count", "won"],
];

/** The members of a campaign by how far they got, each bar opens those it counts. */
export class CampaignFunnel extends Component {
    static template = "crm_vn_campaign.Funnel";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    get bars() {
        const {data, fields} = this.props.record;
        const most = data.vn_member_count || 1;
        return STEPS.map(([name, meaning]) => ({
            name,
            meaning,
            label: fields[name].string,
            count: data[name],
            style: `width: ${(100 * data[name]) / most}%`,
        }));
    }

    async open({meaning}) {
        const action = await this.orm.call(
            "utm.campaign",
            "action_vn_open_members",
            [[this.props.record.resId]],
            {context: {meaning}}
        );
        return this.action.doAction(action);
    }
}

registry.category("view_widgets").add("vn_campaign_funnel", {
    component: CampaignFunnel,
    fieldDependencies: STEPS.map(([name]) => ({name, type: "integer"})),
});
