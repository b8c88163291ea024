/* global hands */

/**
 * The customer on one page: who it is, what was and will be, and what one does with a
 * thumb.
 *
 * @param {Object} form action that opens the form of a customer with orders
 */
// eslint-disable-next-line no-unused-vars
async function customer(form) {
    const {see, click, open, check, perform} = hands("customer");
    const facts = {
        owner: "Người phụ trách",
        contact: "Liên hệ gần nhất",
        relationship: "Mối quan hệ",
        next: "Bước tiếp theo",
        revenue: "Doanh thu",
    };
    const tops = (selector) =>
        [...document.querySelectorAll(selector)].map((one) =>
            Math.round(one.getBoundingClientRect().top)
        );

    await perform(async () => {
        await open(form);
        for (const [name, label] of Object.entries(facts)) {
            await see(label, `.o_vn_head [data-name=${name}]`, label);
        }
        await see("one tap calls", ".o_vn_head_call[href^='tel:']");
        if (window.innerWidth < 768) {
            await see("the others", ".o_vn_quick .o_vn_quick_more");
            const row = tops(".o_vn_quick .btn");
            check(`one row of five and more: ${row}`, row.length === 6);
            check("it is one row", new Set(row).size === 1);
        }
        // what has been, then what else there is
        await click("what is done", ".o_vn_chips [data-kind=done]");
        await see("only that", ".o_vn_chips [data-kind=done][aria-pressed=true]");
        await see("it was", ".o_vn_event[data-kind=done]");
        await see(
            "nothing else",
            ".o_vn_page:not(:has([data-kind=planned].o_vn_event))"
        );
        await click("the orders", ".o_vn_card[data-name=order] > button");
        await see("their list", ".o_list_view, .o_kanban_view");
    });
}
