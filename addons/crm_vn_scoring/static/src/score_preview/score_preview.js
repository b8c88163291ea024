import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** How many customers have each star, and would have; who moves. */
export class ScorePreview extends Component {
    static template = "crm_vn_scoring.ScorePreview";
    static props = {...standardFieldProps};

    setup() {
        this.action = useService("action");
    }

    get preview() {
        return this.props.record.data[this.props.name];
    }

    get rows() {
        return [...this.preview.stars].reverse();
    }

    get examples() {
        return [
            {key: "up", title: _t("Up"), customers: this.preview.up},
            {key: "down", title: _t("Down"), customers: this.preview.down},
        ].filter((side) => side.customers.length);
    }

    get moved() {
        return this.preview.moved
            ? _t("%s customers would have another star", this.preview.moved)
            : _t("Nobody would have another star");
    }

    starLabel(number) {
        return _t("%s of 5 stars", number);
    }

    difference(row) {
        const difference = row.new - row.now;
        return difference > 0 ? `+${difference}` : String(difference || "");
    }

    open(customer) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "res.partner",
            res_id: customer.id,
            views: [[false, "form"]],
            target: "new",
        });
    }
}

registry.category("fields").add("vn_score_preview", {
    component: ScorePreview,
    supportedTypes: ["json"],
});
