import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_sale_generate_tour", {
    steps: () => [
        {
            content: "Choose all customers of the list",
            isActive: ["desktop"],
            trigger: ".o_list_view thead .o_list_record_selector input",
            run: "click",
        },
        {
            content: "On a phone, open a customer",
            isActive: ["mobile"],
            trigger: ".o_kanban_record:not(.o_kanban_ghost)",
            run: "click",
        },
        {
            content: "Generate documents for them",
            trigger: "button[name=action_vn_generate_documents]",
            run: "click",
        },
        {
            content: "Quotations are what is proposed",
            trigger:
                ".modal .o_field_widget[name=kind] input[data-value=quotation]:checked",
        },
        {
            content: "Generate",
            trigger: ".modal button[name=action_generate]",
            run: "click",
        },
        {
            content: "The list of the desktop shows both",
            isActive: ["desktop"],
            trigger: ".o_list_view .o_data_row:count(2) td[name=name]",
        },
        {
            content: "The phone shows the quotation",
            isActive: ["mobile"],
            trigger: ".o_form_view .o_field_widget[name=order_line]",
        },
    ],
});
