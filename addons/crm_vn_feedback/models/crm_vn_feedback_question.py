from odoo import fields, models


class CrmVnFeedbackQuestion(models.Model):
    """One question beside the stars."""

    _name = "crm.vn.feedback.question"
    _inherit = ["crm.vn.company.mixin"]
    _vn_company_links = ("set_id",)
    _description = "Feedback question"
    _order = "sequence, id"

    set_id = fields.Many2one(
        "crm.vn.feedback.set", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Question", required=True, translate=True)
    kind = fields.Selection(
        [("stars", "Stars"), ("choice", "Choice"), ("text", "Text")],
        required=True,
        default="text",
    )
    choices = fields.Text(translate=True, help="One choice a line")

    def _get_choices(self):
        """Return the choices as a list of texts."""
        self.ensure_one()
        return [
            line.strip() for line in (self.choices or "").splitlines() if line.strip()
        ]
