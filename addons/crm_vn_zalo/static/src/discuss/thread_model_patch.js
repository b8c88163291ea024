import {Thread} from "@mail/core/common/thread_model";
import {patch} from "@web/core/utils/patch";

patch(Thread.prototype, {
    /** A chat on Zalo stands among the chats. */
    _computeDiscussAppCategory() {
        if (this.channel_type === "vn_zalo") {
            return this.store.discuss.chats;
        }
        return super._computeDiscussAppCategory();
    },
});
