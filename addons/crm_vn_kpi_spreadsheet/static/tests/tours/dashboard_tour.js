import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_kpi_spreadsheet_dashboard", {
    steps: () => [
        {
            content: "every chart is there",
            isActive: ["desktop"],
            trigger: ".o_spreadsheet_dashboard_action .o-figure:count(8)",
            timeout: 60000,
        },
        {
            isActive: ["mobile"],
            trigger:
                ".o_spreadsheet_dashboard_action .o-mobile-figure:not(.o_empty_figure):count(8)",
            timeout: 60000,
        },
        {
            content: "and nothing went wrong",
            trigger:
                ".o_spreadsheet_dashboard_action:not(:has(.dashboard-loading-status))",
        },
    ],
});
