from odoo import api, models

MOVING_FIELDS = {"res_id", "res_model_id", "res_model"}
SCORED_FIELDS = {"active", "activity_type_id", "date_done"} | MOVING_FIELDS


class MailActivity(models.Model):
    _inherit = "mail.activity"

    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        # done from the start: an import of history
        done = activities.filtered(lambda activity: not activity.active)
        self.env["crm.vn.score.engine"]._queue_activities(done)
        return activities

    def write(self, vals):
        if not SCORED_FIELDS & vals.keys():
            return super().write(vals)
        engine = self.env["crm.vn.score.engine"]
        done = self.filtered(lambda activity: not activity.active)
        # what was done already has lines, of a customer that may lose them
        owners = engine._get_line_owners("mail.activity", done.ids)
        result = super().write(vals)
        engine._queue(*owners)
        engine._queue_activities(
            done | self.filtered(lambda activity: not activity.active)
        )
        return result

    def unlink(self):
        engine = self.env["crm.vn.score.engine"]
        done = self.filtered(lambda activity: not activity.active)
        # their document may be gone by now: only the ledger knows whose they were
        owners = engine._get_line_owners("mail.activity", done.ids)
        result = super().unlink()
        engine._queue(*owners)
        return result
