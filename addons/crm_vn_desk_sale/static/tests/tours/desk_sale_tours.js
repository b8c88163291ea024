import {registry} from "@web/core/registry";

/** A salesperson's morning: pace, leads, contracts; a number opens its list. */
registry.category("web_tour.tours").add("crm_vn_desk_sale", {
    steps: () => [
        {trigger: ".o_vn_desk [data-block=kpi] h2"},
        {trigger: ".o_vn_desk [data-block=leads] .o_vn_row .o_vn_when"},
        {trigger: ".o_vn_desk [data-block=contracts] .o_vn_row"},
        {
            trigger: ".o_vn_desk [data-block=leads] .o_vn_badge",
            run() {
                const page = document.querySelector(".o_vn_desk");
                if (page.scrollWidth > page.clientWidth) {
                    throw new Error(`scrolls sideways: ${page.scrollWidth} px`);
                }
            },
        },
        {trigger: ".o_vn_desk [data-block=leads] .o_vn_badge", run: "click"},
        {trigger: ".o_list_view, .o_kanban_view"},
        {trigger: ".o_list_view, .o_kanban_view", run: () => window.history.back()},
        {
            trigger: ".o_vn_desk [data-block=contracts] .o_vn_row .o_vn_main",
            run: "click",
        },
        {trigger: ".o_form_view"},
    ],
});

/** A manager begins with the team, and opens a person. */
registry.category("web_tour.tours").add("crm_vn_desk_sale_manager", {
    steps: () => [
        {trigger: ".o_vn_desk .o_vn_team tbody tr .o_vn_person"},
        {trigger: ".o_vn_desk [data-block=pipeline] .o_vn_share"},
        {trigger: ".o_vn_desk .o_vn_team tbody tr .o_vn_person", run: "click"},
        {trigger: ".o_vn_desk:not(:has(.o_vn_team)) .o_vn_todo"},
    ],
});
