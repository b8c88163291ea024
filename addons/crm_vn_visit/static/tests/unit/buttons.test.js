import {expect, test} from "@odoo/hoot";
import {animationFrame} from "@odoo/hoot-mock";
import {contains, mockService, mountWithCleanup} from "@web/../tests/web_test_helpers";
import {VisitButtons} from "@crm_vn_visit/check_in/check_in";
import {reactive} from "@odoo/owl";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

test("an outcome is chosen with a tap, and taken away with another", async () => {
    const state = reactive({waiting: 0, items: []});
    mockService("vn_visit_queue", {
        state,
        add(item) {
            expect.step(`${item.kind} ${item.visitId} ${item.outcome}`);
            state.items = [...state.items, item];
            state.waiting = state.items.length;
        },
    });
    await mountWithCleanup(VisitButtons, {
        props: {
            visitId: 7,
            name: "Cửa hàng",
            isPlanned: false,
            isOut: false,
            note: "",
            outcome: "",
            outcomes: [
                ["order", "Ordered"],
                ["absent", "Nobody there"],
            ],
            done: () => expect.step("done"),
        },
    });
    expect(".o_vn_outcomes button").toHaveCount(2);
    expect(".o_vn_outcomes [aria-pressed=true]").toHaveCount(0);
    await contains("[data-outcome=order]").click();
    await animationFrame();
    // it waits, and is shown already
    expect("[data-outcome=order]").toHaveAttribute("aria-pressed", "true");
    expect(".o_vn_waiting").toHaveText("1 waiting to be sent");
    await contains("[data-outcome=order]").click();
    await animationFrame();
    expect(".o_vn_outcomes [aria-pressed=true]").toHaveCount(0);
    expect.verifySteps(["outcome 7 order", "outcome 7 "]);
});
