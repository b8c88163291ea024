import {registry} from "@web/core/registry";

/** The screen of a step is there, without a dialog before it: go back to the list. */
function back() {
    const screen = ":is(.o_list_view, .o_kanban_view)";
    return {
        trigger: `body:not(:has(.modal, .o_vn_first_steps)) ${screen}`,
        run: goBack,
    };
}

function goBack() {
    window.history.back();
}

/** Steps that need no other system: ready care, and the screens of the others. */
registry.category("web_tour.tours").add("crm_vn_ten_minutes", {
    steps: () => [
        {
            trigger: "[data-step=care]:not([data-done]) .o_vn_step_open",
            run: "click",
        },
        {trigger: ".modal button[name=action_add]", run: "click"},
        back(),
        {
            content: "the list knows that care is there now",
            trigger: "[data-step=care][data-done]",
        },
        {trigger: "[data-step=tiers] .o_vn_step_open", run: "click"},
        back(),
        {trigger: "[data-step=kpi] .o_vn_step_open", run: "click"},
        back(),
        {
            trigger: ".o_vn_first_steps",
            run() {
                const page = document.querySelector(".o_vn_first_steps");
                if (page.scrollWidth > page.clientWidth) {
                    throw new Error(`scrolls sideways: ${page.scrollWidth} px`);
                }
            },
        },
        {trigger: "[data-step=stars] .o_vn_step_open", run: "click"},
        {trigger: ".modal button[name=action_propose]"},
        {trigger: ".modal button[special=cancel]", run: "click"},
        {trigger: "body:not(:has(.modal)) .o_vn_first_steps"},
    ],
});
