import {Component, onWillStart, useState} from "@odoo/owl";
import {Layout} from "@web/search/layout";
import {DateTimeInput} from "@web/core/datetime/datetime_input";
import {registry} from "@web/core/registry";
import {deserializeDate, serializeDate} from "@web/core/l10n/dates";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";

/** Numbers of a period in a table, each of which opens its records. */
export class PeriodTable extends Component {
    static template = "crm_vn_base.PeriodTable";
    static components = {DateTimeInput, Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = {controlPanel: {}};
        this.state = useState({from: null, to: null, by: "", table: null});
        onWillStart(() => this.load());
    }

    get model() {
        return this.props.action.params.model;
    }

    get period() {
        const {from, to} = this.state;
        return from ? [serializeDate(from), serializeDate(to)] : [false, false];
    }

    async load() {
        const {by} = this.state;
        const args = [...this.period, by];
        const table = await this.orm.call(this.model, "get_table", args);
        const [from, to] = table.period.map((day) => deserializeDate(day));
        Object.assign(this.state, {table, from, to, by: table.by});
    }

    setDay(name, day) {
        if (!day) {
            return;
        }
        this.state[name] = day;
        if (this.state.from > this.state.to) {
            this.state[name === "from" ? "to" : "from"] = day;
        }
        return this.load();
    }

    setDimension(ev) {
        this.state.by = ev.target.value;
        return this.load();
    }

    async open(column, key) {
        const args = [...this.period, this.state.by, column.name, key];
        const action = await this.orm.call(this.model, "open_records", args);
        // without its identity: a page that is loaded anew keeps the domain
        for (const name of ["id", "path", "xml_id"]) {
            delete action[name];
        }
        return this.action.doAction(action, {
            additionalContext: {force_search_count: 1},
        });
    }
}

registry.category("actions").add("crm_vn_base.period_table", PeriodTable);
