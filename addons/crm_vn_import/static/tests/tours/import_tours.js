import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

/** Give the dialog the list that the test put there. */
async function chooseList() {
    const response = await fetch("/crm_vn_import_test/customers.xlsx");
    const files = new DataTransfer();
    files.items.add(new File([await response.blob()], "customers.xlsx"));
    this.anchor.files = files.files;
    this.anchor.dispatchEvent(new Event("change", {bubbles: true}));
}

/** The page of the import is not wider than the screen. */
function checkWidth() {
    const page = document.querySelector(".o_import_action");
    const width = document.documentElement.clientWidth;
    if (page.scrollWidth > width || document.documentElement.scrollWidth > width) {
        throw new Error(`The import scrolls sideways: ${page.scrollWidth} px`);
    }
    for (const button of document.querySelectorAll(".o_control_panel button")) {
        const {left, right, width: own} = button.getBoundingClientRect();
        if (own && (left < 0 || right > width)) {
            throw new Error(`“${button.textContent}” is cut off: ${left} to ${right}`);
        }
    }
}

registry.category("web_tour.tours").add("crm_vn_import", {
    steps: () => [
        {
            content: "Import customers, also on a phone",
            trigger: ".o_cp_action_menus .dropdown-toggle:has(.fa-cog)",
            run: "click",
        },
        {
            trigger: ".o-dropdown--menu:has(.o_import_menu:count(1)) .o_import_menu",
            run: "click",
        },
        {
            content: "Choose the messy list",
            trigger: ".o_control_panel input.o_input_file:not(:visible)",
            run: chooseList,
        },
        {
            content:
                "Vietnamese headings are known: twelve columns, none without field",
            timeout: 60000,
            trigger:
                ".o_import_data_content:has(tbody tr:count(12)):not(:has(.text-warning))",
            run: checkWidth,
        },
        {
            content: "Import it as it is",
            trigger: ".o_control_panel_main_buttons button.btn-secondary:eq(0)",
            run: "click",
        },
        {
            content: "Nothing is imported, and the faulty rows have their reasons",
            timeout: 60000,
            trigger: ".o_import_data_content .o_import_report",
            run: checkWidth,
        },
        {
            content: "Leave them out",
            trigger: ".o_vn_leave_out_failed input:not(:checked)",
            run: "click",
        },
        {trigger: ".o_vn_leave_out_failed input:checked"},
        {
            content: "Import the others",
            trigger: ".o_control_panel_main_buttons button.btn-secondary:eq(0)",
            run: "click",
        },
        {
            content: "Every row is accounted for",
            timeout: 60000,
            trigger: ".o_notification:contains(500):contains(480):contains(12)",
        },
        {
            content: "Which rows were left out, and why, is said on the screen",
            trigger: ".o_import_data_content .alert-warning:contains(12)",
            run: checkWidth,
        },
        {
            content: "The people of the list, those that were left out",
            trigger: ".o_vn_people button[data-filter=failed]:contains(12)",
            run: "click",
        },
        {
            trigger: ".o_vn_people:has(li:count(12)):not(:has(li .text-bg-success))",
            run: checkWidth,
        },
        {
            content: "Back to the customers",
            trigger:
                ".o_control_panel_main_buttons > button.btn-secondary:not(.o-control-panel-adaptive-dropdown):last",
            run: "click",
        },
        {
            content: "Show the search bar on a phone",
            isActive: ["mobile"],
            trigger:
                ".o_control_panel_navigation button:has(.fa-search), .o_control_panel button:has(.oi-search)",
            run: "click",
        },
        {
            content: "Find a customer without accents",
            trigger: ".o_searchview_input",
            run: "edit tran ngoc chau",
        },
        {trigger: ".o_searchview_input", run: "press Enter"},
        {trigger: ".o_searchview_facet"},
        {trigger: ".o_searchview_dropdown_toggler", run: "click"},
        {
            content: "Group by relationship",
            trigger:
                ".o_group_by_menu .o_menu_item:first, .o_group_by_menu .dropdown-item:first",
            run: "click",
        },
        {
            isActive: ["desktop"],
            trigger: ".o_list_view .o_group_header:count(10):contains((1))",
        },
        {
            isActive: ["mobile"],
            content: "Close the menu",
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            content: "Open the customer",
            trigger:
                ".o_data_row .o_data_cell[name=complete_name]:contains(Trần Ngọc Châu), .o_kanban_record:contains(Trần Ngọc Châu)",
            run: "click",
        },
        {
            content: "Edit the customer",
            trigger: ".o_field_widget[name=function] input",
            run: "edit Chủ cửa hàng",
        },
        ...stepUtils.saveForm(),
        {
            content: "The leads, in the menu",
            isActive: ["desktop"],
            trigger: ".o_main_navbar [data-menu-xmlid='crm.crm_menu_leads']",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".o_main_navbar .o_menu_toggle",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".o_app_menu_sidebar [data-menu-xmlid='crm.crm_menu_leads']",
            run: "click",
        },
        {
            content: "The lead of somebody who was imported",
            trigger:
                ".o_data_row .o_data_cell:contains(Hỏi giá từ trang web), .o_kanban_record:contains(Hỏi giá từ trang web)",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger:
                ".o_statusbar_buttons .dropdown-toggle, .o_statusbar_buttons button:has(.oi-ellipsis-v), .o_cp_action_menus button",
            run: "click",
        },
        {
            content: "Convert it: the customer is found by the mail",
            trigger: "button[data-hotkey=v]",
            run: "click",
        },
        {
            trigger:
                ".modal .o_field_widget[name=partner_id] input:value(/Trần Ngọc Châu/)",
        },
        {trigger: ".modal button[name=action_apply]", run: "click"},
        {
            trigger:
                "body:not(:has(.modal)) .o_form_view .o_field_widget[name=partner_id] input:value(/Trần Ngọc Châu/)",
        },
    ],
});
