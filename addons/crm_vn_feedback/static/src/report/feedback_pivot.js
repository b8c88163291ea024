import {PivotRenderer} from "@web/views/pivot/pivot_renderer";
import {pivotView} from "@web/views/pivot/pivot_view";
import {registry} from "@web/core/registry";

/** Fewer answers than these say little, as on the customer's button. */
const ENOUGH = 5;
/** Means of answers. */
const MEANS = ["stars", "promoter_score"];

/** Means of few answers are grey: they say little. */
export class FeedbackPivotRenderer extends PivotRenderer {
    static template = "crm_vn_feedback.PivotRenderer";

    /** Whether *cell* of *row* is a mean of too few; the number of answers is beside it. */
    isFew(row, cell) {
        const answers = row.subGroupMeasurements.find(
            ({measure, groupId}) =>
                measure === "answered" &&
                JSON.stringify(groupId) === JSON.stringify(cell.groupId)
        );
        return MEANS.includes(cell.measure) && answers?.value < ENOUGH;
    }
}

registry
    .category("views")
    .add("vn_feedback_pivot", {...pivotView, Renderer: FeedbackPivotRenderer});
