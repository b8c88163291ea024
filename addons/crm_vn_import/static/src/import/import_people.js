import {Component, useState} from "@odoo/owl";
import {ImportDataContent} from "@base_import/import_data_content/import_data_content";
import {_t} from "@web/core/l10n/translation";

/** So many people are listed at once. */
const MOST = 200;

/** The people of a list: who is new, who is already there, who needs a look. */
export class ImportPeople extends Component {
    static template = "crm_vn_import.ImportPeople";
    static props = {report: {type: Object}};

    setup() {
        this.state = useState({filter: "all"});
    }

    /** The rows of the report, each with its kind and what there is to say. */
    get people() {
        const reasons = {};
        for (const row of this.props.report.failed) {
            reasons[row.line] = row.reason;
        }
        const listed = new Set(this.props.report.people.map(({line}) => line));
        const more = this.props.report.failed.filter(({line}) => !listed.has(line));
        return [...this.props.report.people, ...more].map((row) => {
            const failed = row.line in reasons;
            let kind = row.state === "created" ? "new" : "known";
            if (failed) {
                kind = "failed";
            } else if (row.differs) {
                kind = "differs";
            }
            const reason = reasons[row.line] || row.reason;
            return {...row, kind, reason, doubtful: !failed && Boolean(row.reason)};
        });
    }

    get filters() {
        const {report} = this.props;
        const doubtful = this.people.filter((row) => row.doubtful).length;
        const differing = this.people.filter((row) => row.kind === "differs").length;
        return [
            {name: "all", label: _t("All"), count: report.rows},
            {name: "new", label: _t("New"), count: report.created},
            {
                name: "known",
                label: _t("Already there"),
                count: report.updated + report.skipped - differing,
            },
            {name: "doubtful", label: _t("Needs a look"), count: doubtful},
            {name: "failed", label: _t("Left out"), count: report.failed.length},
        ].filter(({name, count}) => count || name === "all");
    }

    get wanted() {
        const {filter} = this.state;
        return this.people.filter(
            (row) => filter === "all" || row.kind === filter || row[filter]
        );
    }

    get shown() {
        return this.wanted.slice(0, MOST);
    }

    get label() {
        return {new: _t("New"), known: _t("Already there"), failed: _t("Left out")};
    }

    get color() {
        return {
            new: "text-bg-success",
            known: "text-bg-secondary",
            failed: "text-bg-danger",
        };
    }
}

ImportDataContent.components = {...ImportDataContent.components, ImportPeople};
ImportDataContent.props = {
    ...ImportDataContent.props,
    vnReport: {type: Object, optional: true},
};
