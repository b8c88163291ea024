import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";

/**
 * Shows a call while it rings, to those it rings for, and takes it away when it is
 * answered or over; asks the switchboard for calls.
 */
export const callService = {
    dependencies: ["bus_service", "notification", "orm", "action"],

    start(env, {bus_service: bus, notification, orm, action}) {
        const shown = new Map();

        function close(id) {
            shown.get(id)?.();
            shown.delete(id);
        }

        async function open(id, method) {
            const next = await orm.call("crm.vn.call", method, [[id]]);
            await action.doAction(next);
        }

        function ring(call) {
            close(call.id);
            const who = call.customer || _t("Unknown number");
            const remove = notification.add(call.details || call.number, {
                title: _t("%(who)s calls · %(number)s", {who, number: call.number}),
                type: "info",
                sticky: true,
                className: "o_vn_call_popup",
                buttons: [
                    {
                        name: call.customer ? _t("Open customer") : _t("New customer"),
                        primary: true,
                        onClick: () => open(call.id, "action_open_customer"),
                    },
                    {
                        name: _t("Note"),
                        onClick: () => open(call.id, "action_after_call"),
                    },
                ],
            });
            shown.set(call.id, remove);
        }

        bus.subscribe("crm_vn_call/ringing", ring);
        bus.subscribe("crm_vn_call/over", ({id}) => close(id));
        bus.subscribe("crm_vn_call/refused", ({reason}) =>
            notification.add(reason, {
                title: _t("The switchboard does not call"),
                type: "danger",
            })
        );
        bus.start();

        /**
         * Call a number of a record, through the switchboard or the phone itself.
         *
         * @param {string} model
         * @param {number} id
         * @param {string} [number] one of the record's numbers
         * @returns {Promise<string>} what became of it: asked, refused or phone
         */
        async function dial(model, id, number) {
            const answer = await orm.call("crm.vn.call.dialer", "vn_dial", [
                model,
                id,
                number,
            ]);
            if (answer.state === "refused") {
                notification.add(answer.reason, {
                    title: _t("This call is not allowed now"),
                    type: "warning",
                });
            } else if (answer.state === "choose") {
                const remove = notification.add(_t("Which number?"), {
                    type: "info",
                    sticky: true,
                    buttons: answer.numbers.map((name) => ({
                        name,
                        onClick: () => {
                            remove();
                            dial(model, id, name);
                        },
                    })),
                });
            } else if (answer.state === "asked") {
                notification.add(_t("Lift your phone: it rings in a moment."), {
                    type: "success",
                });
            } else {
                window.location.href = `tel:${answer.number}`;
            }
            return answer.state;
        }

        return {dial};
    },
};

registry.category("services").add("crm_vn_call", callService);
