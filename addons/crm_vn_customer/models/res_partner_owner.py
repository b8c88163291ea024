from odoo import fields, models
from odoo.tools import SQL


class ResPartner(models.Model):
    """Customers go to another owner, thousands at once."""

    _name = "res.partner"
    _inherit = ["res.partner", "crm.vn.owned.mixin"]

    def _vn_work_customers(self):
        return {partner.id: partner for partner in self}

    def _vn_give_to(self, user):
        """Give these customers to *user*, or to nobody: set-based, mailing nobody.

        The new owner follows the customers, as one does who is chosen in the form.
        What depends on the owner is moved by the addons that keep it: extend this.

        :param user: the new owner; empty for nobody
        """
        if not self:
            return
        columns = self._vn_owner_columns(user)
        self.flush_recordset(columns)
        self.env.cr.execute(
            SQL(
                """
                UPDATE res_partner SET %(columns)s
                 WHERE id = ANY(%(ids)s) AND user_id IS DISTINCT FROM %(user)s
                """,
                columns=SQL(", ").join(
                    SQL("%s = %s", SQL.identifier(name), value)
                    for name, value in columns.items()
                ),
                user=user.id or None,
                ids=list(self.ids),
            )
        )
        if user:
            self._vn_let_follow(user.partner_id)
        self.invalidate_recordset([*columns, "message_follower_ids"], flush=False)
        self.modified(["user_id"])

    def _vn_owner_columns(self, user):
        """Return what changes with the owner: {column: value}.

        Extend it for further columns: the table is wide, and written once.

        :param user: the new owner; empty for nobody
        """
        return {
            "user_id": user.id or None,
            "write_uid": self.env.uid,
            "write_date": fields.Datetime.now(),
        }

    def _vn_let_follow(self, follower):
        """Let one person follow these customers, with the default subtypes."""
        self.env["mail.followers"].flush_model()
        subtype_ids, *_rest = self.env["mail.message.subtype"]._default_subtypes(
            "res.partner"
        )
        self.env.cr.execute(
            SQL(
                """
                WITH added AS (
                    INSERT INTO mail_followers (res_model, res_id, partner_id)
                    SELECT 'res.partner', id, %(follower)s
                      FROM unnest(%(ids)s) AS t(id)
                     WHERE id <> %(follower)s
                        ON CONFLICT (res_model, res_id, partner_id) DO NOTHING
                 RETURNING id)
                INSERT INTO mail_followers_mail_message_subtype_rel
                       (mail_followers_id, mail_message_subtype_id)
                SELECT added.id, subtype.id
                  FROM added, unnest(%(subtypes)s) AS subtype(id)
                """,
                follower=follower.id,
                ids=list(self.ids),
                subtypes=subtype_ids,
            )
        )
        self.env["mail.followers"].invalidate_model(flush=False)
