/* global odoo */

/** What Odoo's robot looks for before it clicks on filters. */
const FILTERS = ".o_control_panel .dropdown-toggle.o_searchview_dropdown_toggler";

/**
 * Let Odoo's robot click on the filters of each search view once, and not again for
 * every kind of view and every menu that has the same ones.
 */
// eslint-disable-next-line no-unused-vars
function clickFiltersOnce() {
    const find = document.querySelector.bind(document);
    const clicked = new Set();
    document.querySelector = (selector) => {
        const found = find(selector);
        if (!found || selector !== FILTERS) {
            return found;
        }
        const {action} = odoo.__WOWL_DEBUG__.root.env.services.action.currentController;
        const search = `${action.res_model} ${action.search_view_id}`;
        if (clicked.has(search)) {
            return null;
        }
        clicked.add(search);
        return found;
    };
}
