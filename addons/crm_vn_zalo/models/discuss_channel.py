from odoo import api, fields, models
from odoo.tools import html2plaintext

from odoo.addons.crm_vn_base.tools.mark import is_marked, marked

# under this key a message comes from Zalo: it goes nowhere
INCOMING = "vn_zalo_incoming"
# what makes an address of a name, which its owner chose
ADDRESS = str.maketrans(dict.fromkeys('@<>"', " "))


class DiscussChannel(models.Model):
    """A chat with somebody on Zalo is a channel of its own kind."""

    _name = "discuss.channel"
    _inherit = ["discuss.channel", "crm.vn.protected.mixin"]
    # who writes it writes to that person
    _vn_sudo_fields = ("vn_zalo_user_id",)

    channel_type = fields.Selection(
        selection_add=[("vn_zalo", "Zalo")], ondelete={"vn_zalo": "cascade"}
    )
    vn_zalo_user_id = fields.Many2one(
        "crm.vn.zalo.user",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        groups="base.group_user",
    )

    def message_post(self, *, message_type="notification", **kwargs):
        """What an employee writes goes to Zalo, once it is saved."""
        self.ensure_one()
        talks = (
            self.channel_type == "vn_zalo"
            and message_type == "comment"
            and not is_marked(self.env, INCOMING)
        )
        person = self.sudo().vn_zalo_user_id  # sudo: of a channel the user is in
        if talks:
            person._vn_check_open()
        message = super().message_post(message_type=message_type, **kwargs)
        if talks:
            self._vn_send_zalo(person, message)
        return message

    def _vn_send_zalo(self, person, message):
        text = html2plaintext(message.body or "").strip()
        if not text:
            return
        log = self.env["crm.vn.message"]
        log._vn_log_outgoing(
            [
                {
                    "kind": "zalo",
                    "channel": "zalo",
                    # an answer to who wrote first
                    "purpose": "transaction",
                    "company_id": person.company_id.id,
                    "zalo_account_id": person.account_id.id,
                    "zalo_user_id": person.id,
                    "brand": person.account_id.name,
                    "partner_id": person.partner_id.id,
                    "body": text,
                    "res_model": "res.partner",
                    "res_id": person.partner_id.id,
                    "mail_message_id": message.id,
                }
            ]
        )
        log._vn_wake_zalo([fields.Datetime.now()])

    def _vn_post_incoming(self, person, text):
        """Show what the person wrote (superuser)."""
        name = person.display_name.translate(ADDRESS)
        return marked(self, INCOMING).message_post(
            body=text,
            author_id=person.partner_id.id or False,
            email_from=False if person.partner_id else name,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def _vn_rename(self):
        for channel in self.filtered("vn_zalo_user_id"):
            channel.name = channel.vn_zalo_user_id._vn_get_title()

    @api.model
    def _types_allowing_seen_infos(self):
        return [*super()._types_allowing_seen_infos(), "vn_zalo"]
