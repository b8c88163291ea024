import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";

import {LogDialog} from "../desk/desk_dialogs";

const MORE = 30;
/** Head and page of one record ask the server once. @type {WeakMap<Object, Object>} */
const asked = new WeakMap();

class CustomerPart extends Component {
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({page: null, kinds: [], busy: false});
        onWillStart(() => this.load(this.props.record));
        onWillUpdateProps((next) => this.load(next.record));
    }

    /** Ask again when the record is another one, or was loaded anew. */
    async load(record) {
        const {resId} = record;
        if (!resId) {
            this.state.page = null;
            return;
        }
        const known = asked.get(record.data);
        const answer =
            known || this.orm.call("res.partner", "vn_get_page", [[resId]], {});
        asked.set(record.data, answer);
        const page = await answer;
        this.state.kinds = [];
        this.state.page = page;
    }

    openRecord(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

/** Who this is, in one line each: tier, owner, last contact, next step, revenue. */
export class CustomerHead extends CustomerPart {
    static template = "crm_vn_desk.CustomerHead";

    setup() {
        super.setup();
        this.dialog = useService("dialog");
    }

    /** The phone dials by the link; what came out is asked meanwhile. */
    call() {
        this.dialog.add(LogDialog, {
            title: this.props.record.data.display_name || _t("Quick log"),
            loadTypes: () => this.orm.call("crm.vn.desk", "get_log_types", []),
            onConfirm: async ({type, note, next, outcome}) => {
                await this.orm.call("crm.vn.desk", "log_contact", [
                    "res.partner",
                    this.props.record.resId,
                    type,
                    note,
                    next,
                    false,
                    outcome,
                ]);
                await this.props.record.load();
            },
        });
    }
}

/** Everything that was, is due and is planned, with cards beside it. */
export class CustomerPage extends CustomerPart {
    static template = "crm_vn_desk.CustomerPage";

    get chips() {
        const labels = {
            planned: _t("Planned"),
            due: _t("Due"),
            done: _t("Done"),
            discussion: _t("Discussion"),
            document: _t("Documents"),
        };
        return Object.entries(labels).map(([name, label]) => ({
            name,
            label,
            count: this.state.page.counts[name],
            active: this.state.kinds.includes(name),
        }));
    }

    /** How many rows there are of what is chosen. */
    get total() {
        return this.chips
            .filter(({active}) => active || !this.state.kinds.length)
            .reduce((sum, {count}) => sum + count, 0);
    }

    toggle(name) {
        const {kinds} = this.state;
        this.state.kinds = kinds.includes(name)
            ? kinds.filter((kind) => kind !== name)
            : [...kinds, name];
        return this.loadRows();
    }

    more() {
        return this.loadRows(this.state.page.timeline.length + MORE);
    }

    async loadRows(limit = MORE) {
        this.state.busy = true;
        const {timeline} = await this.orm.call(
            "res.partner",
            "vn_get_timeline",
            [[this.props.record.resId]],
            {kinds: this.state.kinds, limit}
        );
        this.state.page.timeline = timeline;
        this.state.busy = false;
    }

    openCard(card) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: card.title,
            res_model: card.model,
            domain: card.domain,
            views: [
                [false, "list"],
                [false, "form"],
            ],
        });
    }
}

const widgets = registry.category("view_widgets");
widgets.add("vn_customer_head", {component: CustomerHead});
widgets.add("vn_customer_page", {component: CustomerPage});
