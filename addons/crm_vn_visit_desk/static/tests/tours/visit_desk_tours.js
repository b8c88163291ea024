import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_visit_desk_tour", {
    steps: () => [
        {
            content: "Today's route, with the next stop",
            trigger: "[data-block=route_today] .o_vn_next:contains(Cửa hàng 0)",
        },
        {
            content: "A number opens its visits",
            trigger: "[data-block=route_today] [data-state=planned]:contains(2)",
            run: "click",
        },
        {
            trigger:
                ".o_list_view .o_data_row:eq(1), .o_kanban_view .o_kanban_record:eq(1)",
            run: () => window.history.back(),
        },
        {
            content: "The day is worked off on its own screen",
            trigger: "[data-block=route_today] .o_vn_open_day",
            run: "click",
        },
        {
            trigger: ".o_vn_visit_today .o_vn_stop:contains(Cửa hàng 1)",
        },
    ],
});
