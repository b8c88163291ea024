import {expect, test} from "@odoo/hoot";
import {click, contains} from "@mail/../tests/mail_test_helpers";
import {asyncStep, onRpc, waitForSteps} from "@web/../tests/web_test_helpers";
import "@crm_vn_contact_log/message_contact/message_action";
import {onDesktop} from "@crm_vn_base/../tests/unit/unit_helpers";
import {openComment} from "@crm_vn_contact_log/../tests/unit/comment_helpers";

onDesktop();

const EXPAND = ".o-mail-Message [title='Expand']";

/** Open a comment; *flags* is what the server says of it. */
async function openWith(flags, isOthers) {
    let isContact = flags.vn_is_contact;
    onRpc("mail.message", "action_vn_toggle_contact", ({args}) => {
        asyncStep(`toggle ${args[0].length}`);
        isContact = !isContact;
        return isContact;
    });
    return Object.assign(await openComment({}, isOthers), flags);
}

test("one's own comment was a contact, and was none", async () => {
    await openWith({vn_may_be_contact: true, vn_is_contact: false});
    await click(EXPAND);
    await click(".o-dropdown-item:contains('Was a contact with the customer')");
    await waitForSteps(["toggle 1"]);
    await click(EXPAND);
    await click(".o-dropdown-item:contains('Was no contact with the customer')");
    await waitForSteps(["toggle 1"]);
});

test("what the server does not allow is not offered", async () => {
    await openWith({vn_may_be_contact: false, vn_is_contact: false});
    await click(EXPAND);
    await contains(".o-dropdown-item:contains('Delete')");
    await contains(".o-dropdown-item:contains('contact with the customer')", {
        count: 0,
    });
});

test("others' comments are theirs", async () => {
    const message = await openWith(
        {vn_may_be_contact: true, vn_is_contact: false},
        true
    );
    expect(message.isSelfAuthored).toBe(false);
    await click(EXPAND);
    await contains(".o-dropdown-item:contains('contact with the customer')", {
        count: 0,
    });
});
