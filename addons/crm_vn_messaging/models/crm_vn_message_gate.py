"""May it be sent: the verdict of consent, asked and registered in one step."""

from collections import defaultdict

from odoo import fields, models
from odoo.tools import SQL


class CrmVnMessage(models.Model):
    _inherit = "crm.vn.message"

    def _vn_admit(self, when=None):
        """Ask for these messages whether they may leave now, and register who is.

        Refused ones end as ``refused``, others wait as ``held`` until their time. Two
        workers can't pass a limit together: see ``crm.vn.contact.counter``.

        :param datetime when: naive UTC; now by default
        :return: the messages that may leave now
        """
        when = when or fields.Datetime.now()
        # sudo: the log is the system's; consent is asked for its customers, not shown
        todo = self.sudo()
        # one that was admitted before, and then asked again, counts once
        allowed = todo.filtered("contact_log_id")
        todo -= allowed
        groups = todo.grouped(lambda m: (m.company_id, m.channel, m.purpose))
        for (company, channel, purpose), messages in groups.items():
            rest = messages.with_company(company)
            while rest:
                # one a person at a time: the limits count those before
                first = {}
                for message in rest:
                    first.setdefault(message._vn_get_key(), message.id)
                turn = rest.browse(first.values())
                allowed |= turn._vn_admit_alike(channel, purpose, when)
                rest -= turn
        return self.browse(allowed.ids)

    def _vn_get_key(self):
        """Return what the counter of contacts knows the receiver by."""
        number = self.partner_id.vn_contact_number or self.number
        return number or f"#{self.partner_id.id}"

    def _vn_admit_alike(self, channel, purpose, when):
        """Admit messages of one company, channel and purpose, one a person."""
        self.env["crm.vn.contact.counter"]._touch(
            [message._vn_get_key() for message in self], channel, when
        )
        verdicts = self._vn_get_verdicts(channel, purpose, when)
        allowed = self.browse()
        told = defaultdict(self.browse)
        for message in self:
            verdict = verdicts[message.id]
            if verdict[0]:
                allowed |= message
            else:
                told[verdict] |= message
        for (_ok, code, not_before), messages in told.items():
            messages._vn_write(
                {
                    "state": "held" if not_before else "refused",
                    "verdict": code,
                    "not_before": not_before,
                }
            )
        allowed._vn_register(channel, purpose, when)
        return allowed

    def _vn_get_verdicts(self, channel, purpose, when=None):
        """Return {id of a message: verdict} as ``_vn_contact_verdicts`` gives them."""
        when = when or fields.Datetime.now()
        known = self.partner_id._vn_contact_verdicts(channel, purpose, when)
        bare = {
            message.number
            for message in self
            if message.number and message.number != message.partner_id.vn_contact_number
        }
        numbers = self.env["crm.vn.contact.verdict"]._get_bare_verdicts(
            sorted(bare), channel, purpose, when
        )
        result = {}
        for message in self:
            verdict = known.get(message.partner_id.id) or (True, "ok", False)
            if verdict[0] and message.number in numbers:
                number = numbers[message.number]
                # the person agreed, whichever of his or her numbers is used
                if not (message.partner_id and number[1] == "no_consent"):
                    verdict = number
            result[message.id] = verdict
        return result

    def _vn_register(self, channel, purpose, when):
        """Note that these messages leave; the limits per day count them."""
        if not self:
            return
        self.flush_recordset()
        # one statement: the log of contacts is written by those that make them, and
        # thousands of messages leave in a run
        self.env.execute_query(
            SQL(
                """
                WITH made AS (
                    INSERT INTO crm_vn_contact_log (
                           partner_id, address, channel, purpose, date, user_id,
                           company_id, res_model, res_id,
                           create_uid, create_date, write_uid, write_date)
                    SELECT m.partner_id, NULLIF(m.number, ''), %(channel)s,
                           %(purpose)s, %(when)s, COALESCE(m.user_id, %(uid)s),
                           m.company_id, %(model)s, m.id,
                           %(uid)s, %(now)s, %(uid)s, %(now)s
                      FROM crm_vn_message m WHERE m.id = ANY(%(ids)s)
                 RETURNING id, res_id)
                UPDATE crm_vn_message
                   SET contact_log_id = made.id, verdict = 'ok', not_before = NULL
                  FROM made WHERE crm_vn_message.id = made.res_id
             RETURNING crm_vn_message.id
                """,
                channel=channel,
                purpose=purpose,
                when=when,
                uid=self.env.uid,
                model=self._name,
                now=fields.Datetime.now(),
                ids=self.ids,
            )
        )
        self.env["crm.vn.contact.log"].invalidate_model(flush=False)
        self.invalidate_recordset(["contact_log_id", "verdict", "not_before"])

    def _vn_unregister(self):
        """Take back that these messages were contacts: none of them reached anybody."""
        # sudo: the log of contacts is written by those that make them
        self.sudo().contact_log_id._vn_as_engine().unlink()
