import {registry} from "@web/core/registry";

/** Give the dialog the list that the test put there. */
async function chooseList() {
    const response = await fetch("/crm_vn_import_queue_test/customers.xlsx");
    const files = new DataTransfer();
    files.items.add(new File([await response.blob()], "customers.xlsx"));
    this.anchor.files = files.files;
    this.anchor.dispatchEvent(new Event("change", {bubbles: true}));
}

registry.category("web_tour.tours").add("crm_vn_import_queue", {
    steps: () => [
        {
            trigger: ".o_cp_action_menus .dropdown-toggle:has(.fa-cog)",
            run: "click",
        },
        {trigger: ".o-dropdown--menu .o_import_menu", run: "click"},
        {
            content: "Choose a long list",
            trigger: ".o_control_panel input.o_input_file:not(:visible)",
            run: chooseList,
        },
        {
            content: "The screen says that it goes into the background",
            timeout: 30000,
            trigger: ".o_import_data_content .o_vn_background",
        },
        {
            content: "Import",
            trigger: ".o_control_panel_main_buttons button.btn-secondary:eq(0)",
            run: "click",
        },
        {
            content: "How far it is",
            timeout: 30000,
            trigger: ".o_form_view .o_vn_import_progress .progress",
            run() {
                if (document.documentElement.scrollWidth > window.innerWidth) {
                    throw new Error("The progress is wider than the screen");
                }
            },
        },
        {
            content: "It can be cancelled",
            isActive: ["desktop"],
            trigger: ".o_statusbar_buttons button[name=action_cancel]",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger:
                ".o_statusbar_buttons .dropdown-toggle, .o_statusbar_buttons button:has(.oi-ellipsis-v), .o_cp_action_menus button",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: "button[name=action_cancel]",
            run: "click",
        },
        {trigger: ".modal .btn-primary", run: "click"},
        {trigger: ".o_form_view:not(:has(.o_vn_import_progress))"},
    ],
});
