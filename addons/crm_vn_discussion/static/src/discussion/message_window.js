import {Message} from "@mail/core/common/message_model";
import {fields} from "@mail/core/common/record";
import {browser} from "@web/core/browser/browser";
import {user} from "@web/core/user";
import {patch} from "@web/core/utils/patch";

const LONGEST_TIMER = 2 ** 31 - 1;

/** "Edit" and "Delete" leave a comment on a customer when its time is over, also when
 * the comment is on the screen already. The server refuses in any case. */
patch(Message.prototype, {
    setup() {
        super.setup(...arguments);
        /** Seconds that the author had left when the server sent them; false: no
         * limit; undefined: no comment on a customer
         * @type {number|false|undefined} */
        this.vn_edit_seconds = fields.Attr(undefined, {
            onUpdate() {
                this.vnWatchEditWindow();
            },
        });
        this.vnEditOver = false;
        /** @type {number} by the clock of this machine, in milliseconds */
        this.vnEditUntil = Infinity;
    },

    vnWatchEditWindow() {
        browser.clearTimeout(this.vnEditTimer);
        if (typeof this.vn_edit_seconds !== "number") {
            this.vnEditUntil = Infinity;
            this.vnEditOver = false;
            return;
        }
        const left = this.vn_edit_seconds * 1000;
        this.vnEditUntil = Date.now() + left;
        this.vnEditOver = left <= 0;
        if (left > 0 && left <= LONGEST_TIMER) {
            this.vnEditTimer = browser.setTimeout(() => (this.vnEditOver = true), left);
        }
    },

    get editable() {
        if (!super.editable) {
            return false;
        }
        if (this.vn_edit_seconds === undefined || user.isSystem) {
            return true;
        }
        // a phone that slept is late with its timers: the clock decides, too
        return (
            Boolean(this.isSelfAuthored) &&
            !this.vnEditOver &&
            Date.now() < this.vnEditUntil
        );
    },
});
