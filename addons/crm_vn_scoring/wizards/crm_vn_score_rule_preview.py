from odoo import api, fields, models


class CrmVnScoreRulePreview(models.TransientModel):
    """What publishing a rule would do."""

    _name = "crm.vn.score.rule.preview"
    _description = "Preview of a scoring rule"

    rule_id = fields.Many2one("crm.vn.score.rule", required=True, ondelete="cascade")
    preview = fields.Json(compute="_compute_preview")

    @api.depends("rule_id")
    def _compute_preview(self):
        engine = self.env["crm.vn.score.engine"]
        for wizard in self:
            wizard.preview = (
                engine._preview_rule(wizard.rule_id)
                if wizard.rule_id.state == "draft"
                else False
            )

    def action_publish(self):
        """Publish the rule that was looked at."""
        self.check_access("read")
        self.rule_id.action_publish()
        return {"type": "ir.actions.act_window_close"}
