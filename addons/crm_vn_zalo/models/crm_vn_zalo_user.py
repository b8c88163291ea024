import re
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

FREE_HOURS = 48
PAID_DAYS = 7


class CrmVnZaloUser(models.Model):
    """Somebody who wrote to an official account, or follows it.

    Zalo's id says nothing of a phone number. Who it is, the person says, or an employee
    who knows; both are kept in the log of links.
    """

    _name = "crm.vn.zalo.user"
    _inherit = ["crm.vn.protected.mixin"]
    _description = "Zalo user"
    _order = "last_act_date desc, id desc"
    _vn_engine_fields = (
        "account_id",
        "zalo_id",
        "partner_id",
        "is_follower",
        "last_act_date",
        "channel_id",
    )

    name = fields.Char(readonly=True)
    account_id = fields.Many2one(
        "crm.vn.zalo.account", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="account_id.company_id", store=True, index=True
    )
    zalo_id = fields.Char(string="Zalo ID", required=True, readonly=True)
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        readonly=True,
        index="btree_not_null",
        ondelete="set null",
    )
    is_follower = fields.Boolean(string="Follows", readonly=True)
    last_act_date = fields.Datetime(string="Last act", readonly=True)
    channel_id = fields.Many2one(
        "discuss.channel", string="Chat", readonly=True, ondelete="set null"
    )
    link_ids = fields.One2many("crm.vn.zalo.link", "zalo_user_id", readonly=True)

    _zalo_uniq = models.UniqueIndex("(account_id, zalo_id)")

    @api.depends("name", "zalo_id")
    def _compute_display_name(self):
        for person in self:
            person.display_name = person.name or f"Zalo {person.zalo_id[-4:]}"

    # === Who it is ===
    @api.model
    def _vn_get(self, account, zalo_id, name=None):
        """Return the person of an id, new or known."""
        person = self.search(
            [("account_id", "=", account.id), ("zalo_id", "=", zalo_id)], limit=1
        )
        if not person:
            person = self._vn_as_engine().create(
                [{"account_id": account.id, "zalo_id": zalo_id, "name": name}]
            )
        return person

    def _vn_acts(self, moment=None, **values):
        """Note that the person did something; chats are open for a while then."""
        values["last_act_date"] = moment or fields.Datetime.now()
        self._vn_as_engine().write(values)

    def _vn_link(self, partner, how):
        """Say which customer the person is, and keep who said so.

        :param str how: ``submit``, ``signed`` or ``hand``
        """
        for person in self.sudo():  # sudo: the log and the link are the system's
            if person.partner_id == partner:
                continue
            self.env["crm.vn.zalo.link"].sudo()._vn_as_engine().create(
                [
                    {
                        "zalo_user_id": person.id,
                        "partner_id": partner.id,
                        "method": how,
                        "user_id": self.env.uid,
                    }
                ]
            )
            person._vn_as_engine().write({"partner_id": partner.id})
            person.channel_id._vn_rename()

    @api.readonly
    def action_link(self):
        """Choose the customer by hand."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Who is it?"),
            "res_model": "crm.vn.zalo.link.set",
            "view_mode": "form",
            "target": "new",
            "context": {"default_zalo_user_id": self.id},
        }

    def _vn_link_by_submit(self, info):
        """Link by a number that the person sent himself or herself.

        One customer of that number is linked; of none, the number is kept on nobody.
        """
        number = self.env["crm.vn.message"]._vn_get_number_key(
            re.sub(r"\s", "", str(info.get("phone") or ""))[:30]
        )
        if not number:
            return
        found = self.env["res.partner"].search(
            [
                ("vn_contact_number", "=", number),
                ("company_id", "in", [False, self.company_id.id]),
            ]
        )
        if len(found) == 1:
            self._vn_link(found, "submit")

    # === May we write ===
    def _vn_check_open(self):
        """Raise unless the person may be written to: so long after his or her last act.

        :return: whether the message is free
        """
        self.ensure_one()
        now = fields.Datetime.now()
        act = self.last_act_date
        if not act or act + timedelta(days=PAID_DAYS) < now:
            raise UserError(
                self.env._(
                    "%s wrote more than 7 days ago: Zalo delivers no chat any more. "
                    "Send a template message instead.",
                    self.display_name,
                )
            )
        return act + timedelta(hours=FREE_HOURS) >= now

    # === The chat ===
    def action_open_chat(self):
        """Open the chat with this person; who looks after the customer may."""
        self.ensure_one()
        self.check_access("read")
        if self.partner_id and not self.partner_id.has_access("read"):
            raise AccessError(self.env._("You may not see this customer."))
        channel = self.sudo()._vn_get_channel()  # sudo: after the check of the customer
        if self.env.user.partner_id not in channel.channel_partner_ids:
            channel._add_members(users=self.env.user, post_joined_message=False)
        return {
            "type": "ir.actions.client",
            "tag": "mail.action_discuss",
            # a button puts its record's id here, which would be that of a channel
            "context": {"active_id": f"discuss.channel_{channel.id}"},
        }

    def _vn_get_channel(self):
        """Return the channel of the chat, made when there is none (superuser)."""
        if not self.channel_id:
            channel = self.env["discuss.channel"].create(
                {
                    "name": self._vn_get_title(),
                    "channel_type": "vn_zalo",
                    "vn_zalo_user_id": self.id,
                }
            )
            self._vn_as_engine().write({"channel_id": channel.id})
            staff = self._vn_get_staff()
            if staff:
                channel._add_members(users=staff, post_joined_message=False)
        return self.channel_id

    def _vn_get_title(self):
        who = self.partner_id.name or self.display_name
        return f"{who} · {self.account_id.name}"

    def _vn_get_staff(self):
        """Return who answers: the customer's owner, else those on duty."""
        owner = self.partner_id.user_id or self.partner_id.commercial_partner_id.user_id
        return owner.filtered("active") or self.account_id.user_ids.filtered("active")

    @api.model
    def _make_demo(self):
        """Let a few people of the demo company follow and write."""
        account = self.env.ref("crm_vn_zalo.crm_vn_zalo_account_demo")
        customers = self.env["res.partner"].search(
            [
                ("vn_relationship_id", "!=", False),
                ("is_company", "=", False),
                ("user_id", "!=", False),
            ],
            order="id",
            limit=6,
        )
        for number, partner in enumerate(customers):
            person = self._vn_get(account, f"90000{number}", partner.name)
            person._vn_acts(is_follower=number % 2 == 0)
            if number < 4:
                person._vn_link(partner, "hand")
