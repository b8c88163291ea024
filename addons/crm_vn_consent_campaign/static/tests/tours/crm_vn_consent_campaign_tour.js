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
            content: "Nothing was sent, nothing was written",
            trigger: ".modal .modal-footer button.btn-primary",
            run: "click",
        },
        {trigger: "body:not(:has(.modal))"},
    ],
});
