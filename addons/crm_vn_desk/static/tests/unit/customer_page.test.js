import {expect, test} from "@odoo/hoot";
import {
    contains,
    mockService,
    mountWithCleanup,
    onRpc,
} from "@web/../tests/web_test_helpers";
import {CustomerHead, CustomerPage} from "@crm_vn_desk/customer_page/customer_page";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const EVENT = {
    key: "1",
    kind: "done",
    icon: "fa-phone",
    title: "Gọi",
    date: "20/11/2026",
    who: "Lan",
    detail: "",
    model: "crm.lead",
    res_id: 3,
};

function answer() {
    return {
        phone: "0912345678",
        facts: [
            {name: "owner", icon: "fa-user", label: "Owner", value: "Lan"},
            {name: "next", icon: "fa-clock-o", label: "Next step", value: "Gọi"},
        ],
        counts: {planned: 1, due: 0, done: 40, discussion: 0, document: 2},
        timeline: [EVENT, {...EVENT, key: "2", model: "res.partner", res_id: 7}],
        cards: [
            {
                name: "orders",
                icon: "fa-money",
                title: "Orders",
                count: 2,
                model: "sale.order",
                domain: [["partner_id", "=", 7]],
                rows: [{id: 9, name: "S0009", detail: "Sales order"}],
            },
        ],
    };
}

/** Show parts of the page of one record, as a form does. */
async function show(parts, {resId = 7} = {}) {
    onRpc("res.partner", "vn_get_page", ({args}) => {
        expect.step(`page ${args[0]}`);
        return answer();
    });
    onRpc("res.partner", "vn_get_timeline", ({kwargs}) => {
        expect.step(`timeline ${kwargs.kinds.join(" ")} ${kwargs.limit}`);
        return {timeline: [EVENT]};
    });
    mockService("action", {
        doAction: ({res_model, res_id, domain}) =>
            expect.step(`${res_model} ${res_id || JSON.stringify(domain)}`),
    });
    const record = {
        resModel: "res.partner",
        resId,
        data: {display_name: "Đại Phát"},
        load: () => expect.step("load"),
    };
    for (const part of parts) {
        await mountWithCleanup(part, {props: {record, readonly: true}});
    }
}

test("head and page of one record ask the server once", async () => {
    await show([CustomerHead, CustomerPage]);
    expect(".o_vn_fact").toHaveCount(2);
    expect(".o_vn_fact[data-name=owner] b").toHaveText("Lan");
    expect(".o_vn_head_call").toHaveAttribute("href", "tel:0912345678");
    expect(".o_vn_event").toHaveCount(2);
    expect.verifySteps(["page 7"]);
});

test("a customer who is not saved yet has neither", async () => {
    await show([CustomerHead, CustomerPage], {resId: false});
    expect(".o_vn_head, .o_vn_page").toHaveCount(0);
    expect.verifySteps([]);
});

test("what came out of a call is logged, and shown", async () => {
    onRpc("crm.vn.desk", "get_log_types", () => [
        {id: 2, name: "Call", icon: "fa-phone", category: "phonecall"},
    ]);
    onRpc("crm.vn.desk", "log_contact", ({args}) => {
        expect.step(`log ${args.slice(0, 3).join(" ")} ${args.at(-1)}`);
        return 5;
    });
    await show([CustomerHead]);
    // who dials, and how, is not the page's business
    const link = document.querySelector(".o_vn_head_call");
    delete link.dataset.vnCall;
    link.addEventListener("click", (ev) => ev.preventDefault());
    await contains(".o_vn_head_call").click();
    await contains(".modal [data-outcome=answered]").click();
    await contains(".modal .o_vn_confirm").click();
    expect.verifySteps(["page 7", "log res.partner 7 2 answered", "load"]);
});

test("chips choose what is shown; one without rows can't be chosen", async () => {
    await show([CustomerPage]);
    expect(".o_vn_chips [data-kind=due]").not.toBeEnabled();
    await contains(".o_vn_chips [data-kind=done]").click();
    expect(".o_vn_chips [data-kind=done]").toHaveAttribute("aria-pressed", "true");
    expect(".o_vn_event").toHaveCount(1);
    await contains(".o_vn_more").click();
    await contains(".o_vn_chips [data-kind=planned]").click();
    await contains(".o_vn_chips [data-kind=done]").click();
    expect(".o_vn_more").toHaveCount(0);
    expect.verifySteps([
        "page 7",
        "timeline done 30",
        "timeline done 31",
        "timeline done planned 30",
        "timeline planned 30",
    ]);
});

test("rows and cards open what they name, but not the customer himself", async () => {
    await show([CustomerPage]);
    expect(".o_vn_event button").toHaveCount(1);
    await contains(".o_vn_event button").click();
    await contains(".o_vn_card[data-name=orders] > button").click();
    await contains(".o_vn_card[data-name=orders] div button").click();
    expect.verifySteps([
        "page 7",
        "crm.lead 3",
        'sale.order [["partner_id","=",7]]',
        "sale.order 9",
    ]);
});
