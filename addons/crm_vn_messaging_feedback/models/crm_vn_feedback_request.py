from odoo import api, models

from odoo.addons.crm_vn_base.tools.mobile import is_reachable


class CrmVnFeedbackRequest(models.Model):
    _inherit = "crm.vn.feedback.request"

    def _vn_send(self):
        """Send the links by the way that the company chose, else by the other one.

        :return: how many were sent
        """
        texted = self.filtered(
            lambda one: one.url and one._vn_goes_by_sms() and one._vn_is_reachable()
        )
        texted._vn_send_sms()
        return super(CrmVnFeedbackRequest, self - texted)._vn_send() + len(texted)

    @api.model
    def _vn_get_unreachable(self, partners):
        """Who has a number for an SMS is reached, too."""
        # sudo: the number of a customer whom the one who asks may read
        numbers = {one.id: one.vn_contact_number for one in partners.sudo()}
        return {
            id_: reason
            for id_, reason in super()._vn_get_unreachable(partners).items()
            if not is_reachable(numbers[id_])
        }

    def _vn_goes_by_sms(self):
        """Tell whether this question is for an SMS."""
        self.ensure_one()
        first = self.company_id.vn_feedback_way
        return first == "sms" or not self.partner_id.email_normalized

    def _vn_is_reachable(self):
        # sudo: the number of a customer whom the one who asks may read
        return is_reachable(self.sudo().partner_id.vn_contact_number)

    def _vn_send_sms(self):
        """Put an SMS for each into the queue, which asks consent as for all."""
        # sudo: the queue is nobody's; who is asked was checked
        queue = self.env["sms.sms"].sudo().with_context(vn_feedback_sms=True)
        queue.create(
            [
                {
                    "number": request.sudo().partner_id.vn_contact_number,
                    "partner_id": request.partner_id.id,
                    "body": request._vn_get_sms_text(),
                    "vn_purpose": "survey",
                    "vn_company_id": request.company_id.id,
                }
                for request in self
            ]
        )

    def _vn_get_sms_text(self):
        """Return the message, in the customer's language."""
        self.ensure_one()
        request = self.with_context(lang=self.partner_id.lang)
        return request.env._(
            "%(company)s: %(question)s %(link)s",
            company=request.company_id.name,
            question=request.set_id.title,
            link=self.url,
        )
