from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.crm_vn_consent.models.crm_vn_channel_mixin import PURPOSE_NAMES

from ..tools import zalo

STATES = {"1": "enabled", "2": "pending", "3": "rejected", "4": "disabled"}
NAMES = {
    "ENABLE": "enabled",
    "PENDING_REVIEW": "pending",
    "REJECT": "rejected",
    "DISABLE": "disabled",
    "DELETE": "disabled",
}


class CrmVnZaloTemplate(models.Model):
    """A template of messages that Zalo approved, and what fills it here."""

    _name = "crm.vn.zalo.template"
    _inherit = ["crm.vn.no.copy.mixin"]
    _description = "Zalo template"
    _order = "account_id, name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    code = fields.Char(string="Template ID", required=True, readonly=True)
    active = fields.Boolean(default=True)
    account_id = fields.Many2one(
        "crm.vn.zalo.account",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="account_id.company_id", store=True)
    currency_id = fields.Many2one(related="account_id.currency_id")
    state = fields.Selection(
        [
            ("enabled", "Approved"),
            ("pending", "Being checked"),
            ("rejected", "Rejected"),
            ("disabled", "Switched off"),
        ],
        default="pending",
        required=True,
        readonly=True,
    )
    tag = fields.Char(string="Zalo's tag", readonly=True)
    quality = fields.Char(readonly=True)
    daily_quota = fields.Integer(string="A day", readonly=True)
    price = fields.Monetary(string="Price by phone", readonly=True)
    prefers_user = fields.Boolean(
        string="By Zalo account where it is linked",
        help="Cheaper; other customers, and those who left, get it by phone number",
    )
    price_user = fields.Monetary(string="Price by user ID", readonly=True)
    preview_url = fields.Char(string="Preview", readonly=True)
    reason = fields.Char(readonly=True)
    paused_until = fields.Datetime(readonly=True, copy=False)
    # === What it is for here ===
    purpose = fields.Selection(
        PURPOSE_NAMES,
        required=True,
        default="care",
        help="Consent is asked for it",
    )
    model_id = fields.Many2one(
        "ir.model",
        string="About",
        domain=lambda self: [("model", "in", self._vn_get_models())],
        default=lambda self: self.env["ir.model"]._get("res.partner"),
        ondelete="cascade",
    )
    model = fields.Char(related="model_id.model")
    param_ids = fields.One2many("crm.vn.zalo.param", "template_id", string="Values")
    # === What comes instead ===
    fallback = fields.Selection(
        [
            ("no", "Nothing"),
            ("failed", "An SMS, when Zalo doesn't reach the number"),
            ("late", "An SMS, also when it is not delivered in time"),
        ],
        string="Instead",
        default="no",
        required=True,
    )
    fallback_minutes = fields.Integer(string="After minutes", default=30)
    fallback_template_id = fields.Many2one("sms.template", string="SMS template")

    _code_uniq = models.UniqueIndex("(account_id, code)")

    @api.model
    def _vn_get_models(self):
        """Return the models that templates may be about: documents of customers."""
        return list(self.env["res.partner"]._vn_customer_documents())

    @api.constrains("fallback", "fallback_template_id", "model_id")
    def _check_fallback(self):
        for template in self:
            if template.fallback == "no":
                continue
            sms = template.fallback_template_id
            if not sms or sms.model_id != template.model_id:
                raise ValidationError(
                    self.env._(
                        "%s: choose an SMS template about the same kind of record.",
                        template.name,
                    )
                )

    # === From Zalo ===
    @api.model
    def _vn_take(self, account, row):
        """Keep one template as Zalo lists it."""
        code = str(row.get("templateId") or row.get("template_id") or "")
        known = self.search(
            [("account_id", "=", account.id), ("code", "=", code)], limit=1
        )
        values = self._vn_read_row(row)
        if not known:
            known = self.create([{**values, "account_id": account.id, "code": code}])
        else:
            known.write(values)
        if values["state"] == "enabled":
            known._vn_read_detail()
        return known

    @api.model
    def _vn_read_row(self, row):
        status = str(row.get("status") or "")
        return {
            "name": str(row.get("templateName") or row.get("templateId") or "?"),
            "state": STATES.get(status) or NAMES.get(status.upper(), "pending"),
            "quality": str(row.get("templateQuality") or "") or False,
        }

    def _vn_read_detail(self):
        told = self.account_id._vn_read("/template/info/v2", template_id=self.code)
        self.write(
            {
                "tag": told.get("templateTag") or self.tag,
                "quality": told.get("templateQuality") or self.quality,
                "price": self._to_number(told.get("price_sdt") or told.get("price")),
                "price_user": self._to_number(told.get("price_uid")),
                "preview_url": told.get("previewUrl") or False,
            }
        )
        known = {param.name: param for param in self.param_ids}
        for number, row in enumerate(told.get("listParams") or []):
            values = {
                "sequence": number,
                "required": bool(row.get("require")),
                "kind": str(row.get("type") or "STRING"),
                "least": int(row.get("minLength") or 0),
                "most": int(row.get("maxLength") or 0),
                "may_be_empty": bool(row.get("acceptNull")),
            }
            name = str(row.get("name") or "")
            if name in known:
                known.pop(name).write(values)
            else:
                self.param_ids.create(
                    [{**values, "name": name, "template_id": self.id}]
                )
        for param in known.values():
            param.unlink()

    @api.model
    def _to_number(self, value):
        try:
            return float(value or 0)
        except (TypeError, ValueError):
            return 0.0

    # === Filling ===
    def _vn_fill(self, record):
        """Return {parameter: value} for *record*, as the user reads it.

        :raise UserError: naming what is wrong, before anything is sent
        """
        self.ensure_one()
        values, faults = {}, []
        for param in self.param_ids:
            value = zalo.tidy(param._vn_get_value(record))
            values[param.name] = value
            if fault := param._vn_find_fault(value):
                faults.append(fault)
        if faults:
            raise UserError(
                self.env._(
                    "%(template)s can't be filled for %(record)s: %(faults)s",
                    template=self.name,
                    record=record.display_name,
                    faults="; ".join(faults),
                )
            )
        return values

    def _vn_get_person(self, partner):
        """Return the customer's account on Zalo that this goes to, if it does."""
        people = self.env["crm.vn.zalo.user"]
        if not (self.prefers_user and partner):
            return people
        # sudo: the customer's own; the sender may read the customer
        return people.sudo().search(
            [
                ("account_id", "=", self.account_id.id),
                ("partner_id", "=", partner.id),
                ("is_follower", "=", True),
            ],
            limit=1,
        )

    def _vn_check_usable(self):
        """Raise when nothing can be sent by this template now."""
        if self.state != "enabled":
            raise UserError(
                self.env._(
                    "%(name)s is not approved by Zalo at present: %(state)s.",
                    name=self.name,
                    state=dict(self._fields["state"]._description_selection(self.env))[
                        self.state
                    ],
                )
            )

    def _vn_get_text(self, values):
        """Return what is kept in the log: the template with its values."""
        lines = [f"{name}: {value}" for name, value in values.items()]
        return "\n".join([self.name, *lines])
