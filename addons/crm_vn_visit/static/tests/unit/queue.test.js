import {afterEach, describe, expect, test} from "@odoo/hoot";
import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {ConnectionLostError} from "@web/core/network/rpc";
import {visitQueueService} from "@crm_vn_visit/check_in/queue";

describe.current.tags("desktop");
defineMailModels();

/** Start the queue; *answer* is what the server does with a call. */
function start(answer = () => true) {
    return visitQueueService.start(
        {},
        {
            orm: {
                silent: {
                    call: async (_model, method, args) => {
                        expect.step(`${method} ${args[0]}`);
                        return answer(method, args);
                    },
                },
            },
            notification: {add: (_text, {type}) => expect.step(type)},
        }
    );
}

// the browser's store outlives a test
afterEach(
    () =>
        new Promise((resolve) => {
            const request = window.indexedDB.deleteDatabase("crm_vn_visit");
            request.onsuccess = resolve;
            request.onblocked = resolve;
        })
);

test("what is done is sent at once, and then forgotten", async () => {
    const queue = start();
    await queue.add({visitId: 3, latitude: 21.03, longitude: 105.85, accuracy: 5});
    await queue.add({visitId: 3, kind: "note", note: "Đã gặp", before: ""});
    expect(queue.state.waiting).toBe(0);
    expect.verifySteps(["check_in 3", "send_note 3"]);
});

test("without a line it waits, in order, also for another start", async () => {
    const offline = start(() => {
        throw new ConnectionLostError("/");
    });
    await offline.add({visitId: 3, latitude: 21.03, longitude: 105.85, accuracy: 5});
    await offline.add({visitId: 3, kind: "check_out"});
    expect(offline.state.items.map(({kind}) => kind)).toEqual([
        "check_in",
        "check_out",
    ]);
    // the first is tried again before the second, which is not tried without it
    expect.verifySteps(["check_in 3", "check_in 3"]);
    const queue = start();
    await queue.flush();
    expect(queue.state.waiting).toBe(0);
    expect.verifySteps(["check_in 3", "check_out 3"]);
});

test("two texts of one note are both kept, and it is said", async () => {
    const queue = start(() => ({conflict: true}));
    await queue.add({visitId: 3, kind: "note", note: "B", before: "A"});
    expect.verifySteps(["send_note 3", "warning"]);
});

test("today's list can be read without a line", async () => {
    const queue = start();
    await queue.keepList({stops: [{id: 3}]});
    expect(await queue.getList()).toEqual({stops: [{id: 3}]});
    expect.verifySteps([]);
});
