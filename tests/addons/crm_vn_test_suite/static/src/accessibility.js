/* global axe, odoo */
/* eslint-disable no-console -- the console is how a test is told */

/**
 * Odoo's own parts, which it draws in the same way on forms and lists without us: the
 * chatter, the menu of a selection, pictures of people, the folded bar of a status, the
 * search, the editor of a filter.
 */
const ODOO = [
    ".o-mail-Chatter",
    ".o_select_menu",
    ".o_avatar",
    ".o_field_many2one_avatar_user",
    ".o_statusbar_status",
    ".o_optional_columns_dropdown",
    ".o_searchview",
    ".o_domain_selector, .o_tree_editor",
];

/** Rows, cards and columns after the first of them, which are drawn like these. */
const ALIKE = [
    ".o_data_row:nth-child(n + 7)",
    ".o_kanban_record:nth-child(n + 7)",
    ".o_kanban_group:nth-child(n + 4)",
];

/** A record of a list or of cards, to open its form. */
const RECORD =
    ".o_action_manager .o_data_row .o_data_cell:not(.o_list_button), " +
    ".o_action_manager .o_kanban_record:not(.o_kanban_ghost)";

/**
 * Ask axe-core about screens; what is serious on ours and not on Odoo's own of the
 * same kind is told by `console.error`, once for each place of the source.
 *
 * @param {Object[]} screens `{name, action, menu, options, press, stock, record}`;
 *     *action* or *menu* is opened; *press* are pairs of a selector and a text to
 *     write, without one it is clicked; *stock* is the name of Odoo's own screen of the
 *     same kind, which stands before, or a list of such names for each kind of view
 *     (`dialog` for dialogs, `other` for what has no view); with *record* the first
 *     record that is shown is opened as well
 */
// eslint-disable-next-line no-unused-vars
async function accessibility(screens) {
    const {App} = odoo.loader.modules.get("@odoo/owl");
    const {action: service, menu: menus} = odoo.__WOWL_DEBUG__.root.env.services;
    const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
    const found = {};

    async function settle() {
        for (let quiet = 0, waited = 0; quiet < 10 && waited < 10000; waited += 50) {
            await pause(50);
            const busy = [...App.apps].some((app) => app.scheduler.tasks.size > 0);
            quiet = busy ? 0 : quiet + 1;
        }
    }

    /** Click on what is there once the screen is, or write *text* into it. */
    async function use(selector, text) {
        for (let waited = 0; waited < 10000; waited += 50) {
            const found = document.querySelector(selector);
            if (found && text) {
                found.value = text;
                found.dispatchEvent(new Event("input", {bubbles: true}));
                return settle();
            }
            if (found) {
                found.click();
                return settle();
            }
            await pause(50);
        }
        throw new Error(`no ${selector}`);
    }

    const dialogs = () => document.querySelectorAll(".o_dialog");

    function kind() {
        return dialogs().length
            ? "dialog"
            : service.currentController?.view?.type || "other";
    }

    /** Ask about what is shown; *stock* is the name of a screen or none. */
    async function ask(name, stock) {
        const {violations} = await axe.run(
            {
                include: dialogs().length ? ".o_dialog" : ".o_action_manager",
                exclude: stock ? [...ODOO, ...ALIKE] : ALIKE,
            },
            {resultTypes: ["violations"]}
        );
        found[name] = violations.filter(({impact}) =>
            ["serious", "critical"].includes(impact)
        );
        const own = [stock || []].flat().flatMap((one) => found[one] || []);
        const known = new Set(own.map(({id}) => id));
        for (const {id, help, nodes} of stock ? found[name] : []) {
            if (!known.has(id)) {
                const places = nodes.slice(0, 5).map(({html}) => html.slice(0, 160));
                console.error(`${name}: ${id}: ${help}\n${places.join("\n")}`);
            }
        }
        console.log(`accessibility: ${name} ${found[name].map(({id}) => id)}`);
    }

    async function closeDialogs() {
        for (const dialog of dialogs()) {
            dialog.querySelector("header .btn-close, header button")?.click();
            await settle();
        }
    }

    const stockOf = (stock) => (stock instanceof Object ? stock[kind()] : stock);

    async function look({name, action, menu, options, press = [], stock, record}) {
        await (menu
            ? menus.selectMenu(menu)
            : service.doAction(action, {clearBreadcrumbs: true, ...options}));
        await settle();
        for (const [selector, text] of press) {
            await use(selector, text);
        }
        await ask(name, stockOf(stock));
        const first = record && !dialogs().length && document.querySelector(RECORD);
        if (first && !first.closest(".o_view_sample_data")) {
            const before = service.currentController;
            first.click();
            await settle();
            if (dialogs().length || service.currentController !== before) {
                await ask(`${name}, record`, stockOf(stock));
            }
        }
        await closeDialogs();
    }

    for (const screen of screens) {
        try {
            await look(screen);
        } catch (error) {
            console.error(`${screen.name}: ${error.message}`);
            await closeDialogs();
        }
    }
    console.log("accessibility: done");
}
