import {registry} from "@web/core/registry";
import {graphView} from "@web/views/graph/graph_view";
import {GraphRenderer} from "@web/views/graph/graph_renderer";

import {formatPercent} from "@crm_vn_base/percent/percent";

/**
 * Split 100 % among the counts so that the rounded shares add up to it: the
 * largest remainders are rounded up (as the method of the same name in Python).
 *
 * @param {number[]} counts none negative
 * @returns {number[]} with one decimal
 */
export function shares(counts) {
    const whole = counts.reduce((sum, count) => sum + count, 0);
    if (!whole) {
        return counts.map(() => 0);
    }
    const exact = counts.map((count) => (count * 1000) / whole);
    const parts = exact.map(Math.floor);
    const missing = 1000 - parts.reduce((sum, part) => sum + part, 0);
    exact
        .map((value, index) => ({index, rest: value - parts[index]}))
        .sort((a, b) => b.rest - a.rest || counts[b.index] - counts[a.index])
        .slice(0, missing)
        .forEach(({index}) => parts[index]++);
    return parts.map((part) => part / 10);
}

/** A pie with the number and the share of every slice, each open to a click. */
export class ShareGraphRenderer extends GraphRenderer {
    static template = "crm_vn_customer.ShareGraphRenderer";

    get shareRows() {
        const {data, metaData} = this.model;
        const [dataset, ...others] = data?.datasets || [];
        if (metaData.mode !== "pie" || !dataset?.domains || others.length) {
            return [];
        }
        const parts = shares(dataset.data);
        return dataset.data.map((count, index) => ({
            count,
            domain: dataset.domains[index],
            label: data.labels[index],
            share: formatPercent(parts[index]),
        }));
    }
}

export const shareGraphView = {...graphView, Renderer: ShareGraphRenderer};

registry.category("views").add("vn_share_graph", shareGraphView);
