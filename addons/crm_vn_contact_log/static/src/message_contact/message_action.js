import {registerMessageAction} from "@mail/core/common/message_actions";
import {_t} from "@web/core/l10n/translation";
import {useService} from "@web/core/utils/hooks";

registerMessageAction("vn-contact", {
    condition: ({message}) => message.vn_may_be_contact && message.isSelfAuthored,
    icon: ({message}) =>
        message.vn_is_contact ? "fa fa-handshake-o text-success" : "fa fa-handshake-o",
    name: ({message}) =>
        message.vn_is_contact
            ? _t("Was no contact with the customer")
            : _t("Was a contact with the customer"),
    onSelected: async ({message, owner}) => {
        message.vn_is_contact = await owner.vnOrm.call(
            "mail.message",
            "action_vn_toggle_contact",
            [[message.id]]
        );
    },
    setup: ({owner}) => {
        owner.vnOrm = useService("orm");
    },
    sequence: 70,
});
