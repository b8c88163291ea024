import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_location_map_tour", {
    steps: () => [
        {
            content: "All provinces are on the map",
            trigger: ".o_vn_map .o_vn_tile:count(34)",
        },
        {
            trigger: "button[data-measure=revenue]",
            run: "click",
        },
        {
            trigger: "button[data-measure=revenue].active",
        },
        {
            trigger: "button[data-measure=customers]",
            run: "click",
        },
        {
            trigger: '.o_vn_tile[data-state="TP Hồ Chí Minh"]',
            run: "click",
        },
        {
            content: "The tile opens its customers",
            trigger:
                ".o_data_row:contains(Khách của tua), .o_kanban_record:contains(Khách của tua)",
        },
    ],
});
