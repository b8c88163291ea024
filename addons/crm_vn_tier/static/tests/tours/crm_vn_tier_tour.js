import {registry} from "@web/core/registry";

const dialog = ".modal .o_vn_tier_preview";

registry.category("web_tour.tours").add("crm_vn_tier_preview_tour", {
    steps: () => [
        {
            isActive: ["desktop"],
            content: "Both tiers are listed: preview a change of them",
            trigger: ".o_list_view .o_data_row:count(2)",
        },
        {
            isActive: ["desktop"],
            trigger: ".o_control_panel button.o_vn_tier_preview_button",
            run: "click",
        },
        {
            isActive: ["mobile"],
            content: "Both are cards on a phone: open one",
            trigger: ".o_kanban_view:has(article.o_kanban_record:count(2))",
        },
        {
            isActive: ["mobile"],
            trigger: ".o_kanban_view article.o_kanban_record:eq(0)",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".o_form_view button.o_vn_tier_preview_button",
            run: "click",
        },
        {
            content: "Make Gold easier to keep",
            trigger: `${dialog} .o_data_row:eq(1) td[name=keep_threshold]`,
            run: "click",
        },
        {
            trigger: `${dialog} .o_data_row:eq(1) td[name=keep_threshold] input`,
            run: "edit 100000000",
        },
        {
            content: "Make it easier to reach",
            trigger: `${dialog} .o_data_row:eq(1) td[name=entry_threshold]`,
            run: "click",
        },
        {
            trigger: `${dialog} .o_data_row:eq(1) td[name=entry_threshold] input`,
            run: "edit 300000000",
        },
        {
            trigger: ".modal button[name=action_preview]",
            run: "click",
        },
        {
            content: "One customer would move up",
            trigger: `${dialog} [name=move_ids] .o_data_row:count(1)`,
        },
        {
            trigger: ".modal button[name=action_apply]",
            run: "click",
        },
        {
            content: "That customer has moved",
            trigger: ".o_list_view .o_data_row:count(1) td[name=reason]",
        },
    ],
});
