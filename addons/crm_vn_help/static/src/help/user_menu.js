import {browser} from "@web/core/browser/browser";
import {cookie} from "@web/core/browser/cookie";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {session} from "@web/session";

const menu = registry.category("user_menuitems");

menu.add(
    "support",
    (env) => ({
        type: "item",
        id: "support",
        description: _t("Help"),
        callback: () =>
            env.services.action.doAction("crm_vn_help.crm_vn_help_request_action_new"),
        sequence: 20,
    }),
    {force: true}
);

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
