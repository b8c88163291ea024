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

registry.category("web_tour.tours").add("crm_vn_call_listen", {
    steps: () => [
        {
            content: "more buttons, on a phone",
            isActive: ["mobile"],
            trigger: ".o_statusbar_buttons .o-dropdown",
            run: "click",
        },
        {
            content: "the recording is there, for who may listen",
            trigger: "button[name=action_play]",
            async run() {
                const id = window.location.pathname.split("/").pop();
                const answer = await fetch(`/vn/call/${id}/recording`);
                const sound = await answer.arrayBuffer();
                if (answer.status !== 200 || sound.byteLength !== 10240) {
                    throw new Error(`no sound: ${answer.status} ${sound.byteLength}`);
                }
            },
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
