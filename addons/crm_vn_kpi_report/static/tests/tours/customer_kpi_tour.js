import {registry} from "@web/core/registry";

/** Nothing is wider than the screen, and every target can be hit with a thumb. */
function checkLayout(root) {
    const page = document.querySelector(root);
    if (page.scrollWidth > page.clientWidth) {
        throw new Error(`${root} scrolls sideways: ${page.scrollWidth} px`);
    }
    for (const target of page.querySelectorAll("button, a, select, input")) {
        const {width, height} = target.getBoundingClientRect();
        if (width && (Math.ceil(width) < 44 || Math.ceil(height) < 44)) {
            throw new Error(
                `${target.className} is ${width} × ${height} px: too small to hit`
            );
        }
    }
}

/** Choose a day as the calendar of a browser does, which can't be typed into */
function choose(day) {
    return ({anchor}) => {
        anchor.value = day;
        anchor.dispatchEvent(new Event("change", {bubbles: true}));
    };
}

/** Make the report of the first month of 2027 */
const january = [
    {trigger: ".o_vn_kpi .o_vn_period", run: "select custom"},
    {trigger: ".o_vn_kpi .o_vn_date_from", run: choose("2027-01-01")},
    {trigger: ".o_vn_kpi .o_vn_kpi_days .text-danger"},
    {trigger: ".o_vn_kpi .o_vn_date_to", run: choose("2027-01-31")},
];
const ORDERS = ".o_vn_kpi [data-block=order] [data-name=orders] .o_vn_number";

registry.category("web_tour.tours").add("crm_vn_kpi_customer_kpi", {
    steps: () => [
        {
            content: "five blocks, this month",
            trigger: ".o_vn_kpi .o_vn_block:count(5)",
        },
        {
            content: "what is counted is told by a tap",
            trigger: ".o_vn_kpi [data-block=order] [data-name=orders] .o_vn_info",
            run: "click",
        },
        {trigger: ".o_vn_kpi [data-name=orders] .o_vn_definition"},
        ...january,
        {
            content: "the numbers are those of the period",
            trigger: `${ORDERS}:contains(/^7$/)`,
        },
        {
            trigger:
                ".o_vn_kpi [data-name=per_buyer] .o_vn_number:contains(/^2[.,]33$/)",
        },
        {
            trigger: ".o_vn_kpi [data-block=customer] .o_vn_kpi_chart canvas",
            run: () => checkLayout(".o_vn_kpi"),
        },
        {content: "a number opens its records", trigger: ORDERS, run: "click"},
        {
            isActive: ["desktop"],
            trigger: ".o_list_view .o_data_row:count(7)",
        },
        {
            isActive: ["mobile"],
            trigger: ".o_kanban_view .o_kanban_record:not(.o_kanban_ghost):count(7)",
        },
        {
            trigger: ".o_list_view, .o_kanban_view",
            run: () => window.history.back(),
        },
        {
            content: "the period is still there",
            trigger: `${ORDERS}:contains(/^7$/)`,
        },
        {
            trigger: ".o_vn_kpi .o_vn_compare",
            run: "select none",
        },
        {
            content: "nothing is compared any more",
            trigger: ".o_vn_kpi:not(:has(.o_vn_before))",
        },
        {trigger: ".o_vn_kpi .o_vn_export", run: "click"},
        {
            content: "the file is there",
            trigger: ".o_notification:contains(2027-01-31.xlsx)",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_kpi_customer_kpi_empty", {
    steps: () => [
        {
            trigger: ".o_vn_kpi .o_vn_block .o_vn_empty:count(5)",
            run: () => checkLayout(".o_vn_kpi"),
        },
        {
            content: "nobody else can be chosen",
            trigger: ".o_vn_kpi:not(:has(.o_vn_people))",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_kpi_analysis", {
    steps: () => [
        {trigger: ".o_pivot_view .o_pivot, .o_graph_view, .o_view_nocontent"},
    ],
});
