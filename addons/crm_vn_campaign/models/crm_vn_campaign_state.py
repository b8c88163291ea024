from odoo import fields, models

MEANINGS = [
    ("waiting", "Waiting"),
    ("contacted", "Contacted"),
    ("interested", "Interested"),
    ("refused", "Refused"),
    ("won", "Won"),
]
#: how far a customer got; a merge keeps the furthest
RANKS = {"waiting": 0, "contacted": 1, "refused": 2, "interested": 3, "won": 4}


class CrmVnCampaignState(models.Model):
    """How far a customer got in a campaign: the company's words, a fixed meaning."""

    _name = "crm.vn.campaign.state"
    _inherit = ["crm.vn.company.mixin"]
    _description = "Status in a campaign"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    meaning = fields.Selection(MEANINGS, required=True, default="waiting")
    sequence = fields.Integer(default=10)
    color = fields.Integer()
    fold = fields.Boolean(string="Folded in kanban")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Empty: shared by all companies",
    )

    def _get_state(self, meaning, company):
        """Return the first status of a meaning for a company."""
        return self.search(
            [("meaning", "=", meaning), ("company_id", "in", [company.id, False])],
            limit=1,
        )
