import {describe, expect} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {
    getMockEnv,
    makeMockEnv,
    mockService,
    mountWithCleanup,
} from "@web/../tests/web_test_helpers";
import {getDefaultConfig} from "@web/views/view";

/** How unit tests of the suite begin. Whatever is asked for or opened is a step. */

/** The tests of this file are of a desktop, and have the models of Odoo's mail. */
export function onDesktop() {
    describe.current.tags("desktop");
    defineMailModels();
}

/**
 * Mount a client action as the action service does.
 *
 * @param {typeof import("@odoo/owl").Component} ClientAction
 * @param {Object} [action]
 * @returns {Promise<import("@odoo/owl").Component>}
 */
export async function mountAction(ClientAction, action = {}) {
    if (!getMockEnv()) {
        await makeMockEnv({config: getDefaultConfig()});
    }
    return mountWithCleanup(ClientAction, {
        props: {action, actionId: 1, className: "", updateActionState: () => undefined},
    });
}

/**
 * Mount a block as the desk does.
 *
 * @param {typeof import("@odoo/owl").Component} Block
 * @param {Object} data of the block
 * @param {Object} [scope] whose work it is
 * @returns {Promise<import("@odoo/owl").Component>}
 */
export function mountBlock(Block, data, scope = {kind: "me"}) {
    return mountWithCleanup(Block, {
        props: {
            data,
            scope,
            reload: () => expect.step("reload"),
            openList: (list, domain, name) =>
                expect.step([list, JSON.stringify(domain), name].join(" ")),
            openRecord: (model, id) => expect.step(`${model} ${id}`),
        },
    });
}

/**
 * What is opened becomes a step, and nothing opens.
 *
 * @param {(action: Object|string, options?: Object) => any} [tell] what the step is
 * @param {Object} [others] more methods of the service
 */
export function stepActions(
    tell = ({res_model, res_id}) => [res_model, res_id].filter(Boolean).join(" "),
    others = {}
) {
    mockService("action", {
        doAction: (action, options) => expect.step(tell(action, options)),
        ...others,
    });
}
