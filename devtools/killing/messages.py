"""Messages that leave: counted where they arrive."""

from . import queues
from .job import Job, run


class Messages(Job):
    """SMS and Zalo in their queues: each reaches its phone once, or says it may have.

    eSMS knows a message that comes again by its id; Zalo does not, so that one that
    was being sent when the kill came is "perhaps sent", and waits for a person.
    """

    kind = "esms"
    #: how often it was tried
    differs = {("crm_vn_message", "attempts")}

    def prepare(self, env):
        self.fill(env, queues.gateways(env, self.outside.url, self.kind))

    def fill(self, env, _account):
        queues.sms(env)

    def work(self, env):
        self.send(env)
        # what was claimed by a worker that is no more: ten minutes later
        for table in ("sms_sms", "crm_vn_message"):
            column = "vn_claimed_date" if table == "sms_sms" else "claimed_date"
            env.cr.execute(
                f"UPDATE {table} SET {column} = {column} - interval '1 hour'"  # noqa: S608
            )
        env.invalidate_all()
        env.cr.commit()
        run(env, "crm_vn_messaging.ir_cron_recover", "crm_vn_zalo.ir_cron_watch")
        self.send(env)

    def send(self, env):
        for _batch in range(3):
            run(env, "sms.ir_cron_sms_scheduler_action", "crm_vn_zalo.ir_cron_send")

    def check(self, cr):
        cr.execute(
            "SELECT number, state FROM crm_vn_message WHERE direction = 'out'"
            " AND uuid IS NOT NULL AND body IS NOT NULL ORDER BY id"
        )
        sent = {number.lstrip("+0"): n for number, n in self.outside.count().items()}
        lines, doubtful = [], 0
        for number, state in cr.fetchall():
            key = number.lstrip("+")
            times = sent.get(key, sent.get(key.removeprefix("84"), 0))
            if times > 1:
                lines.append(f"{number} got its message {times} times")
            if state == "accepted" and not times:
                lines.append(f"{number} got none, and it is said to be sent")
            if state in {"queued", "held", "sending"} - self.may_wait:
                lines.append(f"the message to {number} is left behind: {state}")
            if state == "failed":
                lines.append(f"the message to {number} failed")
            doubtful += state == "unknown"
        if doubtful > self.most_doubtful:
            lines.append(f"{doubtful} messages are perhaps sent")
        return lines

    most_doubtful = 0
    may_wait = frozenset()


class Zalo(Messages):
    """One message, the one that was being sent, may be "perhaps sent"."""

    left_out = ("crm_vn_message", "crm_vn_contact_log", "crm_vn_zalo_account")
    most_doubtful = 1

    def fill(self, env, account):
        queues.zalo(env, account)


class Unrepeatable(Messages):
    """A gateway that knows no repeats: those in the air are perhaps sent."""

    kind = "speedsms"
    left_out = (
        *("crm_vn_message", "crm_vn_contact_log", "sms_sms", "sms_tracker"),
        "mail_notification",
    )
    most_doubtful = 100


class Care(Messages):
    """Lines of a care schedule are due and write by themselves; not at night."""

    may_wait = frozenset({"held"})

    def fill(self, env, _account):
        queues.care(env)

    def work(self, env):
        run(
            env,
            "crm_vn_care_schedule.ir_cron_enroll",
            "crm_vn_consent_care.ir_cron_check_contact",
            "crm_vn_messaging_care.ir_cron_send_messages",
        )
        super().work(env)
