import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_zalo_send_tour", {
    steps: () => [
        {
            content: "On a phone, the buttons are behind one",
            isActive: ["mobile"],
            trigger: ".o-form-buttonbox .o_button_more",
            run: "click",
        },
        {
            content: "Write to the customer on Zalo",
            trigger: "button[name=action_vn_send_zalo]",
            run: "click",
        },
        {
            content: "Choose the template",
            isActive: ["desktop"],
            trigger: ".o_dialog [name=template_id] input",
            run: "edit Cảm",
        },
        {
            content: "It is the approved one",
            isActive: ["desktop"],
            trigger: ".o-autocomplete--dropdown-menu a:contains(Cảm ơn)",
            run: "click",
        },
        {
            content: "Choose the template",
            isActive: ["mobile"],
            trigger: ".o_dialog [name=template_id] input",
            run: "click",
        },
        {
            content: "It is the approved one",
            isActive: ["mobile"],
            trigger: ".o_kanban_record:contains(Cảm ơn)",
            run: "click",
        },
        {
            content: "It is filled with the customer's name, priced and allowed",
            trigger:
                ".o_dialog:has([name=preview]:contains(Ngô Thị Mơ)):has([name=summary]:contains(200))" +
                " [name=summary] .text-bg-success",
        },
        {
            content: "Send",
            trigger: ".o_dialog button[name=action_send]:enabled",
            run: "click",
        },
        {
            content: "It is on its way",
            trigger: ".o_notification:contains(1)",
        },
        {
            content: "The dialog is closed",
            trigger: "body:not(:has(.o_dialog))",
        },
    ],
});
