import {Dialog} from "@web/core/dialog/dialog";
import {_t} from "@web/core/l10n/translation";
import {KeepLast} from "@web/core/utils/concurrency";
import {useDebounced} from "@web/core/utils/timing";
import {Component, onWillStart, useState} from "@odoo/owl";

/** What comes out of a call, and in how many days the next step is proposed.
 * The server has the same numbers (tools/outcomes.py). */
export const OUTCOMES = [
    {name: "answered", label: _t("Answered"), next: 0},
    {name: "no_answer", label: _t("No answer"), next: 1},
    {name: "call_back", label: _t("Call back"), next: 3},
    {name: "wrong_number", label: _t("Wrong number"), next: 1},
    {name: "refused", label: _t("Refused"), next: 30},
];

/** Confirms once: a second tap on a slow line must not do it twice. */
class DeskDialog extends Component {
    static components = {Dialog};
    static props = {
        close: Function,
        title: String,
        onConfirm: Function,
        loadTypes: {type: Function, optional: true},
        typeId: {type: [Number, Boolean], optional: true},
    };

    setup() {
        this.state = useState({busy: false});
    }

    async confirm(values) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            await this.props.onConfirm(values);
            this.props.close();
        } finally {
            this.state.busy = false;
        }
    }
}

export class DoneDialog extends DeskDialog {
    static template = "crm_vn_desk.DoneDialog";

    setup() {
        super.setup();
        this.state.feedback = "";
    }
}

export class PostponeDialog extends DeskDialog {
    static template = "crm_vn_desk.PostponeDialog";

    setup() {
        super.setup();
        this.state.date = "";
    }
}

export class LogDialog extends DeskDialog {
    static template = "crm_vn_desk.LogDialog";

    setup() {
        super.setup();
        this.outcomes = OUTCOMES;
        Object.assign(this.state, {
            types: [],
            type: false,
            outcome: false,
            note: "",
            next: 0,
        });
        onWillStart(async () => {
            const types = await this.props.loadTypes();
            this.state.types = types;
            const wanted = types.find((type) => type.id === this.props.typeId);
            const call = types.find((type) => this.isCall(type));
            this.state.type = (wanted || call || types[0] || {id: false}).id;
        });
    }

    isCall(type) {
        return type.category === "phonecall" || type.icon === "fa-phone";
    }

    get asksOutcome() {
        const type = this.state.types.find(({id}) => id === this.state.type);
        return Boolean(type) && this.isCall(type);
    }

    /** Tapped again, it is taken back. */
    chooseOutcome(outcome) {
        const same = this.state.outcome === outcome.name;
        this.state.outcome = same ? false : outcome.name;
        this.state.next = same ? 0 : outcome.next;
    }

    /** What happens next, in words. */
    get nextStep() {
        return {
            no_answer: _t("A call is planned again."),
            call_back: _t("A call is planned, as agreed."),
            wrong_number: _t("A task is planned: find the right number."),
            refused: _t("You will be reminded to ask again."),
        }[this.state.next ? this.state.outcome : false];
    }

    get values() {
        const {type, note, next, outcome} = this.state;
        return {type, note, next, outcome: this.asksOutcome && outcome};
    }
}

/** Somebody to call or to log: the own customers, or whom one types. */
export class PickDialog extends Component {
    static template = "crm_vn_desk.PickDialog";
    static components = {Dialog};
    static props = {
        close: Function,
        title: String,
        withPhone: {type: Boolean, optional: true},
        find: Function,
        onPick: Function,
    };

    setup() {
        this.state = useState({rows: [], text: ""});
        this.keepLast = new KeepLast();
        this.search = useDebounced(() => this.load(), 250);
        onWillStart(() => this.load());
    }

    async load() {
        const rows = await this.keepLast.add(this.props.find(this.state.text));
        this.state.rows = rows.filter((row) => row.phone || !this.props.withPhone);
    }

    pick(row) {
        this.props.close();
        this.props.onPick(row);
    }
}
