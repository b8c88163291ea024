import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

/** What is one click on a computer is two on a phone, and other way round. */
const changeRelationship = [
    {
        content: "Open the relationships on a phone",
        isActive: ["mobile"],
        trigger: ".o_field_widget[name=vn_relationship_id] .dropdown-toggle",
        run: "click",
    },
    {
        content: "Choose another one on a phone",
        isActive: ["mobile"],
        trigger: ".o-dropdown--menu .dropdown-item:not(.active):not(.disabled)",
        run: "click",
    },
    {
        content: "Choose another relationship",
        isActive: ["desktop"],
        trigger:
            ".o_field_widget[name=vn_relationship_id] button.o_arrow_button:not(.o_arrow_button_current):not(.dropdown-toggle):visible",
        run: "click",
    },
];

registry.category("web_tour.tours").add("crm_vn_customer_customers", {
    steps: () => [
        {
            content: "All relationships are columns",
            trigger: ".o_vn_customer_kanban .o_kanban_group:count(10)",
        },
        {
            content: "Add a customer to the first column",
            trigger: ".o_vn_customer_kanban .o_kanban_group:first .o_kanban_quick_add",
            run: "click",
        },
        {
            trigger: ".o_kanban_quick_create .o_field_widget[name=name] input",
            run: "edit Khách hàng mới toanh",
        },
        {
            trigger: ".o_kanban_quick_create .o_kanban_add",
            run: "click",
        },
        {
            trigger:
                ".o_kanban_group:first .o_kanban_record:contains(Khách hàng mới toanh)",
        },
        {
            trigger: ".o_kanban_quick_create .o_kanban_cancel",
            run: "click",
        },
        {
            trigger: ".o_kanban_record:contains(Khách hàng mới toanh)",
            run: "click",
        },
        {
            content: "The code was given",
            trigger: "div[name=vn_code] .o_field_widget[name=ref] input:value(/./)",
        },
        ...changeRelationship,
        {
            content: "The tab of the customer",
            trigger: ".o_notebook_headers a[name=vn_customer]",
            run: "click",
        },
        {
            content: "Scroll to the field first: scrolling closes its list",
            isActive: ["desktop"],
            trigger: ".o_field_widget[name=vn_channel_id] input",
            async run() {
                this.anchor.scrollIntoView({block: "center", behavior: "instant"});
                await new Promise((resolve) => {
                    requestAnimationFrame(() => requestAnimationFrame(resolve));
                });
            },
        },
        {
            isActive: ["desktop"],
            trigger: ".o_field_widget[name=vn_channel_id] input",
            run: "click",
        },
        {
            isActive: ["desktop"],
            trigger:
                ".o_field_widget[name=vn_channel_id] .o-autocomplete--dropdown-item:not(:has(.fa-spin)):first a",
            run: "click",
        },
        {
            content: "The entry is chosen",
            isActive: ["desktop"],
            trigger: ".o_field_widget[name=vn_channel_id] input:value(/\\S/)",
        },
        {
            trigger: ".o_field_widget[name=vn_is_collaborator] input",
            run: "click",
        },
        ...stepUtils.saveForm(),
        {
            content: "Back to the customers",
            trigger: ".o_back_button a, button.o_back_button, a.o_back_button",
            run: "click",
        },
        {
            trigger: ".o_vn_customer_kanban .o_kanban_group",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_customer_group_by", {
    steps: () => [
        {
            isActive: ["desktop"],
            trigger: ".o_list_view .o_data_row:contains(Trần Thị Ánh)",
        },
        {
            content: "Show the search bar on a phone",
            isActive: ["mobile"],
            trigger:
                ".o_control_panel_navigation button:has(.fa-search), .o_control_panel button:has(.oi-search)",
            run: "click",
        },
        {
            trigger: ".o_searchview_input",
            run: "edit tran thi anh",
        },
        {
            content: "Found without accents",
            trigger: ".o_searchview_input",
            run: "press Enter",
        },
        {
            isActive: ["desktop"],
            trigger:
                ".o_list_view:has(.o_data_row:count(1)) .o_data_row:contains(Trần Thị Ánh)",
        },
        {
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            content: "By relationship, the first of the list",
            trigger:
                ".o_group_by_menu .o_menu_item:first, .o_group_by_menu .dropdown-item:first",
            run: "click",
        },
        {
            isActive: ["desktop"],
            trigger: ".o_list_view .o_group_header:count(10)",
        },
        {
            isActive: ["mobile"],
            trigger: ".o_kanban_view .o_kanban_group:count(10)",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_customer_shares", {
    steps: () => [
        {
            content: "Number and share of each relationship",
            trigger: ".o_vn_shares .o_vn_share .o_vn_share_part",
        },
        {
            trigger: ".o_vn_shares .o_vn_share:last",
            run: "click",
        },
        {
            content: "A click opens those customers",
            trigger: ".o_list_view .o_data_row, .o_kanban_view .o_kanban_record",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_customer_convert", {
    steps: () => [
        {
            isActive: ["mobile"],
            trigger:
                ".o_statusbar_buttons .dropdown-toggle, .o_statusbar_buttons button:has(.oi-ellipsis-v), .o_cp_action_menus button",
            run: "click",
        },
        {
            content: "Convert the lead",
            trigger: "button[data-hotkey=v]",
            run: "click",
        },
        {
            trigger: ".modal button[name=action_apply]",
            run: "click",
        },
        {
            content: "The opportunity has its customer",
            trigger:
                "body:not(:has(.modal)) .o_form_view .o_field_widget[name=partner_id]",
        },
        {
            trigger: ".o_notebook_headers a[name=vn_customer]",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=vn_group_ids] .o_tag",
        },
    ],
});
