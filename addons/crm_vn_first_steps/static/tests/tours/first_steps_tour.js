import {registry} from "@web/core/registry";

/** From the desk to the list, into a ready set, and back with the step done. */
registry.category("web_tour.tours").add("crm_vn_first_steps", {
    steps: () => [
        {trigger: ".o_vn_desk [data-block=first_steps] .o_vn_step"},
        {
            trigger: ".o_vn_desk [data-block=first_steps]",
            run() {
                const page = document.querySelector(".o_vn_desk");
                if (page.scrollWidth > page.clientWidth) {
                    throw new Error(`scrolls sideways: ${page.scrollWidth} px`);
                }
            },
        },
        {
            trigger: ".o_vn_desk [data-block=first_steps] .o_vn_steps_all",
            run: "click",
        },
        {
            content: "the step is open",
            trigger: "[data-step=catalogs]:not([data-done]) .o_vn_step_open",
            run: "click",
        },
        {trigger: ".modal button[name=action_add]", run: "click"},
        {trigger: "body:not(:has(.modal)) [data-step=catalogs][data-done]"},
        {
            content: "a step that this company doesn't need",
            trigger: "[data-step=import] .o_vn_step_skip",
            run: "click",
        },
        {trigger: "[data-step=import] .fa-minus-circle"},
        {trigger: "[data-step=import] .o_vn_step_skip", run: "click"},
        {trigger: "[data-step=import] .fa-circle-o"},
        {trigger: ".o_vn_first_steps .o_vn_steps_hide", run: "click"},
        {trigger: ".o_vn_first_steps .o_vn_steps_show"},
        {
            content: "a step opens its screen",
            trigger: "[data-step=import] .o_vn_step_open",
            run: "click",
        },
        {trigger: ".o_import_action, .o_nocontent_help"},
    ],
});
