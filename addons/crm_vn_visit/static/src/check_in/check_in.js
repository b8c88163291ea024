import {_t} from "@web/core/l10n/translation";
import {ConfirmationDialog} from "@web/core/confirmation_dialog/confirmation_dialog";
import {registry} from "@web/core/registry";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {useService} from "@web/core/utils/hooks";
import {Component, useState} from "@odoo/owl";

const WAIT_MS = 10000;

/** The button that checks in, with the phone's position if the person allows it. */
export class VnCheckIn extends Component {
    static template = "crm_vn_visit.CheckIn";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.dialog = useService("dialog");
        this.queue = useService("vn_visit_queue");
        this.waiting = useState(this.queue.state);
        this.state = useState({busy: false});
    }

    get isShown() {
        const data = this.props.record.data;
        return this.props.record.resId && data.state === "planned";
    }

    async checkIn() {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            if (await this.isTold()) {
                const position = await this.getPosition();
                await this.queue.add({
                    visitId: this.props.record.resId,
                    ...position,
                });
                await this.props.record.load();
            }
        } finally {
            this.state.busy = false;
        }
    }

    /** Say once, before the first position, what it is used for. */
    async isTold() {
        const known = await this.orm
            .call("res.users", "vn_has_position_notice", [])
            .catch(() => true);
        if (known) {
            return true;
        }
        return new Promise((resolve) => {
            this.dialog.add(
                ConfirmationDialog,
                {
                    title: _t("Your position"),
                    body: _t(
                        "Your position is noted only when you check in, to show that the visit took place. You and your leader see it, and it is forgotten after some months."
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
        const nothing = {latitude: false, longitude: false, accuracy: 0};
        if (!navigator.geolocation) {
            return Promise.resolve(nothing);
        }
        return new Promise((resolve) => {
            navigator.geolocation.getCurrentPosition(
                ({coords}) =>
                    resolve({
                        latitude: coords.latitude,
                        longitude: coords.longitude,
                        accuracy: coords.accuracy,
                    }),
                () => resolve(nothing),
                {timeout: WAIT_MS, enableHighAccuracy: true}
            );
        });
    }
}

registry.category("view_widgets").add("vn_check_in", {
    component: VnCheckIn,
    fieldDependencies: [{name: "state", type: "selection"}],
});
