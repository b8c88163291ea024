from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import formatLang

from odoo.addons.crm_vn_base.tools import sms_parts
from odoo.addons.crm_vn_base.tools.mark import marked
from odoo.addons.crm_vn_consent.models.crm_vn_channel_mixin import PURPOSE_NAMES

from ..models.sms_sms import PURPOSE, SENDER


class SmsComposer(models.TransientModel):
    _inherit = "sms.composer"

    vn_purpose = fields.Selection(
        PURPOSE_NAMES,
        string="Purpose",
        compute="_compute_vn_purpose",
        store=True,
        readonly=False,
        precompute=True,
        help="Consent, hours and limits are asked for it",
    )
    vn_strip_accents = fields.Boolean(
        string="Without accents",
        help="A part holds 160 signs without accents, 70 with them",
    )
    vn_provider_ids = fields.Many2many(
        "crm.vn.sms.provider", string="Senders", compute="_compute_vn_provider_ids"
    )
    vn_can_choose = fields.Boolean(
        string="Several senders", compute="_compute_vn_provider_ids"
    )
    vn_provider_id = fields.Many2one(
        "crm.vn.sms.provider",
        string="Sender",
        compute="_compute_vn_provider_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('id', 'in', vn_provider_ids)]",
        help="The brand that the customers see",
    )
    vn_summary = fields.Html(
        string="Before sending", compute="_compute_vn_summary", sanitize=False
    )

    @api.depends("template_id", "composition_mode", "res_ids_count")
    def _compute_vn_purpose(self):
        for composer in self:
            many = composer.composition_mode == "mass"
            composer.vn_purpose = composer.template_id.vn_purpose or (
                "advert" if many else "care"
            )

    @api.depends_context("company")
    @api.depends("vn_purpose")
    def _compute_vn_provider_ids(self):
        providers = self.env["crm.vn.sms.provider"]
        for composer in self:
            composer.vn_provider_ids = providers._vn_find(
                self.env.company, composer.vn_purpose or "care", limit=None
            )
            composer.vn_can_choose = len(composer.vn_provider_ids) > 1

    @api.depends_context("company")
    @api.depends("vn_purpose")
    def _compute_vn_provider_id(self):
        """The first; a choice stays while it may send for the purpose."""
        for composer in self:
            usable = composer.vn_provider_ids
            if composer.vn_provider_id not in usable:
                composer.vn_provider_id = usable[:1]

    @api.onchange("vn_strip_accents")
    def _onchange_vn_strip_accents(self):
        if self.vn_strip_accents and self.body:
            self.body = sms_parts.strip_accents(self.body)

    @api.depends_context("uid", "lang", "company")
    @api.depends(
        "body",
        "vn_purpose",
        "vn_provider_id",
        "vn_strip_accents",
        "res_model",
        "res_ids",
        "res_id",
    )
    def _compute_vn_summary(self):
        for composer in self:
            lines = [composer._vn_get_size_line(), *composer._vn_get_verdict_lines()]
            composer.vn_summary = Markup("<br/>").join(line for line in lines if line)

    def _vn_get_provider(self):
        """Return the gateway that was chosen, while it is one that may be."""
        usable = self.env["crm.vn.sms.provider"]._vn_find(
            self.env.company, self.vn_purpose or "care", limit=None
        )
        chosen = usable.browse(self.vn_provider_id._origin.id)
        return chosen & usable or usable[:1]

    def _vn_get_size_line(self):
        """Return the sender, the parts and what they cost."""
        provider = self._vn_get_provider()
        purpose, partner = self.vn_purpose, self._vn_get_partners()[:1]
        body = provider._add_footer(self.body or "", purpose, partner)
        if self.vn_strip_accents or provider.strip_accents:
            body = sms_parts.strip_accents(body)
        size, price = self.env["crm.vn.message"]._vn_estimate(body, provider)
        count = len(self._get_records() or ()) or 1
        line = self.env._(
            "%(alphabet)s, %(units)s signs, %(parts)s parts",
            alphabet=self.env._("without accents")
            if size.alphabet == "gsm"
            else self.env._("with accents"),
            units=size.units,
            parts=size.parts,
        )
        if provider:
            line = Markup("<b>%s</b>: %s") % (provider.brand or provider.name, line)
        if price:
            money = formatLang(
                self.env, price * count, currency_obj=provider.currency_id
            )
            line = Markup("%s, %s") % (line, self.env._("about %s", money))
        return line

    def _vn_get_verdict_lines(self):
        """Return how many may be written to, and how many not, by reason."""
        partners = self._vn_get_partners()
        if not partners or not self.vn_purpose:
            return []
        verdicts = self.env["crm.vn.contact.verdict"]
        counts = verdicts._get_counts(partners, "sms", self.vn_purpose)
        reasons = verdicts._get_reasons()
        return [
            Markup('<span class="badge text-bg-%s">%s</span> %s')
            % ("success" if code == "ok" else "warning", count, reasons[code])
            for code, count in sorted(
                counts.items(), key=lambda item: (item[0] != "ok", -item[1])
            )
        ]

    def _vn_get_partners(self):
        """Return the customers behind those records of this dialog that may be read."""
        records = self._get_records()
        records = records and records._filtered_access("read")
        if not records:
            return self.env["res.partner"]
        if records._name == "res.partner":
            return records
        if not hasattr(records, "_sms_get_recipients_info"):
            return self.env["res.partner"]
        info = records._sms_get_recipients_info(force_field=self.number_field_name)
        ids = [one["partner"].id for one in info.values() if one["partner"]]
        return self.env["res.partner"].browse(dict.fromkeys(ids))

    def _action_send_sms(self):
        many = self.composition_mode == "mass" and self.res_ids_count > 1
        composer = marked(
            self,
            PURPOSE,
            vn_sms_purpose=self.vn_purpose,
            vn_sms_bulk=many,
            vn_sms_strip=self.vn_strip_accents,
            vn_sms_template_id=self.template_id.id,
        )
        chosen = self._vn_get_provider().id
        composer = marked(composer, SENDER, vn_sms_provider_id=chosen)
        return super(SmsComposer, composer)._action_send_sms()
