"""An activity that is done with a customer is a contact with them."""

from odoo import fields, models

from ..tools import outcomes

#: fields that say whose contact a done activity is, of which day, or that it is none
CONTACT_NAMES = {
    "date_done",
    "res_id",
    "res_model_id",
    "activity_type_id",
    "vn_outcome",
}


class MailActivity(models.Model):
    _inherit = "mail.activity"

    vn_outcome = fields.Selection(
        [
            (outcomes.ANSWERED, "Answered"),
            (outcomes.NO_ANSWER, "No answer"),
            (outcomes.CALL_BACK, "Call back"),
            (outcomes.WRONG_NUMBER, "Wrong number"),
            (outcomes.REFUSED, "Refused"),
        ],
        string="Outcome of the call",
        copy=False,
        help="Nobody answered, or it was the wrong number: that is no contact with the "
        "customer",
    )

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
        if CONTACT_NAMES & set(names):
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

        A call that reached nobody is none.

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
                and outcomes.is_contact(activity.vn_outcome)
            ]
        return contacts
