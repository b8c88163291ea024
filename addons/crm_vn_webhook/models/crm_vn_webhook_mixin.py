import hashlib
import secrets

from odoo import api, fields, models
from odoo.exceptions import AccessError

#: what a key in an address is made from, in bytes
KEY_BYTES = 32
#: a provider says ``fields.Selection(WEBHOOK_STATES)`` once more: only then has it
#: translations of its own
WEBHOOK_STATES = [
    ("none", "No address yet"),
    ("one", "Address in use"),
    ("two", "Two addresses"),
]


class CrmVnWebhookMixin(models.AbstractModel):
    """A provider that tells us things over HTTP, at an address of its own.

    The address holds a key of which only the hash is kept. A new key leaves the one
    before it valid, so that the vendor's side can be changed without a gap. Say how a
    body is checked (`_vn_check_signature`), recognised (`_vn_event_key`) and worked off
    (`_vn_work_off`).
    """

    _name = "crm.vn.webhook.mixin"
    _description = "Provider with a webhook"

    webhook_key_hash = fields.Char(
        readonly=True, copy=False, groups="base.group_system", index="btree_not_null"
    )
    webhook_old_key_hash = fields.Char(
        readonly=True, copy=False, groups="base.group_system", index="btree_not_null"
    )
    webhook_state = fields.Selection(
        WEBHOOK_STATES,
        string="Address of the webhook",
        compute="_compute_webhook_state",
        compute_sudo=True,
    )

    @api.depends("webhook_key_hash", "webhook_old_key_hash")
    def _compute_webhook_state(self):
        for provider in self:
            keys = bool(provider.webhook_key_hash) + bool(provider.webhook_old_key_hash)
            provider.webhook_state = ("none", "one", "two")[keys]

    # === The address ===
    def action_vn_new_address(self):
        """Make a new address; it is shown this once.

        :return: the window that shows it
        """
        self.ensure_one()
        address = self.env["crm.vn.webhook.address"].create(
            {"address": self._vn_new_address()}
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Address of the webhook"),
            "res_model": address._name,
            "res_id": address.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_vn_drop_old_address(self):
        """Close the address before the newest one."""
        self._vn_check_administrator()
        self.write({"webhook_old_key_hash": False})
        return True

    def _vn_new_address(self):
        """Give the provider a new key, and return its address.

        :raise AccessError: for anybody but an administrator
        """
        self.ensure_one()
        self._vn_check_administrator()
        return self._vn_get_address(self._vn_renew_key())

    def _vn_renew_key(self):
        """Take a new key into use; the one before it stays valid. Return it."""
        key = self._vn_make_key()
        self.write(
            {
                "webhook_old_key_hash": self.webhook_key_hash,
                "webhook_key_hash": self._vn_hash(key),
            }
        )
        return key

    def _vn_get_address(self, key):
        return f"{self.get_base_url()}/vn/hook/{key}"

    def _vn_check_administrator(self):
        if not (self.env.su or self.env.user.has_group("base.group_system")):
            raise AccessError(
                self.env._("Only an administrator gives a provider its address.")
            )

    @api.model
    def _vn_hash(self, key):
        """Return what is kept of a key: random, so that a plain hash is enough."""
        return hashlib.sha256(key.encode()).hexdigest()

    @api.model
    def _vn_find_by_key(self, key):
        """Return the provider that has this key, in sudo mode, or nothing."""
        kept = self._vn_hash(key)
        # sudo: a vendor has no user here; the key is what he shows instead
        return self.sudo().search(
            [
                "|",
                ("webhook_key_hash", "=", kept),
                ("webhook_old_key_hash", "=", kept),
            ],
            limit=1,
        )

    # === Receiving ===
    def _vn_receive(self, body, headers=None, query=None):
        """Keep what came in; it is worked off later.

        :param bytes body: as it came
        :param dict headers: their names in any case
        :param dict query: parameters of the address
        :return: the row of ``crm.vn.webhook.event``, the known one when it came before;
            none when there is nothing to keep
        :raise AccessError: the signature is wrong
        """
        self.ensure_one()
        headers = {name.lower(): value for name, value in (headers or {}).items()}
        query = dict(query or {})
        if not (body.strip() or query):
            # the vendor asks whether somebody is there
            return self.env["crm.vn.webhook.event"]
        if not self._vn_check_signature(body, headers, query):
            raise AccessError(self.env._("The signature is wrong."))
        return self.env["crm.vn.webhook.event"]._keep(self, body, headers, query)

    def _vn_process_events(self):
        """Work off what these providers told and nobody has worked off yet.

        :return: how many were worked off
        """
        return self.env["crm.vn.webhook.event"]._process(self)

    # === Hooks ===
    def _vn_make_key(self):
        """Return a new key, to be known by nobody but the vendor."""
        return secrets.token_urlsafe(KEY_BYTES)

    def _vn_check_signature(self, body, headers, query):
        """Tell whether the vendor's signature is right; a vendor without one has none.

        :param dict headers: their names in small letters
        """
        return True

    def _vn_event_key(self, body, headers, query):
        """Return the text by which an event that comes again is recognised."""
        parts = [body, repr(sorted(query.items())).encode()]
        return hashlib.sha256(b"\0".join(parts)).hexdigest()

    def _vn_kept_headers(self):
        """Return the names, in small letters, of the headers worth keeping."""
        return ("content-type", "user-agent")

    def _vn_work_off(self, events):
        """Do what *events*, rows of one provider in the order they came, ask for.

        :return: ``{event: "done", "ignored", or an Exception: why not yet}``
        :raise Exception: the events are worked off one by one then; whatever goes wrong
            is kept on the event, which is tried again later
        """
        raise NotImplementedError

    def _vn_reply(self, event):
        """Return the text that the vendor wants to read."""
        return "ok"
