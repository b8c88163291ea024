import {Component, onWillStart, useState} from "@odoo/owl";
import {Layout} from "@web/search/layout";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";
import {user} from "@web/core/user";

/** Side of a tile, in units of the drawing. */
const SIDE = 60;

/**
 * Vietnam as tiles, one a province, darker where there is more. A tile opens what it
 * counts.
 */
export class ProvinceMap extends Component {
    static template = "crm_vn_location_map.ProvinceMap";
    static components = {Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.display = {controlPanel: {}};
        this.state = useState({measure: "customers", tiles: [], measures: {}});
        onWillStart(async () => {
            const found = await this.orm.call("res.country.state", "vn_get_map", []);
            Object.assign(this.state, found);
        });
    }

    get names() {
        return Object.keys(this.state.measures);
    }

    get viewBox() {
        const columns = Math.max(0, ...this.state.tiles.map((tile) => tile.column)) + 1;
        const rows = Math.max(0, ...this.state.tiles.map((tile) => tile.row)) + 1;
        return `0 0 ${columns * SIDE} ${rows * SIDE}`;
    }

    get tiles() {
        return this.state.tiles.map((tile) => {
            const figure = tile[this.state.measure];
            const short = tile.name.replace(/^TP /, "");
            return {
                ...tile,
                x: tile.column * SIDE,
                y: tile.row * SIDE,
                shade: figure.shade,
                text: this.format(figure.value),
                lines: this.lines(short),
                label: `${tile.name}: ${this.format(figure.value, true)}`,
            };
        });
    }

    /**
     * The name in at most two lines that fit into a tile.
     *
     * @param {String} name of a province
     * @returns {String[]}
     */
    lines(name) {
        const words = name.split(" ");
        if (name.length < 9) {
            return [name];
        }
        const half = Math.ceil(words.length / 2);
        return [words.slice(0, half).join(" "), words.slice(half).join(" ")];
    }

    format(value, whole = false) {
        const options = whole ? {} : {notation: "compact", maximumFractionDigits: 1};
        return new Intl.NumberFormat(user.lang, options).format(value);
    }

    open(tile) {
        const measure = this.state.measures[this.state.measure];
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: `${measure.label}: ${tile.name}`,
            res_model: measure.model,
            views: [
                [false, "list"],
                [false, "form"],
            ],
            domain: [...measure.domain, [measure.path, "=", tile.id]],
            context: {force_search_count: 1},
        });
    }

    onKeydown(ev, tile) {
        if (ev.key === "Enter" || ev.key === " ") {
            ev.preventDefault();
            this.open(tile);
        }
    }
}

registry.category("actions").add("crm_vn_location_map.map", ProvinceMap);
