import {advanceTime} from "@odoo/hoot-mock";
import {beforeEach, expect, test} from "@odoo/hoot";
import {
    makeMockEnv,
    makeServerError,
    mockService,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {ConnectionLostError} from "@web/core/network/rpc";
import {reactive} from "@odoo/owl";
import {user} from "@web/core/user";
import {visitQueueService} from "@crm_vn_visit/check_in/queue";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

/** What the server has got, and what it answers: an error, or a value. */
let got = [];
let answer = () => true;

beforeEach(() => {
    got = [];
    answer = () => true;
    return new Promise((resolve, reject) => {
        const request = window.indexedDB.deleteDatabase("crm_vn_visit");
        request.onsuccess = resolve;
        request.onblocked = resolve;
        request.onerror = reject;
    });
});

/** Load the terms, which the queue translates; the queue of that client is none. */
function loadTerms() {
    mockService("vn_visit_queue", {state: reactive({waiting: 0, items: []})});
    return makeMockEnv();
}

/** Open the app, or another tab of it: what waits is in the phone's store. */
async function open() {
    const queue = visitQueueService.start(
        {},
        {
            orm: {
                silent: {
                    async call(model, method, args) {
                        const result = answer(method, args);
                        if (result instanceof Error) {
                            throw result;
                        }
                        got.push([method, ...args]);
                        return result;
                    },
                },
            },
            notification: {add: (text) => expect.step(String(text))},
        }
    );
    await queue.flush();
    return queue;
}

/** Do something at a customer's, some seconds after what was done before. */
async function act(queue, values) {
    await advanceTime(5000);
    await queue.add({visitId: 7, ...values});
}

const cut = () => new ConnectionLostError("/web/dataset/call_kw");
const names = () => got.map(([method, visit]) => `${method} ${visit}`);

test("what is done is sent at once, and then forgotten", async () => {
    const queue = await open();
    await act(queue, {kind: "check_in", latitude: 21.03, longitude: 105.85});
    await act(queue, {kind: "note", note: "Đã gặp", before: ""});
    expect(names()).toEqual(["check_in 7", "send_note 7"]);
    expect(queue.state.waiting).toBe(0);
});

test("without a line it waits; then it is sent in its order, once each", async () => {
    const queue = await open();
    answer = cut;
    await act(queue, {kind: "check_in", latitude: 21, longitude: 105.8, accuracy: 9});
    await act(queue, {kind: "note", note: "Thiếu hàng", before: ""});
    await act(queue, {kind: "outcome", outcome: "later"});
    await act(queue, {kind: "outcome", outcome: "order"});
    await act(queue, {kind: "check_out"});
    expect(queue.state.waiting).toBe(5);
    for (let time = 0; time < 5; time++) {
        await queue.flush();
    }
    expect(got).toEqual([]);
    answer = () => true;
    await queue.flush();
    expect(names()).toEqual([
        "check_in 7",
        "send_note 7",
        "send_outcome 7",
        "send_outcome 7",
        "check_out 7",
    ]);
    expect(got[0].slice(2, 5)).toEqual([21, 105.8, 9]);
    expect(got[3].slice(1)).toEqual([7, "order"]);
    // how long ago it was, by the clock that goes on the phone
    expect(got[0][6]).toBeGreaterThan(got[4][2]);
    expect(queue.state.waiting).toBe(0);
    await queue.flush();
    expect(got).toHaveLength(5);
});

test("nothing is lost when the app is closed", async () => {
    answer = cut;
    const before = await open();
    await act(before, {kind: "check_in"});
    await act(before, {kind: "outcome", outcome: "absent"});
    const after = await open();
    expect(after.state.items.map((item) => item.kind)).toEqual(["check_in", "outcome"]);
    expect(after.state.items[1].outcome).toBe("absent");
    answer = () => true;
    await after.flush();
    expect(names()).toEqual(["check_in 7", "send_outcome 7"]);
});

test("two tabs send one check-in with one number", async () => {
    answer = cut;
    const tabs = [await open(), await open()];
    await act(tabs[0], {kind: "check_in"});
    answer = () => true;
    await Promise.all(tabs.map((tab) => tab.flush()));
    expect(new Set(got.map((args) => args[5])).size).toBe(1);
    await Promise.all(tabs.map((tab) => tab.flush()));
    expect(tabs.map((tab) => tab.state.waiting)).toEqual([0, 0]);
});

test("what the server refuses is told and goes; the rest goes on", async () => {
    const queue = await open();
    answer = cut;
    await act(queue, {kind: "check_in"});
    await act(queue, {visitId: 8, kind: "check_in"});
    answer = (method, [visit]) =>
        visit !== 7 ||
        makeServerError({type: "UserError", message: "This visit was skipped."});
    await queue.flush();
    expect.verifySteps(["This visit was skipped."]);
    expect(names()).toEqual(["check_in 8"]);
    expect(queue.state.waiting).toBe(0);
});

test("what the server fails on stays, with what comes after it", async () => {
    await loadTerms();
    const queue = await open();
    answer = cut;
    await act(queue, {kind: "check_in"});
    await act(queue, {kind: "check_out"});
    await act(queue, {visitId: 8, kind: "check_in"});
    answer = (method, [visit]) =>
        visit !== 7 ||
        makeServerError({errorName: "builtins.ValueError", message: "x"});
    await queue.flush();
    await queue.flush();
    expect.verifySteps([
        "The server can't take what you did at a customer's. It stays on this phone and is sent again; tell your administrator if this goes on.",
    ]);
    expect(names()).toEqual(["check_in 8"]);
    expect(queue.state.items.map((item) => item.kind)).toEqual([
        "check_in",
        "check_out",
    ]);
});

test("a warning and a conflict are shown", async () => {
    await loadTerms();
    const queue = await open();
    answer = (method) =>
        method === "check_in" ? {warning: "You are 5000 m away."} : {conflict: true};
    await act(queue, {kind: "check_in"});
    await act(queue, {kind: "note", note: "x", before: ""});
    expect.verifySteps([
        "You are 5000 m away.",
        "Somebody changed this note meanwhile: both texts are kept.",
    ]);
});

test("who logs in on the same phone sends nothing of another", async () => {
    answer = cut;
    await act(await open(), {kind: "check_in"});
    patchWithCleanup(user, {userId: 999});
    answer = () => true;
    const other = await open();
    expect(other.state.waiting).toBe(0);
    expect(got).toEqual([]);
});

test("today's list is kept for each person", async () => {
    const queue = await open();
    await queue.keepList({stops: [{id: 7}]});
    expect(await (await open()).getList()).toEqual({stops: [{id: 7}]});
    patchWithCleanup(user, {userId: 999});
    expect(await queue.getList()).toBe(undefined);
});
