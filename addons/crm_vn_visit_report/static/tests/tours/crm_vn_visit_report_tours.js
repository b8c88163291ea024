import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("crm_vn_visit_report_tour", {
    steps: () => [
        {
            content: "Each number opens its visits",
            trigger: ".o_vn_period_table [data-total=planned]:contains(2)",
            run: "click",
        },
        {
            trigger:
                ".o_list_view .o_data_row:eq(1), .o_kanban_view .o_kanban_record:eq(1)",
        },
    ],
});
