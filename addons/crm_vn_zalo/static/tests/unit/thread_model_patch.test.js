import {expect, test} from "@odoo/hoot";
import {start} from "@mail/../tests/mail_test_helpers";
import {getService} from "@web/../tests/web_test_helpers";
import "@crm_vn_zalo/discuss/thread_model_patch";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

test("a chat on Zalo stands among the chats, other channels where they did", async () => {
    await start();
    const {Thread, discuss} = getService("mail.store");
    const categories = ["vn_zalo", "chat", "channel"].map((type, index) => {
        const channel = {id: 900 + index, model: "discuss.channel", channel_type: type};
        return Thread.insert(channel)._computeDiscussAppCategory();
    });
    expect(categories[0].eq(discuss.chats)).toBe(true);
    expect(categories[1].eq(discuss.chats)).toBe(true);
    expect(categories[2].eq(discuss.channels)).toBe(true);
});
