from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime

from .crm_vn_contact_verdict import DAY


class CrmVnContactVerdict(models.AbstractModel):
    """What a verdict rests on, for who has to prove it."""

    _inherit = "crm.vn.contact.verdict"

    @api.model
    def _get_grounds(self, partner, channel, purpose, when=None):
        """Say why somebody may (not) be contacted at a moment, also in the past.

        :param partner: one customer whom the user may read
        :param datetime when: naive UTC; now by default
        :return: lines for the reader: the word of the ledger that held then, who said
            it how, and the contacts of the 24 hours before
        """
        when = fields.Datetime.to_datetime(when) or fields.Datetime.now()
        company = partner.company_id or self.env.company
        alike = (
            Domain("channel", "=", channel)
            & Domain("purpose", "=", purpose)
            & Domain("company_id", "=", company.id)
            & Domain("date", "<=", when)
        )
        whose = Domain("partner_id", "=", partner.id)
        if address := partner._vn_contact_address(channel):
            whose |= Domain("address", "=", address) & (
                Domain("partner_id", "=", False) | Domain("state", "=", "withdrawn")
            )
        # sudo: of a customer whom the user may read; the verdict itself rests on it
        ledger = self.env["crm.vn.consent"].sudo()
        order = "date desc, state desc, id desc"
        word = ledger.search(alike & whose, order=order, limit=1)
        whose = Domain("partner_id", "=", partner.id)
        if address:
            whose |= Domain("address", "=", address)
        # sudo: only how many
        log = self.env["crm.vn.contact.log"].sudo()
        number = log.search_count(alike & whose & Domain("date", ">", when - DAY))
        told = self.env._("Contacts in the 24 hours before: %s", number)
        return [self._describe_word(word), told]

    def _describe_word(self, word):
        """Return one row of the ledger as a sentence."""
        if not word:
            return self.env._("The ledger holds no word about it until then")
        tz = word.company_id._vn_timezone()
        labels = {name: word._get_labels(name) for name in ("state", "method")}
        sentence = self.env._(
            "%(state)s on %(moment)s (%(method)s), recorded by %(user)s",
            state=labels["state"][word.state],
            moment=format_datetime(self.env, word.date, tz=tz, dt_format="short"),
            method=labels["method"][word.method],
            user=word.user_id.name,
        )
        proofs = [
            word.text_id and self.env._("text shown: %s", word.text_id.name),
            word.evidence_name,
            word.note,
        ]
        return "; ".join([sentence, *filter(None, proofs)])
