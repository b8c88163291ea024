import {browser} from "@web/core/browser/browser";
import {ConnectionLostError} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";
import {reactive} from "@odoo/owl";

const STORE = "check_ins";
const RETRY_MS = 20000;

/**
 * Open the phone's own store, in which check-ins wait for a better line.
 *
 * @returns {Promise<IDBDatabase>}
 */
function openStore() {
    return new Promise((resolve, reject) => {
        const request = browser.indexedDB
            ? browser.indexedDB.open("crm_vn_visit", 1)
            : window.indexedDB.open("crm_vn_visit", 1);
        request.onupgradeneeded = () =>
            request.result.createObjectStore(STORE, {keyPath: "uuid"});
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

function run(db, mode, work) {
    return new Promise((resolve, reject) => {
        const request = work(db.transaction(STORE, mode).objectStore(STORE));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
}

/**
 * Keeps check-ins until the server has them: each is sent with a number of its own,
 * so that sending it again counts once. Nothing is lost when the app is closed.
 */
export const visitQueueService = {
    dependencies: ["orm", "notification"],
    start(env, {orm, notification}) {
        const state = reactive({waiting: 0});
        let sending = null;

        async function send() {
            const db = await openStore();
            const items = await run(db, "readonly", (store) => store.getAll());
            state.waiting = items.length;
            for (const item of items) {
                try {
                    await orm.silent.call("crm.vn.visit", "check_in", [
                        item.visitId,
                        item.latitude,
                        item.longitude,
                        item.accuracy,
                        item.uuid,
                    ]);
                } catch (error) {
                    if (error instanceof ConnectionLostError) {
                        break;
                    }
                    notification.add(error.data?.message || error.message, {
                        type: "danger",
                        sticky: true,
                    });
                }
                await run(db, "readwrite", (store) => store.delete(item.uuid));
                state.waiting -= 1;
            }
            db.close();
        }

        function flush() {
            sending ||= send().finally(() => {
                sending = null;
            });
            return sending;
        }

        async function add(item) {
            const db = await openStore();
            await run(db, "readwrite", (store) =>
                store.put({...item, uuid: window.crypto.randomUUID()})
            );
            db.close();
            await sending;
            await flush();
        }

        browser.addEventListener("online", flush);
        browser.setInterval(() => state.waiting && flush(), RETRY_MS);
        flush().catch(() => {
            // a browser without a store of its own sends at once or not at all
        });
        return {state, add, flush};
    },
};

registry.category("services").add("vn_visit_queue", visitQueueService);
