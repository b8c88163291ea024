import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";

// A list on a computer, cards on a phone.
registry.category("web_tour.tours").add("crm_vn_call_back", {
    steps: () => [
        {
            content: "somebody waits for a call",
            trigger: ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)",
        },
        {
            content: "say that it is done",
            trigger:
                ".o_data_row button[name=action_done], .o_kanban_record button[name=action_done]",
            run: "click",
        },
        {
            content: "nobody waits any more",
            trigger: ".o_view_nocontent",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_call_log", {
    steps: () => [
        {
            content: "open the menu of actions",
            trigger:
                ".o_form_view .o_cp_action_menus button, .o_form_view .o_cp_action_menus .dropdown-toggle",
            run: "click",
        },
        {
            trigger:
                ".o-dropdown--menu .o_menu_item:contains(/^Log a call$|^Ghi cuộc gọi$/)",
            run: "click",
        },
        {
            content: "how it went",
            trigger: ".modal [name=result_id] .o_radio_item:first-child input",
            run: "click",
        },
        {
            trigger: ".modal [name=note] textarea",
            run: "edit Đã báo giá",
        },
        {
            trigger: ".modal button[name=action_save]",
            run: "click",
        },
        {trigger: "body:not(:has(.modal))"},
    ],
});

// What the bus sends comes when it comes: a tour rings when it wants to.
async function ring() {
    const {services} = window.odoo.__WOWL_DEBUG__.root.env;
    const [call] = await services.orm.searchRead(
        "crm.vn.call",
        [["state", "=", "ringing"]],
        ["number", "partner_id"]
    );
    services.crm_vn_call.ring({
        id: call.id,
        number: call.number,
        customer: call.partner_id[1],
        details: "",
        choices: [],
    });
}

registry.category("web_tour.tours").add("crm_vn_call_ring", {
    steps: () => [
        {
            content: "the phone rings",
            trigger: ".o_main_navbar",
            run: ring,
        },
        {
            content: "note it, with two taps more",
            trigger:
                ".o_notification:contains(Đại Phát) button:contains(/^(Note|Ghi chú)$/)",
            run: "click",
        },
        {
            trigger: ".modal [name=result_id] .o_radio_item:first-child input",
            run: "click",
        },
        {
            trigger: ".modal button[name=action_save]",
            run: "click",
        },
        {
            content: "it rings once more",
            trigger: "body:not(:has(.modal)):not(:has(.o_notification)) .o_main_navbar",
            run: ring,
        },
        {
            content: "who it is, and open the customer",
            trigger:
                ".o_notification:contains(Đại Phát) button:contains(/^(Open customer|Mở khách hàng)$/)",
            run: "click",
        },
        {
            content: "the customer is before one",
            trigger: ".o_form_view:has(.o_field_phone)",
        },
    ],
});

// Another tab is out of a tour's sight: what it would load is loaded here.
async function playHere(helpers) {
    const {open} = browser;
    browser.open = (url) => {
        browser.open = open;
        fetch(url).then(async (answer) => {
            const sound = await answer.arrayBuffer();
            document.body.dataset.vnPlayed = `${answer.status} ${sound.byteLength}`;
        });
        return {closed: false};
    };
    await helpers.click();
}

registry.category("web_tour.tours").add("crm_vn_call_listen", {
    steps: () => [
        {
            content: "more buttons, on a phone",
            isActive: ["mobile"],
            trigger: ".o_statusbar_buttons .o-dropdown",
            run: "click",
        },
        {
            content: "press play: another tab would open",
            trigger: "button[name=action_play]",
            run: playHere,
        },
        {
            content: "the sound comes",
            trigger: "body[data-vn-played='200 10240']",
        },
        {
            content: "more buttons again, on a phone",
            isActive: ["mobile"],
            trigger: ".o_statusbar_buttons .o-dropdown",
            run: "click",
        },
        {
            content: "call back",
            trigger: "button[name=action_call_back]",
            run: "click",
        },
        {
            content: "the switchboard was asked",
            trigger: ".o_notification .bg-success, .o_notification:has(.bg-success)",
        },
    ],
});

// What the switchboard tells goes through its door, the server and the bus.
const told = [];

function tell(name, state) {
    return fetch("/vn/hook/tour-key", {
        method: "POST",
        headers: {"Content-Type": "application/json"},
        body: JSON.stringify({
            sip_call_id: name,
            direction: "inbound",
            from_number: "0912345678",
            to_number: "101",
            hotline: "02873000001",
            state,
        }),
    });
}

// The bus connects when it can: it rings until it is heard.
async function ringUntilHeard() {
    for (let number = 0; number < 20; number++) {
        told.push(`bus-${Date.now()}`);
        await tell(told.at(-1), "ringing");
        await new Promise((resolve) => setTimeout(resolve, 1000));
        if (document.querySelector(".o_vn_call_popup")) {
            return;
        }
    }
}

registry.category("web_tour.tours").add("crm_vn_call_bus", {
    steps: () => [
        {
            content: "the switchboard says that it rings",
            trigger: ".o_main_navbar",
            run: ringUntilHeard,
        },
        {
            content: "who it is",
            trigger: ".o_vn_call_popup:contains(Đại Phát)",
            async run() {
                await Promise.all(told.map((name) => tell(name, "answered")));
            },
        },
        {
            content: "it is gone, and the customer is before who lifted",
            trigger:
                "body:not(:has(.o_vn_call_popup)) .o_form_view:has(.o_field_phone)",
        },
    ],
});
