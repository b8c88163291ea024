import base64
import hashlib
import hmac
import time

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from odoo.addons.crm_vn_webhook.models.crm_vn_webhook_mixin import WEBHOOK_STATES
from odoo.addons.crm_vn_webhook.tools.body import parse

from ..tools import field_map
from ..tools.adapters.kinds import ADAPTERS

#: seconds that a signed post of the bridge may be old
SIGNED_SECONDS = 300


class CrmVnCallProvider(models.Model):
    """A switchboard: where its events come in and how a call is asked for."""

    _name = "crm.vn.call.provider"
    _inherit = ["crm.vn.webhook.mixin"]
    _description = "Switchboard"
    _order = "sequence, id"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    webhook_state = fields.Selection(WEBHOOK_STATES)
    kind = fields.Selection(
        [
            ("asterisk", "Asterisk, FreePBX"),
            ("stringee", "Stringee, StringeeX"),
            ("omicall", "OMICall"),
            ("voip24h", "VoIP24h"),
            ("tel4vn", "TEL4VN, MiPBX, PiTel"),
            ("generic", "Other, by field map"),
        ],
        required=True,
        default="asterisk",
    )
    user_id = fields.Many2one(
        "res.users",
        string="Calls back when nobody else is to",
        domain="[('share', '=', False)]",
        default=lambda self: self.env.user,
        help="Gets the missed calls of numbers without an owner, out of the duty hours",
    )
    hotlines = fields.Char(help="Our numbers, with commas between them")
    asks_hotline = fields.Boolean(
        string="Ask which number is shown",
        help="Before each call, of those who have no number of their own",
    )
    extension_ids = fields.One2many(
        "crm.vn.call.extension", "provider_id", string="Extensions"
    )

    # === Access to the switchboard ===
    api_url = fields.Char(
        string="Address of its interface", groups="base.group_system", copy=False
    )
    api_account = fields.Char(string="Account", groups="base.group_system", copy=False)
    api_secret = fields.Char(
        string="Key of its interface", groups="base.group_system", copy=False
    )
    signing_secret = fields.Char(
        string="Key of signatures", groups="base.group_system", copy=False
    )
    signature_kind = fields.Selection(
        [
            ("none", "None: the address alone"),
            ("sha1_base64", "HMAC-SHA1, base64"),
            ("sha256_base64", "HMAC-SHA256, base64"),
            ("sha256_hex", "HMAC-SHA256, hexadecimal"),
            ("header", "The key itself in a header"),
            ("body", "The key itself in the event"),
        ],
        default="none",
        required=True,
    )
    signature_name = fields.Char(
        string="Header or path of the signature",
        help="Name of the header, or the path of the value in the event",
    )

    # === Field map ===
    map_line_ids = fields.One2many("crm.vn.call.map.line", "provider_id", copy=True)
    is_verified = fields.Boolean(
        string="Verified with the vendor",
        default=False,
        help="Whether the map was tried with events of the vendor's own system",
    )
    reply_text = fields.Char(
        string="Answer to events", help="What the vendor wants to read; ok by default"
    )

    # === Recordings ===
    recording_hosts = fields.Char(
        string="Hosts of recordings",
        help="Recordings are fetched from these hosts only, with commas between them",
    )
    recording_private = fields.Boolean(
        string="Recordings stand in our own network",
        groups="base.group_system",
        help="Allows private addresses for the hosts named above, and for no others",
    )
    recording_login = fields.Boolean(
        string="Recordings need the key of the interface",
        groups="base.group_system",
        help="The hosts named above are shown the key, and nobody else",
    )
    announcement_played = fields.Boolean(
        string="The announcement is played",
        help="Callers hear that the call is recorded, before it is. Without it, "
        "recordings can't be listened to: the law forbids recording in secret.",
    )

    _name_uniq = models.Constraint(
        "UNIQUE (company_id, name)", "There is already a switchboard of this name."
    )

    @api.constrains("signature_kind", "signature_name")
    def _check_signature_name(self):
        for provider in self:
            if provider.signature_kind != "none" and not provider.signature_name:
                raise ValidationError(
                    self.env._(
                        "%s: say in which header, or where in the event, the "
                        "signature stands.",
                        provider.name,
                    )
                )

    @api.onchange("kind")
    def _onchange_kind(self):
        known = {
            "stringee": ("sha1_base64", "X-STRINGEE-SIGNATURE"),
            "asterisk": ("none", "X-CRM-VN-Signature"),
        }
        self.signature_kind, self.signature_name = known.get(self.kind, ("none", False))

    # === CRUD ===
    def copy_data(self, default=None):
        vals_list = super().copy_data(default=default)
        if "name" not in (default or {}):
            for provider, vals in zip(self, vals_list, strict=True):
                vals["name"] = self.env._("%s (copy)", provider.name)
        return vals_list

    # === Receiving ===
    def _vn_kept_headers(self):
        names = super()._vn_kept_headers()
        return (*names, (self.signature_name or "").lower() or "content-type")

    def _vn_check_signature(self, body, headers, query):
        """Compare the vendor's signature over the raw bytes, in constant time."""
        # sudo: the key is compared here and not given out
        secret = (self.sudo().signing_secret or "").encode()
        if self.kind == "asterisk" and secret:
            return self._is_signed_by_bridge(body, headers, secret)
        kind = self.signature_kind
        if kind == "none" or not secret:
            # a kind without its key would let everybody in
            return kind == "none"
        if kind == "body":
            try:
                data = parse(body, headers.get("content-type", ""), query)
            except ValueError:
                return False
            given = str(field_map.get(data, self.signature_name) or "")
        else:
            given = headers.get(self.signature_name.lower(), "")
        if kind in ("header", "body"):
            wanted = secret
            given = given.removeprefix("Bearer ")
        else:
            method, form = kind.split("_")
            digest = hmac.new(secret, body, getattr(hashlib, method))
            wanted = (
                base64.b64encode(digest.digest())
                if form == "base64"
                else digest.hexdigest().encode()
            )
        return hmac.compare_digest(given.strip().encode(), wanted)

    def _is_signed_by_bridge(self, body, headers, secret):
        """Check ``t=<seconds>,v1=<hex>``, HMAC-SHA256 over ``<seconds>.<body>``."""
        parts = dict(
            part.split("=", 1)
            for part in headers.get("x-crm-vn-signature", "").split(",")
            if "=" in part
        )
        stamp = parts.get("t", "")
        if not stamp.isdecimal() or abs(time.time() - int(stamp)) > SIGNED_SECONDS:
            return False
        wanted = hmac.new(secret, stamp.encode() + b"." + body, hashlib.sha256)
        return hmac.compare_digest(
            parts.get("v1", "").encode(), wanted.hexdigest().encode()
        )

    def _vn_reply(self, event):
        return self.reply_text or super()._vn_reply(event)

    # === Working off ===
    def _vn_work_off(self, events):
        """Read the events as facts of conversations, and hand them on."""
        told, states = {}, {}
        for event in events:
            kind = (event.headers or {}).get("content-type", "")
            facts = self._read(event._get_body(), event.query, kind)
            states[event] = "done" if facts else "ignored"
            for fact in facts:
                told.setdefault(fact["conversation"], []).append(fact)
        if told:
            self._vn_take_in(told)
        return states

    def _vn_take_in(self, told):
        """Hook: do what the facts ask for; `crm_vn_call` makes calls from them.

        :param dict told: ``{conversation: [fact]}``, see ``tools/conversation.py``
        """

    def _vn_explain(self, fact):
        """Hook: return in words what a fact would do."""
        return ""

    def _read(self, body, query=None, content_type=""):
        """Return the facts that one event tells.

        :param str content_type: tells the parts of a form apart
        :raise ValueError: it can't be read
        """
        data = parse(body, content_type, query)
        zone = self.company_id._vn_timezone()
        facts = []
        for item in data if isinstance(data, list) else [data]:
            if not isinstance(item, dict):
                raise ValueError("an event is an object with names and values")
            if self.kind == "generic":
                facts += field_map.read(item, self._get_map(), zone)
            else:
                facts += ADAPTERS[self.kind].read(item, zone)
        hotlines = self._get_hotlines()
        for fact in facts:
            if "direction" not in fact and fact.get("hotline") in hotlines:
                fact["direction"] = "in"
        return [fact for fact in facts if fact.get("conversation")]

    def _get_map(self):
        """Return the lines of the field map as plain values."""
        return [line._get_values() for line in self.map_line_ids]

    def _get_hotlines(self):
        """Return our numbers, in order, each once."""
        parts = (part.strip() for part in (self.hotlines or "").split(","))
        return list(dict.fromkeys(filter(None, parts)))

    # === Trying out ===
    @api.readonly
    def action_try(self):
        """Open the box in which a sample is read."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Try an event"),
            "res_model": "crm.vn.call.try",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_provider_id": self.id},
        }

    @api.readonly
    def action_apply_preset(self):
        """Fill the field map from a vendor's preset."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Preset of a vendor"),
            "res_model": "crm.vn.call.preset",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_provider_id": self.id},
        }
