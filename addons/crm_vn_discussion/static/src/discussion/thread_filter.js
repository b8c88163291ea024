import {Chatter} from "@mail/chatter/web_portal/chatter";
import {Thread} from "@mail/core/common/thread_model";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {rpc} from "@web/core/network/rpc";
import {patch} from "@web/core/utils/patch";

/** The messages of a customer can be limited to the discussion, or to the log. */
patch(Thread.prototype, {
    setup() {
        super.setup();
        /** @type {true|false|undefined} log only, discussion only, or both */
        this.vnIsNotification = undefined;
    },

    async fetchMessagesData({after, around, before} = {}) {
        if (this.model !== "res.partner") {
            return super.fetchMessagesData(...arguments);
        }
        const limit = this.store.FETCH_LIMIT * (around || around === 0 ? 2 : 1);
        const params = {limit, after, around, before, vn_seen: true};
        if (this.vnIsNotification !== undefined) {
            params.is_notification = this.vnIsNotification;
        }
        return rpc(this.getFetchRoute(), {
            ...this.getFetchParams(),
            fetch_params: params,
        });
    },

    async vnFilterMessages(isNotification) {
        this.vnIsNotification = isNotification;
        this.messages = [];
        this.isLoaded = false;
        await this.fetchNewMessages();
    },
});

Object.assign(Chatter.components, {DropdownItem});

patch(Chatter.prototype, {
    get vnCanFilter() {
        return (
            this.state.thread?.model === "res.partner" && Boolean(this.props.threadId)
        );
    },

    get vnFilterIcon() {
        const {vnIsNotification} = this.state.thread;
        if (vnIsNotification === undefined) {
            return "fa-list-ul";
        }
        return vnIsNotification ? "fa-history" : "fa-comments";
    },

    vnFilterMessages(isNotification) {
        return this.state.thread.vnFilterMessages(isNotification);
    },
});
