import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_privacy_tour", {
    steps: () => [
        {
            content: "Take down what is asked",
            trigger: ".o_list_button_add, .o-kanban-button-new",
            run: "click",
        },
        {
            content: "Who asks stands there already",
            trigger: ".o_form_view .o_field_widget[name=partner_id] input:value(Mơ)",
        },
        {
            content: "Its terms are known",
            trigger: ".o_field_widget[name=due_date]:contains(/\\d/)",
        },
        {
            content: "How it was made sure who asks",
            trigger: ".o_field_widget[name=identity_method] input",
            run: "edit Gọi lại số đã lưu",
        },
        {
            trigger: ".o_statusbar_buttons button[name=action_confirm_identity]",
            run: "click",
        },
        {
            content: "The identity is confirmed: do it",
            trigger: ".o_statusbar_buttons button[name=action_run]",
            run: "click",
        },
        {
            content: "It can't be undone",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "The report says what was exported",
            trigger: "body:not(:has(.modal)) .o_field_widget[name=result] li",
        },
        {
            content: "Both files hang on the request",
            trigger: ".o_form_view:has(.o_field_widget[name=done_date])",
        },
    ],
});
