import {advanceTime} from "@odoo/hoot-mock";
import {expect, test} from "@odoo/hoot";
import {onRpc, patchWithCleanup} from "@web/../tests/web_test_helpers";
import "@crm_vn_discussion/unread/seen";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";
import {openComment} from "@crm_vn_contact_log/../tests/unit/comment_helpers";

onDesktop();
onRpc("crm.vn.unread", "get_count", () => 0);

/** The screen says when something comes into view: here the test does. */
async function open(isOthers) {
    const watched = [];
    patchWithCleanup(window, {
        IntersectionObserver: class {
            constructor(told) {
                this.told = told;
            }
            observe(el) {
                if (el.classList.contains("o-mail-Message")) {
                    watched.push(this);
                }
            }
            unobserve() {}
            disconnect() {
                this.isOver = true;
            }
        },
    });
    onRpc("res.partner", "vn_mark_discussion_read", ({args, kwargs}) => {
        expect.step(`read ${kwargs.message_ids.length} of ${args[0].length}`);
        return true;
    });
    await openComment({}, isOthers);
    return watched.filter((one) => !one.isOver);
}

const show = (observers, isIntersecting = true) =>
    observers.forEach((observer) => observer.told([{isIntersecting}]));

test("a comment is read once it was on the screen", async () => {
    const watched = await open(true);
    expect(watched.length).toBeGreaterThan(0);
    show(watched, false);
    await advanceTime(1000);
    expect.verifySteps([]);
    show(watched);
    expect.verifySteps([]);
    await advanceTime(300);
    // whatever else comes into view in that moment goes with it
    expect.verifySteps(["read 1 of 1"]);
    expect(watched.every((one) => one.isOver)).toBe(true);
});
