import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_consent_tour", {
    steps: () => [
        {
            content: "What the customer said about adverts",
            trigger: ".o_notebook .nav-link[name=vn_consent]",
            run: "click",
        },
        {
            content: "Nothing yet: each channel has its answer",
            trigger: "[name=vn_contact_badges] .badge",
        },
        {
            trigger: "button[name=action_vn_record_consent]",
            run: "click",
        },
        {
            content: "By which channel",
            trigger: ".modal .o_field_widget[name=channel] .o_select_menu_toggler",
            run: "click",
        },
        {
            content: "On a phone the choices are a sheet outside the dialog",
            trigger: "body .o_select_menu_item:contains(/^SMS$/)",
            run: "click",
        },
        {
            content: "Nothing is chosen beforehand: yes",
            trigger: ".modal .o_field_widget[name=state]:not(:has(input:checked))",
        },
        {
            trigger:
                ".modal .o_field_widget[name=state] .o_radio_item:first-child input",
            run: "click",
        },
        {
            content: "How he or she agreed",
            trigger: ".modal .o_field_widget[name=method] .o_select_menu_toggler",
            run: "click",
        },
        {
            trigger: "body .o_select_menu_item:contains(/^(Form|Biểu mẫu)$/)",
            run: "click",
        },
        {
            content: "Where the proof is",
            trigger: ".modal .o_field_widget[name=note] input",
            run: "edit Phiếu số 12",
        },
        {
            trigger: ".modal button[name=action_record]",
            run: "click",
        },
        {
            content: "It stands in the ledger; ask why",
            trigger:
                "body:not(:has(.modal)) .o_field_widget[name=vn_consent_ids] :is(.o_data_row, .o_kanban_record:not(.o_kanban_ghost))",
        },
        {
            trigger: "button[name=action_vn_check_contact]",
            run: "click",
        },
        {
            content: "The answer with what it rests on",
            trigger: ".modal .o_field_widget[name=grounds]:contains(Phiếu số 12)",
        },
        {
            trigger: ".modal .modal-footer button.btn-primary",
            run: "click",
        },
        {trigger: "body:not(:has(.modal))"},
    ],
});
