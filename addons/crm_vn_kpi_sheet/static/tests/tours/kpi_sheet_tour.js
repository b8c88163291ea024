import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_kpi_own_sheet", {
    steps: () => [
        {
            content: "My sheets are cards with result and pace",
            trigger: ".o_kanban_view .o_kanban_record .o_vn_kpi_progress",
        },
        {
            content: "Open last month's",
            trigger: ".o_kanban_view .o_kanban_record:has(.o_vn_kpi_progress):last",
            run: "click",
        },
        {
            content: "The result is there",
            trigger: ".o_form_view .o_vn_kpi_result .o_vn_kpi_label:contains(%)",
        },
        {
            content: "Nobody but managers closes sheets",
            trigger: ".o_form_view:not(:has(button[name=action_close]))",
        },
        {
            content: "Open what was counted",
            trigger: ".o_field_widget[name=line_ids] .o_vn_kpi_number:first",
            run: "click",
        },
        {
            content: "Three orders, in a list",
            isActive: ["desktop"],
            trigger: ".o_list_view .o_data_row:count(3)",
        },
        {
            content: "Three orders, as cards",
            isActive: ["mobile"],
            trigger: ".o_kanban_view .o_kanban_record:not(.o_kanban_ghost):count(3)",
        },
        {
            content: "And back",
            isActive: ["desktop"],
            trigger:
                ".o_control_panel .o_breadcrumb .o_back_button, .o_breadcrumb a:last",
            run: "click",
        },
        {
            content: "And back",
            isActive: ["mobile"],
            trigger:
                ".o_control_panel .o_breadcrumb button, .o_breadcrumb .o_back_button",
            run: "click",
        },
        {
            content: "The sheet again",
            trigger: ".o_form_view .o_vn_kpi_result",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_kpi_plan", {
    steps: () => [
        {
            content: "The plan has targets",
            trigger: ".o_form_view [name=line_ids]",
        },
        {
            content: "Issue",
            trigger: ".o_statusbar_buttons button[name=action_issue]",
            run: "click",
        },
        {
            content: "It is issued; its targets are locked",
            trigger: ".o_form_view .o_readonly_modifier[name=date_start]",
        },
        {
            content: "Try the plan on last month",
            trigger: ".o_statusbar_buttons button[name=action_try]",
            run: "click",
        },
        {
            content: "Count",
            trigger: ".modal footer button[name=action_try]",
            run: "click",
        },
        {
            content: "Everybody's result, of last month",
            trigger: ".modal [name=person_ids] .o_vn_kpi_label:contains(%)",
        },
        {
            content: "The numbers behind it",
            trigger: ".modal .o_notebook a[name=metrics]",
            run: "click",
        },
        {
            content: "They are there, and can be opened",
            trigger: ".modal [name=metric_line_ids] .o_vn_kpi_number",
        },
        {
            content: "Leave the try",
            trigger: ".modal footer button.btn-secondary",
            run: "click",
        },
        {
            content: "The plan again",
            trigger: "body:not(:has(.modal)) .o_form_view [name=line_ids]",
        },
        {
            content: "On a phone, the sheets are behind a button",
            isActive: ["mobile"],
            trigger: ".o_button_more",
            run: "click",
        },
        {
            content: "Open the sheets",
            trigger: "button[name=action_open_sheets]",
            run: "click",
        },
        {
            content: "Sheets of two people and two months, in a list",
            isActive: ["desktop"],
            trigger: ".o_list_view .o_data_row:count(4) .o_vn_kpi_progress",
        },
        {
            content: "Open one of last month",
            isActive: ["desktop"],
            trigger: ".o_list_view .o_data_row:last td[name=period_name]",
            run: "click",
        },
        {
            content: "Open one of last month",
            isActive: ["mobile"],
            trigger: ".o_kanban_view .o_kanban_record:has(.o_vn_kpi_progress):last",
            run: "click",
        },
        {
            content: "Close it",
            trigger: ".o_statusbar_buttons button[name=action_close]",
            run: "click",
        },
        {
            content: "Yes, freeze the numbers",
            trigger: ".modal footer .btn-primary",
            run: "click",
        },
        {
            content: "It is closed, and can be compared",
            trigger: ".o_form_view .o_vn_kpi_result [name=closed_date]",
        },
        {
            content: "Compare",
            trigger: ".o_statusbar_buttons button[name=action_find_corrections]",
            run: "click",
        },
        {
            content: "Nothing has changed",
            trigger: ".o_notification",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_kpi_leaderboard", {
    steps: () => [
        {
            content: "This month's ranks",
            trigger: ".o_vn_kpi_leaderboard .o_vn_kpi_person:count(2)",
        },
        {
            content: "The month before",
            trigger: ".o_vn_kpi_leaderboard .o_vn_kpi_before",
            run: "click",
        },
        {
            content: "The best one first",
            trigger: ".o_vn_kpi_person:first .o_vn_kpi_label:contains(100)",
        },
        {
            content: "Open one's own",
            trigger: ".o_vn_kpi_person .o_vn_kpi_open",
            run: "click",
        },
        {
            content: "It is the sheet",
            trigger: ".o_form_view .o_vn_kpi_result",
        },
    ],
});
