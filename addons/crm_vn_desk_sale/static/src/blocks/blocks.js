import {registry} from "@web/core/registry";
import {_t} from "@web/core/l10n/translation";
import {Component} from "@odoo/owl";

const BLOCKS = registry.category("crm_vn_customer.desk_blocks");
const COLUMNS = registry.category("crm_vn_customer.desk_team_columns");

class DeskBlock extends Component {
    static props = {
        data: Object,
        scope: Object,
        reload: Function,
        openList: Function,
        openRecord: Function,
    };

    open(domain, name) {
        return this.props.openList(this.constructor.list, domain, name);
    }
}

/** Leads that wait for a first answer, with the time that is left. */
export class LeadsBlock extends DeskBlock {
    static template = "crm_vn_desk_sale.Leads";
    static list = "crm.crm_lead_all_leads";
    static place = "middle";

    get title() {
        return _t("Leads to handle");
    }

    get lateTitle() {
        return _t("Overdue handling");
    }

    get closingTitle() {
        return _t("Opportunities past their closing date");
    }
}

/** Contracts that end soon. */
export class ContractsBlock extends DeskBlock {
    static template = "crm_vn_desk_sale.Contracts";
    static list = "crm_vn_contract.crm_vn_contract_action";
    static place = "middle";

    get title() {
        return _t("Expiring contracts");
    }
}

/** Bar = actual, tick = pace, end = target. */
export class KpiBlock extends DeskBlock {
    static template = "crm_vn_desk_sale.Kpi";
    static list = "crm_vn_kpi_sheet.crm_vn_kpi_sheet_action";
    static place = "before";

    get standings() {
        return {
            ahead: {label: _t("Ahead"), icon: "fa-arrow-up text-success"},
            on: {label: _t("On pace"), icon: "fa-arrow-right text-success"},
            behind: {label: _t("Behind"), icon: "fa-arrow-down text-danger"},
        };
    }

    openSheets() {
        const {sheet_id, domain} = this.props.data;
        return sheet_id
            ? this.props.openRecord("crm.vn.kpi.sheet", sheet_id)
            : this.open(domain);
    }
}

/** Open opportunities by stage. */
export class PipelineBlock extends DeskBlock {
    static template = "crm_vn_desk_sale.Pipeline";
    static list = "crm.crm_lead_all_leads";
    static place = "middle";

    get title() {
        return _t("Pipeline");
    }
}

BLOCKS.add("kpi", KpiBlock);
BLOCKS.add("leads", LeadsBlock);
BLOCKS.add("contracts", ContractsBlock);
BLOCKS.add("pipeline", PipelineBlock);

COLUMNS.add("revenue", {
    label: _t("Revenue / target"),
    format: (row) => row.revenue || "–",
    className: () => "text-nowrap",
});
COLUMNS.add("pace", {
    label: _t("KPI"),
    format: (row) => (row.pace && row.pace.label) || "–",
    className: (row) =>
        row.pace && row.pace.standing === "behind" ? "text-danger" : "",
});
