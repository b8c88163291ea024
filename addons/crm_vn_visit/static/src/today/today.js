import {Component, onWillStart, useState} from "@odoo/owl";
import {ConnectionLostError} from "@web/core/network/rpc";
import {Layout} from "@web/search/layout";
import {formatFloat} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

import {reloadOnClose} from "@crm_vn_base/dialogs/dialogs";
import {VisitButtons} from "../check_in/check_in";

/**
 * Today's stops: in their order, with the way, a drawing and what is done at each.
 * Once opened it can be read, and worked with, without a line.
 */
export class VisitToday extends Component {
    static template = "crm_vn_visit.Today";
    static components = {Layout, VisitButtons};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.queue = useService("vn_visit_queue");
        this.waiting = useState(this.queue.state);
        this.display = {controlPanel: {}};
        this.state = useState({list: null, isOld: false});
        onWillStart(() => this.load());
    }

    async load() {
        try {
            const args = ["crm.vn.visit", "get_today", []];
            this.state.list = await this.orm.silent.call(...args);
            this.state.isOld = false;
            await this.queue.keepList(this.state.list).catch(() => {
                // a browser without a store of its own keeps nothing
            });
        } catch (error) {
            if (!(error instanceof ConnectionLostError)) {
                throw error;
            }
            this.state.list ||= (await this.queue.getList().catch(() => null)) || {
                stops: [],
                sketch: {points: [], ids: [], path: ""},
            };
            this.state.isOld = true;
        }
    }

    get stops() {
        return this.state.list.stops.map((stop, index) => ({
            ...stop,
            number: index + 1,
            buttons: {
                visitId: stop.id,
                name: stop.name,
                isPlanned: stop.state === "planned",
                isOut: stop.out,
                note: stop.note,
                outcome: stop.outcome || "",
                outcomes: this.state.list.outcomes || [],
                done: () => this.load(),
            },
        }));
    }

    get left() {
        return this.state.list.stops.filter((stop) => stop.state === "planned").length;
    }

    get dots() {
        const {points, ids} = this.state.list.sketch;
        const stops = this.stops;
        return points.map((point, index) => {
            const stop = stops.find((one) => one.id === ids[index]);
            return {...point, id: ids[index], number: stop.number, state: stop.state};
        });
    }

    formatKm(number) {
        return formatFloat(number, {digits: [16, 1], trailingZeros: false});
    }

    open(stop) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "crm.vn.visit",
            res_id: stop.id,
            views: [[false, "form"]],
        });
    }

    skip(stop) {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: stop.name,
                res_model: "crm.vn.visit.skip",
                views: [[false, "form"]],
                target: "new",
                context: {default_visit_ids: [stop.id]},
            },
            {onClose: reloadOnClose(() => this.load())}
        );
    }

    /** A visit that no route plans: choose the customer, save. */
    add() {
        return this.action.doAction("crm_vn_visit.crm_vn_visit_action", {
            viewType: "form",
        });
    }
}

registry.category("actions").add("crm_vn_visit.today", VisitToday);
