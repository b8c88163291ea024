import {registry} from "@web/core/registry";

const COG =
    ".o_form_view .o_cp_action_menus button, .o_form_view .o_cp_action_menus .dropdown-toggle";

registry.category("web_tour.tours").add("crm_vn_campaign_add_tour", {
    steps: () => [
        {
            content: "What can be done with this customer",
            trigger: COG,
            run: "click",
        },
        {
            content: "Into a campaign",
            trigger:
                ".o-dropdown--menu .o_menu_item:contains(/^Add to a campaign$|^Thêm vào chiến dịch$/)",
            run: "click",
        },
        {
            content: "A new one, made on the spot",
            trigger: ".o_dialog [name=new_campaign] input",
            run: "edit Chiến dịch tại chỗ",
        },
        {
            content: "With an offer",
            trigger: ".o_dialog [name=new_offer] input",
            run: "edit Bàn giảm giá",
        },
        {
            content: "Add",
            trigger: ".o_dialog button[name=action_add]",
            run: "click",
        },
        {
            content: "The sentence says what came of it",
            trigger: ".o_notification:contains(/^.*1.*0.*0/s)",
        },
        {
            content: "The members are shown",
            trigger:
                ".o_list_view .o_data_row, .o_kanban_view .o_kanban_record:not(.o_kanban_ghost)",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_campaign_work_tour", {
    steps: () => [
        {
            content: "The call list",
            trigger: "button[name=action_vn_work_off]",
            run: "click",
        },
        {
            content: "Script and progress are there",
            trigger:
                ".o_dialog:has([name=script]:contains(Chúc mừng)) [name=day_progress]:contains(3)",
        },
        {
            content: "The first one is interested",
            trigger: ".o_dialog footer button[name=action_set_outcome]:eq(1)",
            run: "click",
        },
        {
            content: "The second one comes",
            trigger: ".o_dialog [name=day_progress]:contains(2)",
        },
        {
            content: "Not now",
            trigger: ".o_dialog footer button[name=action_not_now]",
            run: "click",
        },
        {
            content: "The third one comes",
            trigger: ".o_dialog .o_form_view:contains(Khách số 3)",
        },
        {
            content: "Contacted",
            trigger: ".o_dialog footer button[name=action_set_outcome]:eq(0)",
            run: "click",
        },
        {
            content: "Nobody is left, and it is said when it goes on",
            trigger: ".o_notification",
        },
        {
            content: "The picture shows who got how far, and opens whom it counts",
            trigger:
                "body:not(:has(.o_dialog)) .o_vn_funnel button[data-step=interested]",
            run: "click",
        },
        {
            content: "The one who is interested",
            trigger:
                ".o_list_view .o_data_row:contains(Khách số 1), .o_kanban_view .o_kanban_record:contains(Khách số 1)",
        },
    ],
});
