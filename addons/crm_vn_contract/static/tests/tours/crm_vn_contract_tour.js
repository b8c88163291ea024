import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_contract_tour", {
    steps: () => [
        {
            content: "Make a contract from the order",
            isActive: ["desktop"],
            trigger: ".o_statusbar_buttons button[name=action_vn_create_contract]",
            run: "click",
        },
        {
            content: "On a phone, the buttons are behind the dots",
            isActive: ["mobile"],
            trigger: ".o_statusbar_buttons .oi-ellipsis-v",
            run: "click",
        },
        {
            content: "Make a contract from the order",
            isActive: ["mobile"],
            trigger: ".o-dropdown--menu button[name=action_vn_create_contract]",
            run: "click",
        },
        {
            content: "Say when the contract ends",
            trigger: ".o_form_view:has([name=contract_type_id]) [name=end_date] input",
            run: "edit 12/12/2099",
        },
        {
            content: "Sign it",
            trigger: ".o_statusbar_buttons button[name=action_sign]",
            run: "click",
        },
        {
            content: "The terms are locked; renew it",
            trigger:
                ".o_form_view:has(.o_readonly_modifier[name=end_date]) " +
                "button[name=action_open_renewal]",
            run: "click",
        },
        {
            content: "The renewal follows the old contract, and can be signed",
            trigger:
                ".o_form_view:has([name=previous_id] input:value(HD)) " +
                "button[name=action_sign]",
        },
        {
            content: "No day is lost between the two",
            trigger: ".o_form_view:not(:has(.alert-warning:visible))",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_contract_list_tour", {
    steps: () => [
        {
            content: "The list shows contracts",
            isActive: ["desktop"],
            trigger: ".o_list_view .o_data_row td[name=name]",
        },
        {
            content: "The kanban has a column per status",
            isActive: ["desktop"],
            trigger: ".o_cp_switch_buttons .o_kanban",
            run: "click",
        },
        {
            content: "There is a card",
            trigger: ".o_kanban_view .o_kanban_record:not(.o_kanban_ghost)",
        },
        {
            content: "The calendar shows the last days",
            isActive: ["desktop"],
            trigger: ".o_cp_switch_buttons .o_calendar",
            run: "click",
        },
        {
            content: "An event is there",
            isActive: ["desktop"],
            trigger: ".o_calendar_view .fc-event",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_contract_rate_tour", {
    steps: () => [
        {
            content: "Open the contracts behind a number",
            trigger: ".o_pivot .o_pivot_cell_value:contains(1)",
            run: "click",
        },
        {
            content: "They are the contracts counted",
            trigger: ".o_list_view .o_data_row td[name=name]",
        },
    ],
});
