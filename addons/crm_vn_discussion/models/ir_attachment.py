from odoo import api, models
from odoo.tools import SQL

#: what a file shows, and where it hangs
GUARDED_FIELDS = {
    *("raw", "datas", "db_datas", "store_fname", "url", "type", "mimetype"),
    *("name", "description", "public", "res_model", "res_id", "res_field"),
}


class IrAttachment(models.Model):
    """What is attached to a comment on a customer is part of it."""

    _inherit = "ir.attachment"

    def write(self, vals):
        if not self.env.su and not GUARDED_FIELDS.isdisjoint(vals):
            self._check_vn_comment_edit()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_vn_comment(self):
        if not self.env.su:
            self._check_vn_comment_edit()

    def _delete_and_notify(self, message=None):
        """The web client's door to delete: it goes on as superuser."""
        self.sudo(False)._check_vn_comment_edit()
        return super()._delete_and_notify(message)

    def _check_vn_comment_edit(self):
        """Refuse what the comments that show these files would refuse.

        :raise AccessError: attached to a comment of somebody else
        :raise UserError: the time to change the comment is over
        """
        if not self.ids:
            return
        self.env["mail.message"].flush_model(["attachment_ids", "message_type"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT DISTINCT m.id
                  FROM message_attachment_rel r
                  JOIN mail_message m ON m.id = r.message_id
                 WHERE r.attachment_id IN %s AND m.model = 'res.partner'
                   AND m.message_type = 'comment'
                """,
                tuple(self.ids),
            )
        )
        messages = self.env["mail.message"].browse([row[0] for row in rows])
        messages._check_vn_comment_edit()
