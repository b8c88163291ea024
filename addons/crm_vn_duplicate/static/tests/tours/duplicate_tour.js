import {registry} from "@web/core/registry";

registry.category("web_tour.tours").add("crm_vn_duplicate", {
    steps: () => [
        {
            content: "The banner names the other customer and the reason",
            trigger: "div[name=vn_duplicates]:contains(Khách Trùng Một)",
        },
        {
            content: "They are different",
            trigger: "button[name=action_vn_not_duplicate]",
            run: "click",
        },
        {trigger: ".o_form_view:not(:has(div[name=vn_duplicates]:visible))"},
    ],
});
