from odoo import models
from odoo.exceptions import MissingError


class MailActivity(models.Model):
    _inherit = "mail.activity"

    # what is planned ahead of a document, and the last thing done with it
    _vn_open_idx = models.Index(
        "(res_model, res_id, date_deadline) WHERE active IS TRUE"
    )

    def write(self, vals):
        reopened = self.browse()
        if vals.get("active"):
            reopened = self.filtered(lambda activity: not activity.active)
        result = super().write(vals)
        if reopened:
            self.env["res.partner"]._vn_untouch(reopened)
        return result

    def unlink(self):
        done = self.filtered(lambda activity: not activity.active)
        if done:
            gone = done.with_env(self.env)
            result = super().unlink()
            self.env["res.partner"]._vn_untouch(gone)
            return result
        return super().unlink()

    def _action_done(self, feedback=False, attachment_ids=None):
        """Doing an activity of a customer is a contact with them."""
        # before: an activity whose document is gone is deleted
        done = self.filtered("active")._vn_contacts()
        result = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        self.env["res.partner"]._vn_touch_all(done)
        return result

    def _vn_contacts(self):
        """Return the contacts that doing these activities is.

        With the customer that each is about; of a document that is no customer, with
        its ``partner_id``.

        :return: list for :meth:`res.partner._vn_touch_all`
        """
        customers = self.env["res.partner"]
        contacts = []
        # sudo: an activity may be done by somebody who can't read its document
        for model, activities in self.sudo().grouped("res_model").items():
            activities = activities.filtered("res_id")
            if model == "res.partner":
                partners = {activity: activity.res_id for activity in activities}
            elif (
                model
                and (field := self.env[model]._fields.get("partner_id"))
                and field.comodel_name == "res.partner"
            ):
                documents = self.env[model].sudo().browse(activities.mapped("res_id"))
                try:
                    owners = {d.id: d.partner_id.id for d in documents}
                except MissingError:
                    owners = {d.id: d.partner_id.id for d in documents.exists()}
                partners = {a: owners.get(a.res_id) for a in activities}
            else:
                continue
            contacts += [
                (customers.browse(partner), "activity", None, None, activity)
                for activity, partner in partners.items()
                if partner
            ]
        return contacts
