import {browser} from "@web/core/browser/browser";
import {deserializeDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {useBus, useService} from "@web/core/utils/hooks";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {Component, onWillStart, useState} from "@odoo/owl";

import {formatPercent} from "@crm_vn_base/percent/percent";
import {reloadOnClose} from "@crm_vn_base/dialogs/dialogs";
import {DoneDialog, LogDialog, PickDialog, PostponeDialog} from "./desk_dialogs";

const {DateTime} = luxon;

/** Columns of the team's table beside the desk's own: ``label``, ``format(row)``,
 * ``className(row)``. */
const TEAM_COLUMNS = registry.category("crm_vn_customer.desk_team_columns");
const BLOCKS = registry.category("crm_vn_customer.desk_blocks");
const MEMORY = "crm_vn_customer.desk.scope";

export class CustomerDesk extends Component {
    static template = "crm_vn_desk.CustomerDesk";
    static components = {Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.ui = useService("ui");
        this.display = {controlPanel: {}};
        this.state = useState({data: null, bucket: null, switching: false});
        this.uid = user.userId;
        this.scope = this.readMemory();
        useBus(this.env.bus, "CRM_VN_DISCUSSION:UNREAD", () => this.load());
        onWillStart(() => this.load());
    }

    // --- Loading -----------------------------------------------------------

    readMemory() {
        try {
            const scope = JSON.parse(browser.sessionStorage.getItem(MEMORY));
            return scope && scope.uid === user.userId
                ? scope
                : {kind: "home", id: false};
        } catch {
            return {kind: "home", id: false};
        }
    }

    async load() {
        const {kind, id} = this.scope;
        const data = await this.orm.call("crm.vn.desk", "get_desk", [kind, id]);
        if (!this.state.bucket) {
            const first = data.todo.buckets.find((bucket) => bucket.count);
            this.state.bucket = first ? first.name : "today";
        }
        this.state.data = data;
    }

    async switchTo(kind, id) {
        const before = this.scope;
        this.scope = {kind, id, uid: user.userId};
        try {
            await this.load();
            browser.sessionStorage.setItem(MEMORY, JSON.stringify(this.scope));
        } catch (error) {
            this.scope = before;
            throw error;
        }
    }

    onChangeScope(ev) {
        const [kind, id] = ev.target.value.split(":");
        return this.switchTo(kind, Number(id) || false);
    }

    get scopeValue() {
        const {kind, id} = this.state.data.scope;
        return id && kind !== "me" ? `${kind}:${id}` : `${kind}:`;
    }

    get hasChoices() {
        const {teams, users} = this.state.data.scope.choices;
        return teams.length || users.length;
    }

    get extraBlocks() {
        return BLOCKS.getEntries()
            .filter(([name]) => name in this.state.data)
            .map(([name, Block]) => ({name, Block, data: this.state.data[name]}));
    }

    get teamCounters() {
        const {todo, forgotten} = this.state.data;
        return [...todo.buckets, {name: "forgotten", ...forgotten}];
    }

    get teamColumns() {
        return TEAM_COLUMNS.getEntries().map(([name, column]) => ({name, ...column}));
    }

    /** Blocks of an addon stand before those of the desk, or after them. */
    extra(place) {
        return this.extraBlocks.filter(({Block}) => (Block.place || "after") === place);
    }

    // --- Texts -------------------------------------------------------------

    get greeting() {
        const {hour} = this.state.data.now;
        const name = user.name;
        if (hour < 11) {
            return _t("Good morning, %s", name);
        }
        return hour < 18
            ? _t("Good afternoon, %s", name)
            : _t("Good evening, %s", name);
    }

    get todayLabel() {
        const day = deserializeDate(this.state.data.now.day);
        return day.toLocaleString(DateTime.DATE_HUGE);
    }

    get bucketNames() {
        return {
            overdue: _t("Overdue"),
            today: _t("Due today"),
            upcoming: _t("Upcoming"),
            forgotten: _t("Don't forget"),
        };
    }

    get emptyTexts() {
        return {
            overdue: _t("Nothing is overdue. See what is due today."),
            today: _t("Nothing is due today. Call somebody under “Don't forget”."),
            upcoming: _t("Nothing is planned. Open a customer and plan an activity."),
        };
    }

    /** A share of hundred, as the language writes it. */
    formatShare(share) {
        return formatPercent(share);
    }

    starTitle(number) {
        return _t("Stars: %s", number);
    }

    get bucket() {
        return this.state.data.todo.buckets.find(
            (bucket) => bucket.name === this.state.bucket
        );
    }

    // --- Lists: exactly the records that were counted ----------------------

    async openList(xmlid, domain, name) {
        const action = {...(await this.action.loadAction(xmlid)), domain};
        // without its identity: a page that is loaded anew keeps the domain
        for (const key of ["id", "path", "xml_id"]) {
            delete action[key];
        }
        if (name) {
            Object.assign(action, {name, display_name: name});
        }
        return this.action.doAction(action, {
            additionalContext: {force_search_count: 1},
        });
    }

    openBucket(bucket) {
        return this.openList(
            "crm_vn_desk.mail_activity_action_desk",
            bucket.domain,
            this.bucketNames[bucket.name]
        );
    }

    openForgotten() {
        return this.openList(
            "crm_vn_contact_log.res_partner_action_forgotten",
            this.state.data.forgotten.domain
        );
    }

    openCustomers(name, domain) {
        return this.openList("crm_vn_customer.res_partner_action", domain, name);
    }

    openRecord(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }

    /** The list of a counter of the team, or of one person in it. */
    openCounter(counter, domain, person = "") {
        if (counter === "forgotten") {
            return this.openList(
                "crm_vn_contact_log.res_partner_action_forgotten",
                domain
            );
        }
        const title = this.bucketNames[counter];
        return this.openList(
            "crm_vn_desk.mail_activity_action_desk",
            domain,
            person ? `${title}: ${person}` : title
        );
    }

    newCustomer() {
        return this.action.doAction("crm_vn_customer.res_partner_action", {
            viewType: "form",
        });
    }

    // --- What is done from a row -------------------------------------------

    done(row) {
        this.dialog.add(DoneDialog, {
            title: row.name,
            onConfirm: async (feedback) => {
                await this.orm.call("mail.activity", "action_feedback", [[row.id]], {
                    feedback,
                });
                await this.load();
                this.notification.add(_t("Done"), {type: "success"});
            },
        });
    }

    postpone(row) {
        this.dialog.add(PostponeDialog, {
            title: row.name,
            onConfirm: async (values) => {
                await this.orm.call("mail.activity", "vn_postpone", [[row.id]], values);
                await this.load();
            },
        });
    }

    /**
     * @param {String} model of the document
     * @param {Number} id of the document
     * @param {String} title of the dialog
     * @param {Object} [todo] the row of the to-do that is finished by it
     */
    log(model, id, title, todo = {}) {
        this.dialog.add(LogDialog, {
            title,
            typeId: todo.type_id || false,
            loadTypes: () => this.orm.call("crm.vn.desk", "get_log_types", []),
            onConfirm: async ({type, note, next, outcome}) => {
                await this.orm.call("crm.vn.desk", "log_contact", [
                    model,
                    id,
                    type,
                    note,
                    next,
                    todo.id || false,
                    outcome,
                ]);
                await this.load();
                this.notification.add(_t("Logged"), {type: "success"});
            },
        });
    }

    logTodo(row) {
        return this.log(row.model, row.res_id, row.name, row);
    }

    // --- The bar: what one does without a row ------------------------------

    pick(withPhone) {
        this.dialog.add(PickDialog, {
            title: withPhone ? _t("Call") : _t("Quick log"),
            withPhone,
            find: (text) => this.orm.call("crm.vn.desk", "find_customers", [text]),
            onPick: ({id, name}) => this.log("res.partner", id, name),
        });
    }

    findCustomer() {
        return this.action.doAction("crm_vn_customer.res_partner_action");
    }

    snooze(row) {
        return this.action.doAction(
            {
                type: "ir.actions.act_window",
                name: _t("Remind me later"),
                res_model: "crm.vn.snooze",
                views: [[false, "form"]],
                target: "new",
                context: {default_partner_ids: [row.id]},
            },
            {onClose: reloadOnClose(() => this.load())}
        );
    }
}

registry.category("actions").add("crm_vn_customer.desk", CustomerDesk);
