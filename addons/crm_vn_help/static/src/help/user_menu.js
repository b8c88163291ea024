import {browser} from "@web/core/browser/browser";
import {cookie} from "@web/core/browser/cookie";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {session} from "@web/session";

const menu = registry.category("user_menuitems");

/** What is open, as the pages of the guide name it. */
export function currentScreen(env) {
    const {action} = env.services.action.currentController || {};
    const {xml_id, tag, res_model} = action || {};
    return [xml_id, tag, res_model].filter(Boolean).join(",");
}

menu.add(
    "support",
    (env) => ({
        type: "item",
        id: "support",
        description: _t("Help"),
        callback: () =>
            env.services.action.doAction("crm_vn_help.crm_vn_help_request_action_new", {
                additionalContext: {vn_screen: currentScreen(env)},
            }),
        sequence: 20,
    }),
    {force: true}
);

/** The page about what is open; who set another guide has it under Help. */
menu.add("vn_guide", (env) => ({
    type: "item",
    id: "vn_guide",
    description: _t("User guide"),
    callback: () => {
        const screen = encodeURIComponent(currentScreen(env));
        browser.open(`/vn/guide?screen=${screen}`, "_blank");
    },
    sequence: 21,
}));

/** One entry for each installed language that is not the user's own. */
(session.vn_languages || []).forEach(([code, name], index) => {
    menu.add(`vn_lang_${code}`, (env) => ({
        type: "item",
        id: `vn_lang_${code}`,
        description: name,
        show: () => user.context.lang !== code,
        callback: async () => {
            await env.services.orm.write("res.users", [user.userId], {lang: code});
            // the login page proposes what was chosen last
            cookie.set("vn_lang", code);
            browser.location.reload();
        },
        sequence: 51 + index,
    }));
});
