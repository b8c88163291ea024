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
