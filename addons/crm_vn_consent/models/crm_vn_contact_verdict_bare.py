from odoo import api, fields, models
from odoo.tools import SQL

from .crm_vn_channel_mixin import BY_NUMBER

#: verdicts on a customer that say nothing about the number
PERSONAL = ("archived", "no_consent")


class CrmVnContactVerdict(models.AbstractModel):
    """The same verdict on numbers and addresses that no customer at hand has."""

    _inherit = "crm.vn.contact.verdict"

    @api.model
    def _get_bare_verdicts(self, numbers, channel, purpose, when=None):
        """Return ``{number: (allowed, code, not_before)}``, as of `_get_verdicts`.

        Whoever of a number's owners refuses, refuses for the number.

        :param numbers: E.164 numbers, or addresses in small letters for e-mail; the
            current company wants to use them
        """
        if not numbers:
            return {}
        when = fields.Datetime.to_datetime(when) or fields.Datetime.now()
        name = "vn_contact_number" if channel in BY_NUMBER else "email_normalized"
        # sudo: who has the number is not told, only whether it may be used
        partners = self.env["res.partner"].sudo()
        partners = partners.search([(name, "in", list(numbers))])
        verdicts = partners._vn_contact_verdicts(channel, purpose, when)
        result = {}
        for partner in partners:
            verdict = verdicts[partner.id]
            if not verdict[0] and verdict[1] not in PERSONAL:
                result[partner[name]] = verdict
        rest = [number for number in numbers if number not in result]
        limits = self._get_limits(self.env.company.id, channel, purpose, when)
        for number, reason, moments in self._read_bare(rest, channel, purpose, when):
            result[number] = (
                (False, reason, False) if reason else limits.get_verdict(moments or [])
            )
        return result

    @api.model
    def _read_bare(self, numbers, channel, purpose, when):
        """Return rows ``(number, reason or None, moments in 24 hours)``."""
        self._flush()
        return self.env.execute_query(
            SQL(
                """
                SELECT who.key, CASE
                           WHEN ledger.state = 'withdrawn' THEN 'withdrawn'
                           %(wishes)s
                           %(advert)s
                       END,
                       (SELECT array_agg(g.date ORDER BY g.date)
                          FROM crm_vn_contact_log g
                         WHERE g.address = who.key AND g.channel = %(channel)s
                           AND g.purpose = %(purpose)s
                           AND g.company_id = who.company_id
                           AND g.date > %(when)s::timestamp - interval '1 day'
                           AND g.date <= %(when)s)
                  FROM (SELECT key, %(company)s AS company_id, FALSE AS refuses
                          FROM unnest(%(numbers)s::varchar[]) AS n(key)) who
                  LEFT JOIN LATERAL (
                        SELECT l.state FROM crm_vn_consent l
                         WHERE l.address = who.key AND l.channel = %(channel)s
                           AND l.purpose = %(purpose)s
                           AND l.company_id = who.company_id AND l.date <= %(when)s
                         ORDER BY l.date DESC, l.state DESC, l.id DESC LIMIT 1
                       ) AS ledger ON TRUE
                  %(joins)s
                """,
                numbers=list(numbers),
                channel=channel,
                purpose=purpose,
                company=self.env.company.id,
                when=when,
                **self._get_refusals(channel, purpose),
            )
        )

    @api.model
    def _register_bare(self, address, channel, purpose, when=None, source=None):
        """Note a contact with a number or an address that no customer has.

        The limits per day count it, as `res.partner._vn_register_contact` does.

        :param str address: E.164 number or address in small letters
        :param datetime when: naive UTC; now by default
        :param source: record that sent or made the contact
        :return: the row of ``crm.vn.contact.log``
        """
        when = fields.Datetime.to_datetime(when) or fields.Datetime.now()
        self.env["crm.vn.contact.counter"]._touch([address], channel, when)
        # sudo: whoever may send may have it counted; nobody may write the log itself
        log = self.env["crm.vn.contact.log"].sudo()._vn_as_engine()
        people = [(None, address, self.env.company.id)]
        return log._add(people, channel, purpose, when, source)
