/* global odoo */
/* eslint-disable no-console -- the console is how a test is told */

/**
 * What a person does in the client: looks, clicks, types, opens.
 *
 * @param {String} name of the script, for what it tells
 * @returns {Object} functions; `perform(steps)` does the steps and tells how they ended
 */
// eslint-disable-next-line no-unused-vars
function hands(name) {
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
                console.log(`${name}: ${what}`);
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

    /** Open an action, an XML id or a dict of one. */
    function open(what, options = {}) {
        return action.doAction(what, {clearBreadcrumbs: true, ...options});
    }

    const home = () => open("crm_vn_desk.crm_vn_desk_action");

    async function choose(selector, value) {
        const select = await see(`choose ${value}`, selector);
        select.value = value;
        select.dispatchEvent(new Event("change", {bubbles: true}));
    }

    async function type(selector, text) {
        const input = await see(`type ${text}`, selector);
        input.focus();
        input.value = text;
        input.dispatchEvent(new Event("input", {bubbles: true}));
        input.dispatchEvent(new Event("change", {bubbles: true}));
        return input;
    }

    /** Write into the bar above a list, and look it up. */
    async function search(text) {
        const bar = ".o_searchview_input";
        if (!document.querySelector(bar)) {
            await click("the search", ".o_control_panel button:has(.fa-search)");
        }
        const input = await type(bar, text);
        await see("what may be meant", ".o_searchview_autocomplete .o-dropdown-item");
        for (const kind of ["keydown", "keyup"]) {
            input.dispatchEvent(
                new KeyboardEvent(kind, {key: "Enter", bubbles: true, cancelable: true})
            );
        }
        await pause(500);
    }

    /** What lies there must be so, or the script ends. */
    function check(what, isSo) {
        if (!isSo) {
            throw new Error(what);
        }
        console.log(`${name}: ${what}`);
    }

    async function perform(steps) {
        try {
            await steps();
            const dialog = document.querySelector(".o_error_dialog");
            if (dialog) {
                throw new Error(dialog.innerText);
            }
        } catch (error) {
            console.error(String(error.stack || error));
        }
        console.log(`${name}: done`);
    }

    return {see, click, open, home, choose, type, search, check, pause, perform};
}
