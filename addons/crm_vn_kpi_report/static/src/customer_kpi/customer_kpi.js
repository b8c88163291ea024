import {browser} from "@web/core/browser/browser";
import {_t} from "@web/core/l10n/translation";
import {downloadFile} from "@web/core/network/download";
import {registry} from "@web/core/registry";
import {user} from "@web/core/user";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {Layout} from "@web/search/layout";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {Component, onWillStart, useRef, useState} from "@odoo/owl";

import {KpiChart} from "./kpi_chart";

const MODEL = "crm.vn.kpi.report";
const MEMORY = "crm_vn_kpi.customer_kpi.options";
const FILE = "/crm_vn_kpi/customer_kpi.xlsx";
const ROWS = 8; // Rows of a table before "Show all"
const CARDS = 5; // The same where a row has many numbers
const BARS = 10; // Bars of a chart

export class CustomerKpi extends Component {
    static template = "crm_vn_kpi_report.CustomerKpi";
    static components = {KpiChart, Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.ui = useService("ui");
        this.root = useRef("root");
        this.display = {controlPanel: {}};
        this.keepLast = new KeepLast();
        this.state = useState({
            report: null,
            options: {},
            loading: false,
            exporting: false,
            // Definitions shown by a tap, and tables shown whole
            shown: {},
            whole: {},
        });
        onWillStart(() => this.start());
    }

    // --- Loading -----------------------------------------------------------

    readMemory() {
        try {
            const memory = JSON.parse(browser.sessionStorage.getItem(MEMORY));
            return memory && memory.uid === user.userId ? memory.options : null;
        } catch {
            return null;
        }
    }

    async start() {
        const options = this.readMemory();
        if (options) {
            try {
                return await this.load(options);
            } catch {
                // The rights or the companies are others now: start anew
                browser.sessionStorage.removeItem(MEMORY);
            }
        }
        return this.load({});
    }

    async load(options) {
        this.state.loading = true;
        try {
            const report = await this.keepLast.add(
                this.orm.call(MODEL, "get_report", [options])
            );
            this.state.report = report;
            this.state.options = {...report.options};
            browser.sessionStorage.setItem(
                MEMORY,
                JSON.stringify({uid: user.userId, options: report.options})
            );
        } catch (error) {
            if (this.state.report) {
                this.state.options = {...this.state.report.options};
            }
            throw error;
        } finally {
            this.state.loading = false;
        }
    }

    // --- Options -----------------------------------------------------------

    get periods() {
        return [
            ["this_week", _t("This week")],
            ["last_week", _t("Last week")],
            ["this_month", _t("This month")],
            ["last_month", _t("Last month")],
            ["this_quarter", _t("This quarter")],
            ["last_quarter", _t("Last quarter")],
            ["this_year", _t("This year")],
            ["last_year", _t("Last year")],
            ["custom", _t("Chosen days")],
        ];
    }

    get comparisons() {
        return [
            ["previous", _t("Period before")],
            ["last_year", _t("Same period last year")],
            ["none", _t("No comparison")],
        ];
    }

    /** A phone shows the revenue first. */
    get blocks() {
        const {blocks} = this.state.report;
        if (!this.ui.isSmall) {
            return blocks;
        }
        const isRevenue = ({name}) => name === "revenue";
        return [
            ...blocks.filter(isRevenue),
            ...blocks.filter((block) => !isRevenue(block)),
        ];
    }

    jump(name) {
        this.root.el
            .querySelector(`[data-block="${name}"]`)
            .scrollIntoView({block: "start"});
    }

    get hasChoices() {
        return this.state.report.choices.all;
    }

    get people() {
        const {kind, res_id} = this.state.options;
        return `${kind}:${res_id || ""}`;
    }

    onChangePeriod(ev) {
        const period = ev.target.value;
        if (period === "custom") {
            // The days of the last period are where one starts from
            this.state.options.period = period;
            return undefined;
        }
        return this.load({...this.state.options, period});
    }

