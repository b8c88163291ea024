from odoo import api, fields, models
from odoo.tools import SQL


class CrmVnLeadNotice(models.Model):
    """Who was told what about an opportunity, so that nobody is told twice.

    Rows are written by `_claim` alone, before the message: a unique key decides
    between two processes with the same intention.
    """

    _name = "crm.vn.lead.notice"
    _description = "Notice about an opportunity"
    _order = "id desc"
    _rec_name = "lead_id"

    lead_id = fields.Many2one(
        "crm.lead", string="Opportunity", required=True, ondelete="cascade", index=True
    )
    user_id = fields.Many2one("res.users", string="Recipient", ondelete="cascade")
    kind = fields.Selection(
        [
            ("new", "New opportunity"),
            ("owner", "Overdue, salesperson"),
            ("leader", "Overdue, team leader"),
            ("pool", "Back to the pool"),
        ],
        required=True,
    )
    dispatch_date = fields.Datetime(
        string="Assigned on", help="The assignment that the notice is about"
    )
    company_id = fields.Many2one(related="lead_id.company_id")

    _new_uniq = models.UniqueIndex("(lead_id, user_id) WHERE kind = 'new'")
    _overdue_uniq = models.UniqueIndex(
        # of new ones it is empty, and so never the same
        "(lead_id, kind, dispatch_date)"
    )

    @api.private
    def _claim(self, rows):
        """Record notices that are about to be given; return those that are ours.

        :param rows: list of ``(lead_id, user_id, kind, dispatch_date)``
        :return: the rows that nobody recorded before
        """
        if not rows:
            return []
        self.env["crm.lead"].flush_model(["user_id"])
        found = self.env.execute_query(
            SQL(
                """
                INSERT INTO crm_vn_lead_notice (
                    lead_id, user_id, kind, dispatch_date,
                    create_uid, create_date, write_uid, write_date
                )
                SELECT lead_id, user_id, kind, dispatch_date,
                       %(uid)s, %(now)s, %(uid)s, %(now)s
                  FROM unnest(
                       %(leads)s::int[], %(users)s::int[], %(kinds)s::varchar[],
                       %(dates)s::timestamp[]
                  ) AS claim (lead_id, user_id, kind, dispatch_date)
                ON CONFLICT DO NOTHING
                RETURNING lead_id, user_id, kind, dispatch_date
                """,
                uid=self.env.uid,
                now=fields.Datetime.now(),
                leads=[row[0] for row in rows],
                users=[row[1] or None for row in rows],
                kinds=[row[2] for row in rows],
                dates=[row[3] or None for row in rows],
            )
        )
        self.env["crm.lead"].invalidate_model(["vn_notice_ids"])
        return found
