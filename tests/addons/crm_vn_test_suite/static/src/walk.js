/* global odoo */
/* eslint-disable no-console -- the console is how a test is told */

/** Cells of a list, but for the row in which somebody types. */
const CELLS = ".o_list_view .o_data_row:not(.o_selected_row) .o_data_cell";
const TITLES = ".o_list_view thead th:not(.o_list_actions_header) .text-truncate";

/**
 * Opens menus and actions one after the other, every kind of view they offer and
 * the first record in each. What goes wrong is told by `console.error`, with the
 * place where it happened; the walk goes on from there.
 *
 * @param {Object[]} steps `{name, menu}` or `{name, action}`
 * @param {Object} [options]
 * @param {String[]} [options.foreign] texts of another language, which no screen shows
 * @param {Object} [options.allowed] text: beginnings of the names of the places where
 *     it may stand all the same
 * @param {Boolean} [options.every] whether every kind of view is opened, or the first
 * @param {String[]} [options.whole] names of fields that lists show whole
 * @param {String[]} [options.measured] beginnings of the names of the places where
 *     they do
 */
// eslint-disable-next-line no-unused-vars
async function walk(
    steps,
    {foreign = [], allowed = {}, every = true, whole = [], measured = []} = {}
) {
    const {App} = odoo.loader.modules.get("@odoo/owl");
    const {rpcBus} = odoo.loader.modules.get("@web/core/network/rpc");
    const {env} = odoo.__WOWL_DEBUG__.root;
    const service = env.services.action;
    const open = new Set();
    const limit = 20000;
    const unseen = new Set(foreign);
    let place = "";
    let screens = 0;
    let records = 0;

    rpcBus.addEventListener("RPC:REQUEST", ({detail}) => open.add(detail.data.id));
    rpcBus.addEventListener("RPC:RESPONSE", ({detail}) => {
        open.delete(detail.data.id);
        if (detail.error) {
            const {model, method, args} = detail.data.params;
            report(`${model} ${method} ${JSON.stringify(args)}: ${detail.error}`);
        }
    });

    const go = (where) => {
        place = where;
        console.log(`walk: ${where}`);
    };
    const report = (what) => console.error(`${place}: ${what}`);
    const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
    const isBusy = () =>
        open.size > 0 ||
        [...App.apps].some((app) => app.scheduler.tasks.size > 0) ||
        document.querySelector(".o_blockUI, .o_action_manager .fa-spin");

    /** Wait until nothing was asked, drawn or awaited for a moment. */
    async function settle() {
        let quiet = 0;
        for (let waited = 0; quiet < 3; waited += 20) {
            if (waited > limit) {
                report(`still busy after ${limit / 1000} s`);
                return;
            }
            await pause(20);
            quiet = isBusy() ? 0 : quiet + 1;
        }
        const dialog = document.querySelector(".o_error_dialog");
        if (dialog) {
            report(dialog.innerText);
        }
    }

    /** Tell of texts that are not in the user's language, of each once. */
    function read() {
        const texts = [];
        // what lies under a dialog belongs to the place before
        const dialogs = document.querySelectorAll(".o_dialog");
        const screen = dialogs.length ? dialogs[dialogs.length - 1] : document.body;
        const tree = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT);
        while (tree.nextNode()) {
            const {parentElement, data} = tree.currentNode;
            // what is typed, and what Odoo draws as examples, is no text of the screen
            if (
                parentElement.checkVisibility() &&
                !parentElement.closest(
                    "script, style, .o_field_widget input, .o_view_sample_data"
                )
            ) {
                texts.push(data);
            }
        }
        for (const name of ["placeholder", "title", "data-tooltip"]) {
            for (const element of screen.querySelectorAll(`[${name}]`)) {
                texts.push(element.getAttribute(name));
            }
        }
        for (const text of texts) {
            const whole = text.replace(/\s+/g, " ").trim();
            const words = unseen.has(whole) ? whole : whole.replace(/ ?[:*?…]+$/, "");
            const places = allowed[words] || [];
            if (unseen.has(words) && !places.some((one) => place.startsWith(one))) {
                unseen.delete(words);
                report(`not translated: ${words}`);
            }
        }
    }

    const isWide = (element) => element.scrollWidth > element.clientWidth + 1;
    const isCut = (element) =>
        isWide(element) && getComputedStyle(element).overflowX === "hidden";

    /** Tell of titles of columns that are cut, or run into the next. */
    function measureTitles() {
        for (const title of document.querySelectorAll(TITLES)) {
            if (isWide(title)) {
                report(`a title is cut: ${title.innerText}`);
            }
        }
    }

    /** Tell of what is cut in a list and says which row it is; once a column. */
    function measure() {
        const told = new Set();
        for (const cell of document.querySelectorAll(CELLS)) {
            const name = cell.getAttribute("name");
            if (
                (whole.includes(name) || cell.matches(".o_list_number")) &&
                !told.has(name) &&
                [cell, ...cell.querySelectorAll("*")].some(isCut)
            ) {
                told.add(name);
                report(`${name} is cut: ${cell.innerText}`);
            }
        }
    }

    async function closeDialogs() {
        for (let count = 0; count < 5; count++) {
            const button = document.querySelector(
                ".o_dialog header .btn-close, .o_dialog header button, " +
                    ".o_error_dialog footer button"
            );
            if (!button) {
                return;
            }
            button.click();
            await settle();
        }
    }

    /** Do something, wait for it, and tell where it failed. */
    async function at(where, act) {
        go(where);
        try {
            await act();
        } catch (error) {
            report(error?.cause?.stack || error?.stack || error);
        }
        await settle();
        if (unseen.size) {
            read();
        }
        if (measured.some((one) => place.startsWith(one))) {
            measure();
        }
        if (whole.length) {
            measureTitles();
        }
    }

    const kindOf = () => service.currentController?.view?.type;

    /** Open the first record shown, and every page of its form. */
    async function openRecord(where) {
        const before = service.currentController;
        const record = document.querySelector(
            ".o_action_manager .o_data_row .o_data_cell:not(.o_list_button), " +
                ".o_action_manager .o_kanban_record:not(.o_kanban_ghost)"
        );
        // examples that Odoo draws in an empty list are no records
        if (!record || record.closest(".o_view_sample_data")) {
            return;
        }
        await at(`${where}, record`, () => record.click());
        records++;
        console.log(
            `walk: ${where}, record opened ${service.currentController?.view?.type}` +
                `${document.querySelector(".o_dialog") ? " in a dialog" : ""}`
        );
        const pages = document.querySelectorAll(".o_form_view .o_notebook .nav-link");
        for (const page of pages) {
            await at(`${where}, record, page ${page.innerText}`, () => page.click());
        }
        await closeDialogs();
        if (service.currentController !== before) {
            await at(`${where}, back`, () => service.restore(before.jsId));
        }
    }

    for (const step of steps) {
        await closeDialogs();
        await at(step.name, () =>
            step.menu
                ? env.services.menu.selectMenu(step.menu)
                : service.doAction(step.action, {clearBreadcrumbs: true})
        );
        screens++;
        if (document.querySelector(".o_dialog")) {
            continue;
        }
        const {views = [], view} = service.currentController || {};
        const kinds = views
            .filter((other) => other.multiRecord && view.multiRecord)
            .filter((other) => every || other.type === view.type)
            .map((other) => other.type);
        kinds.sort((one, other) => (other === view.type) - (one === view.type));
        for (const kind of kinds) {
            const where = `${step.name}, ${kind}`;
            if (kind !== kindOf()) {
                await at(where, () => service.switchView(kind));
                screens++;
            }
            if (["list", "kanban"].includes(kind)) {
                await openRecord(where);
            }
        }
    }
    await closeDialogs();
    console.log(`walk: ${screens} screens, ${records} records`);
    console.log("walk: done");
}
