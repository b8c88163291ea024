import {
    contains,
    openFormView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import {getService, serverState} from "@web/../tests/web_test_helpers";

/**
 * Open a customer with one comment.
 *
 * @param {Object} [values] of the comment
 * @param {boolean} [isOthers] a colleague wrote it, not the user
 * @returns {Promise<Object>} its record in the store of the client
 */
export async function openComment(values = {}, isOthers = false) {
    const env = await startServer();
    const partnerId = env["res.partner"].create({name: "Chị Lan"});
    const messageId = env["mail.message"].create({
        author_id: isOthers
            ? env["res.partner"].create({name: "Anh Minh"})
            : serverState.partnerId,
        body: "Gặp tại cửa hàng",
        message_type: "comment",
        model: "res.partner",
        res_id: partnerId,
        ...values,
    });
    await start();
    await openFormView("res.partner", partnerId, {arch: "<form><chatter/></form>"});
    await contains(".o-mail-Message", {text: "Gặp tại cửa hàng"});
    return getService("mail.store")["mail.message"].get(messageId);
}
