import {registry} from "@web/core/registry";

/** Nothing is wider than the screen, and every target can be hit with a thumb. */
function checkLayout(root) {
    const page = document.querySelector(root);
    if (page.scrollWidth > page.clientWidth) {
        throw new Error(`${root} scrolls sideways: ${page.scrollWidth} px`);
    }
    for (const target of page.querySelectorAll("button, a, select")) {
        const {width, height} = target.getBoundingClientRect();
        if (width && (width < 44 || height < 44)) {
            throw new Error(
                `${target.className} is ${width} × ${height} px: too small to hit`
            );
        }
    }
}

registry.category("web_tour.tours").add("crm_vn_desk", {
    steps: () => [
        {trigger: ".o_vn_desk .o_vn_hello h1"},
        {
            content: "who is called, and how late it is",
            trigger: ".o_vn_desk .o_vn_todo .o_vn_row .o_vn_late",
        },
        {
            content: "the desk is the home of CRM",
            trigger: ".o_vn_desk .o_vn_todo .o_vn_tab[data-bucket=overdue].active",
        },
        {
            trigger: ".o_vn_desk .o_vn_forgotten .o_vn_row",
            run: () => checkLayout(".o_vn_desk"),
        },
        {
            content: "do what is overdue",
            trigger: ".o_vn_todo .o_vn_row .o_vn_done",
            run: "click",
        },
        {trigger: ".modal .o_vn_feedback", run: "edit Khách đồng ý"},
        {trigger: ".modal .o_vn_confirm", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {
            trigger:
                ".o_vn_todo .o_vn_tab[data-bucket=overdue] .o_vn_count:contains(/^0$/)",
        },
        {trigger: ".o_vn_todo .o_vn_tab[data-bucket=today]", run: "click"},
        {
            content: "postpone what is due today",
            trigger: ".o_vn_todo .o_vn_tab[data-bucket=today].active",
        },
        {trigger: ".o_vn_todo .o_vn_row .o_vn_postpone", run: "click"},
        {trigger: ".modal .o_vn_tomorrow", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {
            trigger:
                ".o_vn_todo .o_vn_tab[data-bucket=today] .o_vn_count:contains(/^0$/)",
        },
        {
            content: "log a call with somebody forgotten",
            trigger: ".o_vn_forgotten .o_vn_row .o_vn_log",
            run: "click",
        },
        {trigger: ".modal .o_vn_type.btn-primary"},
        {trigger: ".modal .o_vn_outcome[data-outcome=answered]", run: "click"},
        {trigger: ".modal .o_vn_note", run: "edit Khách hẹn tuần sau"},
        {trigger: ".modal .o_vn_confirm", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {trigger: ".o_vn_forgotten .o_vn_badge .o_vn_count:contains(/^0$/)"},
        {
            content: "read what colleagues wrote",
            trigger: ".o_vn_updated .o_vn_badge .o_vn_count:contains(/^2$/)",
        },
        {trigger: ".o_vn_updated .o_vn_row .o_vn_main", run: "click"},
        {
            content: "it is read once it is on the screen",
            trigger: ".o_form_view .o-mail-Message:contains(Nhờ Lan gọi lại)",
            run() {
                for (const message of document.querySelectorAll(".o-mail-Message")) {
                    message.scrollIntoView();
                }
            },
        },
        {trigger: "body:not(:has(.o_vn_unread_count))"},
        {
            trigger: ".o_form_view",
            run: () => window.history.back(),
        },
        {trigger: ".o_vn_updated .o_vn_badge .o_vn_count:contains(/^0$/)"},
        {
            content: "a counter opens its list",
            trigger: ".o_vn_relationship .o_vn_share",
            run: "click",
        },
        {
            content: "the customers' own list, with as many rows as were counted",
            trigger: ".o_list_view, .o_kanban_view",
        },
        {trigger: ".o_list_view, .o_kanban_view", run: () => window.history.back()},
        {
            trigger: ".o_vn_desk .o_vn_todo .o_vn_tab[data-bucket=upcoming]",
            run: "click",
        },
        {trigger: ".o_vn_desk .o_vn_todo .o_vn_all", run: "click"},
        {
            content: "what was counted: rows, or cards on a phone",
            trigger:
                ".o_data_row:count(1), .o_kanban_record:not(.o_kanban_ghost):count(1)",
        },
    ],
});

/** The day begins on the desk; a call is logged in three taps. */
registry.category("web_tour.tours").add("crm_vn_desk_home", {
    steps: () => [
        {
            content: "the first screen after the login",
            trigger: ".o_vn_desk .o_vn_hello h1",
        },
        {trigger: "body:not(:has(.o-mail-ChatWindow))"},
        {trigger: ".o_vn_desk .o_vn_bar_actions .o_vn_bar_log", run: "click"},
        {
            content: "whom it was about",
            trigger: ".modal .o_vn_pick_search",
            run: "edit An Khang",
        },
        {trigger: ".modal .o_vn_pick:contains(An Khang)", run: "click"},
        {trigger: ".modal .o_vn_outcome[data-outcome=no_answer]", run: "click"},
        {trigger: ".modal .o_vn_next_step"},
        {trigger: ".modal .o_vn_confirm", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {trigger: ".o_vn_desk .o_vn_bar_actions .o_vn_bar_find", run: "click"},
        {trigger: ".o_control_panel"},
    ],
});

registry.category("web_tour.tours").add("crm_vn_desk_empty", {
    steps: () => [
        {trigger: ".o_vn_desk .o_vn_todo .o_vn_empty"},
        {trigger: ".o_vn_desk .o_vn_forgotten .o_vn_empty"},
        {trigger: ".o_vn_desk .o_vn_updated .o_vn_empty"},
        {
            trigger: ".o_vn_desk .o_vn_relationship .o_vn_new",
            run: () => checkLayout(".o_vn_desk"),
        },
        {trigger: ".o_vn_desk .o_vn_relationship .o_vn_new", run: "click"},
        {trigger: ".o_form_view"},
    ],
});

const closeDialog = () => [
    {trigger: ".modal button[special=cancel], .modal .btn-close", run: "click"},
    {trigger: "body:not(:has(.modal))"},
];

registry.category("web_tour.tours").add("crm_vn_desk_quick_actions", {
    steps: () => [
        {
            content: "one row: five, and the others behind …",
            trigger: ".o_vn_quick .o_vn_quick_more",
            run() {
                const tops = [...document.querySelectorAll(".o_vn_quick .btn")].map(
                    (button) => button.getBoundingClientRect().top
                );
                if (tops.length !== 6 || new Set(tops).size !== 1) {
                    throw new Error(`not one row of six: ${tops}`);
                }
            },
        },
        {trigger: ".o_vn_quick .o_vn_quick_more", run: "click"},
        {
            trigger: ".o_vn_quick [data-name=relationship]",
            run() {
                checkLayout(".o_vn_quick");
                // a phone that knows where it is, and lets pages write its clipboard
                Object.defineProperty(navigator, "geolocation", {
                    value: {
                        getCurrentPosition: (done) =>
                            done({coords: {latitude: 10.7769, longitude: 106.7009}}),
                    },
                });
                Object.defineProperty(navigator, "clipboard", {
                    value: {
                        writeText: async (text) => {
                            document.body.dataset.copied = text;
                        },
                    },
                });
            },
        },
        {trigger: ".o_vn_quick [data-name=log]", run: "click"},
        {trigger: ".modal .o_vn_note", run: "edit Đã gọi"},
        {trigger: ".modal .o_vn_confirm", run: "click"},
        {trigger: "body:not(:has(.modal))"},
        {
            content: "A photo",
            trigger: ".o_vn_quick input.o_vn_quick_file:not(:visible)",
            run() {
                const files = new DataTransfer();
                files.items.add(new File(["x"], "cua-hang.png", {type: "image/png"}));
                this.anchor.files = files.files;
                this.anchor.dispatchEvent(new Event("change", {bubbles: true}));
            },
        },
        {trigger: ".o_notification .bg-success", run: "click"},
        {trigger: ".o_vn_quick [data-name=position]", run: "click"},
        {
            content: "The place can be looked at now",
            trigger: ".o_vn_quick [data-name=map][href*='10.776900,106.700900']",
        },
        {trigger: ".o_vn_quick [data-name=link]", run: "click"},
        {trigger: "body[data-copied*='model=res.partner&res_id=']"},
        {trigger: ".o_vn_quick [data-name=relationship]", run: "click"},
        {trigger: ".modal [name=relationship_id]"},
        ...closeDialog(),
        {trigger: ".o_vn_quick [data-name=owner]", run: "click"},
        {trigger: ".modal [name=user_id]"},
        ...closeDialog(),
        {trigger: ".o_vn_quick [data-name=email]", run: "click"},
        {trigger: ".modal [name=subject]"},
        ...closeDialog(),
        {trigger: ".o_vn_quick [data-name=appointment]", run: "click"},
        {trigger: ".o_form_view [name=partner_ids]"},
    ],
});
