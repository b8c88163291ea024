/* global hands */

/**
 * A sales director's first ten minutes, in Vietnamese, on the demo company: what the
 * day looks like, who is behind, one customer, one call, what ends soon, and a new
 * customer.
 *
 * @param {Object} known `me` is the name of who does it, `phone` and `name` are those of
 *     a customer who is there
 */
// eslint-disable-next-line no-unused-vars
async function director({me, phone, name}) {
    const {see, click, open, home, choose, type, check, pause, perform} =
        hands("director");
    const field = (part) => `.o_form_view .o_field_widget[name=${part}]`;

    /** What a field of the form holds is *text*, in the end. */
    async function holds(part, text) {
        const element = await see(part, field(part));
        const value = () => element.querySelector("input")?.value || "";
        for (let waited = 0; waited < 5000 && !value().includes(text); waited += 100) {
            await pause(100);
        }
        check(`${part}: ${value()}`, value().includes(text));
    }

    await perform(async () => {
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
        await open("crm_vn_kpi_report.crm_vn_kpi_report_action");
        await see("revenue", "[data-block=revenue] .o_vn_number");
        // minute 10: a new customer; who is there already is told
        await home();
        await click("+", ".o_vn_bar_new");
        await type(
            `${field("name")} :is(input, textarea)`,
            "Công ty TNHH Phút Thứ Mười"
        );
        await type(`${field("phone")} input`, phone);
        await see("possible duplicates", "[name=vn_duplicates]", name);
        await holds("country_id", "Việt Nam");
        await holds("lang", "Tiếng Việt");
        await click("what is known", ".o_notebook_headers a[name=vn_customer]");
        await holds("user_id", me);
        await click("save", ".o_form_button_save");
        await see("it is there", ".o_vn_head [data-name=owner]", me);
    });
}
