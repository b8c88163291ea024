import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

registry.category("web_tour.tours").add("crm_vn_location_area_tour", {
    steps: () => [
        {
            content: "Make an area",
            trigger: ".o_list_view .o_control_panel, .o_kanban_view .o_control_panel",
        },
        {
            trigger: ".o_list_button_add:visible, .o-kanban-button-new:visible",
            run: "click",
        },
        {
            trigger:
                ".o_form_view div[name=name] input, .o_form_view div[name=name] textarea",
            run: "edit Vùng của tua",
        },
        {
            content: "Give it a ward, found without accents",
            isActive: ["desktop"],
            trigger: ".o_form_view div[name=city_ids] input",
            run: "edit sai gon ho chi minh",
        },
        {
            isActive: ["desktop"],
            trigger:
                ".o-autocomplete--dropdown-item:contains(Phường Sài Gòn, TP Hồ Chí Minh)",
            run: "click",
        },
        {
            content: "A phone opens the wards as cards to search in",
            isActive: ["mobile"],
            trigger: ".o_form_view div[name=city_ids] input",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal button:has(.fa-search)",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal .o_searchview_input",
            run: "edit Phường Sài Gòn",
        },
        {
            isActive: ["mobile"],
            trigger: ".o_searchview_autocomplete .dropdown-item:first",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal .o_kanban_record:contains(Phường Sài Gòn):first",
            run: "click",
        },
        {
            trigger: ".o_form_view div[name=city_ids] .o_tag:contains(Phường Sài Gòn)",
        },
        {
            trigger: ".o_form_button_save:visible",
            run: "click",
        },
        {
            content: "Its customer is counted",
            isActive: ["desktop"],
            trigger: "button[name=action_view_customers] .o_stat_value:contains(1)",
        },
        {
            content: "It is saved; its button is in a menu",
            isActive: ["mobile"],
            trigger: ".o_form_saved",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_location_conversion_tour", {
    steps: () => [
        {
            content: "The preview says what is certain and what is to choose",
            trigger: ".o_form_view div[name=exact_count]:contains(499)",
        },
        {
            trigger: ".o_form_view div[name=choice_count]:contains(1)",
        },
        {
            content: "Choose a ward for the divided commune",
            isActive: ["desktop"],
            trigger: "div[name=choice_line_ids] .o_data_cell[name=city_id]",
            run: "click",
        },
        {
            isActive: ["desktop"],
            trigger: "div[name=choice_line_ids] div[name=city_id] input",
            run: "edit Phù Đổng",
        },
        {
            isActive: ["desktop"],
            trigger: ".o-autocomplete--dropdown-item:contains(Xã Phù Đổng)",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: "div[name=choice_line_ids] .o_kanban_record:contains(Đặng Xá)",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal div[name=city_id] input",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal .o_kanban_record:contains(Phù Đổng)",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal div[name=city_id] input:value(Phù Đổng)",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            trigger: "div[name=choice_line_ids]:contains(Phù Đổng)",
        },
        {
            trigger: "button[name=action_convert]:visible",
            run: "click",
        },
        {
            trigger: ".modal .modal-footer .btn-primary",
            run: "click",
        },
        {
            content:
                "What was changed is listed, the last one first, and can be undone",
            trigger:
                ".o_data_row:first:contains(Phù Đổng), .o_kanban_record:first:contains(Phù Đổng)",
        },
        {
            trigger:
                ".o_data_row:first button[name=action_undo], .o_kanban_record:first button[name=action_undo]",
            run: "click",
        },
        {
            trigger:
                ".o_data_row:first:not(:has(button[name=action_undo])), .o_kanban_record:first:not(:has(button[name=action_undo]))",
        },
    ],
});

registry.category("web_tour.tours").add("crm_vn_location_address_tour", {
    steps: () => [
        {
            trigger:
                ".o_form_view div[name=name] input, .o_form_view div[name=name] textarea",
            run: "edit Khách gõ địa chỉ",
        },
        {
            content: "No district, no postal code",
            trigger: ".o_form_view .o_address_format:not(:has(div[name=zip] input))",
        },
        {
            trigger: ".o_form_view div[name=street] input",
            run: "edit 12 Lý Thái Tổ",
        },
        {
            content: "A ward, found without accents",
            isActive: ["desktop"],
            trigger: ".o_form_view div[name=city_id] input",
            run: "edit sai gon ho chi minh",
        },
        {
            isActive: ["desktop"],
            trigger:
                ".o-autocomplete--dropdown-item:contains(Phường Sài Gòn, TP Hồ Chí Minh)",
            run: "click",
        },
        {
            content: "A phone opens the wards as cards to search in",
            isActive: ["mobile"],
            trigger: ".o_form_view div[name=city_id] input",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal button:has(.fa-search)",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal .o_searchview_input",
            run: "edit Phường Sài Gòn",
        },
        {
            isActive: ["mobile"],
            trigger: ".o_searchview_autocomplete .dropdown-item:first",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".modal .o_kanban_record:contains(Phường Sài Gòn):first",
            run: "click",
        },
        {
            content: "The province comes with it",
            trigger: ".o_form_view div[name=state_id] input:value(TP Hồ Chí Minh)",
        },
        ...stepUtils.saveForm(),
    ],
});
