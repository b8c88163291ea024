import {Message} from "@mail/core/common/message";
import {browser} from "@web/core/browser/browser";
import {useService} from "@web/core/utils/hooks";
import {patch} from "@web/core/utils/patch";
import {onMounted, onWillUnmount} from "@odoo/owl";

const WAIT = 300; // milliseconds in which messages come into view together

/** Comments that came into view, by customer, until the server is told. */
const waiting = new Map();

function tell(orm) {
    for (const [partnerId, ids] of waiting) {
        orm.silent.call("res.partner", "vn_mark_discussion_read", [[partnerId]], {
            message_ids: [...ids],
        });
    }
    waiting.clear();
}

/** A comment on a customer is read once it was on the screen. */
patch(Message.prototype, {
    setup() {
        super.setup(...arguments);
        const orm = useService("orm");
        let observer = null;
        onMounted(() => {
            const {message, thread} = this.props;
            const el = this.root.el;
            if (!el || thread?.model !== "res.partner" || message.isSelfAuthored) {
                return;
            }
            observer = new IntersectionObserver((entries) => {
                if (!entries.some((entry) => entry.isIntersecting)) {
                    return;
                }
                observer.disconnect();
                if (!waiting.size) {
                    browser.setTimeout(() => tell(orm), WAIT);
                }
                if (!waiting.has(thread.id)) {
                    waiting.set(thread.id, new Set());
                }
                waiting.get(thread.id).add(message.id);
            });
            observer.observe(el);
        });
        onWillUnmount(() => observer?.disconnect());
    },
});
