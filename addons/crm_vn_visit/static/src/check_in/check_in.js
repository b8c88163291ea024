import {_t} from "@web/core/l10n/translation";
import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {ConnectionLostError} from "@web/core/network/rpc";
import {Dialog} from "@web/core/dialog/dialog";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {user} from "@web/core/user";
import {useService} from "@web/core/utils/hooks";
import {Component, useEffect, useRef, useState} from "@odoo/owl";

import {shrinkPhoto} from "./photo";

const WAIT_MS = 10000;
const NOWHERE = {latitude: false, longitude: false, accuracy: 0};

/** Asks for the note of a visit; needs no line. */
export class NoteDialog extends Component {
    static template = "crm_vn_visit.NoteDialog";
    static components = {Dialog};
    static props = {title: String, note: String, save: Function, close: Function};

    setup() {
        this.text = useRef("text");
    }

    async save() {
        await this.props.save(this.text.el.value);
        this.props.close();
    }
}

/**
 * What is done at a customer's: check in, note, photo, check out. All of it goes
 * through the queue, so that it works without a line.
 */
export class VisitButtons extends Component {
    static template = "crm_vn_visit.Buttons";
    static props = {
        visitId: Number,
        name: String,
        isPlanned: Boolean,
        isOut: Boolean,
        note: String,
        outcome: String,
        outcomes: Array,
        done: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.queue = useService("vn_visit_queue");
        this.waiting = useState(this.queue.state);
        this.state = useState({busy: false});
        let before = 0;
        useEffect(
            (number) => {
                // what waited has been sent
                if (before && !number && !this.state.busy) {
                    this.props.done();
                }
                before = number;
            },
            () => [this.kinds.length]
        );
    }

    /** Kinds that wait for a line, of this visit. */
    get kinds() {
        return this.waiting.items
            .filter((item) => item.visitId === this.props.visitId)
            .map((item) => item.kind);
    }

    get canCheckIn() {
        return this.props.isPlanned && !this.kinds.includes("check_in");
    }

    get canCheckOut() {
        return (
            !this.canCheckIn && !this.props.isOut && !this.kinds.includes("check_out")
        );
    }

    /** Note or outcome as the person last saw it: one that waits comes first. */
    getLast(kind) {
        const own = this.waiting.items.filter(
            (item) => item.visitId === this.props.visitId && item.kind === kind
        );
        return own.length ? own.at(-1)[kind] : this.props[kind];
    }

    async put(item) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            await this.queue.add({visitId: this.props.visitId, ...item});
            if (!this.kinds.length) {
                await this.props.done();
            }
        } finally {
            this.state.busy = false;
        }
    }

    /** Check in or out, with the position where the person was told of it. */
    async check(kind) {
        const told = await this.isTold();
        if (told !== "cancel") {
            const position = told === "told" ? await this.getPosition() : NOWHERE;
            await this.put({kind, ...position});
        }
    }

    /** Choose an outcome; the chosen one once more takes it away. */
    choose(outcome) {
        const isChosen = this.getLast("outcome") === outcome;
        return this.put({kind: "outcome", outcome: isChosen ? "" : outcome});
    }

    writeNote() {
        const before = this.getLast("note");
        this.dialog.add(NoteDialog, {
            title: this.props.name,
            note: before,
            save: (note) => this.put({kind: "note", note, before}),
        });
    }

    async takePhoto(ev) {
        const [file] = ev.target.files;
        ev.target.value = "";
        if (!file) {
            return;
        }
        let photo = null;
        try {
            photo = await shrinkPhoto(file);
        } catch {
            this.notification.add(_t("This is no photo."), {type: "danger"});
            return;
        }
        await this.put({kind: "photo", photo});
    }

    /**
     * Say once, before the first position, what it is used for.
     *
     * @returns {Promise<String>} `told`, `cancel`, or `unknown`: without a line nobody
     *     can say whether it was read, and no position is asked for
     */
    async isTold() {
        const key = `crm_vn_visit.told.${user.userId}`;
        if (browser.localStorage.getItem(key)) {
            return "told";
        }
        try {
            const args = ["res.users", "vn_has_position_notice", []];
            if (!(await this.orm.silent.call(...args)) && !(await this.tell())) {
                return "cancel";
            }
        } catch (error) {
            if (error instanceof ConnectionLostError) {
                return "unknown";
            }
            throw error;
        }
        browser.localStorage.setItem(key, "1");
        return "told";
    }

    tell() {
        return new Promise((resolve) => {
            this.dialog.add(
                ConfirmationDialog,
                {
                    title: _t("Your position"),
                    body: _t(
                        "Your position is noted only when you check in and out, to show that the visit took place. You and your leader see it, and it is forgotten after some months."
                    ),
                    confirmLabel: _t("I have read it"),
                    confirm: async () => {
                        await this.orm.call(
                            "res.users",
                            "vn_accept_position_notice",
                            []
                        );
                        resolve(true);
                    },
                    cancel: () => resolve(false),
                },
                {onClose: () => resolve(false)}
            );
        });
    }

    /** Ask the phone; without permission or signal there is no position, no error. */
    getPosition() {
        if (!navigator.geolocation) {
            return Promise.resolve(NOWHERE);
        }
        return new Promise((resolve) => {
            navigator.geolocation.getCurrentPosition(
                ({coords}) =>
                    resolve({
                        latitude: coords.latitude,
                        longitude: coords.longitude,
                        accuracy: coords.accuracy,
                    }),
                () => resolve(NOWHERE),
                {timeout: WAIT_MS, enableHighAccuracy: true}
            );
        });
    }
}

/** The buttons on the form of a visit. */
export class VnCheckIn extends Component {
    static template = "crm_vn_visit.CheckIn";
    static components = {VisitButtons};
    static props = {...standardWidgetProps};

    get data() {
        return this.props.record.data;
    }

    get isShown() {
        return this.props.record.resId && this.data.state !== "skipped";
    }

    get buttons() {
        return {
            visitId: this.props.record.resId,
            name: this.data.partner_id?.display_name || "",
            isPlanned: this.data.state === "planned",
            isOut: Boolean(this.data.check_out_date),
            note: this.data.note || "",
            // the form has a field for it
            outcome: "",
            outcomes: [],
            done: () => this.props.record.load(),
        };
    }
}

registry.category("view_widgets").add("vn_check_in", {
    component: VnCheckIn,
    fieldDependencies: [
        {name: "state", type: "selection"},
        {name: "check_out_date", type: "datetime"},
        {name: "note", type: "text"},
    ],
});
