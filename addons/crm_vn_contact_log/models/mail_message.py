from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mail.tools.discuss import Store


class MailMessage(models.Model):
    _inherit = "mail.message"

    vn_is_contact = fields.Boolean(
        string="Contact with the customer",
        copy=False,
        groups="base.group_user",
        help="This message was a real contact, it counts as the last contact",
    )

    _vn_contact_idx = models.Index("(model, res_id) WHERE vn_is_contact IS TRUE")

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        documents = self.env["res.partner"]._vn_customer_documents()
        # sudo: the flag and the last contact are the engine's
        said = messages.sudo().filtered(
            lambda message: (
                message.model in documents
                and message.message_type in ("comment", "email")
                and message.res_id
            )
        )
        if said:
            said._vn_touch_customers()
        return messages

    def unlink(self):
        # sudo: a flag, and the last contact that it stands for
        gone = self.sudo().filtered("vn_is_contact").with_env(self.env)
        result = super().unlink()
        self.env["res.partner"]._vn_untouch(gone)
        return result

    def action_vn_toggle_contact(self):
        """Say of one's own comment that it was a contact, or that it was not."""
        self.ensure_one()
        self.check_access("read")
        # sudo: after the check that it is the user's own comment
        message = self.sudo()
        if (
            not self.env.user._is_internal()
            or message.author_id != self.env.user.partner_id
        ):
            raise AccessError(
                self.env._(
                    "Only the author of a comment can say that it was a contact "
                    "with the customer."
                )
            )
        if not message._vn_may_be_contact():
            raise UserError(
                self.env._("Only a comment on a customer can be marked as contact.")
            )
        message.vn_is_contact = not message.vn_is_contact
        if message.vn_is_contact:
            message._vn_touch_customers()
        else:
            self.env["res.partner"]._vn_untouch(message)
        return message.vn_is_contact

    def _vn_touch_customers(self):
        """Record the contacts among these messages (as superuser)."""
        if self.env.context.get("vn_no_contact"):
            return
        sent = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        contacts = []
        for message in self:
            author = message.author_id
            user = author.user_ids.filtered(lambda u: not u.share)[:1]
            customer = message._vn_customer()
            kind = None
            if not user:
                # somebody outside wrote: by mail, or in the portal
                if message.message_type == "email" or author == customer:
                    kind = "reply"
            elif message.vn_is_contact:
                kind = "message" if message.subtype_id.id == sent else "comment"
            elif (
                message.message_type == "comment"
                and message.subtype_id.id == sent
                and customer & message.partner_ids
            ):
                kind = "message"
            if not (kind and customer):
                continue
            message.vn_is_contact = True
            contacts.append((customer, kind, message.date, user, message))
        self.env["res.partner"]._vn_touch_all(contacts)

    def _vn_customer(self):
        """Return the customer whose discussion this message belongs to."""
        self.ensure_one()
        customers = self.env["res.partner"]._vn_get_customers(self.model, [self.res_id])
        return customers.get(self.res_id, self.env["res.partner"]).exists()

    def _vn_may_be_contact(self):
        """Tell whether the author may mark this message as a contact."""
        self.ensure_one()
        return (
            self.message_type == "comment"
            and self.model in self.env["res.partner"]._vn_customer_documents()
        )

    def _to_store_defaults(self, target):
        defaults = super()._to_store_defaults(target)
        if target.is_internal(self.env):
            # sudo: flags of a message that is being read
            defaults = [
                *defaults,
                Store.Attr("vn_is_contact", sudo=True),
                Store.Attr(
                    "vn_may_be_contact",
                    lambda message: message._vn_may_be_contact(),
                    sudo=True,
                ),
            ]
        return defaults
