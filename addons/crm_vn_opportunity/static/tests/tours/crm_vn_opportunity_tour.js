import {registry} from "@web/core/registry";

const SAVE = [
    {
        content: "Save",
        trigger: ".o_form_button_save:enabled",
        run: "click",
    },
    {
        content: "It is saved",
        trigger: ".o_form_renderer.o_form_saved",
    },
];

registry.category("web_tour.tours").add("crm_vn_opportunity_rule", {
    steps: () => [
        {
            content: "Name the rule",
            trigger:
                ".o_field_widget[name=name] input, .o_field_widget[name=name] textarea",
            run: "edit Khách từ mọi nguồn",
        },
        {
            content: "Conditions are chosen in Odoo's editor",
            trigger: ".o_field_widget[name=condition] .o_tree_editor, .o_field_domain",
        },
        {
            content: "Add somebody",
            trigger: ".o_field_widget[name=member_ids] .o_field_x2many_list_row_add a",
            run: "click",
        },
        {
            content: "Search the person",
            isActive: ["desktop"],
            trigger: ".o_selected_row .o_field_widget[name=user_id] input",
            run: "edit Lê Thị Hoa",
        },
        {
            content: "Choose the person",
            isActive: ["desktop"],
            trigger: ".o-autocomplete--dropdown-item:contains(Lê Thị Hoa)",
            run: "click",
        },
        {
            content: "Search the person on a phone",
            isActive: ["mobile"],
            trigger: ".o_selected_row .o_field_widget[name=user_id] input",
            run: "click",
        },
        {
            content: "Choose the person on a phone",
            isActive: ["mobile"],
            trigger: ".o_dialog .o_kanban_record:contains(Lê Thị Hoa)",
            run: "click",
        },
        {
            content: "The person is there",
            trigger: ".o_field_widget[name=member_ids] .o_data_row",
        },
        ...SAVE,
    ],
});

registry.category("web_tour.tours").add("crm_vn_opportunity_lead", {
    steps: () => [
        {
            content: "Name the opportunity",
            trigger: ".o_field_widget[name=name] textarea",
            run: "edit Công ty Minh Long hỏi giá",
        },
        {
            content: "The rules will decide",
            trigger: ".o_field_widget[name=vn_by_rules] input:checked",
        },
        ...SAVE,
        {
            content: "Look at the handling",
            trigger: ".o_notebook_headers a[name=vn_handling]",
            run: "click",
        },
        {
            content: "The rule gave it",
            trigger:
                ".o_field_widget[name=vn_assignment_reason]:contains(Khách từ mọi nguồn)",
        },
        {
            content: "There is a deadline",
            trigger: ".o_field_widget[name=vn_handling_deadline]:contains(:)",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_opportunity_overdue", {
    steps: () => [
        {
            content: "It is overdue",
            trigger: ".alert.o_vn_overdue",
        },
        {
            content: "Look at the handling",
            trigger: ".o_notebook_headers a[name=vn_handling]",
            run: "click",
        },
        {
            content: "Both were told",
            trigger: ".o_field_widget[name=vn_notice_ids] .o_data_row:count(2)",
        },
    ],
});
