import {loadBundle} from "@web/core/assets";
import {cookie} from "@web/core/browser/cookie";
import {getColor, getCustomColor, hexToRGBA} from "@web/core/colors/colors";
import {user} from "@web/core/user";
import {Component, onWillStart, useEffect, useRef} from "@odoo/owl";

const ROW = 34; // Pixels of a bar with its label
const MARGIN = 56; // Of the axis and the legend
const LABEL = 22; // Letters of a label before it is cut

/**
 * Numbers of the report as bars or a ring; a click on one opens its records, as
 * its button does.
 */
export class KpiChart extends Component {
    static template = "crm_vn_kpi_report.KpiChart";
    static props = {
        type: String,
        // {label, cell}
        items: Array,
        labels: Object,
        open: Function,
        title: String,
    };

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            (items) => {
                const chart = new window.Chart(
                    this.canvas.el,
                    this.props.type === "doughnut"
                        ? this.getRing(items)
                        : this.getBars(items)
                );
                return () => chart.destroy();
            },
            () => [this.props.items]
        );
    }

    get height() {
        if (this.props.type === "doughnut") {
            return 200;
        }
        return this.props.items.length * ROW * (this.hasBefore ? 1.4 : 1) + MARGIN;
    }

    get hasBefore() {
        return this.props.items.some(({cell}) => cell.before);
    }

    color(index) {
        return getColor(index, cookie.get("color_scheme"), "odoo");
    }

    get inkColor() {
        return getCustomColor(cookie.get("color_scheme"), "#374151", "#E4E4E4");
    }

    get gridColor() {
        return getCustomColor(cookie.get("color_scheme"), "#e5e7eb", "#3C3E4B");
    }

    /** The text of a number is the one on its button. */
    getTooltip(items) {
        return {
            callbacks: {
                label: ({datasetIndex, dataIndex, dataset}) => {
                    const {label, cell} = items[dataIndex];
                    const number = datasetIndex ? cell.before : cell;
                    return `${dataset.label || label}: ${number.text}`;
                },
            },
        };
    }

    onClick(items, elements) {
        if (elements.length) {
            const {datasetIndex, index} = elements[0];
            const {cell} = items[index];
            this.props.open(datasetIndex ? cell.before.drill : cell.drill);
        }
    }

    getBars(items) {
        const {inkColor, gridColor} = this;
        const bars = (label, values, color) => ({
            label,
            data: values,
            backgroundColor: color,
            borderRadius: 3,
            maxBarThickness: 22,
        });
        const datasets = [
            bars(
                this.props.labels.now,
                items.map(({cell}) => cell.value),
                this.color(0)
            ),
        ];
        if (this.hasBefore) {
            datasets.push(
                bars(
                    this.props.labels.before,
                    items.map(({cell}) => cell.before.value),
                    hexToRGBA(this.color(0), 0.3)
                )
            );
        }
        const short = new Intl.NumberFormat(user.lang, {notation: "compact"});
        const cut = (text) =>
            text.length > LABEL ? `${text.slice(0, LABEL - 1)}…` : text;
        return {
            type: "bar",
            data: {labels: items.map(({label}) => cut(label)), datasets},
            options: {
                indexAxis: "y",
                animation: false,
                maintainAspectRatio: false,
                onClick: (_ev, elements) => this.onClick(items, elements),
                plugins: {
                    legend: {
                        display: this.hasBefore,
                        position: "bottom",
                        labels: {boxWidth: 12, color: inkColor},
                    },
                    tooltip: this.getTooltip(items),
                },
                scales: {
                    x: {
                        beginAtZero: true,
                        grid: {color: gridColor},
                        ticks: {
                            color: inkColor,
                            maxTicksLimit: 5,
                            precision: 0,
                            callback: (value) => short.format(value),
                        },
                    },
                    y: {grid: {display: false}, ticks: {color: inkColor}},
                },
            },
        };
    }

    getRing(items) {
        return {
            type: "doughnut",
            data: {
                labels: items.map(({label}) => label),
                datasets: [
                    {
                        data: items.map(({cell}) => cell.value),
                        backgroundColor: items.map((_item, index) => this.color(index)),
                        borderWidth: 0,
                    },
                ],
            },
            options: {
                animation: false,
                cutout: "60%",
                maintainAspectRatio: false,
                onClick: (_ev, elements) => this.onClick(items, elements),
                plugins: {
                    legend: {
                        position: "bottom",
                        labels: {boxWidth: 12, color: this.inkColor},
                    },
                    tooltip: this.getTooltip(items),
                },
            },
        };
    }
}
