/* global odoo */
/* eslint-disable no-console -- the console is how a test is told */

/**
 * The name and the number of a customer are never cut, however long they are.
 *
 * @param {Object} form action that opens the form of a customer
 */
// eslint-disable-next-line no-unused-vars
async function whole(form) {
    const {action} = odoo.__WOWL_DEBUG__.root.env.services;
    const fields = {
        name: "h1 .o_field_widget[name=name] textarea",
        phone: ".mb8 .o_field_widget[name=phone] input",
    };
    await action.doAction(form, {clearBreadcrumbs: true});
    for (const [what, selector] of Object.entries(fields)) {
        let found = null;
        for (let waited = 0; waited < 10000 && !found?.value; waited += 50) {
            await new Promise((resolve) => setTimeout(resolve, 50));
            found = [...document.querySelectorAll(selector)].find((one) =>
                one.checkVisibility()
            );
        }
        if (!found?.value) {
            console.error(`${what}: no ${selector}`);
        } else if (
            found.scrollWidth > found.clientWidth + 1 ||
            found.scrollHeight > found.clientHeight + 1
        ) {
            console.error(`${what} is cut: ${found.value}`);
        }
    }
    console.log("whole: done");
}
