/* global hands */

/**
 * Lists, search and numbers: a customer is found by a number typed in any way, badges
 * are on the screen, amounts have one format, and a phone begins with the revenue.
 *
 * @param {Object} wanted `phone` as somebody types it, and the `name` that it finds
 */
// eslint-disable-next-line no-unused-vars
async function lists({phone, name}) {
    const {see, click, open, choose, search, check, pause, perform} = hands("lists");
    const isSmall = window.innerWidth < 768;
    const record = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)";

    await perform(async () => {
        await open("crm_vn_customer.res_partner_action");
        await see("customers", record);
        const badges = [...document.querySelectorAll(".o_kanban_record .badge")];
        check(
            "badges are on the screen",
            badges.every(
                (badge) => badge.getBoundingClientRect().right <= window.innerWidth
            ) || !isSmall
        );
        await search(phone);
        await see("found by a number", record, name);
        let found = document.querySelectorAll(record);
        // the hits come after the list that was there
        for (let waited = 0; waited < 20000 && found.length !== 1; waited += 100) {
            await pause(100);
            found = document.querySelectorAll(record);
        }
        check(`by nothing else: ${found.length}`, found.length === 1);
        // the report: money is written in one way, and opens what it counts
        await open("crm_vn_kpi_report.crm_vn_kpi_report_action");
        await choose(".o_vn_period", "last_month");
        await pause(300);
        await see("last month", ".o_vn_kpi_blocks[aria-busy=false]");
        const money = await see("money", ".o_vn_tile_money .o_vn_number");
        check(
            `one format: ${money.textContent}`,
            /^-?\d{1,3}(\.\d{3})*\s₫$/.test(money.textContent.trim())
        );
        if (isSmall) {
            const [first] = document.querySelectorAll(".o_vn_block");
            check("revenue comes first", first.dataset.block === "revenue");
            await click("jump", ".o_vn_jumps [data-jump=customer]");
            await pause(300);
            const {top} = document
                .querySelector("[data-block=customer]")
                .getBoundingClientRect();
            check(`it is on the screen: ${top}`, top < window.innerHeight);
        }
    });
}
