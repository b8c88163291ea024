from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.crm_vn_base.arguments import takes
from odoo.addons.crm_vn_base.tools.mark import is_marked

from ..tools.search import means_none

SIGNS = {"<": SQL("<"), ">": SQL(">"), "<=": SQL("<="), ">=": SQL(">=")}
#: what makes a customer, and whose he is
LEAVING_FIELDS = {"vn_relationship_id", "parent_id", "is_company", "user_id"}

#: the mark of code that writes into a discussion by itself; it opens no column
BY_ITSELF = "_vn_discussion_engine"


class ResPartner(models.Model):
    """Who may take part in the discussion of a customer, and who has to read it."""

    _inherit = "res.partner"

    # === Discussion ===
    vn_was_customer = fields.Boolean(
        string="Was a customer",
        readonly=True,
        copy=False,
        groups="base.group_system",
        help="The discussion of a former customer is kept like that of a customer",
    )

    # === Recently updated ===
    vn_unread_ids = fields.One2many(
        "crm.vn.unread", "partner_id", groups="base.group_user"
    )
    vn_unread_count = fields.Integer(
        string="Unread comments",
        compute="_compute_vn_unread_count",
        search="_search_vn_unread_count",
        groups="base.group_user",
        help="Comments of other people that you have not read yet",
    )

    @api.depends_context("uid")
    def _compute_vn_unread_count(self):
        counts = dict(
            self.env["crm.vn.unread"]._read_group(
                [("user_id", "=", self.env.uid), ("partner_id", "in", self.ids)],
                ["partner_id"],
                ["__count"],
            )
        )
        for partner in self:
            partner.vn_unread_count = counts.get(partner._origin, 0)

    def _search_vn_unread_count(self, operator, value):
        """Compare the number of unread comments; whoever has none counts as 0."""
        if operator not in ("in", "<", ">", "<=", ">="):
            return NotImplemented
        # the statement below asks nobody; who may not read marks may not search them
        self.env["crm.vn.unread"].check_access("read")
        mine = Domain("user_id", "=", self.env.uid)
        if (operator, value) in ((">", 0), (">=", 1)):
            # what the desk asks: one look into an index
            return Domain("vn_unread_ids", "any", mine)
        self.env["crm.vn.unread"].flush_model(["user_id", "partner_id"])
        zero = means_none(operator, value)
        number = (
            SQL("count(*) = ANY(%s)", [int(one) for one in value])
            if operator == "in"
            else SQL("count(*) %s %s", SIGNS[operator], value or 0)
        )
        found = SQL(
            "(SELECT partner_id FROM crm_vn_unread WHERE user_id = %s"
            " GROUP BY partner_id HAVING %s)",
            self.env.uid,
            SQL("NOT (%s)", number) if zero else number,
        )
        return Domain("id", "not in" if zero else "in", found)

    def write(self, vals):
        discussed = self._vn_before_leaving(vals)
        result = super().write(vals)
        self._vn_keep_discussion(discussed)
        if self.ids and not vals.get("active", True):
            # an archived customer is in no list that a counter could open
            self.env["crm.vn.unread"]._remove(SQL("partner_id IN %s", tuple(self.ids)))
        return result

    def _vn_before_leaving(self, vals):
        """Return the customers who might be none after *vals* were written.

        :raise AccessError: the user has no part in the discussion, and would take
            it away from those who have
        """
        if not LEAVING_FIELDS & vals.keys():
            return self.browse()
        # sudo: which of them are customers, and whose
        mine = self.sudo()
        discussed = mine._vn_filter_discussed()
        taken = mine.browse()
        if "user_id" in vals:
            taken = discussed.filtered(lambda partner: partner.user_id)
        if not self.env.su:
            leaving = (
                discussed
                if {"vn_relationship_id", "parent_id"} & vals.keys()
                else taken
            )
            leaving.sudo(False)._check_vn_may_comment()
        return discussed

    def _vn_keep_discussion(self, discussed):
        """Remember of those who are no customers any more that they were."""
        left = discussed - discussed._vn_filter_discussed()
        if left:
            left.flush_recordset(["vn_was_customer"])
            self.env.execute_query(
                SQL(
                    "UPDATE res_partner SET vn_was_customer = TRUE"
                    " WHERE id IN %s RETURNING id",
                    tuple(left.ids),
                )
            )
            left.invalidate_recordset(["vn_was_customer"], flush=False)

    @takes(message_ids="numbers?")
    def vn_mark_discussion_read(self, message_ids=None):
        """Clear the user's unread comments of these customers.

        :param list message_ids: only these, which came into view, and those on the
            customers' contacts, which never do there; None for all
        """
        self.check_access("read")
        if self.ids:
            seen = SQL()
            if message_ids is not None:
                seen = SQL(
                    """
                    AND (message_id = ANY(%s) OR message_id NOT IN (
                        SELECT id FROM mail_message
                         WHERE model = 'res.partner' AND res_id IN %s))
                    """,
                    [int(id_) for id_ in message_ids],
                    tuple(self.ids),
                )
            self.env["crm.vn.unread"]._remove(
                SQL(
                    """
                    user_id = %(user)s AND (
                        partner_id IN %(partners)s OR message_id IN (
                            SELECT id FROM mail_message
                             WHERE model = 'res.partner' AND res_id IN %(partners)s))
                    %(seen)s
                    """,
                    user=self.env.uid,
                    partners=tuple(self.ids),
                    seen=seen,
                )
            )
        return True

    def _message_update_content(self, message, /, **kwargs):
        """A comment that was emptied (deleted) is nothing to read."""
        result = super()._message_update_content(message, **kwargs)
        if message.sudo()._filter_empty():
            self.env["crm.vn.unread"]._remove(SQL("message_id = %s", message.id))
        return result

    def message_post(self, *, message_type="notification", **kwargs):
        # lines of the log are written by code, which as superuser need not be asked
        if message_type != "notification" or not self.env.su:
            self.sudo(False)._check_vn_may_comment()
        return super().message_post(message_type=message_type, **kwargs)

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Who may comment lets others in: following is taking part."""
        followed = self
        if partner_ids and not self.env.su:
            refused = self._vn_filter_not_commentable()
            if refused and not is_marked(self.env, BY_ITSELF):
                refused._check_vn_may_comment()
            # who plans something for himself needn't follow
            followed -= refused
        return super(ResPartner, followed).message_subscribe(partner_ids, subtype_ids)

    def _vn_filter_discussed(self):
        """Return the customers of `self` (superuser), contacts of customers, and
        those who were one."""
        return self.filtered(
            lambda partner: (
                partner.vn_relationship_id
                or partner.commercial_partner_id.vn_relationship_id
                or partner.vn_was_customer
                or partner.commercial_partner_id.vn_was_customer
            )
        )

    def _vn_filter_not_commentable(self):
        """Return the customers whose discussion the user may not take part in.

        Only employees are meant, and where the company asks for it; whoever writes in
        the portal or by mail is not.
        """
        user = self.env.user
        if (
            not self
            or self.env.uid == SUPERUSER_ID
            or not user._is_internal()
            or user.has_groups("base.group_system,sales_team.group_sale_manager")
        ):
            return self.browse()
        # sudo: owner, followers and the setting decide; nothing of them is returned
        refused = self.browse()
        for partner in self.sudo()._vn_filter_discussed():
            company = partner.company_id or self.env.company.sudo()
            involved = partner | partner.commercial_partner_id
            if (
                company.vn_comment_restricted
                and user not in involved.user_id
                and user.partner_id not in involved.message_partner_ids
            ):
                refused |= partner.with_env(self.env)
        return refused

    def _check_vn_may_comment(self):
        """Refuse comments of employees who have nothing to do with the customer.

        :raise AccessError: names the customer and who can let the user in
        """
        if is_marked(self.env, BY_ITSELF):
            return
        refused = self._vn_filter_not_commentable()
        # who does not see the customer is told nothing of him
        refused.check_access("read")
        # sudo: only the name and the owner of a customer that the user is looking at
        for partner in refused.sudo():
            involved = partner | partner.commercial_partner_id
            raise AccessError(
                self.env._(
                    "Only the owner, followers and managers comment on %(customer)s. "
                    "Ask %(owner)s to add you to the followers.",
                    customer=partner.name,
                    owner=involved.user_id[:1].name or self.env._("a sales manager"),
                )
            )
