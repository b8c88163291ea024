import {expect, test} from "@odoo/hoot";
import {
    click,
    contains,
    openFormView,
    start,
    startServer,
} from "@mail/../tests/mail_test_helpers";
import {asyncStep, onRpc, waitForSteps} from "@web/../tests/web_test_helpers";
import "@crm_vn_discussion/discussion/thread_filter";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();
onRpc("crm.vn.unread", "get_count", () => 0);

const FILTER = ".o_vn_message_filter";

/** Open the chatter of a record; what of its messages is asked for are steps. */
async function open(model) {
    const env = await startServer();
    const id = env[model].create({name: "Chị Lan"});
    onRpc("/mail/thread/messages", async (request) => {
        const {params} = await request.json();
        const {is_notification: isLog, vn_seen: seen} = params.fetch_params;
        asyncStep(`messages ${isLog === undefined ? "all" : isLog} ${Boolean(seen)}`);
    });
    await start();
    await openFormView(model, id, {arch: "<form><chatter/></form>"});
    await contains(".o-mail-Chatter");
}

test("a customer's messages: everything, the discussion, the log", async () => {
    await open("res.partner");
    await waitForSteps(["messages all true"]);
    await contains(`${FILTER} .fa-list-ul`);
    await click(FILTER);
    await click(".o_vn_message_filter_discussion");
    await waitForSteps(["messages false true"]);
    await contains(`${FILTER} .fa-comments`);
    await click(FILTER);
    await click(".o_vn_message_filter_log");
    await waitForSteps(["messages true true"]);
    await contains(`${FILTER} .fa-history`);
    await click(FILTER);
    await click(".o_vn_message_filter_all");
    await waitForSteps(["messages all true"]);
});

test("other documents have no such button, and are asked for as ever", async () => {
    await open("res.fake");
    await waitForSteps(["messages all false"]);
    await contains(FILTER, {count: 0});
    expect(FILTER).toHaveCount(0);
});
