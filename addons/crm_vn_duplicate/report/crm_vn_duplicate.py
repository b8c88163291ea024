from odoo import fields, models
from odoo.tools import SQL

#: a key that more partners have is a hotline, not a hint
SHARED_BY_AT_MOST = 20


class CrmVnDuplicate(models.Model):
    """Pairs of partners that are probably the same, and why."""

    _name = "crm.vn.duplicate"
    _description = "Possible Duplicate"
    _auto = False
    _order = "reason_count DESC, partner_id, other_id"
    _rec_name = "partner_id"
    _depends = {
        "crm.vn.duplicate.key": ["partner_id", "kind", "value"],
        "crm.vn.not.duplicate": ["partner_id", "other_id"],
        "res.partner": ["active", "company_id", "commercial_partner_id"],
    }

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    other_id = fields.Many2one(
        "res.partner", string="Possible duplicate", readonly=True
    )
    same_tax = fields.Boolean(string="Same tax code", readonly=True)
    same_phone = fields.Boolean(string="Same phone", readonly=True)
    same_email = fields.Boolean(string="Same e-mail", readonly=True)
    same_name = fields.Boolean(string="Same company name", readonly=True)
    reason_count = fields.Integer(string="Reasons", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT (a.partner_id::bigint << 24) + b.partner_id AS id,
                   a.partner_id, b.partner_id AS other_id,
                   bool_or(a.kind = 'tax') AS same_tax,
                   bool_or(a.kind = 'phone') AS same_phone,
                   bool_or(a.kind = 'email') AS same_email,
                   bool_or(a.kind = 'name') AS same_name,
                   count(DISTINCT a.kind) AS reason_count
              FROM (SELECT kind, value
                      FROM crm_vn_duplicate_key
                  GROUP BY kind, value
                    HAVING count(*) BETWEEN 2 AND %(limit)s) k
              JOIN crm_vn_duplicate_key a ON a.kind = k.kind AND a.value = k.value
              JOIN crm_vn_duplicate_key b ON b.kind = k.kind AND b.value = k.value
                                         AND b.partner_id > a.partner_id
              JOIN res_partner p ON p.id = a.partner_id AND p.active
              JOIN res_partner q ON q.id = b.partner_id AND q.active
             WHERE p.commercial_partner_id != q.commercial_partner_id
               AND (p.company_id IS NULL OR q.company_id IS NULL
                    OR p.company_id = q.company_id)
               AND (p.vn_relationship_id IS NOT NULL
                    OR q.vn_relationship_id IS NOT NULL)
               AND NOT %(known)s
          GROUP BY a.partner_id, b.partner_id
            """,
            limit=SHARED_BY_AT_MOST,
            known=self.env["crm.vn.not.duplicate"]._sql_pair(
                SQL("a.partner_id"), SQL("b.partner_id")
            ),
        )

    def action_not_duplicate(self):
        """Remember that these pairs are different customers."""
        self.check_access("read")
        for pair in self:
            pair.other_id.check_access("read")
            # sudo: anybody who reads both may say so, nobody edits the memory
            self.env["crm.vn.not.duplicate"].sudo()._remember(
                pair.partner_id, pair.other_id
            )
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_merge(self):
        """Open Odoo's merge with the two partners."""
        self.ensure_one()
        return self.partner_id._vn_action_merge(self.other_id)
