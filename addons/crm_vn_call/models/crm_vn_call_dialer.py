import logging
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from odoo.addons.crm_vn_base.arguments import takes
from odoo.addons.crm_vn_call_provider.tools import dial, values
from odoo.addons.crm_vn_duplicate.tools import phone

_logger = logging.getLogger(__name__)

#: a second click on the same number within so many seconds is the same call
DOUBLE_CLICK_SECONDS = 30
#: answers of a switchboard that does not know who asks
NOT_LOGGED_IN = ("HTTP 401", "HTTP 403")


class CrmVnCallDialer(models.AbstractModel):
    """Asks the switchboard for a call: the row first, the switchboard afterwards."""

    _name = "crm.vn.call.dialer"
    _description = "Click to call"

    @api.model
    @takes(model="text", res_id="id", number="text?", purpose="text?", hotline="text?")
    def vn_dial(self, model, res_id, number=None, purpose=None, hotline=None):
        """Call a number of a record.

        :param str model: a document of a customer
        :param int res_id: its id
        :param str number: one of its numbers; the first one by default
        :param str purpose: ``care``, ``advert``, ``transaction`` or ``survey``; by
            default what the record says: a member of a campaign is called for that
        :param str hotline: which of our numbers the customer sees; by default the one
            that :meth:`_get_hotlines` has first
        :return: ``{"state": "asked", "id": call}`` when the switchboard will be asked,
            ``{"state": "refused", "reason": text}`` when the person may not be called,
            ``{"state": "phone", "number": text}`` when the user has no extension and
            dials himself, ``{"state": "choose", "numbers": [text]}`` when several
            numbers stand in the field, ``{"state": "hotline", "hotlines": [text]}``
            when the user picks the number that is shown
        :raise UserError: it is no number of the record, none of ours, or a call is open
        """
        record = self._get_record(model, res_id)
        purpose = purpose or self.env[model].browse(res_id)._vn_call_purpose()
        numbers = phone.parse(number).numbers if number else ()
        if len(numbers) > 1:
            # several stand in one field: the user picks
            return {"state": "choose", "numbers": [phone.display(n) for n in numbers]}
        key = self._get_key(record, number)
        partner = record if record._name == "res.partner" else record.partner_id
        verdict = self._get_verdict(partner, key, purpose)
        if not verdict[0]:
            return {"state": "refused", "reason": partner._vn_explain_verdict(verdict)}
        line = self._get_extension()
        if not line:
            return {"state": "phone", "number": key}
        hotlines = self._get_hotlines(line, key)
        if hotline is None and len(hotlines) > 1 and line.provider_id.asks_hotline:
            return {"state": "hotline", "hotlines": hotlines}
        if hotline and hotline not in hotlines:
            raise UserError(
                self.env._("You can't call from “%s”: choose again.", hotline[:40])
            )
        shown = hotline or "".join(hotlines[:1])
        call = self._make(record, partner, key, line, purpose, shown)
        return {"state": "asked", "id": call.id}

    @api.model
    def _get_verdict(self, partner, number, purpose):
        """Return whether a customer, or a number that has none yet, may be called."""
        if partner:
            return partner._vn_contact_verdicts("call", purpose)[partner.id]
        verdicts = self.env["crm.vn.contact.verdict"]
        return verdicts._get_bare_verdicts([number], "call", purpose)[number]

    @api.model
    def _get_action(self, record, number):
        """Return the action that calls from a button, and says what becomes of it."""
        return {
            "type": "ir.actions.client",
            "tag": "crm_vn_call_dial",
            "params": {"model": record._name, "id": record.id, "number": number},
        }

    @api.model
    def _get_record(self, model, res_id):
        """Return the record that is called from, if the user may read it.

        A document without a number of its own is its customer's.
        """
        documents = self.env["res.partner"]._vn_customer_documents()
        if model not in documents or not isinstance(res_id, int):
            raise UserError(self.env._("Nobody can be called from here."))
        record = self.env[model].browse(res_id)
        record.check_access("read")
        if not record.exists():
            raise UserError(self.env._("This record is not there any more."))
        if not record._vn_call_number_fields():
            record = record.mapped(documents[model])
            record.check_access("read")
        return record

    @api.model
    def _get_key(self, record, number):
        """Return the number as it is dialled; only one of the record's own."""
        own = [
            key
            for name in record._vn_call_number_fields()
            for key in phone.parse(record[name]).numbers or [record[name]]
            if key
        ]
        wanted = phone.key(str(number)) or str(number) if number else own[:1] and own[0]
        if not wanted or wanted not in own or not values.may_dial(wanted):
            raise UserError(
                self.env._(
                    "“%(number)s” is no number of %(record)s that can be dialled.",
                    number=str(number or "")[:40],
                    record=record.display_name,
                )
            )
        return wanted

    @api.model
    def _get_extension(self):
        """Return the user's extension on a switchboard that can be asked, locked.

        The lock makes two clicks at once one after the other: the row is written, so
        that the second one begins anew and sees the call of the first.
        """
        # sudo: one's own extension; keys of the switchboard stay on the server
        line = (
            self.env["crm.vn.call.extension"]
            .sudo()
            .search(
                [
                    ("user_id", "=", self.env.uid),
                    ("provider_id.active", "=", True),
                    ("provider_id.api_url", "!=", False),
                    ("company_id", "=", self.env.company.id),
                ],
                limit=1,
            )
        )
        if line:
            self.env.execute_query(
                SQL(
                    "UPDATE crm_vn_call_extension SET user_id = user_id"
                    " WHERE id = %s RETURNING id",
                    line.id,
                )
            )
        return line

    @api.model
    def _make(self, record, partner, key, line, purpose, hotline):
        """Make the row of the call; the switchboard is asked when it is committed."""
        calls = self.env["crm.vn.call"].sudo()
        now = fields.Datetime.now()
        busy = calls.search(calls._get_open_domain(self.env.user), limit=1)
        if busy:
            again = now - timedelta(seconds=DOUBLE_CLICK_SECONDS)
            if busy.number_key == key and busy.client_ref and busy.started >= again:
                return busy
            raise UserError(
                self.env._(
                    "You are in a call with %s: end it first.", busy.display_name
                )
            )
        lead = record if record._name == "crm.lead" else self.env["crm.lead"]
        if not partner and "lead_id" in record._fields:
            lead = record.lead_id
        token = f"crm-{secrets.token_hex(12)}"
        provider = line.provider_id
        # sudo: nobody makes calls but the switchboard and this
        call = calls._vn_as_engine(
            mail_create_nolog=True, tracking_disable=True
        ).create(
            {
                "provider_id": provider.id,
                "company_id": provider.company_id.id,
                "conversation": token,
                "client_ref": token,
                "direction": "out",
                "number": key,
                "number_key": key,
                "state": "new",
                "started": now,
                "user_id": self.env.uid,
                "partner_id": partner.id,
                "lead_id": lead.id,
                "purpose": purpose,
            }
        )
        if partner:
            partner._vn_register_contact("call", purpose, now, call)
        asked = {
            "hotline": hotline,
            "extension": line.extension,
            "number": key,
            "token": token,
        }
        uid, call_id = self.env.uid, call.id
        self.env.cr.postcommit.add(lambda: self._ask(uid, call_id, asked))
        return call

    @api.model
    def _get_hotlines(self, line, key):
        """Return which of our numbers may be shown, the best one first.

        It is the extension's own alone, where it has one; else the one on which they
        called us last, which they know, comes first, and then the others in order.
        """
        if line.hotline:
            return [line.hotline]
        provider = line.provider_id
        ours = provider._get_hotlines()
        # sudo: on which of our numbers somebody called is no secret of the customer's
        last = (
            self.env["crm.vn.call"]
            .sudo()
            .search(
                [
                    ("company_id", "=", provider.company_id.id),
                    ("number_key", "=", key),
                    ("direction", "=", "in"),
                    ("hotline", "in", ours),
                ],
                limit=1,
            )
        )
        return sorted(ours, key=lambda number: number != last.hotline)

    @api.model
    def _ask(self, uid, call_id, asked):
        """Ask the switchboard, after the commit, and tell the user how it went."""
        answer, shown = self._ask_once(uid, call_id, asked)
        if answer.reason in NOT_LOGGED_IN:
            # the token ended before its time, or was given up for another
            answer, _shown = self._ask_once(uid, call_id, asked, stale=shown)
        if answer.is_accepted:
            return
        _logger.info("switchboard refused call %s: %s", call_id, answer.reason[:100])
        with self.pool.cursor() as cr:
            self._get_call(cr, uid, call_id)._refuse(answer.reason)

    @api.model
    def _ask_once(self, uid, call_id, asked, stale=None):
        """Return (answer, what the switchboard was shown)."""
        try:
            with self.pool.cursor() as cr:
                provider = self._get_call(cr, uid, call_id).provider_id
                shown = provider._get_login(stale)
                request = dial.request(
                    provider.kind,
                    url=provider.api_url,
                    account=provider.api_account or "",
                    secret=shown,
                    **asked,
                )
        except UserError as error:
            return dial.Answer(False, str(error)), None
        return dial.ask(request), shown

    @api.model
    def _get_call(self, cr, uid, call_id):
        # sudo: the user's own call
        return api.Environment(cr, uid, {})["crm.vn.call"].sudo().browse(call_id)
