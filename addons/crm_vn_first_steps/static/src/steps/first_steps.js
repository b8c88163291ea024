import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {Component, onMounted, onWillStart, useState} from "@odoo/owl";

import {reloadOnClose} from "@crm_vn_base/dialogs/dialogs";

const MODEL = "crm.vn.first.steps";
/** Steps that the desk shows; the others are one click away. */
const NEXT = 3;

/** Steps with the button that opens the screen of each. */
export class StepList extends Component {
    static template = "crm_vn_first_steps.StepList";
    static props = {
        steps: Array,
        changed: Function,
        withSkip: {type: Boolean, optional: true},
    };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
    }

    icon(step) {
        if (step.done) {
            return "fa-check-circle text-success";
        }
        return step.skipped ? "fa-minus-circle text-muted" : "fa-circle-o text-muted";
    }

    /** What a dialog did is seen at once; a screen comes back by the breadcrumb. */
    open(step) {
        return this.action.doAction(step.action, {
            onClose: reloadOnClose(() => this.props.changed()),
        });
    }

    async skip(step) {
        await this.orm.call(MODEL, "set_skipped", [step.name, !step.skipped]);
        await this.props.changed();
    }
}

/** The whole list: by the menu, and from the desk. */
export class FirstSteps extends Component {
    static template = "crm_vn_first_steps.FirstSteps";
    static components = {Layout, StepList};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.display = {controlPanel: {}};
        this.state = useState({data: null});
        onWillStart(() => this.load());
    }

    async load() {
        this.state.data = await this.orm.call(MODEL, "get_steps", []);
    }

    async setHidden(hidden) {
        await this.orm.call(MODEL, "set_hidden", [hidden]);
        await this.load();
    }
}

/** What comes next, on the desk of who sets up the company. */
export class FirstStepsBlock extends Component {
    static template = "crm_vn_first_steps.Block";
    static components = {StepList};
    static place = "before";
    static props = {
        data: Object,
        scope: Object,
        reload: Function,
        openList: Function,
        openRecord: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({data: null});
        // the desk does not wait for it
        onMounted(() => this.load());
    }

    async load() {
        this.state.data = await this.orm.call(MODEL, "get_steps", []);
    }

    get next() {
        return this.state.data.steps
            .filter((step) => !step.done && !step.skipped)
            .slice(0, NEXT);
    }

    get share() {
        const {done, total} = this.state.data;
        return total ? (100 * done) / total : 0;
    }

    openAll() {
        return this.action.doAction("crm_vn_first_steps.crm_vn_first_steps_action");
    }

    async hide() {
        await this.orm.call(MODEL, "set_hidden", [true]);
        await this.props.reload();
    }
}

registry.category("actions").add("crm_vn_first_steps.steps", FirstSteps);
registry.category("crm_vn_customer.desk_blocks").add("first_steps", FirstStepsBlock);
