import {_t} from "@web/core/l10n/translation";
import {markup} from "@odoo/owl";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";

/**
 * Shows a call while it rings, to those it rings for, and takes it away when it is
 * answered or over; asks the switchboard for calls.
 */
export const callService = {
    dependencies: ["bus_service", "notification", "orm", "action"],

    start(env, {bus_service: bus, notification, orm, action}) {
        const shown = new Map();
        const passed = new WeakSet();

        function close(id) {
            shown.get(id)?.();
            shown.delete(id);
        }

        async function open(id, method, ...values) {
            close(id);
            await action.doAction(
                await orm.call("crm.vn.call", method, [[id], ...values])
            );
        }

        function getButtons(call) {
            const note = {
                name: _t("Note"),
                onClick: () => open(call.id, "action_after_call"),
            };
            if (call.customer) {
                const customer = {
                    name: _t("Open customer"),
                    primary: true,
                    onClick: () => open(call.id, "action_open_customer"),
                };
                return [customer, note];
            }
            if (call.choices.length) {
                const choices = call.choices.map(({id, name}) => ({
                    name,
                    primary: true,
                    onClick: () => open(call.id, "action_choose_customer", id),
                }));
                return [...choices, note];
            }
            const makeCustomer = {
                name: _t("New customer"),
                primary: true,
                onClick: () => open(call.id, "action_open_customer"),
            };
            const makeLead = {
                name: _t("New opportunity"),
                onClick: () => open(call.id, "action_new_lead"),
            };
            return [makeCustomer, makeLead, note];
        }

        function ring(call) {
            close(call.id);
            const who =
                call.customer ||
                (call.choices.length ? _t("One of several") : _t("Unknown number"));
            const calls = _t("%(who)s calls · %(number)s", {who, number: call.number});
            const said = markup`<strong class="d-block">${calls}</strong>${call.details}`;
            const remove = notification.add(said, {
                type: "info",
                sticky: true,
                className: "o_vn_call_popup",
                buttons: getButtons(call),
                onClose: () => shown.delete(call.id),
            });
            shown.set(call.id, remove);
        }

        /** Take it away; who lifted has the customer before him. */
        function over({id, state, known, user_id: userId}) {
            const here = document.visibilityState === "visible";
            const mine = here && shown.has(id) && userId === user.userId;
            close(id);
            if (mine && known && state === "answered") {
                open(id, "action_open_customer");
            }
        }

        bus.subscribe("crm_vn_call/ringing", ring);
        bus.subscribe("crm_vn_call/over", over);
        bus.subscribe("crm_vn_call/refused", ({reason}) =>
            notification.add(reason, {
                title: _t("The switchboard does not call"),
                type: "danger",
            })
        );
        bus.start();

        let picker;

        /** Ask which of some numbers it is to be; a second question ends the first. */
        function pick(question, numbers, take) {
            picker?.();
            const remove = notification.add(question, {
                type: "info",
                sticky: true,
                buttons: numbers.map((name) => ({
                    name,
                    onClick: () => {
                        remove();
                        take(name);
                    },
                })),
            });
            picker = remove;
        }

        /**
         * Call a number of a record, through the switchboard or the phone itself.
         *
         * @param {string} model
         * @param {number} id
         * @param {string} [number] one of the record's numbers
         * @param {HTMLElement} [link] what was clicked, when it can call by itself
         * @param {Object} [choices] what the user picked: the number that is shown
         * @returns {Promise<string>} what became of it: asked, choose, hotline, refused
         * or phone
         */
        async function dial(model, id, number, link, choices = {}) {
            const answer = await orm.call(
                "crm.vn.call.dialer",
                "vn_dial",
                [model, id, number],
                choices
            );
            if (answer.state === "refused") {
                notification.add(answer.reason, {
                    title: _t("This call is not allowed now"),
                    type: "warning",
                });
            } else if (answer.state === "choose") {
                pick(_t("Which number?"), answer.numbers, (name) =>
                    dial(model, id, name)
                );
            } else if (answer.state === "hotline") {
                pick(_t("Which of our numbers is shown?"), answer.hotlines, (hotline) =>
                    dial(model, id, number, link, {hotline})
                );
            } else if (answer.state === "asked") {
                notification.add(_t("Lift your phone: it rings in a moment."), {
                    type: "success",
                });
            } else if (link?.href) {
                passed.add(link);
                link.click();
            } else {
                window.location.href = `tel:${answer.number}`;
            }
            return answer.state;
        }

        /**
         * A link or button with data-vn-call="model,id" calls that record. Where the
         * phone itself dials, the click goes on to what the link does.
         */
        function onClick(ev) {
            const link = ev.target.closest?.("[data-vn-call]");
            if (link && !passed.delete(link)) {
                ev.preventDefault();
                ev.stopImmediatePropagation();
                const [model, id] = link.dataset.vnCall.split(",");
                dial(model, parseInt(id, 10), undefined, link);
            }
        }

        document.addEventListener("click", onClick, {capture: true});

        return {dial, ring};
    },
};

registry.category("services").add("crm_vn_call", callService);

/** A button of the server calls, as a click on the number does. */
async function dialFromButton(env, {params: {model, id, number}}) {
    await env.services.crm_vn_call.dial(model, id, number);
    return {type: "ir.actions.client", tag: "soft_reload"};
}

registry.category("actions").add("crm_vn_call_dial", dialFromButton);
