import {Component, onWillStart, onWillUpdateProps, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";

/** The lines behind a score: they add up to it, and each opens where it comes from. */
export class ScoreCard extends Component {
    static template = "crm_vn_scoring.ScoreCard";
    static props = {...standardWidgetProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.state = useState({card: null});
        onWillStart(() => this.load(this.props.record));
        onWillUpdateProps((next) => this.load(next.record));
    }

    async load(record) {
        this.state.card = record.resId
            ? await this.orm.call(record.resModel, "vn_get_score_card", [
                  [record.resId],
              ])
            : null;
    }

    get stars() {
        return [1, 2, 3, 4, 5].map((number) => ({
            number,
            full: number <= this.state.card.star,
        }));
    }

    get starsLabel() {
        return _t("%s of 5 stars", this.state.card.star);
    }

    get trend() {
        const {trend, trend_days: days} = this.state.card;
        return _t("%(points)s in %(days)s days", {points: this.signed(trend), days});
    }

    get trendClass() {
        const {trend} = this.state.card;
        if (!trend) {
            return "text-muted";
        }
        return trend > 0 ? "text-success" : "text-danger";
    }

    get missing() {
        const {missing, hint} = this.state.card;
        if (!missing) {
            return _t("All five stars reached");
        }
        if (!hint) {
            return _t("%s points to the next star", missing);
        }
        return _t(
            "%(missing)s points to the next star, for example %(count)s × %(name)s (+%(points)s)",
            {missing, count: hint.count, name: hint.name, points: hint.points}
        );
    }

    signed(points) {
        return points > 0 ? `+${points}` : String(points);
    }

    date(line) {
        return formatDate(deserializeDate(line.date));
    }

    more(section) {
        return _t("and %s more", section.count - section.lines.length);
    }

    open(line) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: line.res_model,
            res_id: line.res_id,
            views: [[false, "form"]],
        });
    }

    /** A line about the very record that is shown opens nothing new. */
    opens(line) {
        const {resModel, resId} = this.props.record;
        return (
            line.res_model && !(line.res_model === resModel && line.res_id === resId)
        );
    }
}

registry.category("view_widgets").add("vn_score_card", {component: ScoreCard});
