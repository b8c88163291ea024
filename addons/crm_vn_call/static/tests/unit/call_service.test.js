import {describe, expect, test} from "@odoo/hoot";
import {queryAllTexts, waitFor, waitForNone} from "@odoo/hoot-dom";
import {
    asyncStep,
    contains,
    MockServer,
    mountWithCleanup,
    onRpc,
    serverState,
    waitForSteps,
} from "@web/../tests/web_test_helpers";
import {registry} from "@web/core/registry";
import {WebClient} from "@web/webclient/webclient";
import "@crm_vn_call/call_service/call_service";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const POPUP = ".o_notification";
const CALL = {
    id: 7,
    number: "+84 912 345 678",
    customer: "Chị Lan",
    details: "★★★★ · Owner: Hùng",
    choices: [],
};

/** Open the client; what it asks the server for, and opens, are steps. */
async function start() {
    registry
        .category("actions")
        .add("vn_step", (env, {params}) => asyncStep(`open ${params.name}`), {
            force: true,
        });
    for (const name of [
        "action_open_customer",
        "action_after_call",
        "action_new_lead",
        "action_choose_customer",
    ]) {
        onRpc("crm.vn.call", name, ({args}) => {
            asyncStep([name, ...args.flat()].join(" "));
            return {type: "ir.actions.client", tag: "vn_step", params: {name}};
        });
    }
    await mountWithCleanup(WebClient);
}

function tell(kind, payload) {
    MockServer.env["bus.bus"]._sendone(
        serverState.partnerId,
        `crm_vn_call/${kind}`,
        payload
    );
}

function ring(values) {
    tell("ringing", {...CALL, ...values});
    return waitFor(POPUP);
}

function over(values) {
    const end = {id: CALL.id, state: "missed", user_id: false, known: true};
    tell("over", {...end, ...values});
    return waitForNone(POPUP);
}

test("who calls, once a call, and gone when a colleague lifts", async () => {
    await start();
    await ring();
    await ring();
    expect(POPUP).toHaveCount(1);
    expect(`${POPUP} .o_notification_content`).toHaveText(
        "Chị Lan calls · +84 912 345 678\n★★★★ · Owner: Hùng"
    );
    await over({state: "answered", user_id: 99});
    await waitForSteps([]);
});

test("who lifts has the customer before him", async () => {
    await start();
    await ring();
    await over({state: "answered", user_id: serverState.userId});
    await waitForSteps(["action_open_customer 7", "open action_open_customer"]);
});

test("an unknown number: a customer or an opportunity is made of it", async () => {
    await start();
    await ring({customer: "", details: ""});
    expect(queryAllTexts(`${POPUP} button:not(.o_notification_close)`)).toEqual([
        "New customer",
        "New opportunity",
        "Note",
    ]);
    expect(`${POPUP} .o_notification_content`).toHaveText(
        "Unknown number calls · +84 912 345 678"
    );
    await contains(`${POPUP} button:contains(New opportunity)`).click();
    await waitForSteps(["action_new_lead 7", "open action_new_lead"]);
    await over({state: "answered", user_id: serverState.userId, known: false});
    await waitForSteps([]);
});

test("several have the number: one of them is chosen", async () => {
    await start();
    await ring({
        customer: "",
        choices: [
            {id: 1, name: "Chị Lan"},
            {id: 2, name: "Anh Minh"},
        ],
    });
    expect(queryAllTexts(`${POPUP} button:not(.o_notification_close)`)).toEqual([
        "Chị Lan",
        "Anh Minh",
        "Note",
    ]);
    await contains(`${POPUP} button:contains(Anh Minh)`).click();
    await waitForSteps(["action_choose_customer 7 2", "open action_choose_customer"]);
});

test("two calls at once have a message each", async () => {
    await start();
    await ring();
    await ring({id: 8, customer: "Anh Minh"});
    await waitFor(`${POPUP}:contains(Anh Minh)`);
    expect(POPUP).toHaveCount(2);
    tell("over", {id: 7, state: "missed", user_id: false, known: true});
    await waitForNone(`${POPUP}:contains(Chị Lan)`);
    expect(POPUP).toHaveCount(1);
});

describe("links that call", () => {
    /** A button that calls; what the server answers to it. */
    async function startWith(answer, tag = "button") {
        onRpc("crm.vn.call.dialer", "vn_dial", ({args, kwargs}) => {
            const shown = kwargs.hotline ? ` ${kwargs.hotline}` : "";
            asyncStep(`dial ${args[0]} ${args[1]}${shown}`);
            return typeof answer === "function" ? answer(kwargs) : answer;
        });
        await start();
        const link = document.createElement(tag);
        link.dataset.vnCall = "res.partner,5";
        link.textContent = "Dial";
        link.addEventListener("click", (ev) => {
            ev.preventDefault();
            asyncStep("the link itself");
        });
        document.querySelector(".o_web_client, .o_action_manager").append(link);
        return link;
    }

    test("the switchboard calls: the link does nothing more", async () => {
        await startWith({state: "asked", id: 3});
        await contains("[data-vn-call]").click();
        await waitFor(`${POPUP}:contains(Lift your phone)`);
        await waitForSteps(["dial res.partner 5"]);
    });

    test("the number that is shown is picked, and asked once", async () => {
        await startWith(({hotline}) =>
            hotline
                ? {state: "asked", id: 3}
                : {state: "hotline", hotlines: ["19001234", "02873000001"]}
        );
        await contains("[data-vn-call]").click();
        await waitFor(`${POPUP}:contains(Which of our numbers)`);
        await contains("[data-vn-call]").click();
        await waitForSteps(["dial res.partner 5", "dial res.partner 5"]);
        expect(`${POPUP}:contains(Which of our numbers)`).toHaveCount(1);
        await contains(`${POPUP} button:contains(02873000001)`).click();
        await waitFor(`${POPUP}:contains(Lift your phone)`);
        await waitForSteps(["dial res.partner 5 02873000001"]);
    });

    test("who may not be called is not called by the link either", async () => {
        await startWith({state: "refused", reason: "Not before 8:00"});
        await contains("[data-vn-call]").click();
        await waitFor(`${POPUP}:contains(Not before 8:00)`);
        await waitForSteps(["dial res.partner 5"]);
    });

    test("the phone itself dials: the click goes on, once", async () => {
        const link = await startWith({state: "phone", number: "+84912345678"}, "a");
        link.href = "tel:0912345678";
        await contains("[data-vn-call]").click();
        await waitForSteps(["dial res.partner 5", "the link itself"]);
        await contains("[data-vn-call]").click();
        await waitForSteps(["dial res.partner 5", "the link itself"]);
    });
});
