/* global axe, odoo */
/* eslint-disable no-console -- the console is how a test is told */

/** Whose a node is: what is drawn in here comes from our templates. */
const OURS = '[class*="o_vn_"], [name*="vn_"], [id*="vn_"]';

/** Classes that say where a node stands, and in which state, not which part draws it. */
const PLACE = /^o_(action|action_manager|cell|content|form_sheet|group|inner_group)$/;
const STATE = /^o_(input|field_(empty|invalid|widget)|\w*_modifier)$/;

/** The screen with faults that are made on purpose. */
const FAULTS = "faults";

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

/** The class of Odoo's part that draws *element*: its own, or one close around it. */
function partOf(element) {
    let around = element;
    for (let far = 0; around && far < 5; far++, around = around.parentElement) {
        const names = [...around.classList].filter((name) => !STATE.test(name));
        if (names.some((name) => PLACE.test(name) || name.startsWith("o_vn"))) {
            return null;
        }
        const part = names.find((name) => /^o[_-]/.test(name));
        if (part) {
            return part.replace(/_\d+$/, "");
        }
    }
    return null;
}

/**
 * Say what kind of node axe-core complains of, in words that are the same on every
 * screen: two colours, or what of Odoo's draws it; null when nothing of Odoo's does.
 */
function kindOf({id}, {element, any}) {
    const {fgColor, bgColor} = any[0]?.data || {};
    if (id === "color-contrast" && fgColor) {
        return `${id}: ${fgColor} on ${bgColor}`;
    }
    const part = partOf(element);
    return part && `${id}: ${element.tagName.toLowerCase()} of ${part}`;
}

/**
 * Ask axe-core about screens; what is serious on ours, and of a kind that none of Odoo's
 * own screens shows in this run, is told by `console.error`.
 *
 * @param {Object[]} screens `{name, action, menu, options, press, show, stock, record}`;
 *     *action* or *menu* is opened; *press* are pairs of a selector and a text to
 *     write, without one it is clicked; *show* is scrolled to, for what is out of sight
 *     has no colours; *stock* is a screen of Odoo's own, of which only
 *     what we draw is asked about; with *record* the first record that is shown is
 *     opened as well
 */
// eslint-disable-next-line no-unused-vars
async function accessibility(screens) {
    const {App} = odoo.loader.modules.get("@odoo/owl");
    const {action: service, menu: menus} = odoo.__WOWL_DEBUG__.root.env.services;
    const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
    const stocks = new Set();
    const found = new Map();

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

    /** Ask about what is shown. */
    async function ask(name, stock) {
        const {violations} = await axe.run(
            {
                include: dialogs().length ? ".o_dialog" : ".o_action_manager",
                exclude: ALIKE,
            },
            {resultTypes: ["violations"], elementRef: true}
        );
        const serious = violations.filter(({impact}) =>
            ["serious", "critical"].includes(impact)
        );
        for (const violation of serious) {
            for (const node of violation.nodes) {
                const kind = kindOf(violation, node);
                if (stock && !node.element.closest(OURS)) {
                    stocks.add(kind);
                    continue;
                }
                const key = kind || `${violation.id}: ${node.html}`;
                const places = found.get(key) || found.set(key, []).get(key);
                places.push(`${name}: ${violation.help}: ${node.html.slice(0, 160)}`);
            }
        }
        console.log(`accessibility: ${name} ${serious.map(({id}) => id)}`);
    }

    /** Nothing of this is found where nothing can be. */
    async function askAboutFaults() {
        await service.doAction("contacts.action_contacts", {clearBreadcrumbs: true});
        await settle();
        const faults = document.createElement("div");
        faults.className = "o_vn_faults position-fixed top-50 z-3 bg-white";
        faults.innerHTML =
            "<p style='color: #ccc; background: #fff'>Pale</p><input /><button></button>";
        document.querySelector(".o_action_manager").append(faults);
        await ask(FAULTS, false);
        faults.remove();
        const seen = [...found].filter(([, places]) =>
            places.some((place) => place.startsWith(FAULTS))
        );
        for (const id of ["color-contrast", "label", "button-name"]) {
            // beside those that the screen below has anyway
            if (
                !seen.some(([kind]) => kind.startsWith(`${id}: `) && !stocks.has(kind))
            ) {
                console.error(`a fault is not found: ${id}`);
            }
        }
    }

    function tell() {
        for (const [kind, places] of found) {
            const ours = places.filter((place) => !place.startsWith(FAULTS));
            if (!stocks.has(kind) && ours.length) {
                console.error([kind, ...ours.slice(0, 5)].join("\n"));
            }
        }
    }

    async function closeDialogs() {
        for (const dialog of dialogs()) {
            dialog.querySelector("header .btn-close, header button")?.click();
            await settle();
        }
    }

    async function look(screen) {
        const {name, action, menu, options, press = [], show, stock, record} = screen;
        await (menu
            ? menus.selectMenu(menu)
            : service.doAction(action, {clearBreadcrumbs: true, ...options}));
        await settle();
        for (const [selector, text] of press) {
            await use(selector, text);
        }
        if (show) {
            document.querySelector(show).scrollIntoView();
        }
        await ask(name, stock);
        const first = record && !dialogs().length && document.querySelector(RECORD);
        if (first && !first.closest(".o_view_sample_data")) {
            const before = service.currentController;
            first.click();
            await settle();
            if (dialogs().length || service.currentController !== before) {
                await ask(`${name}, record`, stock);
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
    await askAboutFaults();
    tell();
    console.log("accessibility: done");
}
