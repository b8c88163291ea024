import {expect, queryFirst, test} from "@odoo/hoot";
import {contains, mockService, onRpc} from "@web/../tests/web_test_helpers";
import {CustomerDesk} from "@crm_vn_desk/desk/desk";
import {mountAction, onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const ROW = {
    id: 5,
    model: "res.partner",
    res_id: 7,
    name: "Công ty Đại Phát",
    summary: "Gọi báo giá",
    date: "24/11/2026",
    when: "1 day late",
    type_id: 2,
    icon: "fa-phone",
    phone: "0912345678",
};

/** What the server answers; the tests change what they are about. */
function answer(changes = {}) {
    return {
        now: {day: "2026-11-26", hour: 9},
        scope: {kind: "me", id: false, choices: {teams: [], users: []}},
        todo: {
            buckets: [
                {name: "overdue", count: 0, rows: [], domain: []},
                {name: "today", count: 1, rows: [ROW], domain: [["id", "=", 5]]},
                {name: "upcoming", count: 0, rows: [], domain: []},
            ],
        },
        forgotten: {count: 0, rows: [], domain: []},
        updated: {count: 0, customers: 0, rows: [], domain: []},
        relationship: {
            count: 3,
            domain: [],
            rows: [
                {id: 1, name: "VIP", count: 1, share: 33.3, color: 2, domain: []},
                {id: 2, name: "Mới", count: 2, share: 66.7, color: 4, domain: []},
            ],
        },
        ...changes,
    };
}

async function openDesk(changes) {
    onRpc("crm.vn.desk", "get_desk", ({args}) => {
        expect.step(`get_desk ${args.join(" ")}`);
        return answer(changes);
    });
    await mountAction(CustomerDesk);
}

/** Tap on the first number; who dials, and how, is not the page's business. */
async function callFirst() {
    const number = queryFirst(".o_vn_todo .o_vn_call");
    delete number.dataset.vnCall;
    number.addEventListener("click", (ev) => ev.preventDefault());
    await contains(number).click();
}

test("one call opens the desk, at the first tab that holds something", async () => {
    await openDesk();
    expect.verifySteps(["get_desk home false"]);
    expect(".o_vn_tab.active").toHaveAttribute("data-bucket", "today");
    expect(".o_vn_todo .o_vn_activity").toHaveCount(1);
    expect(".o_vn_todo .o_vn_call").toHaveAttribute("href", "tel:0912345678");
});

test("an empty tab says what to do instead", async () => {
    await openDesk();
    await contains(".o_vn_tab[data-bucket=overdue]").click();
    expect(".o_vn_todo .o_vn_activity").toHaveCount(0);
    expect(".o_vn_todo .o_vn_empty").toHaveText(
        "Nothing is overdue. See what is due today."
    );
    expect.verifySteps(["get_desk home false"]);
});

test("without a right to others' work there is nothing to choose", async () => {
    await openDesk();
    expect(".o_vn_desk_scope").toHaveCount(0);
    expect.verifySteps(["get_desk home false"]);
});

test("a manager looks at somebody else's work", async () => {
    const choices = {teams: [{id: 3, name: "Miền Nam"}], users: []};
    await openDesk({scope: {kind: "me", id: false, choices}});
    await contains(".o_vn_scope").select("team:3");
    expect.verifySteps(["get_desk home false", "get_desk team 3"]);
});

test("a list that is opened holds what was counted", async () => {
    mockService("action", {
        loadAction: (xmlid) => ({id: 9, xml_id: xmlid, path: "x", domain: []}),
        doAction: (action, options) => {
            expect(action.domain).toEqual([["id", "=", 5]]);
            expect(action.id).toBe(undefined, {message: "a reload keeps the domain"});
            expect(options.additionalContext.force_search_count).toBe(1);
            expect.step("list");
        },
    });
    await openDesk();
    await contains(".o_vn_todo .o_vn_all").click();
    expect.verifySteps(["get_desk home false", "list"]);
});

test("done asks for the outcome and loads anew", async () => {
    onRpc("mail.activity", "action_feedback", ({args, kwargs}) => {
        expect.step(`feedback ${args[0]} ${kwargs.feedback}`);
        return true;
    });
    await openDesk();
    await contains(".o_vn_done").click();
    await contains(".o_vn_feedback").edit("Khách đồng ý");
    await contains(".o_vn_confirm").click();
    expect.verifySteps([
        "get_desk home false",
        "feedback 5 Khách đồng ý",
        "get_desk home false",
    ]);
});

test("stars are drawn, shares are written in the language", async () => {
    const row = {id: 7, name: "Bảo An", star: 3, reason: "40 ngày", phone: false};
    await openDesk({forgotten: {count: 1, rows: [row], domain: []}});
    expect(".o_vn_forgotten .fa-star").toHaveCount(3);
    expect(".o_vn_forgotten .o_vn_call").toHaveCount(0);
    expect(".o_vn_share[data-id='1'] .o_vn_share_number").toHaveText(/1 · 33\.3\s%/);
    expect.verifySteps(["get_desk home false"]);
});

test("logging a call from a to-do finishes it, with what came out", async () => {
    onRpc("crm.vn.desk", "get_log_types", () => [
        {id: 1, name: "Meeting", icon: "fa-users", category: "meeting"},
        {id: 2, name: "Call", icon: "fa-phone", category: "phonecall"},
    ]);
    onRpc("crm.vn.desk", "log_contact", ({args}) => {
        expect.step(`log ${args.join(" ")}`);
        return 5;
    });
    await openDesk();
    await callFirst();
    expect(".modal .o_vn_type.btn-primary").toHaveText("Call");
    await contains(".modal [data-outcome=no_answer]").click();
    expect(".modal #vn_next").toHaveValue("1");
    expect(".modal .o_vn_next_step").toHaveCount(1);
    await contains(".modal .o_vn_confirm").click();
    expect.verifySteps([
        "get_desk home false",
        "log res.partner 7 2  1 5 no_answer",
        "get_desk home false",
    ]);
});

test("outcomes are asked of calls only, and taken back by a second tap", async () => {
    onRpc("crm.vn.desk", "get_log_types", () => [
        {id: 1, name: "Meeting", icon: "fa-users", category: "meeting"},
        {id: 2, name: "Call", icon: "fa-phone", category: "phonecall"},
    ]);
    await openDesk();
    await callFirst();
    await contains(".modal [data-outcome=refused]").click();
    expect(".modal #vn_next").toHaveValue("30");
    await contains(".modal [data-outcome=refused]").click();
    expect(".modal #vn_next").toHaveValue("0");
    await contains(".modal .o_vn_type:contains(Meeting)").click();
    expect(".modal .o_vn_outcome").toHaveCount(0);
    expect.verifySteps(["get_desk home false"]);
});

test("the team as a table: a number opens its list, a name the person's day", async () => {
    mockService("action", {
        loadAction: () => ({domain: []}),
        doAction: (action) => expect.step(JSON.stringify(action.domain)),
    });
    const rows = [
        {
            id: 8,
            name: "Lan",
            overdue: 4,
            forgotten: 0,
            last: false,
            domains: {overdue: [["id", "in", [1]]], forgotten: []},
        },
    ];
    const choices = {all: true, teams: [], users: [{id: 8, name: "Lan"}]};
    await openDesk({scope: {kind: "all", id: false, choices}, team: {rows}});
    expect(".o_vn_todo").toHaveCount(0);
    await contains(".o_vn_team_counters [data-bucket=today]").click();
    await contains(".o_vn_team [data-counter=overdue] .o_vn_number").click();
    expect(".o_vn_team [data-counter=forgotten] button").toHaveCount(0);
    await contains(".o_vn_team .o_vn_person").click();
    expect.verifySteps([
        "get_desk home false",
        '[["id","=",5]]',
        '[["id","in",[1]]]',
        "get_desk user 8",
    ]);
});
