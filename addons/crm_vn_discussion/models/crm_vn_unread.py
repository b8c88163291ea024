from odoo import api, fields, models
from odoo.tools import SQL


class CrmVnUnread(models.Model):
    """A comment on a customer that a user has not seen yet.

    Written when the comment is posted, for the customer's owner, followers and
    the people mentioned; deleted when they open the discussion. So the counter
    costs what is unread, not what was ever written. A comment on a contact person is
    one for the people of the company, too; it stands with the contact if that is a
    customer itself, else with the company.
    """

    _name = "crm.vn.unread"
    _description = "Unread comment on a customer"
    _log_access = False
    _rec_name = "partner_id"

    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    partner_id = fields.Many2one(
        "res.partner", required=True, ondelete="cascade", index=True
    )
    message_id = fields.Many2one(
        "mail.message", required=True, ondelete="cascade", index=True
    )

    _user_idx = models.Index("(user_id, partner_id, message_id)")
    _message_uniq = models.UniqueIndex("(user_id, message_id)")

    @api.model
    def _add(self, messages):
        """Make *messages* unread for everybody concerned except their author.

        :param messages: comments on customers (``mail.message``)
        """
        if not messages:
            return
        self.env["mail.followers"].flush_model()
        messages.flush_model(["model", "res_id", "author_id", "partner_ids"])
        self.env["res.partner"].flush_model(
            ["active", "user_id", "commercial_partner_id", "vn_relationship_id"]
        )
        rows = self.env.execute_query(
            SQL(
                """
                INSERT INTO crm_vn_unread (user_id, partner_id, message_id)
                SELECT DISTINCT u.id, place.id, m.id
                  FROM mail_message m
                  JOIN res_partner p ON p.id = m.res_id
                  JOIN res_partner place ON place.active IS TRUE
                   AND place.vn_relationship_id IS NOT NULL
                   AND place.id = CASE WHEN p.vn_relationship_id IS NOT NULL
                                       THEN p.id ELSE p.commercial_partner_id END
                  JOIN res_partner entity ON entity.id = p.commercial_partner_id
                  JOIN res_users u
                    ON u.active AND u.share IS NOT TRUE
                   AND u.partner_id IS DISTINCT FROM m.author_id
                   AND (u.id IN (p.user_id, entity.user_id)
                        OR u.partner_id IN (SELECT f.partner_id
                              FROM mail_followers f
                             WHERE f.res_model = 'res.partner'
                               AND f.res_id IN (p.id, entity.id))
                        OR u.partner_id IN (SELECT r.res_partner_id
                              FROM mail_message_res_partner_rel r
                             WHERE r.mail_message_id = m.id))
                 WHERE m.id IN %s AND m.model = 'res.partner' AND p.active IS TRUE
           ON CONFLICT DO NOTHING
             RETURNING user_id
                """,
                tuple(messages.ids),
            )
        )
        self._vn_notify({row[0] for row in rows})

    @api.model
    def _remove(self, where):
        """Delete the lines that match the condition *where* (``SQL``)."""
        rows = self.env.execute_query(
            SQL("DELETE FROM crm_vn_unread WHERE %s RETURNING user_id", where)
        )
        if rows:
            self.invalidate_model(flush=False)
            self._vn_notify({row[0] for row in rows})

    @api.model
    def _vn_notify(self, user_ids):
        self.env["res.partner"].invalidate_model(
            ["vn_unread_ids", "vn_unread_count"], flush=False
        )
        # sudo: only a signal to look again is sent, to the persons themselves
        for user in self.env["res.users"].sudo().browse(sorted(user_ids)):
            user._bus_send("crm_vn_discussion/unread", {})

    @api.model
    @api.readonly
    def get_count(self):
        """Return how many comments the user has not read, for the badge.

        Only of customers the user may read; one query.
        """
        return self.search_count(self._get_domain())

    @api.model
    def _get_domain(self):
        # "any" applies the rules of the customers: nothing leaks by counting. Not by
        # "active", for which the planner would read every customer: an archived one
        # has no unread comments
        return [
            ("user_id", "=", self.env.uid),
            ("partner_id", "any", self.env["res.partner"]._vn_is_customer_domain()),
        ]