    onChangeDay(name, ev) {
        if (!ev.target.value) {
            // A day that is being typed
            return undefined;
        }
        this.state.options[name] = ev.target.value;
        const {date_from, date_to} = this.state.options;
        if (date_from > date_to) {
            // The other day is next: the report stays as it is
            return undefined;
        }
        return this.load({...this.state.options});
    }

    get isReversed() {
        const {period, date_from, date_to} = this.state.options;
        return period === "custom" && date_from > date_to;
    }

    onChangeCompare(ev) {
        return this.load({...this.state.options, compare: ev.target.value});
    }

    onChangePeople(ev) {
        const [kind, id] = ev.target.value.split(":");
        return this.load({...this.state.options, kind, res_id: Number(id) || false});
    }

    // --- What is shown -----------------------------------------------------

    get emptyTexts() {
        return {
            customer: _t(
                "No new customer. Choose another period, or create customers."
            ),
            interaction: _t(
                "Nobody was in touch. Log calls and comments on your customers."
            ),
            activity: _t("Nothing was done. Mark activities as done on the desk."),
            order: _t("Nothing was ordered. Choose another period, or confirm orders."),
            revenue: _t("No revenue. Choose another period, or confirm orders."),
        };
    }

    get chartLabels() {
        return {
            now: this.state.report.period,
            before: this.state.report.compared || "",
        };
    }

    getChart(block) {
        const {chart, tiles, table} = block;
        if (!chart || block.empty) {
            return null;
        }
        let items = [];
        if (chart.column) {
            const rows = table ? table.rows : [];
            items = rows
                .map((row) => ({label: row.name, cell: row.cells[chart.column]}))
                .filter(({cell}) => cell && this.isSomething(cell))
                .slice(0, BARS);
        } else {
            items = tiles
                .filter(
                    (tile) => chart.tiles === true || chart.tiles.includes(tile.name)
                )
                .map((tile) => ({label: tile.title, cell: tile.cell}));
        }
        return items.some(({cell}) => this.isSomething(cell))
            ? {type: chart.type, items}
            : null;
    }

    isSomething({value, before}) {
        return Boolean(value || (before && before.value));
    }

    getLimit({name, table}) {
        if (this.state.whole[name]) {
            return table.rows.length;
        }
        return table.columns.length > 2 ? CARDS : ROWS;
    }

    getRows(block) {
        return block.table.rows.slice(0, this.getLimit(block));
    }

    hasMore(block) {
        return block.table.rows.length > this.getLimit(block);
    }

    toggle(key) {
        this.state.shown[key] = !this.state.shown[key];
    }

    changeClass({good}) {
        if (good === null) {
            return "";
        }
        return good ? "o_vn_better" : "o_vn_worse";
    }

    // --- From a number to its records --------------------------------------

    async open(drill) {
        if (!drill) {
            return;
        }
        const {options} = this.state.report;
        const action = await this.orm.call(MODEL, "get_action", [options, drill]);
        this.action.doAction(action);
    }

    // --- Excel -------------------------------------------------------------

    async exportFile() {
        const parameters = new URLSearchParams({
            options: JSON.stringify(this.state.report.options),
            cids: user.activeCompanies.map(({id}) => id).join("-"),
        });
        this.state.exporting = true;
        try {
            const response = await browser.fetch(`${FILE}?${parameters}`);
            if (!response.ok) {
                throw new Error(response.statusText);
            }
            const name = `${this.state.report.title} ${this.state.report.options.date_from} ${this.state.report.options.date_to}.xlsx`;
            downloadFile(await response.blob(), name);
            this.notification.add(name, {
                title: _t("Downloaded"),
                type: "success",
            });
        } catch {
            this.notification.add(
                _t("The file could not be made. Reload the page and try again."),
                {type: "danger"}
            );
        } finally {
            this.state.exporting = false;
        }
    }
}

registry.category("actions").add("crm_vn_kpi.customer_kpi", CustomerKpi);
