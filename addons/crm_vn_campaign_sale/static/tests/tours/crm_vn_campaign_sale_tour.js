import {registry} from "@web/core/registry";

const MORE_BUTTONS = ".o_statusbar_buttons button:has(.oi-ellipsis-v)";

registry.category("web_tour.tours").add("crm_vn_campaign_order_tour", {
    steps: () => [
        {
            isActive: ["mobile"],
            content: "More of what can be done",
            trigger: MORE_BUTTONS,
            run: "click",
        },
        {
            content: "An order of what is offered",
            trigger: "button[name=action_make_order]",
            run: "click",
        },
        {
            content: "It is there, confirmed",
            trigger: ".o_form_view [name=order_line]",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_campaign_result_tour", {
    steps: () => [
        {
            content: "What it brought",
            trigger: ".o_notebook a[name=vn_result]",
            run: "click",
        },
        {
            content: "One order of a member who was contacted",
            trigger: ".o_notebook [name=vn_order_count]:contains(1)",
        },
        {
            content: "Open it",
            trigger: ".o_notebook button[name=action_vn_open_sales]:visible",
            run: "click",
        },
        {
            content: "The order is in the list",
            trigger:
                ".o_list_view .o_data_row, .o_kanban_view .o_kanban_record:not(.o_kanban_ghost)",
        },
    ],
});
