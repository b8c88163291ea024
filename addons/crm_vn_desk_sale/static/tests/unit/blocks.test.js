import {expect, test} from "@odoo/hoot";
import {contains} from "@web/../tests/web_test_helpers";
import {registry} from "@web/core/registry";
import {
    ContractsBlock,
    KpiBlock,
    LeadsBlock,
    PipelineBlock,
} from "@crm_vn_desk_sale/blocks/blocks";
import {mountBlock, onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const ALL = [["user_id", "=", 5]];
const ROW = {
    id: 3,
    name: "Tủ lạnh",
    detail: "Đại Phát",
    when: "2 hours left",
    date: "24/11/2026",
    late: false,
};

test("a lead opens, and what is late has a list of its own", async () => {
    await mountBlock(LeadsBlock, {
        count: 4,
        domain: ALL,
        rows: [ROW, {...ROW, id: 4, late: true}],
        late: 1,
        late_domain: [["id", "=", 4]],
        closing: 0,
    });
    expect(".o_vn_late").toHaveCount(1);
    expect(".o_vn_lead_closing").toHaveCount(0);
    await contains(".o_vn_row[data-id='3'] .o_vn_main").click();
    await contains(".o_vn_badge").click();
    await contains(".o_vn_lead_late").click();
    expect.verifySteps([
        "crm.lead 3",
        'crm.crm_lead_all_leads [["user_id","=",5]] Leads to handle',
        'crm.crm_lead_all_leads [["id","=",4]] Overdue handling',
    ]);
});

test("no contract ends soon", async () => {
    await mountBlock(ContractsBlock, {count: 0, domain: ALL, rows: []});
    expect(".o_vn_empty").toHaveText("No contract ends within 60 days.");
});

test("one's own sheet opens; of several people their list", async () => {
    const line = {
        id: 1,
        name: "Revenue",
        actual: "80",
        target: "100",
        label: "80 %",
        standing: "behind",
        percent: 80,
        due: 90,
    };
    const data = {count: 1, rows: [line, {...line, id: 2, standing: false}]};
    const block = await mountBlock(KpiBlock, {...data, sheet_id: 9, domain: ALL});
    expect(".o_vn_kpi_line:first .o_vn_kpi_number").toHaveText("80 / 100 · 80 %Behind");
    expect(".o_vn_kpi_line:last .fa").toHaveCount(0);
    expect(".o_vn_kpi_due:first").toHaveAttribute("style", "left: 90%");
    await contains(".o_vn_kpi_open").click();
    block.props.data.sheet_id = false;
    await contains(".o_vn_kpi_open").click();
    expect.verifySteps([
        "crm.vn.kpi.sheet 9",
        'crm_vn_kpi_sheet.crm_vn_kpi_sheet_action [["user_id","=",5]] ',
    ]);
});

test("a stage opens the opportunities in it", async () => {
    const domain = [["stage_id", "=", 2]];
    await mountBlock(PipelineBlock, {
        count: 7,
        domain: ALL,
        value: "70.000.000 ₫",
        rows: [{id: 2, name: "Báo giá", count: 7, value: "70", share: 100, domain}],
    });
    await contains(".o_vn_share").click();
    expect.verifySteps(['crm.crm_lead_all_leads [["stage_id","=",2]] Báo giá']);
});

test("columns of the team say who has no target", () => {
    const columns = registry.category("crm_vn_customer.desk_team_columns");
    const pace = columns.get("pace");
    const behind = {pace: {label: "40 %", standing: "behind"}};
    expect([pace.format({}), pace.className({})]).toEqual(["–", ""]);
    expect([pace.format(behind), pace.className(behind)]).toEqual([
        "40 %",
        "text-danger",
    ]);
    expect(columns.get("revenue").format({revenue: false})).toBe("–");
});
