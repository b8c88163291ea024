import {registry} from "@web/core/registry";

/** Return the client's record of the message that says *text*. */
function messageOf(text) {
    const store = window.odoo.__WOWL_DEBUG__.root.env.services["mail.store"];
    return Object.values(store["mail.message"].records).find((message) =>
        String(message.body).includes(text)
    );
}

/** The actions of a message: beside it, and in its menu that opens. */
const EDIT = ".o-mail-Message-actions [name=edit]";
const DELETE = ".o-mail-Message-moreMenu [name=delete]";
const LINK = ".o-mail-Message-moreMenu [name=copy-link]";

function openActions(text) {
    const message = `.o-mail-Message:contains(${text})`;
    return [
        {isActive: ["desktop"], trigger: message, run: "hover"},
        {isActive: ["mobile"], trigger: message, run: "click"},
        {trigger: `${message} .o-mail-Message-actions .oi-ellipsis-v`, run: "click"},
        {trigger: LINK},
    ];
}

registry.category("web_tour.tours").add("crm_vn_discussion_edit_window", {
    steps: () => [
        {trigger: ".o-mail-Message:contains(Đã quá giờ)"},
        {
            content: "What the server sent decides",
            trigger: ".o-mail-Message:contains(Còn giờ)",
            run() {
                const open = messageOf("Còn giờ");
                const over = messageOf("Đã quá giờ");
                if (!open.editable || over.editable) {
                    throw new Error(`${open.editable} ${over.editable}`);
                }
            },
        },
        ...openActions("Đã quá giờ"),
        {
            content: "Nothing to change or delete it with",
            trigger: `body:not(:has(${DELETE})) .o-mail-Message:contains(Đã quá giờ):not(:has(${EDIT}))`,
            run: "press Escape",
        },
        {trigger: `body:not(:has(${LINK}))`},
        ...openActions("Còn giờ"),
        {trigger: `.o-mail-Message:contains(Còn giờ) ${EDIT}`},
        {
            content: "The last second of a comment that is on the screen",
            trigger: DELETE,
            run() {
                messageOf("Còn giờ").vn_edit_seconds = 1;
            },
        },
        {
            content: "Both left, under the open menu too",
            trigger: `body:not(:has(${DELETE})) .o-mail-Message:contains(Còn giờ):not(:has(${EDIT}))`,
        },
        {trigger: LINK},
    ],
});

registry.category("web_tour.tours").add("crm_vn_discussion_filter", {
    steps: () => [
        {
            content: "Only the discussion",
            trigger: ".o_vn_message_filter",
            run: "click",
        },
        {trigger: ".o_vn_message_filter_discussion", run: "click"},
        {trigger: ".o-mail-Message:contains(Đã gọi cho khách):count(1)"},
        {
            trigger:
                ".o-mail-Thread:not(:has(.o-mail-Message.o-mail-Message-notification))",
        },
    ],
});
