import {registry} from "@web/core/registry";

const STEPS = "/odoo/vn-first-steps";
const CUSTOMERS = "/odoo/action-crm_vn_customer.res_partner_action";
const KPI = "/odoo/action-crm_vn_kpi_report.crm_vn_kpi_report_action";
const LIST = [
    "Tên khách hàng,Điện thoại",
    "Nội thất Mười Phút 1,0903 111 001",
    "Nội thất Mười Phút 2,0903 111 002",
    "Nội thất Mười Phút 3,0903 111 003",
    "Nội thất Mười Phút 4,0903 111 004",
    "Nội thất Mười Phút 5,0903 111 005",
].join("\n");

/** The screen of a step is there, without a dialog before it: go back to the list. */
function back() {
    const screen = ":is(.o_list_view, .o_kanban_view)";
    return {
        trigger: `body:not(:has(.modal, .o_vn_first_steps)) ${screen}`,
        run: goBack,
    };
}

function goBack() {
    window.history.back();
}

/** Open an address, as from the menu. */
function open(address, trigger = "body") {
    return {
        trigger,
        expectUnloadPage: true,
        run() {
            window.location = address;
        },
    };
}

/** Give the dialog a list of five customers. */
function chooseList() {
    const files = new DataTransfer();
    files.items.add(new File([LIST], "khach-hang.csv", {type: "text/csv"}));
    this.anchor.files = files.files;
    this.anchor.dispatchEvent(new Event("change", {bubbles: true}));
}

/** Nothing is wider than the screen. */
function checkWidth(selector) {
    return () => {
        const page = document.querySelector(selector);
        if (page.scrollWidth > page.clientWidth) {
            throw new Error(`${selector} scrolls sideways: ${page.scrollWidth} px`);
        }
    };
}

/** Open the first of the customers. */
function openFirst() {
    return [
        open(CUSTOMERS),
        {
            isActive: ["desktop"],
            trigger: ".o_data_row .o_data_cell:contains(Mười Phút 1)",
            run: "click",
        },
        {
            isActive: ["mobile"],
            trigger: ".o_kanban_record:contains(Mười Phút 1)",
            run: "click",
        },
    ];
}

/** From a list in Excel to customers, with Odoo's own dialog. */
const importing = [
    {
        content: "there are no customers yet",
        trigger: "[data-step=import]:not([data-done]) .o_vn_step_open",
        run: "click",
    },
    {
        trigger: ".o_control_panel input.o_input_file:not(:visible)",
        run: chooseList,
    },
    {
        content: "both headings are known",
        timeout: 60000,
        trigger:
            ".o_import_data_content:has(tbody tr:count(2)):not(:has(.text-warning))",
        run: checkWidth(".o_import_action"),
    },
    {
        trigger: ".o_control_panel_main_buttons button.btn-secondary:eq(0)",
        run: "click",
    },
    {
        content: "five customers were made",
        timeout: 60000,
        trigger: ".o_notification:contains(5)",
    },
    open(STEPS),
    {
        content: "the list knows it",
        trigger: "[data-step=import][data-done]",
        run: checkWidth(".o_vn_first_steps"),
    },
];

/** The first promise to a customer: a schedule with its dates. */
const caring = [
    {
        trigger: "[data-step=care]:not([data-done]) .o_vn_step_open",
        run: "click",
    },
    {trigger: ".modal button[name=action_add]", run: "click"},
    back(),
    {
        content: "the list knows that care is there now",
        trigger: "[data-step=care][data-done]",
    },
    ...openFirst(),
    {trigger: ".o_form_view a.nav-link[name=vn_care_schedule]", run: "click"},
    {
        trigger: ".o_form_view button[name=action_vn_set_care_schedule]",
        run: "click",
    },
    {trigger: ".modal [name=plan_id] input", run: "click"},
    {
        isActive: ["desktop"],
        trigger:
            ".modal .o-autocomplete--dropdown-item:not(:has(.fa-spin)):first a:not(.o_loading)",
        run: "click",
    },
    {
        isActive: ["mobile"],
        trigger: ".modal:not(.o_inactive_modal) .o_kanban_record:eq(0)",
        run: "click",
    },
    {
        content: "its lines are chosen",
        trigger: ".modal [name=template_ids] input:checked",
    },
    {trigger: ".modal button[name=action_confirm]", run: "click"},
    {trigger: "body:not(:has(.modal)) :is(.o_form_view, .o_list_view)"},
    ...openFirst(),
    {
        content: "the first call was made",
        trigger: ".o-mail-Activity .o-mail-Activity-markDone",
        run: "click",
    },
    {
        trigger: ".o-mail-ActivityMarkAsDone button.btn-primary.mx-2",
        run: "click",
    },
    {
        content: "the discussion says so",
        trigger: ".o-mail-Message-body span.fa-fw",
    },
];

/** The first number: what was done this month. Who was imported is nobody's new. */
const counting = [
    open(KPI),
    {
        timeout: 30000,
        trigger:
            ".o_vn_kpi [data-block=activity] [data-name=activities_done] .o_vn_number:contains(/^1$/)",
        run: checkWidth(".o_vn_kpi"),
    },
    {
        trigger:
            ".o_vn_kpi [data-block=customer] [data-name=customers_new] .o_vn_number:contains(/^0$/)",
    },
];

/** The screens of the steps that need no other system. */
const looking = [
    open(STEPS),
    {trigger: "[data-step=tiers] .o_vn_step_open", run: "click"},
    back(),
    {trigger: "[data-step=kpi] .o_vn_step_open", run: "click"},
    back(),
    {trigger: "[data-step=stars] .o_vn_step_open", run: "click"},
    {trigger: ".modal button[name=action_propose]"},
    {trigger: ".modal button[special=cancel]", run: "click"},
    {trigger: "body:not(:has(.modal)) .o_vn_first_steps"},
];

registry.category("web_tour.tours").add("crm_vn_ten_minutes", {
    steps: () => [...importing, ...caring, ...counting, ...looking],
});
