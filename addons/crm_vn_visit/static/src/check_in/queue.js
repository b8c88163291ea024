import {_t} from "@web/core/l10n/translation";
import {RPCError} from "@web/core/network/rpc";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {reactive} from "@odoo/owl";

const ITEMS = "check_ins";
const LISTS = "lists";
const RETRY_MS = 20000;

/** Errors after which sending again is of no use: they are shown. */
const REFUSALS = new Set(
    ["UserError", "ValidationError", "AccessError", "MissingError"].map(
        (name) => `odoo.exceptions.${name}`
    )
);

const ENDED = "odoo.http.SessionExpiredException";

/** How each kind is sent; `age` is in seconds. */
const CALLS = {
    check_in: (item, age) => [
        "check_in",
        [item.visitId, item.latitude, item.longitude, item.accuracy, item.uuid, age],
    ],
    check_out: ({visitId, latitude, longitude, accuracy}, age) => [
        "check_out",
        [visitId, age, latitude ?? false, longitude ?? false, accuracy ?? 0],
    ],
    outcome: (item) => ["send_outcome", [item.visitId, item.outcome]],
    note: (item) => ["send_note", [item.visitId, item.note, item.before]],
    photo: (item) => ["send_photo", [item.visitId, item.photo]],
};

/**
 * Open the phone's own store, in which everything waits for a better line.
 *
 * @returns {Promise<IDBDatabase>}
 */
function openStore() {
    return new Promise((resolve, reject) => {
        const indexedDB = browser.indexedDB || window.indexedDB;
        const request = indexedDB.open("crm_vn_visit", 2);
        request.onupgradeneeded = () => {
            const {objectStoreNames} = request.result;
            if (!objectStoreNames.contains(ITEMS)) {
                request.result.createObjectStore(ITEMS, {keyPath: "uuid"});
            }
            if (!objectStoreNames.contains(LISTS)) {
                request.result.createObjectStore(LISTS, {keyPath: "key"});
            }
        };
        request.onsuccess = () => {
            // another tab with a newer page may change the store
            request.result.onversionchange = () => request.result.close();
            resolve(request.result);
        };
        request.onerror = () => reject(request.error);
    });
}

async function run(name, mode, work) {
    const db = await openStore();
    try {
        return await new Promise((resolve, reject) => {
            const request = work(db.transaction(name, mode).objectStore(name));
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error);
        });
    } finally {
        db.close();
    }
}

/**
 * Keeps what is done at customers until the server has it. Each thing is sent with a
 * number of its own or counts once by itself, so that sending it again changes
 * nothing; nothing is lost when the app is closed.
 */
export const visitQueueService = {
    dependencies: ["orm", "notification"],
    start(env, {orm, notification}) {
        const state = reactive({waiting: 0, items: []});
        let sending = null;
        const told = new Set();

        /** Say once that the server fails on something; it stays on the phone. */
        function tell(item) {
            if (!told.has(item.uuid)) {
                told.add(item.uuid);
                notification.add(
                    _t(
                        "The server can't take what you did at a customer's. It stays on this phone and is sent again; tell your administrator if this goes on."
                    ),
                    {type: "warning", sticky: true}
                );
            }
        }

        /** What this person put in, in the order in which it was done. */
        async function load() {
            const all = await run(ITEMS, "readonly", (store) => store.getAll());
            const items = all
                .filter((item) => !item.userId || item.userId === user.userId)
                .sort((one, other) => (one.at || 0) - (other.at || 0));
            state.items = items.map(({visitId, kind = "check_in", note, outcome}) => ({
                visitId,
                kind,
                note,
                outcome,
            }));
            state.waiting = items.length;
            return items;
        }

        async function sendOne(item) {
            const age = Math.max(0, (Date.now() - (item.at || Date.now())) / 1000);
            const [method, args] = CALLS[item.kind || "check_in"](item, age);
            const answer = await orm.silent.call("crm.vn.visit", method, args);
            if (answer?.warning) {
                notification.add(answer.warning, {type: "warning", sticky: true});
            }
            if (answer?.conflict) {
                notification.add(
                    _t("Somebody changed this note meanwhile: both texts are kept."),
                    {type: "warning", sticky: true}
                );
            }
        }

        async function send() {
            const stuck = new Set();
            for (const item of await load()) {
                if (stuck.has(item.visitId)) {
                    // what comes after waits, too: out is after in
                    continue;
                }
                try {
                    await sendOne(item);
                } catch (error) {
                    if (!(error instanceof RPCError) || error.exceptionName === ENDED) {
                        // no line, or a session that ended: all of it later
                        break;
                    }
                    if (!REFUSALS.has(error.exceptionName)) {
                        // the server fails on this one: later, the others now
                        stuck.add(item.visitId);
                        tell(item);
                        continue;
                    }
                    notification.add(error.data?.message || error.message, {
                        type: "danger",
                        sticky: true,
                    });
                }
                await run(ITEMS, "readwrite", (store) => store.delete(item.uuid));
            }
            await load();
        }

        function flush() {
            sending ||= send().finally(() => {
                sending = null;
            });
            return sending;
        }

        /**
         * @param {Object} item `visitId`, `kind` (check_in, check_out, note, outcome, photo)
         *  and what this kind needs
         */
        async function add(item) {
            await run(ITEMS, "readwrite", (store) =>
                store.put({
                    kind: "check_in",
                    ...item,
                    at: Date.now(),
                    userId: user.userId,
                    uuid: window.crypto.randomUUID(),
                })
            );
            await sending;
            await flush();
        }

        /** Keep today's list, so that it can be read without a line. */
        function keepList(list) {
            const key = `${user.userId}`;
            return run(LISTS, "readwrite", (store) => store.put({key, list}));
        }

        async function getList() {
            const key = `${user.userId}`;
            const kept = await run(LISTS, "readonly", (store) => store.get(key));
            return kept?.list;
        }

        browser.addEventListener("online", flush);
        browser.setInterval(() => state.waiting && flush(), RETRY_MS);
        flush().catch(() => {
            // a browser without a store of its own sends at once or not at all
        });
        return {state, add, flush, keepList, getList};
    },
};

registry.category("services").add("vn_visit_queue", visitQueueService);
