from odoo import api, models


class MailActivity(models.Model):
    """What happened to an activity: told once, to every addon, by hooks.

    An addon that follows activities extends a hook and calls ``super()``; none of
    them overrides ``create``, ``write``, ``unlink`` or ``_action_done`` for it.
    """

    _inherit = "mail.activity"

    def _compute_date_done(self):
        """The day is the company's; Odoo's own is UTC's, a day early before 7:00."""
        new = self.filtered(lambda act: not act.active and not act.date_done)
        result = super()._compute_date_done()
        new.date_done = self.env.company._vn_today()
        return result

    # === CRUD ===
    @api.model_create_multi
    def create(self, vals_list):
        activities = super().create(vals_list)
        # done from the start: a history that is brought in
        done = activities.filtered(lambda activity: not activity.active)
        if done:
            done._vn_on_done()
        return activities

    def write(self, vals):
        done = reopened = self.browse()
        if "active" in vals:
            open_before = self.filtered("active")
            if vals["active"]:
                reopened = self - open_before
            else:
                done = open_before
        result = super().write(vals)
        names = vals.keys() - {"active"}
        if names:
            self._vn_on_changed(names)
        if done:
            done._vn_on_done()
        if reopened:
            reopened._vn_on_reopened()
        return result

    def unlink(self):
        if not self:
            return super().unlink()
        then = self._vn_on_removed()
        result = super().unlink()
        for follow in then:
            follow()
        return result

    # === Hooks ===
    def _vn_on_done(self):
        """Called after these activities were done, or made as done ones.

        Their day is ``date_done``. Runs as the user who did them, who may not read
        the document.
        """

    def _vn_on_reopened(self):
        """Called after these activities, which were done, are to be done again."""

    def _vn_on_changed(self, names):
        """Called after other fields of these activities were written.

        :param set names: names of the fields; ``active`` is never among them
        """

    def _vn_on_removed(self):
        """Called before these activities, planned or done, are deleted.

        :return: list of functions without arguments, called after the deletion
        """
        return []
