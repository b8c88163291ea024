import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {formatFloat} from "@web/views/fields/formatters";
import {Component} from "@odoo/owl";

/** Today's route: what is done, what is left, and where to go next. */
export class RouteToday extends Component {
    static template = "crm_vn_visit_desk.RouteToday";
    static place = "before";
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

    get isMine() {
        return this.props.scope.kind === "me";
    }

    get title() {
        return this.isMine ? _t("My route today") : _t("Route today");
    }

    get labels() {
        return {done: _t("Done"), planned: _t("Left"), skipped: _t("Skipped")};
    }

    get percent() {
        const {count, states} = this.props.data;
        const left = states.find((state) => state.name === "planned").count;
        return Math.round((100 * (count - left)) / count);
    }

    get way() {
        const {km, arrival} = this.props.data.next;
        const parts = [];
        if (km !== null) {
            const digits = {digits: [16, 1], trailingZeros: false};
            parts.push(_t("about %s km", formatFloat(km, digits)));
        }
        if (arrival) {
            parts.push(_t("there at %s", arrival));
        }
        return parts.join(" · ");
    }

    openVisits(domain, name) {
        return this.props.openList("crm_vn_visit.crm_vn_visit_action", domain, name);
    }

    /** One's own day is worked off on its own screen; another's is looked at. */
    openDay() {
        return this.isMine
            ? this.action.doAction("crm_vn_visit.crm_vn_visit_today_action")
            : this.openVisits(this.props.data.domain, this.title);
    }
}

registry.category("crm_vn_customer.desk_blocks").add("route_today", RouteToday);
