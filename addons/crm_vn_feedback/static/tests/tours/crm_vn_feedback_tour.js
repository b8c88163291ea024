import {registry} from "@web/core/registry";

const COG =
    ".o_form_view .o_cp_action_menus button, .o_form_view .o_cp_action_menus .dropdown-toggle";

registry.category("web_tour.tours").add("crm_vn_feedback_ask_tour", {
    steps: () => [
        {
            content: "What can be done with this customer",
            trigger: COG,
            run: "click",
        },
        {
            content: "Ask",
            trigger:
                ".o-dropdown--menu .o_menu_item:contains(/^Ask for feedback$|^Hỏi ý kiến khách hàng$/)",
            run: "click",
        },
        {
            content: "Show the link instead of sending it",
            trigger: ".o_dialog button[name=action_show_links]:enabled",
            run: "click",
        },
        {
            content: "The link is there, as text and as a picture for the counter",
            trigger:
                ".o_dialog:has([name=links]:contains(/f/)) [name=qr_codes] img[src^='data:image/png']",
        },
        {
            content: "Close",
            trigger:
                ".o_dialog footer button[special=cancel], .o_dialog footer .o_form_button_cancel",
            run: "click",
        },
        {
            content: "The dialog is closed",
            trigger: "body:not(:has(.o_dialog))",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_feedback_case_tour", {
    steps: () => [
        {
            content: "The answer of the customer is there",
            trigger: ".o_form_view [name=text]:contains(Giao trễ)",
        },
        {
            content: "Say what was done",
            trigger: ".o_form_view [name=result] textarea",
            run: "edit Đã xin lỗi và giao lại",
        },
        {
            content: "Close the case",
            trigger: "button[name=action_close]",
            run: "click",
        },
        {
            content: "It is closed",
            trigger: ".o_form_view:not(:has(button[name=action_close]))",
        },
    ],
});
