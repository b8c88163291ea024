import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";

/** Give the dialog the list that the test put there. */
async function chooseList() {
    const response = await fetch("/crm_vn_import_undo_test/list.xlsx");
    const files = new DataTransfer();
    files.items.add(new File([await response.blob()], "list.xlsx"));
    this.anchor.files = files.files;
    this.anchor.dispatchEvent(new Event("change", {bubbles: true}));
}

function checkWidth() {
    if (document.documentElement.scrollWidth > window.innerWidth) {
        throw new Error("The screen scrolls sideways");
    }
}

const chooseAndLeaveOut = () => [
    {
        content: "Choose the list",
        trigger: ".o_control_panel input.o_input_file:not(:visible)",
        run: chooseList,
    },
    {
        content: "Leave out what is faulty",
        timeout: 30000,
        trigger: "body:not(:has(.o_blockUI)) .o_vn_leave_out_failed input",
        run() {
            if (!this.anchor.checked) {
                this.anchor.click();
            }
        },
    },
    {trigger: "body:not(:has(.o_blockUI)) .o_vn_leave_out_failed input:checked"},
];

registry.category("web_tour.tours").add("crm_vn_import_undo", {
    steps: () => [
        {
            trigger: ".o_cp_action_menus .dropdown-toggle:has(.fa-cog)",
            run: "click",
        },
        {trigger: ".o-dropdown--menu .o_import_menu", run: "click"},
        ...chooseAndLeaveOut(),
        {
            content: "Test it",
            trigger: ".o_control_panel_main_buttons button.btn-primary:eq(0)",
            run: "click",
        },
        {
            content: "Who is new, who is already there, who is left out and why",
            timeout: 30000,
            trigger:
                ".o_vn_people:has([data-filter=new]:contains(1)):has([data-filter=known]:contains(1)):has([data-filter=failed]:contains(1)):has(li:count(3))",
            run: checkWidth,
        },
        {
            content: "Import it",
            trigger: ".o_control_panel_main_buttons button.btn-primary:eq(0)",
            run: "click",
        },
        {
            content: "The rows that were left out, as a file",
            timeout: 30000,
            trigger: ".o_notification_buttons:has(button:count(3)) button:eq(1)",
            run() {
                const {open} = browser;
                browser.open = (url) => {
                    browser.open = open;
                    document.body.dataset.vnOpened = url;
                    return {closed: false};
                };
                this.anchor.click();
            },
        },
        {
            content: "It is a spreadsheet",
            trigger: "body[data-vn-opened]",
            async run() {
                const response = await fetch(this.anchor.dataset.vnOpened);
                const kind = response.headers.get("Content-Type") || "";
                if (!response.ok || !kind.includes("spreadsheet")) {
                    throw new Error(`No file: ${response.status} ${kind}`);
                }
            },
        },
        {
            content: "Undo the import",
            trigger: ".o_notification_buttons:has(button:count(3)) button:eq(2)",
            run: "click",
        },
        {
            content: "Two changes are undone, nothing is left as it is",
            timeout: 30000,
            trigger: ".o_notification:contains(2):contains(0)",
            run() {
                checkWidth();
                for (const button of document.querySelectorAll(
                    ".o_notification_close"
                )) {
                    button.click();
                }
            },
        },
        {trigger: "body:not(:has(.o_notification))"},
        ...chooseAndLeaveOut(),
        {
            content: "Import it once more",
            trigger: ".o_control_panel_main_buttons button.btn-secondary:eq(0)",
            run: "click",
        },
        {
            content: "See who was imported",
            timeout: 30000,
            trigger: ".o_notification_buttons:has(button:count(3)) button:eq(0)",
            run: "click",
        },
        {
            trigger:
                ".o_list_view:has(.o_data_row:count(1)):contains(Công ty Tua), .o_kanban_view:has(.o_kanban_record:not(.o_kanban_ghost):count(1)):contains(Công ty Tua)",
            run: checkWidth,
        },
    ],
});
