import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_consent_campaign_tour", {
    steps: () => [
        {
            content: "Before it begins: who may be called?",
            isActive: ["desktop"],
            trigger: ".o_statusbar_buttons button[name=action_vn_check_members]",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".o_statusbar_buttons .oi-ellipsis-v",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".o-dropdown--menu button[name=action_vn_check_members]",
            run: "click",
        },
        {
            content: "Each reason with its number",
            trigger:
                ".modal .o_field_widget[name=line_ids] :is(.o_data_row, .o_kanban_record:not(.o_kanban_ghost)):contains(3)",
        },
        {
            content: "Who they are is one click away",
            trigger:
                ".modal .o_field_widget[name=line_ids] .o_data_row:contains(3) .btn-link",
            run: "click",
        },
        {
            content: "The dialog made way for the three of them",
            trigger:
                "body:not(:has(.modal)) :is(.o_list_view .o_data_row:count(3), .o_kanban_view .o_kanban_record:not(.o_kanban_ghost):count(3))",
        },
    ],
});
