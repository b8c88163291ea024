from datetime import timedelta

from markupsafe import Markup

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_datetime

from odoo.addons.crm_vn_duplicate.tools import phone

from ..tools.reply import is_refusal
from .crm_vn_channel_mixin import BY_NUMBER, CHANNELS


class ResPartner(models.Model):
    _inherit = "res.partner"
    _vn_sudo_fields = ("vn_contact_number", "vn_processing_restricted")

    vn_contact_number = fields.Char(
        string="Number for contacts",
        compute="_compute_vn_contact_number",
        store=True,
        index="btree_not_null",
        groups="base.group_user",
        help="The first phone number, in the form in which numbers are compared",
    )
    vn_processing_restricted = fields.Boolean(
        string="Use of data restricted",
        tracking=True,
        copy=False,
        readonly=True,
        groups="base.group_user",
        help="The person asked that the data are kept and not used",
    )
    vn_consent_ids = fields.One2many(
        "crm.vn.consent",
        "partner_id",
        string="Consent",
        readonly=True,
        copy=False,
        groups="base.group_user",
    )
    vn_contact_badges = fields.Html(
        string="Adverts",
        compute="_compute_vn_contact_badges",
        sanitize=False,
        groups="base.group_user",
        help="Whether this person may get an advert now, by each channel",
    )

    @api.depends("phone")
    def _compute_vn_contact_number(self):
        for partner in self:
            partner.vn_contact_number = phone.key((partner.phone or "")[:200]) or False

    @api.depends_context("uid", "lang", "company")
    @api.depends("vn_consent_ids", "vn_do_not_contact", "phone", "email")
    def _compute_vn_contact_badges(self):
        """Each channel with the answer for an advert now, and why."""
        names = self.env["crm.vn.consent"]._get_labels("channel")
        stored = self.filtered("id")._origin
        verdicts = {}
        if stored:
            verdicts = self.env["crm.vn.contact.verdict"]._get_verdicts_of_channels(
                stored, CHANNELS, "advert"
            )
        for partner in self:
            badges = [
                (names[channel], by_id[partner._origin.id])
                for channel, by_id in verdicts.items()
                if partner._origin.id in by_id
            ]
            partner.vn_contact_badges = Markup(" ").join(
                Markup('<span class="badge text-bg-%s" title="%s">%s</span>')
                % (
                    "success" if verdict[0] else "secondary",
                    partner._vn_explain_verdict(verdict),
                    name,
                )
                for name, verdict in badges
            )

    # === The gate ===
    def _vn_contact_verdicts(self, channel, purpose, when=None):
        """Say for each of these people whether they may be contacted.

        :param str channel: ``call``, ``sms``, ``zalo``, ``email`` or ``visit``
        :param str purpose: ``care``, ``advert``, ``transaction`` or ``survey``
        :param datetime when: naive UTC; now by default
        :return: ``{partner id: (allowed, code, not_before)}`` in a flat number of
            queries. *code* is ``ok`` or the reason, a key of
            ``crm.vn.contact.verdict._get_reasons()``; *not_before* is the first moment
            (naive UTC) at which only waiting stands in the way, else False.
        :raise UserError: for an unknown channel or purpose
        """
        return self.env["crm.vn.contact.verdict"]._get_verdicts(
            self, channel, purpose, when
        )

    def _vn_may_contact(self, channel, purpose, when=None):
        """Say whether this person may be contacted, and why (not).

        :return: ``(allowed, reason)``, the reason a sentence for the reader
        """
        self.ensure_one()
        verdict = self._vn_contact_verdicts(channel, purpose, when)[self.id]
        return verdict[0], self._vn_explain_verdict(verdict)

    def _vn_explain_verdict(self, verdict):
        """Return the sentence of one verdict, with the next allowed moment."""
        _allowed, code, not_before = verdict
        sentence = self.env["crm.vn.contact.verdict"]._get_reasons()[code]
        if not_before:
            company = self.company_id or self.env.company
            sentence = self.env._(
                "%(reason)s. Next allowed: %(moment)s",
                reason=sentence,
                moment=format_datetime(
                    self.env, not_before, tz=company._vn_timezone(), dt_format="short"
                ),
            )
        return sentence

    def _vn_register_contact(self, channel, purpose, when=None, source=None):
        """Note that these people were contacted; the limits per day count it.

        Two transactions that register for one person can't both go through on what each
        saw alone: the second one fails with a serialization error and is tried again.

        :param datetime when: naive UTC; now by default
        :param source: record that sent or made the contact
        :return: the rows of ``crm.vn.contact.log``
        """
        when = fields.Datetime.to_datetime(when) or fields.Datetime.now()
        self.env["crm.vn.consent"]._check_values(channel, purpose, "given", "hand")
        addresses = {partner: partner._vn_contact_address(channel) for partner in self}
        keys = [address or f"#{one.id}" for one, address in addresses.items()]
        self.env["crm.vn.contact.counter"]._touch(keys, channel, when)
        # sudo: whoever may send may have it counted; nobody may write the log itself
        log = self.env["crm.vn.contact.log"].sudo()
        people = [
            (partner.id, address or None, (partner.company_id or self.env.company).id)
            for partner, address in addresses.items()
        ]
        return log._vn_as_engine()._add(people, channel, purpose, when, source)

    def _vn_claim_contact(self, channel, purpose, when=None, source=None):
        """Ask and register in one step, for senders that work in parallel.

        :return: the verdicts; who is allowed is registered already
        """
        keys = [one._vn_contact_address(channel) or f"#{one.id}" for one in self]
        self.env["crm.vn.contact.counter"]._touch(keys, channel, when)
        verdicts = self._vn_contact_verdicts(channel, purpose, when)
        allowed = self.filtered(lambda partner: verdicts[partner.id][0])
        allowed._vn_register_contact(channel, purpose, when, source)
        return verdicts

    def _vn_contact_address(self, channel):
        """Return the number or address by which a channel reaches the person, or ""."""
        self.ensure_one()
        if channel in BY_NUMBER:
            return self.vn_contact_number or ""
        return (self.email_normalized or "") if channel == "email" else ""

    # === The ledger ===
    def _vn_record_consent(self, channel, purpose, state, method, date=None, **values):
        """Write into the ledger what these people said.

        :param str state: ``given`` or ``withdrawn``
        :param str method: ``form``, ``paper``, ``call_centre``, ``reply``, ``software``
            or ``hand``
        :param datetime date: when it was said, naive UTC; now by default
        :param values: ``text_id``, ``frequency``, ``evidence``, ``evidence_name``,
            ``note``
        :return: the new rows of ``crm.vn.consent``
        :raise UserError: for something unknown or a date in the future
        """
        ledger = self.env["crm.vn.consent"]
        rows = ledger
        for partner in self:
            rows |= ledger._record(
                channel,
                purpose,
                state,
                method,
                date=date,
                partner_id=partner.id,
                address=partner._vn_contact_address(channel) or False,
                company_id=(partner.company_id or self.env.company).id,
                **values,
            )
        self.invalidate_recordset(["vn_consent_ids", "vn_contact_badges"])
        return rows

    def _vn_withdraw_by_reply(self, channel, text, when=None):
        """Withdraw consent to adverts when *text*, a reply, says so.

        :return: True when it was a refusal
        """
        if not is_refusal(text):
            return False
        self._vn_record_consent(
            channel, "advert", "withdrawn", "reply", when, note=(text or "")[:200]
        )
        return True

    # === Screens ===
    @api.readonly
    def action_vn_record_consent(self):
        """Open the dialog that records what these customers said."""
        return self._vn_open_dialog("crm_vn_consent.crm_vn_consent_record_action")

    @api.readonly
    def action_vn_check_contact(self):
        """Open the dialog that says who may be contacted, and why not."""
        return self._vn_open_dialog("crm_vn_consent.crm_vn_contact_check_action")

    def _vn_open_dialog(self, name):
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id(name)
        return {**action, "context": {"default_partner_ids": self.ids}}

    def _vn_preference_token(self, valid=timedelta(days=365)):
        """Return the signed token of this person's page of preferences."""
        self.ensure_one()
        return self.env["crm.vn.consent"]._sign(self, valid)

    def _vn_preference_url(self):
        """Return the address of the page on which this person refuses adverts."""
        base = self.get_base_url()
        return f"{base}/vn/consent/{self._vn_preference_token()}"

    # === Who was erased stays away ===
    @api.model_create_multi
    def create(self, vals_list):
        self._vn_refuse_erased(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        """No list writes an erased person over a record, be it his or her own."""
        if self.env.context.get("import_file"):
            names = [name for name in ("phone", "vn_phone2", "email") if name in vals]
            changed = [name for name in names if {*self.mapped(name)} != {vals[name]}]
            self._vn_refuse_erased([{name: vals[name] for name in changed}])
        return super().write(vals)

    @api.model
    def _vn_refuse_erased(self, vals_list):
        """Keep erased people from coming back with a file or a machine.

        :raise ValidationError: when a file or a program brings one of them
        """
        by_machine = (
            self.env.context.get("import_file")
            or self.env.uid == SUPERUSER_ID
            or self.env.user._is_public()
        )
        if by_machine:
            self.env["crm.vn.erased.key"]._check_not_erased(vals_list)

    def _check_vn_not_user(self):
        """Refuse to erase somebody who logs in."""
        # sudo: whether somebody logs in, nothing else
        users = self.sudo().with_context(active_test=False).user_ids.filtered("active")
        if users:
            raise UserError(
                self.env._(
                    "%s logs in to this system. Archive the user first.",
                    users[0].partner_id.display_name,
                )
            )
