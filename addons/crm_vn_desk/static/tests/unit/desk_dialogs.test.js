import {Deferred, advanceTime, animationFrame} from "@odoo/hoot-mock";
import {expect, queryAllTexts, queryFirst, test} from "@odoo/hoot";
import {
    contains,
    getMockEnv,
    makeDialogMockEnv,
    makeServerError,
    mountWithCleanup,
} from "@web/../tests/web_test_helpers";
import {
    DoneDialog,
    LogDialog,
    PickDialog,
    PostponeDialog,
} from "@crm_vn_desk/desk/desk_dialogs";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";

onDesktop();

const MEETING = {id: 1, name: "Meeting", icon: "fa-users", category: "meeting"};
const CALL = {id: 2, name: "Call", icon: "fa-phone", category: "phonecall"};
const CONFIRM = ".o_vn_confirm";

async function mount(DialogOfDesk, props) {
    if (!getMockEnv()) {
        await makeDialogMockEnv();
    }
    return mountWithCleanup(DialogOfDesk, {
        props: {title: "Chị Lan", close: () => expect.step("close"), ...props},
    });
}

const show = (DialogOfDesk, props) =>
    mount(DialogOfDesk, {
        onConfirm: (values) => expect.step(JSON.stringify(values)),
        ...props,
    });

test("a second tap on a slow line does nothing", async () => {
    const line = new Deferred();
    await show(DoneDialog, {
        onConfirm: (feedback) => {
            expect.step(`done: ${feedback}`);
            return line;
        },
    });
    await contains(".o_vn_feedback").edit("Đồng ý");
    await contains(CONFIRM).click();
    expect(CONFIRM).not.toBeEnabled();
    expect.verifySteps(["done: Đồng ý"]);
    line.resolve();
    await animationFrame();
    expect.verifySteps(["close"]);
});

test("what the server refuses can be tried again", async () => {
    expect.errors(1);
    let refuses = true;
    await show(DoneDialog, {
        onConfirm: () => {
            expect.step("asked");
            if (refuses) {
                throw makeServerError({message: "no"});
            }
        },
    });
    await contains(CONFIRM).click();
    expect.verifySteps(["asked"]);
    refuses = false;
    await contains(CONFIRM).click();
    expect.verifySteps(["asked", "close"]);
    expect.verifyErrors(["no"]);
});

test("a to-do is put off by days, or to a day", async () => {
    await show(PostponeDialog);
    expect(CONFIRM).not.toBeEnabled();
    await contains(".o_vn_tomorrow").click();
    // a day that is empty can't be typed into here: the browser's own picker sets it
    const day = queryFirst("#vn_date");
    day.value = "2027-02-15";
    day.dispatchEvent(new Event("input"));
    await animationFrame();
    await contains(CONFIRM).click();
    expect.verifySteps(['{"days":1}', "close", '{"date":"2027-02-15"}', "close"]);
});

test("what is logged is the wanted kind, else a call, else the first one", async () => {
    const types = [MEETING, CALL];
    const dialog = await show(LogDialog, {loadTypes: async () => types, typeId: 1});
    expect(dialog.values.type).toBe(1);
    expect(".o_vn_outcome").toHaveCount(0);
    const other = await show(LogDialog, {loadTypes: async () => types, typeId: 9});
    expect(other.values.type).toBe(2);
    const last = await show(LogDialog, {loadTypes: async () => [MEETING]});
    expect(last.values.type).toBe(1);
    const none = await show(LogDialog, {loadTypes: async () => []});
    expect(none.values.type).toBe(false);
});

test("an outcome plans the next step, which one may choose otherwise", async () => {
    await show(LogDialog, {loadTypes: async () => [MEETING, CALL]});
    await contains("[data-outcome=call_back]").click();
    expect("#vn_next").toHaveValue("3");
    expect(".o_vn_next_step").toHaveText("A call is planned, as agreed.");
    await contains("#vn_next").select("0");
    expect(".o_vn_next_step").toHaveCount(0);
    await contains(".o_vn_note").edit("Bận họp");
    await contains(CONFIRM).click();
    expect.verifySteps([
        '{"type":2,"note":"Bận họp","next":0,"outcome":"call_back"}',
        "close",
    ]);
});

test("an outcome counts for calls only", async () => {
    const dialog = await show(LogDialog, {loadTypes: async () => [MEETING, CALL]});
    await contains("[data-outcome=answered]").click();
    expect(dialog.values.outcome).toBe("answered");
    await contains(".o_vn_type:contains(Meeting)").click();
    expect(dialog.values.outcome).toBe(false);
});

test("whom one types is found, the last answer counts", async () => {
    const answers = {a: new Deferred(), ab: new Deferred()};
    await mount(PickDialog, {
        onPick: ({name}) => expect.step(name),
        find: async (text) => answers[text] || [{id: 1, name: "Lan", detail: "KH001"}],
    });
    expect(queryAllTexts(".o_vn_pick")).toEqual(["Lan\nKH001"]);
    for (const text of ["a", "ab"]) {
        await contains(".o_vn_pick_search").edit(text, {confirm: false});
        await advanceTime(300);
    }
    answers.ab.resolve([{id: 3, name: "Abc", detail: ""}]);
    answers.a.resolve([{id: 2, name: "An", detail: ""}]);
    await animationFrame();
    expect(queryAllTexts(".o_vn_pick")).toEqual(["Abc"]);
    await contains(".o_vn_pick").click();
    expect.verifySteps(["close", "Abc"]);
});

test("to call somebody, one needs a number", async () => {
    await mount(PickDialog, {
        withPhone: true,
        onPick: ({name}) => expect.step(name),
        find: async () => [
            {id: 1, name: "Lan", detail: "", phone: "0912345678"},
            {id: 2, name: "Minh", detail: "", phone: ""},
        ],
    });
    expect("a.o_vn_pick").toHaveCount(1);
    expect("a.o_vn_pick").toHaveAttribute("href", "tel:0912345678");
    await mount(PickDialog, {onPick: () => undefined, find: async () => []});
    expect(".o_vn_empty:last").toHaveText("Nobody was found.");
});
