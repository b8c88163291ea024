from odoo import models

# what says that a done activity gives points, and to whom
SCORED_FIELDS = {"activity_type_id", "date_done", "res_id", "res_model_id", "res_model"}


class MailActivity(models.Model):
    """Done activities give points, for as long as they are done."""

    _inherit = "mail.activity"

    def _vn_on_done(self):
        result = super()._vn_on_done()
        self.env["crm.vn.score.engine"]._queue_activities(self)
        return result

    def _vn_on_reopened(self):
        result = super()._vn_on_reopened()
        engine = self.env["crm.vn.score.engine"]
        engine._queue(*engine._get_line_owners("mail.activity", self.ids))
        return result

    def _vn_on_changed(self, names):
        result = super()._vn_on_changed(names)
        done = self.filtered(lambda activity: not activity.active)
        if done and not SCORED_FIELDS.isdisjoint(names):
            engine = self.env["crm.vn.score.engine"]
            # what was done has lines, of a customer that may lose them
            engine._queue(*engine._get_line_owners("mail.activity", done.ids))
            engine._queue_activities(done)
        return result

    def _vn_on_removed(self):
        then = super()._vn_on_removed()
        engine = self.env["crm.vn.score.engine"]
        done = self.filtered(lambda activity: not activity.active)
        if done:
            # their document may be gone by then: only the ledger knows whose they were
            owners = engine._get_line_owners("mail.activity", done.ids)
            then.append(lambda: engine._queue(*owners))
        return then
