import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_messaging_send_tour", {
    steps: () => [
        {
            content: "Write an SMS, beside the customer's number",
            trigger: ".o_form_view .o_field_phone:visible",
            run: "hover && click .o_form_view .o_field_phone_sms",
        },
        {
            content: "Write it with accents",
            trigger: ".o_dialog [name=body] textarea:visible",
            run: "edit Chào chị Mơ",
        },
        {
            content: "The dialog says by which brand, and that it is allowed",
            trigger: ".o_dialog [name=vn_summary]:contains(SAOMAI) .text-bg-success",
        },
        {
            content: "Without accents",
            trigger: ".o_dialog [name=vn_strip_accents] input",
            run: "click",
        },
        {
            content: "The text shows what will be sent",
            trigger: ".o_dialog [name=body] textarea:value(Chao chi Mo)",
        },
        {
            content: "Send",
            trigger: ".o_dialog button[name=action_send_sms]:enabled:visible",
            run: "click",
        },
        {
            content: "The dialog is closed",
            trigger: "body:not(:has(.o_dialog))",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_messaging_seen_tour", {
    steps: () => [
        {
            content: "The message was delivered, the reply and the refusal are there",
            isActive: ["desktop"],
            trigger:
                ".o_list_view:has(.o_data_row:contains(Cam on em)):has(.o_data_row:contains(STOP))" +
                " .o_data_row:contains(Chao chi Mo) .text-bg-success",
        },
        {
            content: "The same on cards",
            isActive: ["mobile"],
            trigger:
                ".o_kanban_view:has(.o_kanban_record:contains(Cam on em)):has(.o_kanban_record:contains(STOP))" +
                " .o_kanban_record:contains(Chao chi Mo) .text-bg-success",
        },
        {
            content: "Open the message",
            isActive: ["desktop"],
            trigger: ".o_data_row:contains(Chao chi Mo) td[name=body]",
            run: "click",
        },
        {
            content: "Open the message",
            isActive: ["mobile"],
            trigger: ".o_kanban_record:contains(Chao chi Mo)",
            run: "click",
        },
        {
            content: "Its price is there, and that it was answered",
            trigger:
                ".o_form_view:has([name=price]:contains(350)) [name=answered] input:checked",
        },
    ],
});
