import {registry} from "@web/core/registry";

const MORE_BUTTONS = ".o_statusbar_buttons button:has(.oi-ellipsis-v)";

registry.category("web_tour.tours").add("crm_vn_care_schedule_tour", {
    steps: () => [
        {
            content: "Sign the contract",
            trigger: "button[name=action_sign]",
            run: "click",
        },
        {
            content: "It is in force",
            trigger: ".o_form_view:not(:has(button[name=action_sign]))",
        },
        {
            isActive: ["mobile"],
            content: "On a phone the counters are behind a button",
            trigger: ".o_button_more",
            run: "click",
        },
        {
            content: "Three calls were planned",
            trigger: "button[name=action_vn_view_care_lines]:contains(3)",
            run: "click",
        },
        {
            isActive: ["desktop"],
            content: "Do the first one",
            trigger: ".o_data_row:eq(0) button[name=action_done]",
            run: "click",
        },
        {
            isActive: ["desktop"],
            content: "Two are left",
            trigger: ".o_list_table:not(:has(.o_data_row:eq(2)))",
        },
        {
            isActive: ["mobile"],
            content: "Do the first one",
            trigger:
                ".o_kanban_record:not(.o_kanban_ghost):eq(0) button[name=action_done]",
            run: "click",
        },
        {
            isActive: ["mobile"],
            content: "Two are left",
            trigger: ".o_kanban_renderer:not(:has(button[name=action_done]:eq(2)))",
        },
        {
            content: "Back to the contract",
            trigger: ".o_back_button",
            run: "click",
        },
        {
            isActive: ["mobile"],
            content: "More of what can be done",
            trigger: MORE_BUTTONS,
            run: "click",
        },
        {
            content: "Cancel it",
            trigger: "button[name=action_cancel]",
            run: "click",
        },
        {
            content: "Yes, cancel it",
            trigger: ".modal .modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "It is cancelled",
            trigger:
                "body:not(:has(.modal)) .o_form_view:not(:has(button[name=action_cancel]))",
        },
    ],
});
