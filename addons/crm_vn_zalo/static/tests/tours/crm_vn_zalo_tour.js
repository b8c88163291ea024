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

registry.category("web_tour.tours").add("crm_vn_zalo_chat_tour", {
    steps: () => [
        {
            content: "From the person on Zalo to the chat",
            trigger: ".o_form_view button[name=action_open_chat]",
            run: "click",
        },
        {
            content: "What the person wrote is there",
            trigger: ".o-mail-Message:contains(Còn hàng không em?)",
        },
        {
            content: "Answer",
            trigger: ".o-mail-Composer-input",
            run: "edit Dạ còn ạ",
        },
        {
            content: "Send",
            trigger: ".o-mail-Composer .o-sendMessageActive:enabled",
            run: "click",
        },
        {
            content: "The answer stands in the chat",
            trigger:
                ".o-mail-Message:contains(Dạ còn ạ) .o-mail-Message-content:not(.opacity-50)",
        },
    ],
});
