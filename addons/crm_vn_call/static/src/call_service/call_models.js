import {session} from "@web/session";

/**
 * Tell whether a customer can be called from a record of this model: the server says
 * which documents customers have.
 *
 * @param {string} model
 * @returns {boolean}
 */
export function canCallFrom(model) {
    return Boolean(session.vn_call_models?.includes(model));
}
