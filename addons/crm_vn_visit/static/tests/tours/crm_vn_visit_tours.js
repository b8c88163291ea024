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

/** A button above a form; on a phone all but the first are behind "…". */
function press(label) {
    return [
        {
            isActive: ["mobile"],
            trigger: ".o_statusbar_buttons button:has(.oi-ellipsis-v)",
            run: "click",
        },
        {
            trigger: `button:visible:contains(${label})`,
            run: "click",
        },
    ];
}

/** Choose a customer: typed, or on a phone from the cards. */
function pick(name) {
    return [
        {
            isActive: ["desktop"],
            trigger: ".modal [name=partner_ids] input",
            run: `edit ${name}`,
        },
        {
            isActive: ["desktop"],
            trigger: `.o-autocomplete--dropdown-item:contains(${name})`,
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal [name=partner_ids] input",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: `.modal:not(.o_inactive_modal) .o_kanban_record:contains(${name})`,
            run: "click",
        },
        {
            trigger: `.modal [name=partner_ids] .o_tag:contains(${name})`,
        },
    ];
}

tours.add("crm_vn_visit_route_tour", {
    steps: () => [
        {
            content: "A new route",
            trigger: ".o_list_button_add, .o-kanban-button-new",
            run: "click",
        },
        {
            trigger: ".o_form_view div[name=name] input",
            run: "edit Tuyến của tua",
        },
        {
            trigger: ".o_form_button_save:visible",
            run: "click",
        },
        {
            trigger: ".o_form_view .o_form_saved",
        },
        ...press("/^(Add customers|Thêm khách hàng)$/"),
        ...pick("Cửa hàng 2"),
        ...pick("Cửa hàng 0"),
        ...pick("Cửa hàng 1"),
        {
            content: "How often they are visited",
            trigger: ".modal [name=frequency] .o_select_menu_toggler",
            run: "click",
        },
        {
            trigger:
                "body .o_select_menu_item:contains(/^(Twice a week|Hai lần mỗi tuần)$/)",
            run: "click",
        },
        {
            trigger: ".modal button[name=action_add]",
            run: "click",
        },
        {
            content: "They are on the route",
            trigger:
                ".o_form_view [name=line_ids] .o_data_row:eq(2), .o_form_view [name=line_ids] .o_kanban_record:eq(2)",
        },
        ...press("/^(Order the stops|Sắp xếp điểm dừng)$/"),
        {
            content: "The way is shorter now",
            trigger: ".o_notification:contains(km)",
        },
        {
            content: "Plan the visits, the first button of the route",
            trigger: ".o_statusbar_buttons .btn-primary:contains(/(Plan|Lập)/)",
            run: "click",
        },
        {
            trigger: ".modal button[name=action_generate]",
            run: "click",
        },
        {
            content: "The visits are there",
            trigger:
                ".o_list_view .o_data_row:contains(Cửa hàng 1), .o_kanban_view .o_kanban_record:contains(Cửa hàng 1)",
        },
    ],
});
