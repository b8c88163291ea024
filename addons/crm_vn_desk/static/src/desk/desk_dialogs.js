import {Dialog} from "@web/core/dialog/dialog";
import {Component, onWillStart, useState} from "@odoo/owl";

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
        Object.assign(this.state, {types: [], type: false, note: "", next: 0});
        onWillStart(async () => {
            const types = await this.props.loadTypes();
            this.state.types = types;
            const wanted = types.find((type) => type.id === this.props.typeId);
            const call = types.find((type) => type.icon === "fa-phone");
            this.state.type = (wanted || call || types[0] || {id: false}).id;
        });
    }
}
