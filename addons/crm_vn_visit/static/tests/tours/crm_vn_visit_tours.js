import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

function first(text) {
    return `.o_vn_stop:contains(${text})`;
}

/** Cut the line: nothing reaches the server any more. */
let line = null;
function cut() {
    line = browser.XMLHttpRequest || window.XMLHttpRequest;
    class Cut extends line {
        send() {
            setTimeout(() => this.dispatchEvent(new Event("error")));
        }
    }
    browser.XMLHttpRequest = Cut;
}
function mend() {
    browser.XMLHttpRequest = line;
    window.dispatchEvent(new Event("online"));
}

tours.add("crm_vn_visit_day_tour", {
    steps: () => [
        {
            content: "Today's stops, with a drawing",
            trigger: ".o_vn_visit_today .o_vn_sketch circle",
        },
        {
            content: "The line is cut",
            trigger: first("Cửa hàng 0"),
            run: cut,
        },
        {
            content: "Check in without it",
            trigger: `${first("Cửa hàng 0")} .o_vn_check_in`,
            run: "click",
        },
        {
            content: "It waits on the phone",
            trigger: `${first("Cửa hàng 0")} .o_vn_waiting:contains(1)`,
        },
        {
            trigger: `${first("Cửa hàng 0")} .o_vn_note`,
            run: "click",
        },
        {
            trigger: ".modal textarea",
            run: "edit Thiếu hàng trên kệ",
        },
        {
            trigger: ".modal .btn-primary",
            run: "click",
        },
        {
            trigger: `${first("Cửa hàng 0")} .o_vn_waiting:contains(2)`,
        },
        {
            content: "What came of it",
            trigger: `${first("Cửa hàng 0")} [data-outcome=order]`,
            run: "click",
        },
        {
            trigger: `${first("Cửa hàng 0")} .o_vn_waiting:contains(3)`,
        },
        {
            trigger: `${first("Cửa hàng 0")} [data-outcome=order][aria-pressed=true]`,
        },
        {
            trigger: `${first("Cửa hàng 0")} .o_vn_check_out`,
            run: "click",
        },
        {
            trigger: `${first("Cửa hàng 0")} .o_vn_waiting:contains(4)`,
        },
        {
            content: "The line is back: all is sent, once",
            trigger: ".o_vn_visit_today",
            run: mend,
        },
        {
            trigger: ".o_vn_visit_today:not(:has(.o_vn_waiting))",
        },
        {
            content: "Another one is skipped, with a reason",
            trigger: `${first("Cửa hàng 1")} .o_vn_skip`,
            run: "click",
        },
        {
            trigger: ".modal div[name=reason] input",
            run: "edit Cửa hàng đóng cửa",
        },
        {
            trigger: ".modal button[name=action_skip]",
            run: "click",
        },
        {
            trigger: `${first("Cửa hàng 1")}[data-state=skipped]`,
        },
    ],
});

tours.add("crm_vn_visit_route_tour", {
    steps: () => [
        {
            trigger: ".o_form_view div[name=name] input",
            run: "edit Tuyến của tua",
        },
        {
            content: "Save the route, then plan its visits",
            trigger: ".o_form_button_save:visible",
            run: "click",
        },
        {
            trigger: ".o_form_view .o_form_saved",
        },
    ],
});

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
