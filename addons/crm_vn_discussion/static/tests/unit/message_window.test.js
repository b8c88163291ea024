import {advanceTime} from "@odoo/hoot-mock";
import {expect, mockDate, test} from "@odoo/hoot";
import {onRpc, patchWithCleanup} from "@web/../tests/web_test_helpers";
import {user} from "@web/core/user";
import "@crm_vn_discussion/discussion/message_window";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";
import {openComment} from "@crm_vn_contact_log/../tests/unit/comment_helpers";

onDesktop();
onRpc("crm.vn.unread", "get_count", () => 0);

/** Open a comment whose author has so many seconds left. */
async function openWith(seconds, {values, isOthers, isSystem = false} = {}) {
    const message = await openComment(values, isOthers);
    patchWithCleanup(user, {isSystem});
    message.vn_edit_seconds = seconds;
    return message;
}

test("a comment can be changed until its time is over", async () => {
    const message = await openWith(60);
    expect(message.editable).toBe(true);
    await advanceTime(59000);
    expect(message.editable).toBe(true);
    await advanceTime(2000);
    expect(message.editable).toBe(false);
});

test("the server may give more time, or take it", async () => {
    const message = await openWith(0);
    expect(message.editable).toBe(false);
    message.vn_edit_seconds = 30;
    expect(message.editable).toBe(true);
    message.vn_edit_seconds = 0;
    expect(message.editable).toBe(false);
});

test("without a limit it can always be changed; other messages are Odoo's", async () => {
    const message = await openWith(false);
    await advanceTime(10 ** 9);
    expect(message.editable).toBe(true);
    message.vn_edit_seconds = undefined;
    expect(message.editable).toBe(true);
});

test("a phone that slept is late with its timers: the clock counts", async () => {
    mockDate("2026-11-26 09:00:00");
    const message = await openWith(60);
    expect(message.editable).toBe(true);
    mockDate("2026-11-26 09:05:00");
    expect(message.editable).toBe(false);
});

test("others' comments stay as they are, but for who runs the system", async () => {
    const message = await openWith(60, {isOthers: true});
    expect(message.isSelfAuthored).toBe(false);
    expect(message.editable).toBe(false);
});

test("who runs the system has no limit", async () => {
    const message = await openWith(0, {isSystem: true});
    expect(message.editable).toBe(true);
});

test("what Odoo itself does not let change stays so", async () => {
    const message = await openWith(60, {values: {message_type: "notification"}});
    expect(message.editable).toBe(false);
});
