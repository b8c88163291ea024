from odoo import api, fields, models
from odoo.tools import SQL


class CrmVnNotDuplicate(models.Model):
    """Two partners that somebody said are not the same one."""

    _name = "crm.vn.not.duplicate"
    _description = "Not a Duplicate"

    partner_id = fields.Many2one(
        "res.partner", required=True, ondelete="cascade", index=True
    )
    other_id = fields.Many2one(
        "res.partner", required=True, ondelete="cascade", index=True
    )

    _pair_uniq = models.UniqueIndex("(partner_id, other_id)")
    _check_order = models.Constraint(
        "CHECK (partner_id < other_id)", "The pair has to be in the order of the ids."
    )

    @api.model
    def _remember(self, partner, others):
        """Remember that none of *others* is *partner*; twice is as good as once."""
        pairs = [
            (min(partner.id, other.id), max(partner.id, other.id), self.env.uid)
            for other in others - partner
        ]
        if pairs:
            self.env.cr.execute_values(
                "INSERT INTO crm_vn_not_duplicate "
                "(partner_id, other_id, create_uid, write_uid, create_date, write_date)"
                " SELECT a, b, u, u, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'"
                " FROM (VALUES %s) AS v (a, b, u) ON CONFLICT DO NOTHING",
                pairs,
            )
            self.invalidate_model()

    @api.model
    def _sql_pair(self, one, other):
        """Return the SQL of "*one* and *other* are remembered" for two columns."""
        return SQL(
            "EXISTS (SELECT FROM crm_vn_not_duplicate n WHERE n.partner_id = "
            "LEAST(%(one)s, %(other)s) AND n.other_id = GREATEST(%(one)s, %(other)s))",
            one=one,
            other=other,
        )
