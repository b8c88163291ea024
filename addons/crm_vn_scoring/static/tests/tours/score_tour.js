import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_scoring_customer", {
    steps: () => [
        {
            content: "The customer's stars and total stand in the header",
            trigger:
                ".o_form_view div[name=vn_score] .o_field_widget[name=vn_score]:contains(35)",
        },
        {trigger: ".nav-link[name=vn_customer]", run: "click"},
        {
            content: "The lines add up to the score",
            trigger: ".o_vn_score_card .o_vn_score_total:contains(35)",
        },
        {
            trigger:
                ".o_vn_score_card [data-section=fit] .o_vn_score_points:contains(+20)",
        },
        {
            content: "What is missing to the next star",
            trigger: ".o_vn_score_card .o_vn_score_missing:contains(25)",
        },
        {
            content: "A line opens where it comes from",
            trigger: ".o_vn_score_card [data-section=engagement] .o_vn_score_line a",
            run: "click",
        },
        {
            trigger:
                ".o_form_view .o_lead_opportunity_form, .o_form_view .o_field_widget[name=stage_id]",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_scoring_threshold", {
    steps: () => [
        {
            trigger: ".o_vn_score_threshold .o_field_widget[name=star_3_min] input",
            run: "edit 33",
        },
        {
            content: "The preview follows",
            trigger: ".o_vn_score_threshold .o_field_widget[name=star_4_min] input",
            run: "click",
        },
        {
            trigger:
                ".o_vn_score_preview tr[data-star='3'] .o_vn_new:not(:contains(/^0$/))",
        },
        {trigger: "button[name=action_update]", run: "click"},
        {
            content: "Everybody's stars are up to date",
            trigger:
                ".o_notification .o_notification_bar.bg-success, .o_notification_bar.bg-success",
        },
    ],
});
