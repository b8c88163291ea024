import {expect} from "@odoo/hoot";
import {mockService, onRpc} from "@web/../tests/web_test_helpers";
import {reactive} from "@odoo/owl";
import {VisitToday} from "@crm_vn_visit/today/today";
import {mountAction, stepActions} from "@crm_vn_base/../tests/unit/unit_helpers";

/** A stop of today's route. */
export const STOP = {
    id: 3,
    name: "Đại Phát",
    state: "planned",
    out: false,
    note: "",
    address: "12 Lý Thái Tổ",
    arrival: "08:30",
    km: 2.5,
    map_url: "https://maps.example/3",
    phone: "0912345678",
};

/**
 * Open today's route; what is put into the queue and what opens are steps.
 *
 * @param {Object[]} stops
 * @param {Object[]} [items] what waits for a line
 * @returns {Promise<VisitToday>}
 */
export function showToday(stops, items = []) {
    mockService("vn_visit_queue", {
        state: reactive({waiting: items.length, items}),
        add: ({visitId, kind, latitude}) =>
            expect.step(`put ${visitId} ${kind} ${latitude || ""}`.trim()),
        keepList: async (list) => expect.step(`kept ${list.stops.length}`),
        getList: async () => null,
    });
    stepActions((action) =>
        `${action.res_model || action} ${action.res_id || ""}`.trim()
    );
    onRpc("crm.vn.visit", "get_today", () => ({
        stops,
        km: 12.34,
        map_url: false,
        sketch: {
            points: [
                {x: 0, y: 0},
                {x: 10, y: 10},
            ],
            ids: stops.map(({id}) => id),
            path: "0,0 10,10",
        },
    }));
    return mountAction(VisitToday);
}
