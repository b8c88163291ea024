import {registry} from "@web/core/registry";

const CARDS = `BEGIN:VCARD
VERSION:3.0
FN:Vòng Gia Bảo
TEL:0977 000 321
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Vòng Gia Hân
EMAIL:han@example.com
END:VCARD
`;

registry.category("web_tour.tours").add("crm_vn_import_vcard", {
    steps: () => [
        {
            trigger: ".o_cp_action_menus .dropdown-toggle:has(.fa-cog)",
            run: "click",
        },
        {trigger: ".o_import_menu", run: "click"},
        {
            content: "Choose the file of contacts",
            trigger: "input.o_input_file[accept*='.vcf']:not(:visible)",
            run() {
                const files = new DataTransfer();
                files.items.add(new File([CARDS], "danh-ba.vcf", {type: "text/vcard"}));
                this.anchor.files = files.files;
                this.anchor.dispatchEvent(new Event("change", {bubbles: true}));
            },
        },
        {
            content: "The preview shows the cards",
            timeout: 60000,
            trigger: ".o_import_data_content:contains(Vòng Gia Bảo)",
        },
        {
            content: "Import",
            trigger: ".o_control_panel_main_buttons button.btn-secondary:eq(0)",
            run: "click",
        },
        {trigger: ".o_data_row:contains(Vòng Gia Hân)"},
        {trigger: ".o_data_row:contains(Vòng Gia Bảo)"},
    ],
});
