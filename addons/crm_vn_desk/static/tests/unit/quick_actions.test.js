import {expect, test} from "@odoo/hoot";
import {
    contains,
    getService,
    makeMockEnv,
    mockService,
    mountWithCleanup,
    onRpc,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {browser} from "@web/core/browser/browser";
import {QuickActions} from "@crm_vn_desk/quick_actions/quick_actions";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const ACTIONS = [
    {name: "call", kind: "phone", label: "Call", icon: "fa-phone", phone: "0912345678"},
    {name: "map", kind: "url", label: "Map", icon: "fa-map", url: "https://map.test/"},
    {
        name: "link",
        kind: "link",
        label: "Link",
        icon: "fa-link",
        url: "https://x.test/",
    },
    {name: "order", kind: "action", label: "Order", icon: "fa-shopping-cart"},
];

function record(values = {}) {
    return {
        resId: 7,
        data: {display_name: "Bảo An"},
        load: () => expect.step("record loaded"),
        save: () => true,
        ...values,
    };
}

async function show({isSmall = true, ...values} = {}) {
    onRpc("res.partner", "vn_get_quick_actions", ({args}) => {
        expect.step(`asked for ${args[0]}`);
        return ACTIONS;
    });
    await makeMockEnv();
    patchWithCleanup(getService("ui"), {
        get isSmall() {
            return isSmall;
        },
    });
    await mountWithCleanup(QuickActions, {props: {record: record(values)}});
}

test("a phone shows a button for each", async () => {
    await show();
    expect(".o_vn_quick .btn").toHaveCount(4);
    expect("[data-name=call]").toHaveAttribute("href", "tel:0912345678");
    expect("[data-name=map]").toHaveAttribute("target", "_blank");
    expect.verifySteps(["asked for 7"]);
});

test("a desktop asks for nothing", async () => {
    await show({isSmall: false});
    expect(".o_vn_quick").toHaveCount(0);
    expect.verifySteps([]);
});

test("a record that is not saved has none", async () => {
    await show({resId: false});
    expect(".o_vn_quick").toHaveCount(0);
    expect.verifySteps([]);
});

test("a link is copied, or shown where copying is not allowed", async () => {
    let allowed = true;
    patchWithCleanup(browser.navigator.clipboard, {
        writeText: async (url) => {
            if (!allowed) {
                throw new Error("not allowed");
            }
            expect.step(`copied ${url}`);
        },
    });
    mockService("notification", {
        add: (text, options) => expect.step(`${options.sticky ? "sticky" : "short"}`),
    });
    await show();
    await contains("[data-name=link]").click();
    allowed = false;
    await contains("[data-name=link]").click();
    expect.verifySteps(["asked for 7", "copied https://x.test/", "short", "sticky"]);
});

test("an action saves first, and is not opened when that fails", async () => {
    onRpc("res.partner", "action_vn_quick", ({args}) => {
        expect.step(`action ${args[1]}`);
        return {type: "ir.actions.act_window_close"};
    });
    let valid = false;
    await show({save: () => valid});
    await contains("[data-name=order]").click();
    expect.verifySteps(["asked for 7"]);
    valid = true;
    await contains("[data-name=order]").click();
    expect.verifySteps(["action order", "record loaded", "asked for 7"]);
});
