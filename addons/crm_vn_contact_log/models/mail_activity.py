"""An activity that is done with a customer is a contact with them."""

from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    # what is planned ahead of a document, and the last thing done with it
    _vn_open_idx = models.Index(
        "(res_model, res_id, date_deadline) WHERE active IS TRUE"
    )

    def _vn_on_done(self):
        result = super()._vn_on_done()
        self.env["res.partner"]._vn_touch_all(self._vn_get_contacts())
        return result

    def _vn_on_reopened(self):
        result = super()._vn_on_reopened()
        self.env["res.partner"]._vn_untouch(self)
        return result

    def _vn_on_changed(self, names):
        result = super()._vn_on_changed(names)
        if {"date_done", "res_id", "res_model_id", "activity_type_id"} & set(names):
            done = self.filtered(lambda activity: not activity.active)
            if done:
                self.env["res.partner"]._vn_untouch(done)
                self.env["res.partner"]._vn_touch_all(done._vn_get_contacts())
        return result

    def _vn_on_removed(self):
        then = super()._vn_on_removed()
        done = self.filtered(lambda activity: not activity.active)
        if done:
            then.append(lambda: self.env["res.partner"]._vn_untouch(done))
        return then

    def _vn_get_contacts(self):
        """Return the contacts that these done activities are.

        :return: list for :meth:`res.partner._vn_touch_all`
        """
        partners = self.env["res.partner"]
        documents = partners._vn_customer_documents()
        contacts = []
        # sudo: an activity may be done by somebody who can't read its document
        for model, activities in self.sudo().grouped("res_model").items():
            if model not in documents:
                continue
            customers = partners._vn_get_customers(
                model, activities.filtered("res_id").mapped("res_id")
            )
            contacts += [
                (
                    customers[activity.res_id],
                    "activity",
                    activity.date_done,
                    None,
                    activity,
                )
                for activity in activities
                if activity.res_id in customers
            ]
        return contacts
