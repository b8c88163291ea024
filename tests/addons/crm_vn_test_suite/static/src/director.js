/* global odoo */
/* eslint-disable no-console -- the console is how a test is told */

/**
 * A sales director's first ten minutes, in Vietnamese, on the demo company: what the
 * day looks like, who is behind, one customer, one call, and what ends soon.
 */
// eslint-disable-next-line no-unused-vars
async function director() {
    const {action} = odoo.__WOWL_DEBUG__.root.env.services;
    const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
    const limit = 20000;

    /** Wait for an element; *text* is part of what it says. */
    async function see(what, selector, text = "") {
        for (let waited = 0; waited < limit; waited += 50) {
            const found = [...document.querySelectorAll(selector)].find((element) =>
                element.textContent.includes(text)
            );
            if (found) {
                console.log(`director: ${what}`);
                return found;
            }
            await pause(50);
        }
        throw new Error(`${what}: no ${selector} "${text}"`);
    }

    async function click(what, selector, text) {
        const found = await see(what, selector, text);
        found.scrollIntoView({block: "center"});
        found.click();
        await pause(300);
    }

    async function home() {
        await action.doAction("crm_vn_desk.crm_vn_desk_action", {
            clearBreadcrumbs: true,
        });
    }

    async function choose(selector, value) {
        const select = await see(`choose ${value}`, selector);
        select.value = value;
        select.dispatchEvent(new Event("change", {bubbles: true}));
    }

    async function type(selector, text) {
        const input = await see(`type ${text}`, selector);
        input.value = text;
        input.dispatchEvent(new Event("input", {bubbles: true}));
        input.dispatchEvent(new Event("change", {bubbles: true}));
    }

    const steps = async () => {
        // minute 1: how do we stand?
        await home();
        await see("the greeting", ".o_vn_hello h1", "Chào");
        await see("revenue and KPI", "[data-block=kpi] h2", "Doanh thu và KPI");
        await see("the team", ".o_vn_team tbody tr .o_vn_person");
        await see("the pipeline", "[data-block=pipeline] .o_vn_share");
        await see("contracts that end", "[data-block=contracts] h2", "sắp hết hạn");
        // minute 3: who is behind, with what?
        await click("what is overdue", ".o_vn_team_counters [data-bucket=overdue]");
        await see("its list", ".o_list_view, .o_kanban_view");
        await home();
        await click("a person's day", ".o_vn_team tbody tr .o_vn_person");
        await see("the person's to-do", ".o_vn_todo");
        // minute 5: one customer, on one page
        await home();
        await click("look somebody up", ".o_vn_bar_log");
        await type(".o_vn_pick_search", "090");
        await click("a customer", ".modal .o_vn_pick");
        await click("nobody answered", ".modal [data-outcome=no_answer]");
        await see("the next step", ".modal .o_vn_next_step");
        await click("save", ".modal .o_vn_confirm", "Lưu");
        await see("it is logged", "body:not(:has(.modal))");
        // minute 7: the pipeline's largest column, and a contract
        await choose(".o_vn_scope", "all:");
        await click("a stage", "[data-block=pipeline] .o_vn_share");
        await see("its opportunities", ".o_list_view, .o_kanban_view");
        await home();
        await click("who is a customer", ".o_vn_relationship .o_vn_share");
        await see("customers", ".o_list_view, .o_kanban_view");
        const first = ".o_data_row .o_data_cell, .o_kanban_record:not(.o_kanban_ghost)";
        await click("one of them", first);
        await see("owner", ".o_vn_head [data-name=owner]", "Người phụ trách");
        await see("what has been", ".o_vn_page .o_vn_chips [data-kind=done]", "Đã");
        // minute 9: the numbers
        await action.doAction("crm_vn_kpi_report.crm_vn_kpi_report_action", {
            clearBreadcrumbs: true,
        });
        await see("revenue", "[data-block=revenue] .o_vn_number");
    };
    try {
        await steps();
        const dialog = document.querySelector(".o_error_dialog");
        if (dialog) {
            throw new Error(dialog.innerText);
        }
    } catch (error) {
        console.error(String(error.stack || error));
    }
    console.log("director: done");
}
