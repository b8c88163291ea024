from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mail.tools.discuss import Store

#: what a comment says, by whom, where and when
GUARDED_FIELDS = {
    *("body", "subject", "attachment_ids", "message_type", "subtype_id", "parent_id"),
    *("author_id", "email_from", "date", "model", "res_id", "is_internal"),
    "vn_is_contact",
}

#: whose own comments have no limit
UNLIMITED = "base.group_system,sales_team.group_sale_manager"


class MailMessage(models.Model):
    """Who has to read what was said about a customer, who may change it, how long."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            context = self.env.context
            model, res_id = context.get("default_model"), context.get("default_res_id")
            ids = {
                vals.get("res_id", res_id)
                for vals in vals_list
                if vals.get("model", model) == "res.partner"
            }
            self.env["res.partner"].browse(ids - {None, False})._check_vn_may_comment()
        messages = super().create(vals_list)
        # sudo: who has something to read is the engine's
        self.env["crm.vn.unread"].sudo()._add(
            messages.sudo().filtered(
                lambda message: (
                    message.model == "res.partner"
                    and message.message_type in ("comment", "email")
                    and message.res_id
                )
            )
        )
        return messages

    def write(self, vals):
        if not self.env.su and not GUARDED_FIELDS.isdisjoint(vals):
            self._check_vn_comment_edit()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_vn_comment(self):
        if not self.env.su:
            self._check_vn_comment_edit()

    def _check_vn_comment_edit(self):
        """Refuse to change what is too old, another's, or a line of the log.

        People may change their own comments on customers for
        ``res.company.vn_comment_edit_minutes`` after posting, sales managers their
        own at any time, administrators everything.

        :raise AccessError: for comments of others and for log lines
        :raise UserError: when the time is over
        """
        if self.env.user.has_group("base.group_system"):
            return
        # sudo: who wrote a message and when; nothing of it is shown
        messages = self.sudo().filtered(
            lambda message: message.model == "res.partner" and message.res_id
        )
        partners = self.env["res.partner"].browse(set(messages.mapped("res_id")))
        customers = partners.sudo().exists()._vn_filter_discussed()
        is_manager = self.env.user.has_group("sales_team.group_sale_manager")
        for message in messages:
            customer = customers.browse(message.res_id)
            if customer not in customers:
                continue
            own = message.author_id == self.env.user.partner_id
            if not own:
                # who does not see the customer is told nothing of him
                customer.sudo(False).check_access("read")
            if message.message_type != "comment":
                raise AccessError(
                    self.env._(
                        "The log of %(customer)s says what happened and can't be "
                        "changed.",
                        customer=customer.name,
                    )
                )
            if not own:
                raise AccessError(
                    self.env._(
                        "Only the author can change or delete a comment on "
                        "%(customer)s. Write a new comment instead.",
                        customer=customer.name,
                    )
                )
            minutes = message._vn_get_edit_minutes(customer)
            age = fields.Datetime.now() - message.create_date
            if not is_manager and age > timedelta(minutes=minutes):
                raise UserError(
                    self.env._(
                        "This comment on %(customer)s is older than %(minutes)s "
                        "minutes and can't be changed or deleted any more. Write a "
                        "new comment to correct it.",
                        customer=customer.name,
                        minutes=minutes,
                    )
                )

    def _vn_get_edit_minutes(self, customer):
        """Return how many minutes a comment on *customer* can be changed."""
        company = customer.company_id or self.env.company
        # sudo: the company's setting is no secret to its employees
        return company.sudo().vn_comment_edit_minutes

    def _vn_get_edit_seconds(self):
        """Return how long the authors may still change these comments.

        It is said of the author, not of who reads: the client shows it to both.

        :return: {id: seconds, or False for an author without a limit}, of the
            comments on customers only
        """
        # sudo: who wrote a message and when, of messages that are being read
        messages = self.sudo().filtered(
            lambda message: (
                message.model == "res.partner"
                and message.res_id
                and message.message_type == "comment"
            )
        )
        partners = self.env["res.partner"].browse(set(messages.mapped("res_id")))
        # sudo: which of them are customers, and their edit window; none is returned
        customers = partners.sudo().exists()._vn_filter_discussed()
        now = fields.Datetime.now()
        seconds = {}
        for message in messages:
            customer = customers & customers.browse(message.res_id)
            if not customer:
                continue
            author = message.author_id.main_user_id
            if author and author.has_groups(UNLIMITED):
                seconds[message.id] = False
                continue
            left = (
                timedelta(minutes=message._vn_get_edit_minutes(customer))
                + message.create_date
                - now
            )
            seconds[message.id] = max(0, int(left.total_seconds()))
        return seconds

    # === The web client ===
    def _to_store_defaults(self, target):
        defaults = super()._to_store_defaults(target)
        if not target.is_internal(self.env):
            return defaults
        seconds = self._vn_get_edit_seconds()
        return [
            *defaults,
            Store.Attr(
                "vn_edit_seconds",
                value=lambda message: seconds[message.id],
                predicate=lambda message: message.id in seconds,
            ),
        ]
