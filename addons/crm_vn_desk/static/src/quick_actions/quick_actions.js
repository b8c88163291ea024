import {browser} from "@web/core/browser/browser";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {getDataURLFromFile} from "@web/core/utils/urls";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {Component, onWillStart, onWillUpdateProps, useRef, useState} from "@odoo/owl";

import {reloadOnClose} from "@crm_vn_base/dialogs/dialogs";
import {LogDialog} from "../desk/desk_dialogs";

/** One row: what is used most; the others wait behind "…". */
const ROW = 5;
const FIRST = ["call", "log", "appointment", "order", "file"];

/** The things one does with a customer on the phone, as buttons to tap. */
export class QuickActions extends Component {
    static template = "crm_vn_desk.QuickActions";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.ui = useService("ui");
        this.fileInput = useRef("file");
        this.state = useState({actions: [], all: false});
        onWillStart(() => this.load(this.props.record.resId));
        onWillUpdateProps((next) => {
            if (next.record.resId !== this.loaded) {
                return this.load(next.record.resId);
            }
        });
    }

    async load(resId) {
        this.loaded = resId;
        this.state.actions =
            resId && this.ui.isSmall
                ? await this.orm.call("res.partner", "vn_get_quick_actions", [[resId]])
                : [];
    }

    get shown() {
        const place = ({name}) => (FIRST.includes(name) ? FIRST.indexOf(name) : ROW);
        const sorted = [...this.state.actions].sort((a, b) => place(a) - place(b));
        return this.state.all ? sorted : sorted.slice(0, ROW);
    }

    get hasMore() {
        return !this.state.all && this.state.actions.length > ROW;
    }

    get resId() {
        return this.props.record.resId;
    }

    async reload() {
        await this.props.record.load();
        await this.load(this.resId);
    }

    run(item) {
        const does = {
            log: () => this.log(),
            file: () => this.fileInput.el.click(),
            position: () => this.position(),
            link: () => this.copyLink(item.url),
            action: () => this.open(item),
        }[item.kind];
        return does ? does() : undefined;
    }

    async open(item) {
        if (await this.props.record.save()) {
            const action = await this.orm.call("res.partner", "action_vn_quick", [
                [this.resId],
                item.name,
            ]);
            await this.action.doAction(action, {
                onClose: reloadOnClose(() => this.reload()),
            });
        }
    }

    log() {
        this.dialog.add(LogDialog, {
            title: this.props.record.data.display_name || _t("Quick log"),
            loadTypes: () => this.orm.call("crm.vn.desk", "get_log_types", []),
            onConfirm: async ({type, note, next, outcome}) => {
                await this.orm.call("crm.vn.desk", "log_contact", [
                    "res.partner",
                    this.resId,
                    type,
                    note,
                    next,
                    false,
                    outcome,
                ]);
                await this.reload();
            },
        });
    }

    async onFile(ev) {
        for (const file of ev.target.files) {
            const url = await getDataURLFromFile(file);
            await this.orm.call("res.partner", "vn_add_file", [
                [this.resId],
                file.name,
                url.split(",")[1],
            ]);
        }
        ev.target.value = "";
        this.notification.add(_t("Added to the discussion"), {type: "success"});
        await this.reload();
    }

    position() {
        const {geolocation} = browser.navigator;
        const failed = () =>
            this.notification.add(
                _t("The phone gives no position: allow it in the browser's settings."),
                {type: "warning"}
            );
        if (!geolocation) {
            return failed();
        }
        geolocation.getCurrentPosition(
            async ({coords}) => {
                await this.orm.call("res.partner", "vn_set_position", [
                    [this.resId],
                    coords.latitude,
                    coords.longitude,
                ]);
                this.notification.add(_t("Position kept"), {type: "success"});
                await this.reload();
            },
            failed,
            {enableHighAccuracy: true, timeout: 15000}
        );
    }

    async copyLink(url) {
        try {
            await browser.navigator.clipboard.writeText(url);
            this.notification.add(_t("Link copied"), {type: "success"});
        } catch {
            // no right to the clipboard, or a page without https: let it be copied
            this.notification.add(url, {title: _t("Copy this link"), sticky: true});
        }
    }
}

registry.category("view_widgets").add("vn_quick_actions", {component: QuickActions});
