import {Component, onWillStart, useState} from "@odoo/owl";
import {Layout} from "@web/search/layout";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

const COLORS = {ahead: "bg-success", on: "bg-info", behind: "bg-warning"};

/** Who reached how much of the targets, as far as the company shows it. */
export class KpiLeaderboard extends Component {
    static template = "crm_vn_kpi_sheet.KpiLeaderboard";
    static components = {Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = {controlPanel: {}};
        this.state = useState({
            kind: "month",
            back: 0,
            shown: true,
            period: "",
            people: [],
        });
        onWillStart(() => this.load());
    }

    async load(changes = {}) {
        Object.assign(this.state, changes);
        const {kind, back} = this.state;
        const board = await this.orm.call("crm.vn.kpi.leaderboard", "get_leaderboard", [
            kind,
            back,
        ]);
        // The answer to an earlier click may come later.
        if (kind === this.state.kind && back === this.state.back) {
            Object.assign(this.state, board);
        }
    }

    barStyle(person) {
        return `width: ${Math.min(100, Math.max(0, person.percent))}%`;
    }

    barColor(person) {
        return COLORS[person.standing] || "bg-secondary";
    }

    open(person) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "crm.vn.kpi.sheet",
            res_id: person.sheet_id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("crm_vn_kpi.leaderboard", KpiLeaderboard);
