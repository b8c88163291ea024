import {expect, test} from "@odoo/hoot";
import {
    defineModels,
    fields,
    models,
    mountView,
    patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import {FeedbackPivotRenderer} from "@crm_vn_feedback/report/feedback_pivot";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

class Feedback extends models.Model {
    _name = "some.feedback";

    person = fields.Char({string: "Person"});
    answered = fields.Integer({string: "Answers", aggregator: "sum"});
    stars = fields.Float({string: "Stars", aggregator: "avg"});

    _records = [
        {id: 1, person: "Hà", answered: 5, stars: 4},
        {id: 2, person: "Hùng", answered: 4, stars: 5},
    ];
}

defineModels([Feedback]);

const show = (measures) =>
    mountView({
        type: "pivot",
        resModel: "some.feedback",
        arch: `<pivot js_class="vn_feedback_pivot">
            <field name="person" type="row"/>${measures}
        </pivot>`,
    });

test("means of few answers are grey, numbers of answers are not", async () => {
    await show(`<field name="answered" type="measure"/>
        <field name="stars" type="measure"/>`);
    expect(".o_vn_few").toHaveCount(1);
    expect(".o_vn_few").toHaveText("5.00");
});

test("without the number of answers nobody can tell", async () => {
    await show('<field name="stars" type="measure"/>');
    expect(".o_vn_few").toHaveCount(0);
    expect(".o_value").toHaveCount(3);
});

test("five answers are enough", async () => {
    const asked = [];
    patchWithCleanup(FeedbackPivotRenderer.prototype, {
        isFew(row, cell) {
            const few = super.isFew(row, cell);
            asked.push(`${cell.measure} ${cell.value} ${few}`);
            return few;
        },
    });
    await show(`<field name="answered" type="measure"/>
        <field name="stars" type="measure"/>`);
    expect(asked).toInclude("stars 4 false");
    expect(asked).toInclude("stars 5 true");
    expect(asked).toInclude("answered 4 false");
});
