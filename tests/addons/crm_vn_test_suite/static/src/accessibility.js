/* global axe, odoo */
/* eslint-disable no-console -- the console is how a test is told */

/**
 * Odoo's own parts, which it draws in the same way on forms and lists without us: the
 * chatter, the menu of a selection, pictures of people, the folded bar of a status.
 */
const ODOO = [
    ".o-mail-Chatter",
    ".o_select_menu",
    ".o_avatar",
    ".o_field_many2one_avatar_user",
    ".o_statusbar_status",
];

/**
 * Ask axe-core about screens; what is serious on ours and not on Odoo's own of the
 * same kind is told by `console.error`.
 *
 * @param {Object[]} screens `{name, action, options, press, stock}`; *press* are
 *     pairs of a selector and a text to write, without one it is clicked; *stock* is
 *     the name of Odoo's own screen of the same kind, which stands before
 */
// eslint-disable-next-line no-unused-vars
async function accessibility(screens) {
    const {App} = odoo.loader.modules.get("@odoo/owl");
    const service = odoo.__WOWL_DEBUG__.root.env.services.action;
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

    for (const {name, action, options, press = [], stock} of screens) {
        try {
            await service.doAction(action, {clearBreadcrumbs: true, ...options});
            await settle();
            for (const [selector, text] of press) {
                await use(selector, text);
            }
        } catch (error) {
            console.error(`${name}: ${error.message}`);
            continue;
        }
        const dialogs = document.querySelectorAll(".o_dialog");
        const {violations} = await axe.run(
            {
                include: dialogs.length ? ".o_dialog" : ".o_action_manager",
                exclude: stock ? ODOO : [],
            },
            {resultTypes: ["violations"]}
        );
        found[name] = violations.filter(({impact}) =>
            ["serious", "critical"].includes(impact)
        );
        const known = new Set((found[stock] || []).map(({id}) => id));
        for (const {id, help, nodes} of stock ? found[name] : []) {
            if (!known.has(id)) {
                const places = nodes.slice(0, 5).map(({html}) => html.slice(0, 160));
                console.error(`${name}: ${id}: ${help}\n${places.join("\n")}`);
            }
        }
        console.log(`accessibility: ${name} ${found[name].map(({id}) => id)}`);
        for (const dialog of dialogs) {
            dialog.querySelector("header .btn-close, header button")?.click();
            await settle();
        }
    }
    console.log("accessibility: done");
}
