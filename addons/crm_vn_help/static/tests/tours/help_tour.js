import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_help", {
    steps: () => [
        {
            content: "a screen that opens closes the menu of a phone",
            trigger: ".o_list_view .o_list_renderer, .o_kanban_view .o_kanban_renderer",
        },
        {
            isActive: ["desktop"],
            trigger: ".o_user_menu button",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".o_mobile_menu_toggle",
            run: "click",
        },
        {
            content: "the first entry; they have no names there",
            isActive: ["mobile"],
            trigger: ".o_user_menu_mobile > a:first",
            run: "click",
        },
        {isActive: ["desktop"], trigger: "[data-menu=vn_guide]"},
        {isActive: ["desktop"], trigger: "[data-menu=support]", run: "click"},
        {
            content: "the guide opens at the page about the list behind",
            trigger: ".modal [name=guide_url] a[href*='screen=']",
        },
        {
            content: "a missing field is named, and marked",
            trigger: ".modal button[name=action_send]",
            run: "click",
        },
        {trigger: ".o_notification:contains(:)"},
        {trigger: ".modal [name=content].o_field_invalid"},
        {trigger: ".modal [name=content] textarea", run: "edit Tôi cần giúp"},
        {trigger: ".modal button[name=action_send]", run: "click"},
        {trigger: "body:not(:has(.modal))"},
    ],
});
