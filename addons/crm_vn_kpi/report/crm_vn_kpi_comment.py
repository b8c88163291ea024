from odoo import fields, models
from odoo.tools import SQL

#: tags that a deleted comment may leave: with nothing else it is empty
EMPTY_TAGS = "</?(p|div|section|span|br|b|i|font)[^>]*>"


class CrmVnKpiComment(models.Model):
    """What employees wrote in the discussion of customers."""

    _name = "crm.vn.kpi.comment"
    _inherit = "crm.vn.kpi.fact.mixin"
    _description = "Comment of an employee"
    _auto = False
    _depends = {
        "mail.message": [
            "author_id",
            "body",
            "date",
            "message_type",
            "model",
            "record_company_id",
            "res_id",
        ],
        "res.users": ["company_id", "partner_id", "share"],
    }

    message_id = fields.Many2one("mail.message", readonly=True)
    preview = fields.Char(string="Comment", compute="_compute_preview")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT m.id, m.date, u.id AS user_id, m.id AS message_id,
                   coalesce(m.record_company_id, u.company_id) AS company_id,
                   m.model AS res_model, m.res_id
              FROM mail_message m
              JOIN res_users u ON u.partner_id = m.author_id AND u.share IS NOT TRUE
             WHERE m.message_type = 'comment' AND m.model IN %s
               AND CASE WHEN length(m.body) > 11
                         AND m.body NOT LIKE '%%o-mail-Message-edited%%' THEN TRUE
                   ELSE regexp_replace(m.body, %s, '', 'gi') ~ '[^[:space:]]'
                        OR EXISTS (SELECT FROM message_attachment_rel f
                                    WHERE f.message_id = m.id) END
            """,
            tuple(self._get_document_models()),
            EMPTY_TAGS,
        )

    def _compute_preview(self):
        """Show the text to those who may read the message."""
        readable = self.message_id._filtered_access("read")
        for comment in self:
            message = comment.message_id
            comment.preview = message.preview if message in readable else False
