"""Quick actions: what one does with a customer on the phone."""

import base64
import binascii

from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.crm_vn_base.arguments import takes

MAX_FILE = 25 * 1024 * 1024  # bytes of a photo or a file sent from the phone


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """On a phone, the name of a customer wraps.

        Where Odoo proposes companies by what is typed, it puts a field of one line in
        place of its own that wraps.
        """
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form" and options.get("mobile"):
            for node in arch.xpath("//h1//field[@name='name']"):
                node.set("widget", "text")
                node.set("options", "{'line_breaks': False}")
        return arch, view

    @api.readonly
    def vn_get_quick_actions(self):
        """Return the quick actions that the user may use on this customer.

        :return: list of dicts: ``name`` (what the client knows or passes to
            ``action_vn_quick``), ``label``, ``icon``, ``kind``: ``file``,
            ``position``, ``link``, ``url``, ``log``, ``phone`` or ``action``
        """
        self.ensure_one()
        self.check_access("read")
        return self._vn_quick_actions()

    def _vn_quick_actions(self):
        """Extend it to add an action of your addon (kind ``action``).

        The phone shows five in a row, the others behind "…".
        """
        writes = self.has_access("write")
        actions = []

        def add(name, label, icon, kind="action", when=True, **extra):
            if when:
                actions.append(
                    {"name": name, "label": label, "icon": icon, "kind": kind, **extra}
                )

        add(
            "call",
            self.env._("Call"),
            "fa-phone",
            "phone",
            self.phone,
            phone=self.phone,
        )
        add("log", self.env._("Quick log"), "fa-pencil-square-o", "log", writes)
        add("file", self.env._("Photo or file"), "fa-camera", "file", writes)
        add("position", self.env._("Position"), "fa-map-marker", "position", writes)
        add(
            "map",
            self.env._("Map"),
            "fa-map-o",
            "url",
            self.partner_latitude or self.partner_longitude,
            url=self._vn_map_url(),
        )
        add("relationship", self.env._("Relationship"), "fa-exchange", when=writes)
        add("owner", self.env._("Owner"), "fa-user-o", when=writes)
        add(
            "appointment",
            self.env._("Appointment"),
            "fa-calendar",
            when=self.env["calendar.event"].has_access("create"),
        )
        for name, document in self._vn_new_documents().items():
            add(name, document["label"], document["icon"])
        add(
            "sms",
            self.env._("SMS"),
            "fa-comment-o",
            when=bool(self.phone) and writes and "sms.composer" in self.env,
        )
        add(
            "email",
            self.env._("E-mail"),
            "fa-envelope-o",
            when=bool(self.email) and writes,
        )
        add("link", self.env._("Copy link"), "fa-link", "link", url=self._vn_link())
        return actions

    def _vn_map_url(self):
        """Return the address that opens the customer's place on the phone's map."""
        place = f"{self.partner_latitude:.6f},{self.partner_longitude:.6f}"
        return f"https://www.google.com/maps/search/?api=1&query={place}"

    def _vn_link(self):
        return f"{self.get_base_url()}/mail/view?model=res.partner&res_id={self.id}"

    @takes(name="text?")
    def action_vn_quick(self, name):
        """Return the window of the quick action *name*."""
        self.ensure_one()
        self.check_access("read")
        document = self._vn_new_documents().get(name)
        if document:
            return self._vn_window(
                document["model"],
                document["label"],
                context={"default_partner_id": self.id},
            )
        allowed = {action["name"] for action in self._vn_quick_actions()}
        open_window = name in allowed and getattr(self, f"_vn_quick_{name}", None)
        if not open_window:
            raise UserError(
                self.env._(
                    "You can't do this with %(customer)s: ask the person in charge, "
                    "or an administrator for the right.",
                    customer=self.display_name,
                )
            )
        return open_window()

    def _vn_window(self, model, name, **extra):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "form")],
            **extra,
        }

    def _vn_quick_relationship(self):
        return self._vn_window(
            "crm.vn.customer.change",
            self.env._("Change relationship"),
            target="new",
            context={"default_partner_ids": self.ids, "vn_change": "relationship"},
        )

    def _vn_quick_owner(self):
        return self._vn_window(
            "crm.vn.customer.change",
            self.env._("Change owner"),
            target="new",
            context={"default_partner_ids": self.ids, "vn_change": "owner"},
        )

    def _vn_quick_appointment(self):
        return self._vn_window(
            "calendar.event",
            self.env._("Appointment"),
            context={
                "default_partner_ids": (self | self.env.user.partner_id).ids,
                "default_res_model": "res.partner",
                "default_res_id": self.id,
                "default_name": self.display_name,
            },
        )

    def _vn_quick_sms(self):
        return self._vn_window(
            "sms.composer",
            self.env._("SMS"),
            target="new",
            context={
                "default_res_model": "res.partner",
                "default_res_id": self.id,
                "default_composition_mode": "comment",
            },
        )

    def _vn_quick_email(self):
        return self._vn_window(
            "mail.compose.message",
            self.env._("E-mail"),
            target="new",
            context={
                "default_model": "res.partner",
                "default_res_ids": self.ids,
                "default_partner_ids": self.ids,
                "default_composition_mode": "comment",
            },
        )

    @takes(name="text", data="text?")
    def vn_add_file(self, name, data):
        """Post a photo or a file in the customer's discussion.

        :param str name: file name
        :param str data: content, base64
        :raise ValidationError: not base64, or larger than 25 MB
        """
        self.ensure_one()
        try:
            content = base64.b64decode(data or "", validate=True)
        except (binascii.Error, ValueError):
            content = b""
        if not content or len(content) > MAX_FILE:
            raise ValidationError(
                self.env._(
                    "%(file)s can't be added: a file has at most %(size)s MB and is "
                    "not empty.",
                    file=name,
                    size=MAX_FILE // 1024 // 1024,
                )
            )
        self.message_post(
            attachments=[(name, content)],
            message_type="comment",
            subtype_xmlid="mail.mt_note",
        )
        return True

    @takes(latitude="number", longitude="number")
    def vn_set_position(self, latitude, longitude):
        """Keep where the customer is, as the phone measured it (degrees, WGS 84).

        :raise ValidationError: no place on earth
        """
        self.ensure_one()
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise ValidationError(
                self.env._(
                    "%(latitude)s, %(longitude)s is no place on earth.",
                    latitude=latitude,
                    longitude=longitude,
                )
            )
        self.write({"partner_latitude": latitude, "partner_longitude": longitude})
        return True
